"""The one builder of addresses of baselines, of what compares found, and of groups of tenants."""

from __future__ import annotations

from urllib.parse import urlencode


def _asked(query: dict[str, str]) -> str:
    said = urlencode({name: value for name, value in query.items() if value})
    return f"?{said}" if said else ""


def baselines_href(space: str) -> str:
    """The list of baselines."""
    return f"/admin/{space}/baselines"


def baseline_href(space: str, baseline_ref: str, **query: str) -> str:
    """A baseline's own page; `tab` and `version` say which part of it."""
    return f"/admin/{space}/baselines/{baseline_ref}{_asked(query)}"


def compare_href(space: str, baseline_ref: str = "", **query: str) -> str:
    """How all tenants stand against a baseline."""
    return f"/admin/{space}/compare{_asked({'baseline': baseline_ref, **query})}"


def comparison_href(space: str, comparison_ref: str, **query: str) -> str:
    """What one comparison of one tenant found; `result` narrows to one verdict."""
    return f"/admin/{space}/compare/{comparison_ref}{_asked(query)}"


def groups_href(space: str) -> str:
    """Groups of tenants."""
    return f"/admin/{space}/groups"


def values_href(space: str, tenant_ref: str) -> str:
    """What a tenant has of its own where baselines leave it open."""
    return f"/admin/{space}/tenants/{tenant_ref}/values"
