"""The one builder of addresses of findings, of their lists, exceptions and rules."""

from __future__ import annotations

from urllib.parse import urlencode


def _query(**values: str) -> str:
    asked = urlencode({name: value for name, value in values.items() if value})
    return f"?{asked}" if asked else ""


def findings_href(space: str, view: str = "", **query: str) -> str:
    """The list, on a tab and narrowed as `query` says (the names of FindingFilters)."""
    return f"/admin/{space}/findings{_query(view=view, **query)}"


def finding_href(space: str, finding_ref: str) -> str:
    """A finding's own page."""
    return f"/admin/{space}/findings/{finding_ref}"


def exceptions_href(space: str, view: str = "", **query: str) -> str:
    """Acceptances, on one of the tabs waiting, force, ending, ended."""
    return f"/admin/{space}/exceptions{_query(view=view, **query)}"


def exception_href(space: str, exception_ref: str) -> str:
    """The page that says who accepted what, when, why, until when."""
    return f"/admin/{space}/exceptions/{exception_ref}"


def rules_href(space: str, tab: str = "") -> str:
    """The workspace's rules for findings: sla, severity, exception."""
    return f"/admin/{space}/rules{_query(tab=tab)}"
