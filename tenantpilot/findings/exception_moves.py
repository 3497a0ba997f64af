"""What somebody may do with an acceptance, or why not, as pages say it before anybody tries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.findings.exception_deciding import against
from tenantpilot.findings.exception_views import ExceptionMove
from tenantpilot.findings.rule_bodies import ExceptionRules
from tenantpilot.findings.tables import IN_FORCE
from tenantpilot.store.scope import Scope

NEEDS = {
    "approve": Capability.EXCEPTION_APPROVE, "reject": Capability.EXCEPTION_APPROVE,
    "edit": Capability.EXCEPTION_REQUEST, "withdraw": Capability.EXCEPTION_REQUEST,
    "revoke": Capability.EXCEPTION_REVOKE, "extend": Capability.EXCEPTION_REQUEST,
}  # fmt: skip
REASONED = frozenset(("reject", "revoke"))
_DECIDED, _OWN = frozenset(("approve", "reject")), frozenset(("edit", "withdraw"))


@dataclass(frozen=True)
class Shown:
    """The finding of a row as it stands now."""

    status: str
    severity: str
    family: str
    observed_digest: str

    @classmethod
    def of(cls, row: Any) -> Shown:
        """From a row of the list's statements."""
        return cls(row.finding_status, row.finding_severity, row.family, row.observed_digest)


def possible(
    scope: Scope, row: Any, known: ExceptionRules, at: datetime, *, waiting: UUID | None = None
) -> tuple[ExceptionMove, ...]:
    """Every move that fits the state, and the ones of other states as impossible; `waiting` is a waiting extension."""
    return tuple(
        ExceptionMove(name, not why, why, name in REASONED)
        for name in NEEDS
        for why in [_why_not(scope, name, row, known, at, waiting)]
    )


def _why_not(scope: Scope, name: str, row: Any, known: ExceptionRules, at: datetime, waiting: UUID | None) -> str:
    if row.status not in (IN_FORCE if name in ("revoke", "extend") else ("pending",)):
        return "state"
    if not holds(Role(scope.role), NEEDS[name]):
        return "capability"
    is_mine = row.requester_id == scope.actor.user_id
    if name in _DECIDED and is_mine:
        return "requester"
    if name in _OWN and not is_mine:
        return "somebody_else"
    if name == "extend":
        return "pending" if waiting is not None else ""
    return _against(scope, name, row, known, at)


def _against(scope: Scope, name: str, row: Any, known: ExceptionRules, at: datetime) -> str:
    if name == "approve":
        return "approved" if row.approver_id == scope.actor.user_id else against(row, Shown.of(row), known, at)
    is_closed = name == "edit" and against(row, Shown.of(row), known, at) == "state"
    return "state" if is_closed else ""
