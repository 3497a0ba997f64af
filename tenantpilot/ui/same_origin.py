"""A front end that talks to the origin it was loaded from, so that one build serves every address and port.

Reflex bakes absolute addresses into the bundle. This plugin makes them paths and has the client resolve them
against the page's own origin; it refuses to build when Reflex's client no longer looks as expected.
"""

from __future__ import annotations

from typing import Any

from reflex_base.constants import Endpoint
from reflex_base.plugins import Plugin

CLIENT_FILE = "utils/state.js"
BEFORE = "const endpoint = new URL(url_str);"
AFTER = 'return new URL(url_str, typeof window === "undefined" ? "http://localhost" : window.location.origin);'


class SameOriginPlugin(Plugin):
    """Replaces the addresses of the built front end by paths."""

    def update_env_json(self, **context: Any) -> dict[str, Any]:
        """Paths instead of addresses."""
        return {endpoint.name: str(endpoint) for endpoint in Endpoint}

    def pre_compile(self, **context: Any) -> None:
        """Have the client resolve the paths."""
        context["add_modify_task"](CLIENT_FILE, resolve_against_page)


def resolve_against_page(source: str) -> str:
    """The client's source with its one address parser changed.

    Raises:
        RuntimeError: Reflex changed the function; read it again before adapting BEFORE.
    """
    if AFTER in source:
        return source
    if source.count(BEFORE) != 1:
        raise RuntimeError(f"Reflex's {CLIENT_FILE} no longer holds {BEFORE!r} exactly once.")
    return source.replace(BEFORE, AFTER)
