"""What happens to findings: row, event, clock and entry in the log are written together, and events give the row back.

A finding's `version` is the number of its last event. An event's `data` is a JSON object: `move` (when one was made),
`set` and `was` (columns that changed by what happened, new and old), and what the writer adds for the timeline.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from tenantpilot.findings import acceptance, clocks, words
from tenantpilot.findings import event_queries as queries
from tenantpilot.findings.severity import RANK
from tenantpilot.findings.tables import Finding
from tenantpilot.findings.workflow import BY_NAME, OPEN, State
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_id
from tenantpilot.store import ledger, refusals
from tenantpilot.store.scope import Scope

KIND = "finding"
# Importing it is what makes refused attempts leave an entry in the log.
TRACE = refusals.note
OPENED = "finding.opened"
# What the log shows of a finding before and after; people and other records are named by whoever knows their ids.
_LOGGED = ("kind", "severity", "status", "outcome", "differences", "occurrences", "expected_digest", "observed_digest")


@dataclass(frozen=True)
class Happening:
    """Something that happens to a finding. `facts` are the columns that change besides what its move changes.

    `data` goes into the event, `before` and `after` into the log's entry, where they name what the columns cannot.
    """

    finding: Finding
    name: str
    move: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    by_system: bool = False


def following(columns: Mapping[str, Any], move: str, at: datetime, actor_id: UUID | None, facts: Mapping[str, Any]
              ) -> dict[str, Any]:  # fmt: skip
    """The changing columns after something happened: the one rule for whoever writes and whoever replays."""
    after = {**columns, "version": columns["version"] + 1, "touched_at": at}
    if move:
        after |= _moved(columns, move, at, actor_id)
    after |= facts
    after["severity_rank"] = RANK[after["severity"]]
    return after


def _moved(columns: Mapping[str, Any], move: str, at: datetime, actor_id: UUID | None) -> dict[str, Any]:
    made = BY_NAME[move]
    moved = {
        "status": made.target.value, "outcome": made.outcome.value, "is_open": made.target in OPEN, "last_move": move,
        "status_at": at, "duplicate_of_id": None, "exception_id": None,
        "occurrences": columns["occurrences"] + (move == "recur"),
    }  # fmt: skip
    if made.target is State.RESOLVED:
        moved |= {"resolved_at": at, "resolved_by_id": actor_id}
    elif made.target is State.REOPENED:
        moved |= {"resolved_at": None, "resolved_by_id": None}
    return moved


def write(
    scope: Scope, happenings: Sequence[Happening], *, opened: Sequence[Finding] = (), at: datetime | None = None
) -> None:
    """Write what happened to findings that are held, each of them once, and new ones with their first event.

    Requests for acceptance that are no more about what they asked for end with it. One statement each for rows,
    events, clocks and entries. Call it last and once in a transaction: the entries lock the chain's head, and whoever
    waits for a row while holding it stops everybody.
    """
    if not happenings and not opened:
        return
    at = at or now()
    scope.session.flush()
    # Numbers first, then findings with their tenant's sums, then the log: everybody locks in this order.
    _number(scope, opened)
    steps = sorted((_Step.of(scope, one, at) for one in happenings), key=lambda step: str(step.finding.tenant_id))
    queries.change(scope, [{"id": step.finding.id, **step.after} for step in steps])
    for step in steps:
        queries.settle(step.finding, step.after)
    _add(scope, opened)
    steps += [_Step.first(finding) for finding in opened]
    queries.tell(scope, [step.event(scope, at) for step in steps])
    clocks.refresh(scope, [step.finding for step in steps])
    acceptance.void(scope, [step.finding for step in steps if step.before and step.is_other_matter], at=at)
    tenants = queries.tenant_refs(scope, {step.finding.tenant_id for step in steps})
    entries = [step.entry(tenants) for step in steps]
    ledger.append_many(scope.session, scope.workspace_id, scope.actor, entries, run_ref=scope.run_ref)


def _number(scope: Scope, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    numbers = queries.take_numbers(scope, "finding", len(findings))
    for number, finding in zip(numbers, findings, strict=True):
        finding.number, finding.workspace_id = number, scope.workspace_id
        finding.severity_rank = RANK[finding.severity]


def _add(scope: Scope, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    queries.add(scope, [finding.model_dump() for finding in findings])
    words.remember(scope, [(one.id, one.tenant_id, one.subject_name) for one in findings], is_new=True)
    for finding in findings:
        queries.adopt(scope, finding)


@dataclass(frozen=True)
class _Step:
    happening: Happening
    actor_kind: str
    actor_id: UUID | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    told: Mapping[str, Any]

    @property
    def finding(self) -> Finding:
        return self.happening.finding

    @classmethod
    def of(cls, scope: Scope, happening: Happening, at: datetime) -> _Step:
        by_person = scope.actor.kind == "person" and not happening.by_system
        actor_id = scope.actor.user_id if by_person else None
        before = {name: getattr(happening.finding, name) for name in queries.CHANGING}
        after = following(before, happening.move, at, actor_id, happening.facts)
        implied = following(before, happening.move, at, actor_id, {})
        told = {name: after[name] for name in happening.facts if after[name] != implied[name]}
        return cls(happening, "person" if by_person else "system", actor_id, before, after, told)

    @classmethod
    def first(cls, finding: Finding) -> _Step:
        said = {name: getattr(finding, name) for name in (*queries.FIXED, *queries.CHANGING) if name != "workspace_id"}
        return cls(Happening(finding, OPENED), "system", None, {}, said, said)

    @property
    def is_other_matter(self) -> bool:
        """Whether a request that waits may no more be about what the finding is."""
        asked = ("observed_digest", "severity")
        return self.after["status"] == State.CLOSED or any(self.before[name] != self.after[name] for name in asked)

    def event(self, scope: Scope, at: datetime) -> dict[str, Any]:
        told: dict[str, Any] = {"move": self.happening.move} if self.happening.move else {}
        told |= {"set": self.told} if self.told else {}
        told |= {"was": {name: self.before[name] for name in self.told}} if self.before and self.told else {}
        return {
            "workspace_id": scope.workspace_id, "id": new_id(), "tenant_id": self.finding.tenant_id,
            "finding_id": self.finding.id, "number": self.after["version"], "at": at, "name": self.happening.name,
            "actor_kind": self.actor_kind, "actor_id": self.actor_id, "from_status": self.before.get("status", ""),
            "to_status": self.after["status"], "reason": self.happening.reason,
            "data": json.dumps(told | dict(self.happening.data), default=str), "run_ref": scope.run_ref,
        }  # fmt: skip

    def entry(self, tenants: Mapping[UUID, str]) -> ledger.Entry:
        one, finding = self.happening, self.finding
        changed = [name for name in _LOGGED if self.before.get(name) != self.after[name]]
        before = {name: self.before[name] for name in changed if self.before} | dict(one.before)
        after = {name: self.after[name] for name in changed} | dict(one.after)
        tenant = (finding.tenant_id, tenants[finding.tenant_id])
        return ledger.Entry(one.name, KIND, finding.public_id, before or None, after or None, one.reason, tenant)


def replay(events: Iterable[Any]) -> dict[str, Any]:
    """The columns of a finding as its events tell them, in order, first to last; the clock's are not among them."""
    columns: dict[str, Any] = {}
    for event in events:
        told = json.loads(event.data)
        facts = _read(told.get("set", {}))
        if event.name == OPENED:
            columns = facts
        else:
            columns = following(columns, told.get("move", ""), event.at, event.actor_id, facts)
    return columns


_UUIDS = frozenset(
    ("id", "tenant_id", "policy_id", "owner_id", "assignee_id", "duplicate_of_id", "exception_id", "resolved_by_id")
)


def _read(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in facts.items()}


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _UUIDS:
        return UUID(value)
    return datetime.fromisoformat(value) if name.endswith(("_at", "_since")) else value
