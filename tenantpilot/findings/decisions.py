"""What somebody may do with a finding, why not, and what each decision brings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.members import iso
from tenantpilot.findings import rules
from tenantpilot.findings.rows import ELSEWHERE
from tenantpilot.findings.views import Consequence, Decision, PossibleMove
from tenantpilot.findings.workflow import MOVES, OPEN, TODO
from tenantpilot.kernel.clock import now
from tenantpilot.store.scope import Scope

C = Capability
_TODO = frozenset(state.value for state in TODO)
_OPEN = frozenset(state.value for state in OPEN)
# What people do with a finding besides moves: what it takes, and in which states there is something to do.
WORK = {
    "assign": (C.FINDING_ASSIGN, _OPEN),
    "own": (C.FINDING_ASSIGN, frozenset()),
    "claim": (C.FINDING_WORK, _TODO),
    "release": (C.FINDING_WORK, _OPEN),
    "comment": (C.FINDING_COMMENT, frozenset()),
    "request": (C.EXCEPTION_REQUEST, _TODO),
}


def possible(scope: Scope, row: Any, *, is_pending: bool) -> tuple[PossibleMove, ...]:
    """Every move and piece of work that people know, each with whether this person may do it now, or why not."""
    role = Role(scope.role)
    made = [
        _possible(move.name, "" if holds(role, move.capability) else "capability",
                  "" if row.status in move.sources else "state", move.needs_reason)
        for move in MOVES if move.capability is not None and move.name not in ELSEWHERE
    ]  # fmt: skip
    for name, (capability, states) in WORK.items():
        lacks = "" if holds(role, capability) else "capability"
        made.append(_possible(name, lacks, _not_now(scope, name, row, states, is_pending=is_pending), needs=False))
    return tuple(made)


def _possible(name: str, lacks: str, not_now: str, needs: bool) -> PossibleMove:
    # What the state does not allow nobody may do; say that first.
    why_not = not_now or lacks
    return PossibleMove(name, not why_not, why_not, needs)


def _not_now(scope: Scope, name: str, row: Any, states: frozenset[str], *, is_pending: bool) -> str:
    if states and row.status not in states:
        return "state"
    if name == "claim" and row.assignee_id is not None:
        return "taken"
    if name == "release" and row.assignee_id is None:
        return "nobody"
    if name == "request" and is_pending:
        return "pending"
    if name == "request" and row.family in rules.load(scope, "exception").body.never_families and row.family:
        return "never"
    return ""


def decisions(scope: Scope, row: Any) -> tuple[Decision, ...]:
    """What happens if the risk is accepted, the fix is claimed, or it is called nothing to worry about."""
    if row.status not in _TODO:
        return ()
    kept = Consequence("closed", 0, "", "")
    return (
        Decision("accept", _accepting(scope, row)),
        Decision("resolve", (_said("verified"), _said("reopens"))),
        Decision("dismiss", (kept, _said("reopens"))),
    )


def _said(code: str, number: int = 0, at: str = "", name: str = "") -> Consequence:
    return Consequence(code, number, at, name)


def _accepting(scope: Scope, row: Any) -> tuple[Consequence, ...]:
    asked = rules.load(scope, "exception").body
    days = asked.longest_days.get(row.severity, 0)
    found = [_said("pinned", max(row.differences, 1)), _said("watched"), _said("reopens")]
    found.append(_said("ends", days, iso(now() + timedelta(days=days))))
    found.append(_said("approval"))
    if row.severity in asked.second_approver:
        found.append(_said("second_approval"))
    if asked.reminder_days:
        found.append(_said("reminder", max(asked.reminder_days)))
    return (*found, _said("clock", name=asked.after_expiry))
