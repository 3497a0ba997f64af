"""The one builder of addresses of findings, of their lists, exceptions and rules."""

from __future__ import annotations

from urllib.parse import urlencode

from tenantpilot.tenants.links import connection_href


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


def source_href(space: str, kind: str, ref: str) -> str:
    """Where what found a finding is looked at: its baseline or connection; empty for readings of the inventory."""
    if not ref:
        return ""
    return {"baseline": f"/admin/{space}/baselines/{ref}", "connection": connection_href(space, ref)}.get(kind, "")


def compared_href(space: str, comparison_ref: str, result_ref: str = "") -> str:
    """What the compare said that a finding comes from."""
    return f"/admin/{space}/compare/{comparison_ref}{_query(result=result_ref)}" if comparison_ref else ""


def logged_href(space: str, ref: str, kind: str = "finding") -> str:
    """The entries of the log about a finding, or about an acceptance (kind "exception")."""
    return f"/admin/{space}/audit{_query(kind=kind, q=ref)}"
