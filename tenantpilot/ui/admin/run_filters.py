"""The filters of a list of runs, as the page's address holds them."""

from __future__ import annotations

from tenantpilot.operations.filters import RunFilters
from tenantpilot.ui.here import argument

FILTERS = ("state", "kind", "by", "tenant", "since", "until")


def filters() -> RunFilters:
    """What the address asks for."""
    return RunFilters(
        state=argument("state"),
        kind=argument("kind"),
        initiator=argument("by"),
        tenant=argument("tenant"),
        since=argument("since"),
        until=argument("until"),
    )


def as_arguments() -> dict[str, str]:
    """The same for an operation that works on what the list shows."""
    asked = filters()
    return {name: value for name in asked.__dataclass_fields__ if (value := getattr(asked, name))}
