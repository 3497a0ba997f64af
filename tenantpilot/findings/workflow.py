"""The one table of what may become of a finding. Service, database trigger, page and tests are made from it (F1).

A *move* is something that happens to a finding. Each pair of state and move is either in the table or refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tenantpilot.access.capabilities import Capability


class State(StrEnum):
    """Where a finding stands."""

    NEW = "new"
    TRIAGED = "triaged"
    IN_PROGRESS = "in_progress"
    REOPENED = "reopened"
    RESOLVED = "resolved"
    CLOSED = "closed"
    RISK_ACCEPTED = "risk_accepted"


class Outcome(StrEnum):
    """How it ended or is about to end; work that is open has none."""

    NONE = ""
    PENDING = "pending_verification"
    VERIFIED = "verified"
    FALSE_POSITIVE = "false_positive"
    DUPLICATE = "duplicate"
    NOT_APPLICABLE = "no_longer_applicable"
    ACCEPTED = "accepted"


class Guard(StrEnum):
    """What must be true besides; the service says it in words, the database refuses it without."""

    NONE = ""
    EXCEPTION = "exception"  # an approved, unexpired exception for exactly this finding and value
    OBSERVED_SINCE = "observed_since"  # a complete reading later than the last claim or decision
    OTHER_FINDING = "other_finding"  # a duplicate names the finding it repeats
    EXCEPTION_ENDED = "exception_ended"  # the acceptance is over: expired, revoked or exceeded


@dataclass(frozen=True)
class Move:
    """One move: from where, to where, with which outcome, and what it asks for.

    `capability` is what a person needs; None: nobody does it by hand, runs do.
    """

    name: str
    sources: tuple[State, ...]
    target: State
    outcome: Outcome = Outcome.NONE
    capability: Capability | None = None
    needs_reason: bool = False
    guard: Guard = Guard.NONE

    @property
    def action(self) -> str:
        """The audit action."""
        return ACTIONS[self.name]


S, C = State, Capability
TODO = (S.NEW, S.TRIAGED, S.IN_PROGRESS, S.REOPENED)
UNSETTLED = (*TODO, S.RESOLVED)

MOVES: tuple[Move, ...] = (
    Move("triage", (S.NEW, S.REOPENED), S.TRIAGED, capability=C.FINDING_TRIAGE),
    Move("start", (S.NEW, S.TRIAGED, S.REOPENED), S.IN_PROGRESS, capability=C.FINDING_WORK),
    Move("stop", (S.IN_PROGRESS,), S.TRIAGED, capability=C.FINDING_WORK),
    Move("resolve", TODO, S.RESOLVED, Outcome.PENDING, C.FINDING_WORK, needs_reason=True),
    Move("reject", TODO, S.CLOSED, Outcome.FALSE_POSITIVE, C.FINDING_DISMISS, needs_reason=True),
    Move("merge", TODO, S.CLOSED, Outcome.DUPLICATE, C.FINDING_DISMISS, needs_reason=True, guard=Guard.OTHER_FINDING),
    Move("dismiss", TODO, S.CLOSED, Outcome.NOT_APPLICABLE, C.FINDING_DISMISS, needs_reason=True),
    Move("reopen", (S.RESOLVED, S.CLOSED), S.REOPENED, capability=C.FINDING_TRIAGE, needs_reason=True),
    Move("accept", TODO, S.RISK_ACCEPTED, Outcome.ACCEPTED, C.EXCEPTION_APPROVE, guard=Guard.EXCEPTION),
    Move("revoke", (S.RISK_ACCEPTED,), S.REOPENED, capability=C.EXCEPTION_REVOKE, needs_reason=True,
         guard=Guard.EXCEPTION_ENDED),
    Move("expire", (S.RISK_ACCEPTED,), S.REOPENED, guard=Guard.EXCEPTION_ENDED),
    Move("exceed", (S.RISK_ACCEPTED,), S.REOPENED, guard=Guard.EXCEPTION_ENDED),
    Move("disappear", (S.RISK_ACCEPTED,), S.CLOSED, Outcome.VERIFIED, guard=Guard.OBSERVED_SINCE),
    Move("verify", UNSETTLED, S.CLOSED, Outcome.VERIFIED, guard=Guard.OBSERVED_SINCE),
    Move("refute", (S.RESOLVED,), S.REOPENED, guard=Guard.OBSERVED_SINCE),
    Move("recur", (S.CLOSED,), S.REOPENED, guard=Guard.OBSERVED_SINCE),
    Move("retire", (*UNSETTLED, S.RISK_ACCEPTED), S.CLOSED, Outcome.NOT_APPLICABLE, needs_reason=True),
)  # fmt: skip

ACTIONS = {
    "triage": "finding.triaged", "start": "finding.started", "stop": "finding.stopped", "resolve": "finding.resolved",
    "reject": "finding.rejected", "merge": "finding.merged", "dismiss": "finding.dismissed",
    "reopen": "finding.reopened", "accept": "finding.accepted", "revoke": "finding.reopened",
    "expire": "finding.reopened", "exceed": "finding.reopened", "disappear": "finding.verified",
    "verify": "finding.verified", "refute": "finding.reopened", "recur": "finding.reopened",
    "retire": "finding.retired",
}  # fmt: skip
BY_NAME = {move.name: move for move in MOVES}
OPEN = frozenset(UNSETTLED)


def pairs() -> Iterator[tuple[Move, State]]:
    """Every pair of move and state in the table."""
    for move in MOVES:
        for state in move.sources:
            yield move, state


def possible(state: str) -> tuple[Move, ...]:
    """The moves that the table has from a state."""
    return tuple(move for move in MOVES if state in move.sources)
