"""The filters of the audit log, as the page's address holds them."""

from __future__ import annotations

from tenantpilot.audit.filters import AuditFilters
from tenantpilot.ui.here import argument

FILTERS = ("q", "actor", "action", "kind", "tenant", "only", "since", "until")


def filters() -> AuditFilters:
    """What the address asks for."""
    return AuditFilters(
        text=argument("q"),
        actor=argument("actor"),
        action=argument("action"),
        subject_kind=argument("kind"),
        tenant=argument("tenant"),
        denials_only=argument("only") == "denied",
        since=argument("since"),
        until=argument("until"),
    )


def as_arguments() -> dict[str, str | bool]:
    """The same for an operation that works on what the list shows."""
    asked = filters()
    return {name: value for name in asked.__dataclass_fields__ if (value := getattr(asked, name))}
