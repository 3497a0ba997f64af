"""The one builder of addresses of policies and of the explorer."""

from __future__ import annotations

from urllib.parse import urlencode


def policy_href(space: str, policy_ref: str, **query: str) -> str:
    """A policy's own page; `query` names a tab and versions."""
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"/admin/{space}/inventory/{policy_ref}{'?' if asked else ''}{asked}"


def inventory_href(space: str, environment_id: str = "", **query: str) -> str:
    """The explorer, narrowed to a tenant and by further filters."""
    asked = urlencode({name: value for name, value in (("environment_id", environment_id), *query.items()) if value})
    return f"/admin/{space}/inventory{'?' if asked else ''}{asked}"
