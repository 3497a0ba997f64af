"""The only way a finding's status changes: the row, its event, its clock and its entry in the log, all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tenantpilot.findings import events
from tenantpilot.findings.events import Happening
from tenantpilot.findings.tables import IN_FORCE, Finding, FindingException
from tenantpilot.findings.workflow import BY_NAME, Guard, Move, Outcome, State
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, InvalidInputError
from tenantpilot.store.scope import Scope


class RefusedError(ConflictError):
    """The table of moves, or a guard of it, does not allow what was asked."""

    message_key = "error-finding-move"

    def __init__(self, finding: Finding, move: str, message_key: str = "") -> None:
        super().__init__(f"{move} of a finding that is {finding.status}", message_key=message_key or None)
        self.finding_ref, self.move, self.status = finding.public_id, move, finding.status


@dataclass(frozen=True)
class Change:
    """A move that a finding is to make. `facts` are columns of the row that change with it.

    `exception` is the acceptance that `accept` rests on, or the one that ended; `other` the finding that a duplicate
    repeats. `data` goes into the event for the timeline.
    """

    finding: Finding
    move: str
    reason: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    exception: FindingException | None = None
    other: Finding | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def apply(
    scope: Scope,
    finding: Finding,
    move_name: str,
    *,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    exception: FindingException | None = None,
    other: Finding | None = None,
    at: datetime | None = None,
) -> None:
    """Let one finding, held by the caller, make a move of the table; `at` is when, now if not said.

    Whoever ends an acceptance writes that first. Call it last in a transaction: it locks the chain's head.

    Raises:
        RefusedError: no such move from where it stands, or its guard does not hold.
        InvalidInputError: no reason where the table asks for one.
    """
    apply_many(scope, [Change(finding, move_name, reason, data or {}, exception, other)], at=at)


def apply_many(scope: Scope, changes: Sequence[Change], *, at: datetime | None = None) -> None:
    """Let many held findings move at once, each of them once: one statement each for rows, events and entries.

    Raises:
        RefusedError, InvalidInputError: as `apply`; then none of them moved.
    """
    moment = at or now()
    events.write(scope, [happening(scope, change, moment) for change in changes], at=moment)


def check(change: Change, at: datetime) -> None:
    """Whether the table and its guards allow a change now, as far as the service can know.

    Raises:
        RefusedError, InvalidInputError: as `apply`.
    """
    move, finding = BY_NAME[change.move], change.finding
    if finding.status not in move.sources:
        raise RefusedError(finding, move.name)
    if move.needs_reason and not change.reason.strip():
        raise InvalidInputError({"reason": "error-field-required"})
    if not _holds(move.guard, change, at):
        raise RefusedError(finding, move.name, _WORDS[move.guard])


_WORDS = {
    Guard.EXCEPTION: "error-finding-no-exception",
    Guard.EXCEPTION_ENDED: "error-finding-accepted",
    Guard.OBSERVED_SINCE: "error-finding-no-reading",
    Guard.OTHER_FINDING: "error-finding-other",
}


def _holds(guard: Guard, change: Change, at: datetime) -> bool:
    finding, exception, other = change.finding, change.exception, change.other
    if guard is Guard.EXCEPTION:
        return (
            exception is not None and exception.finding_id == finding.id and exception.status in IN_FORCE
            and exception.expires_at > at and exception.pinned_digest == finding.observed_digest
        )  # fmt: skip
    if guard is Guard.EXCEPTION_ENDED:
        return exception is None or exception.status not in IN_FORCE
    if guard is Guard.OBSERVED_SINCE:
        return read_since(finding, change.facts.get("observed_at", finding.observed_at))
    if guard is Guard.OTHER_FINDING:
        return (
            other is not None and other.id != finding.id and other.tenant_id == finding.tenant_id
            and other.outcome != Outcome.DUPLICATE
        )  # fmt: skip
    return True


def read_since(finding: Finding, observed_at: datetime) -> bool:
    """Whether a reading is later than the last claim or decision; retired findings were decided by nobody."""
    return observed_at > finding.status_at or (finding.last_move == "retire" and observed_at >= finding.observed_at)


def happening(scope: Scope, change: Change, at: datetime) -> Happening:
    """A change as it will be told, once the table and the guards allow it.

    Raises:
        RefusedError, InvalidInputError: as `apply`.
    """
    check(change, at)
    move, other, exception = BY_NAME[change.move], change.other, change.exception
    facts, before, after = dict(change.facts), {}, {}
    if move.target is State.RISK_ACCEPTED and exception is not None:
        facts["exception_id"], after["exception"] = exception.id, exception.public_id
    elif exception is not None:
        before["exception"] = exception.public_id
    if move.guard is Guard.OTHER_FINDING and other is not None:
        facts["duplicate_of_id"], after["duplicate_of"] = other.id, other.public_id
    return Happening(
        change.finding, move.action, move.name, facts, change.reason.strip(), change.data, before, after,
        by_system=_by_system(scope, move),
    )  # fmt: skip


def _by_system(scope: Scope, move: Move) -> bool:
    # What nobody does by hand is the product's own doing, whoever started the run; a person who deletes a baseline
    # retires its findings themselves.
    return move.capability is None and (move.name != "retire" or bool(scope.run_ref))


def carry_over(scope: Scope, finding: Finding, exception: FindingException, *, at: datetime | None = None) -> None:
    """Let an accepted finding rest on another acceptance, the extension that took the old one's place.

    Raises:
        RefusedError: the finding is not accepted, or the acceptance is not in force for it and its value.
    """
    moment = at or now()
    if finding.status != State.RISK_ACCEPTED or not _holds(Guard.EXCEPTION, Change(finding, "", exception=exception),
                                                           moment):  # fmt: skip
        raise RefusedError(finding, "accept", _WORDS[Guard.EXCEPTION])
    facts, after = {"exception_id": exception.id}, {"exception": exception.public_id}
    events.write(scope, [Happening(finding, BY_NAME["accept"].action, facts=facts, after=after)], at=moment)
