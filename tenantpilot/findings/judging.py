"""What one action means for each of many findings: done for this one, or left out, and why.

Reasons are codes: `state` (not from where it stands), `done` (nothing to do), `version` (it changed since it was
chosen), `capability`, `person` (who is named cannot work on it), `taken`, `guard` (something else stands against it).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.findings import moving
from tenantpilot.findings.decisions import WORK
from tenantpilot.findings.events import Happening
from tenantpilot.findings.moving import Change
from tenantpilot.findings.people import Person
from tenantpilot.findings.rows import ELSEWHERE
from tenantpilot.findings.tables import Finding
from tenantpilot.findings.workflow import BY_NAME, Guard, Move
from tenantpilot.kernel.errors import ConflictError, InvalidInputError
from tenantpilot.store.scope import Scope

C = Capability
OWNERSHIP = ("assign", "own", "claim", "release")
# Moves that people make on findings themselves and that need nothing but a reason.
MOVES = {
    name: move
    for name, move in BY_NAME.items()
    if move.capability is not None and name not in ELSEWHERE and move.guard is Guard.NONE
}
ACTIONS = (*MOVES, *OWNERSHIP)
LONGEST_REASON = 2000


@dataclass(frozen=True)
class Asked:
    """What is to happen to many findings. `person` is whom they are given to; None takes the name off."""

    action: str
    reason: str = ""
    person: Person | None = None

    @property
    def move(self) -> Move | None:
        """The move that is asked for, if it is one."""
        return MOVES.get(self.action)

    def check(self) -> None:
        """Refuse what cannot be done to any finding.

        Raises:
            InvalidInputError: not an action for many, or its reason is missing or too long.
        """
        if self.action not in ACTIONS:
            raise InvalidInputError({"action": "error-field-invalid"})
        if len(self.reason) > LONGEST_REASON or "\x00" in self.reason:
            raise InvalidInputError({"reason": "error-field-too-long"})
        if self.move is not None and self.move.needs_reason and not self.reason.strip():
            raise InvalidInputError({"reason": "error-field-required"})


def judge(scope: Scope, finding: Finding, asked: Asked, moment: datetime) -> str:
    """Why this finding is left out; empty when it is not."""
    role = Role(scope.role)
    if asked.move is not None:
        return _judge_move(finding, asked, asked.move, role, moment)
    return _judge_work(scope, finding, asked, role)


def _judge_move(finding: Finding, asked: Asked, move: Move, role: Role, moment: datetime) -> str:
    if finding.status not in move.sources:
        is_there = finding.status == move.target and finding.outcome == move.outcome
        return "done" if is_there else "state"
    if move.capability is None or not holds(role, move.capability):
        return "capability"
    try:
        moving.check(Change(finding, move.name, asked.reason), moment)
    except ConflictError:
        return "guard"
    return ""


def _judge_work(scope: Scope, finding: Finding, asked: Asked, role: Role) -> str:
    capability, states = WORK[asked.action]
    if states and finding.status not in states:
        return "state"
    me = scope.actor.user_id
    if asked.action == "claim":
        if finding.assignee_id is not None:
            return "done" if finding.assignee_id == me else "taken"
        return "" if holds(role, capability) else "capability"
    if asked.action == "release":
        if finding.assignee_id is None:
            return "done"
        # One's own work may be given back by whoever works; others' by whoever assigns.
        needed = capability if finding.assignee_id == me else C.FINDING_ASSIGN
        return "" if holds(role, needed) else "capability"
    return _judge_naming(finding, asked, role, capability)


def _judge_naming(finding: Finding, asked: Asked, role: Role, capability: Capability) -> str:
    if not holds(role, capability):
        return "capability"
    named = finding.assignee_id if asked.action == "assign" else finding.owner_id
    if named == (asked.person.user_id if asked.person else None):
        return "done"
    if asked.person is None:
        return ""
    needed = C.FINDING_WORK if asked.action == "assign" else C.FINDING_READ
    return "" if asked.person.may(needed, finding.tenant_id) else "person"


def happening(scope: Scope, finding: Finding, asked: Asked) -> Happening:
    """The event of a piece of ownership that was judged possible."""
    column = "owner_id" if asked.action == "own" else "assignee_id"
    person = {"claim": scope.actor.user_id, "release": None}.get(
        asked.action, asked.person.user_id if asked.person else None
    )
    ref = {"claim": scope.actor.ref, "release": ""}.get(asked.action, asked.person.ref if asked.person else "")
    action = "finding.owned" if asked.action == "own" else "finding.assigned"
    return Happening(finding, action, facts={column: person}, reason=asked.reason.strip(), after={column[:-3]: ref})
