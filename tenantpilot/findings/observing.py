"""What a reading says about a tenant becomes findings, refreshes them, verifies fixes, and reopens what came back.

A reading that could not decide something changes nothing about it but `unknown_since`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from tenantpilot.findings import acceptance, words
from tenantpilot.findings import event_queries as queries
from tenantpilot.findings.event_queries import QUIET
from tenantpilot.findings.events import Happening, write
from tenantpilot.findings.moving import Change, apply_many, happening, read_since
from tenantpilot.findings.severity import RANK
from tenantpilot.findings.tables import Finding, FindingException
from tenantpilot.findings.workflow import Outcome, State
from tenantpilot.kernel.clock import now
from tenantpilot.store.scope import Scope

# Why findings are retired: the reason of a move that no person gives, said in the words of reasons.
Retired = Literal["baseline_deleted", "baseline_unassigned", "connection_replaced", "tenant_archived"]
# Kinds of one drift share a fingerprint: a policy that was different and is missing now is the same finding.
_GROUPS = dict.fromkeys(("different", "missing", "unexpected", "conflict", "covered"), "drift")


@dataclass(frozen=True)
class Source:
    """What found something: ("baseline", "bsl_…", "Core 4.2"), ("connection", "con_…", ""), ("inventory", "", "")."""

    kind: str
    ref: str = ""
    name: str = ""


@dataclass(frozen=True)
class Observation:
    """One thing that a reading shows. `key` says what it is about within tenant and source, never what it says.

    `observed_digest` is what an acceptance pins. `detail` must be a function of what was read: a finding gets an
    event whenever it changes.
    """

    kind: str
    key: str
    severity: str
    subject_ref: str
    subject_name: str
    family: str = ""
    policy_id: UUID | None = None
    expected_digest: str = ""
    observed_digest: str = ""
    differences: int = 0
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Observed:
    """How many findings a reading opened, changed, left as they are, verified, reopened, closed, or left undecided."""

    opened: int = 0
    changed: int = 0
    unchanged: int = 0
    verified: int = 0
    reopened: int = 0
    unknown: int = 0


def fingerprint(source: Source, kind: str, key: str) -> str:
    """What a finding is about, as one text; a tenant has one finding per fingerprint."""
    group = _GROUPS.get(kind, kind)
    return hashlib.sha256(f"{group}\x1f{source.kind}\x1f{source.ref}\x1f{key}".encode()).hexdigest()


# Whoever changes one of these tells something new; the rest of an observation is only how it was read.
_TELLING = ("kind", "severity", "family", "policy_id", "subject_ref", "expected_digest", "observed_digest",
            "differences")  # fmt: skip
_DISMISSED = frozenset((Outcome.FALSE_POSITIVE.value, Outcome.DUPLICATE.value))


def observe(
    scope: Scope,
    tenant: tuple[UUID, str],
    source: Source,
    seen: Sequence[Observation],
    *,
    unknown: Collection[str],
    observed_at: datetime,
) -> Observed:
    """Bring a tenant's findings of one source in line with a reading; call it last in a transaction.

    `unknown` holds fingerprints that could not be decided. `observed_at` is the time of the oldest complete reading
    that the verdict rests on, not of the run. A reading older than what a finding speaks of changes nothing about it.

    Raises:
        InvalidInputError, ConflictError: as `moving.apply_many`, when somebody else was faster.
    """
    by_print: dict[str, Observation] = {}
    for one in seen:
        by_print.setdefault(fingerprint(source, one.kind, one.key), one)
    queries.one_reading_at_a_time(scope, tenant[0], source.kind, source.ref)
    known = {row.fingerprint: row for row in queries.of_source(scope, tenant[0], source.kind, source.ref, by_print)}
    reading = _Reading(scope, source, observed_at)
    reading.rest_on(queries.accepted(scope, known.values()))
    for printed, one in by_print.items():
        row = known.get(printed)
        if row is None:
            reading.opened.append(_new(tenant[0], source, printed, one, observed_at))
        else:
            reading.see(row, one)
    for printed, row in known.items():
        if printed not in by_print:
            reading.miss(row, is_unknown=printed in unknown)
    return reading.write()


def _new(tenant_id: UUID, source: Source, printed: str, one: Observation, observed_at: datetime) -> Finding:
    told = {name: getattr(one, name) for name in (*_TELLING, "subject_name")}
    return Finding(
        tenant_id=tenant_id, fingerprint=printed, source_kind=source.kind, source_ref=source.ref,
        source_name=source.name, detail=_text(one.detail), number=0, severity_rank=RANK[one.severity],
        first_seen_at=observed_at, observed_at=observed_at, status_at=observed_at, **told,
    )  # fmt: skip


def _beyond(exception: FindingException, one: Observation) -> str:
    """Why an observation goes beyond what was accepted: another value, or worse than it was; empty if it does not."""
    if one.observed_digest != exception.pinned_digest:
        return "changed"
    return "severity" if RANK[one.severity] < RANK[exception.severity] else ""


def _text(detail: Mapping[str, Any]) -> str:
    return json.dumps(detail, sort_keys=True, separators=(",", ":"), default=str)


class _Reading:
    """Sorts what a reading says about findings into statements, and sends them."""

    def __init__(self, scope: Scope, source: Source, observed_at: datetime) -> None:
        self.scope, self.source, self.observed_at = scope, source, observed_at
        self.opened: list[Finding] = []
        self.moves: list[Change] = []
        self.changes: list[Happening] = []
        self.same: list[dict[str, Any]] = []
        self.doubted: list[UUID] = []
        self.stale: list[Finding] = []
        self.accepted: dict[UUID, FindingException] = {}
        self.ends: list[tuple[Finding, str, str]] = []
        self.renamed: list[words.Named] = []
        self.untouched = 0

    def rest_on(self, exceptions: Iterable[FindingException]) -> None:
        """The acceptances that findings rest on."""
        self.accepted = {one.finding_id: one for one in exceptions}

    def see(self, row: Finding, one: Observation) -> None:
        """A finding that is there already, in whatever state, shows itself again."""
        if self.observed_at < row.observed_at:
            self.untouched += 1
            return
        facts = {name: getattr(one, name) for name in _TELLING if getattr(one, name) != getattr(row, name)}
        move, code = self._move(row, one)
        if move:
            self._decide(row, move, code, facts | self._read(row, one))
        elif row.status == State.CLOSED:
            self.untouched += 1
        elif facts:
            name = "finding.reranked" if "severity" in facts else "finding.observed"
            self.changes.append(Happening(row, name, facts=facts | self._read(row, one), by_system=True))
        else:
            self.stale.append(row)
            self.same.append({"id": row.id, **{name: getattr(row, name) for name in QUIET}, **self._read(row, one)})

    def _move(self, row: Finding, one: Observation) -> tuple[str, str]:
        """The move that an observation brings, and how it ends an acceptance."""
        is_other_value = one.observed_digest != row.observed_digest
        if row.status == State.RISK_ACCEPTED:
            code = _beyond(self.accepted[row.id], one)
            return ("exceed", code) if code else ("", "")
        is_later = read_since(row, self.observed_at)
        if row.status == State.RESOLVED:
            return ("refute" if is_later else "", "")
        if row.status == State.CLOSED:
            stays = not is_later or (row.outcome in _DISMISSED and not is_other_value)
            return ("" if stays else "recur", "")
        return "", ""

    def miss(self, row: Finding, *, is_unknown: bool) -> None:
        """A finding of the source that the reading does not show."""
        if row.status == State.CLOSED:
            return
        if is_unknown:
            self.stale.append(row)
            self.doubted.append(row.id)
        elif self.observed_at > row.observed_at and read_since(row, self.observed_at):
            move = "disappear" if row.status == State.RISK_ACCEPTED else "verify"
            self._decide(row, move, "disappeared", self._clear())
        else:
            self.untouched += 1

    def _decide(self, row: Finding, move: str, code: str, facts: dict[str, Any]) -> None:
        exception = self.accepted.get(row.id) if row.status == State.RISK_ACCEPTED else None
        if exception is not None:
            self.ends.append((row, "ended", code))
        # What readings decide counts from the reading: a later one may contradict it.
        facts["status_at"] = max(row.status_at, self.observed_at)
        self.moves.append(Change(row, move, exception=exception, facts=facts))

    def _clear(self) -> dict[str, Any]:
        return {"observed_at": self.observed_at, "unknown_since": None}

    def _read(self, row: Finding, one: Observation) -> dict[str, Any]:
        if one.subject_name != row.subject_name:
            self.renamed.append((row.id, row.tenant_id, one.subject_name))
        told = self._clear() | {"detail": _text(one.detail), "subject_name": one.subject_name}
        return told | {"source_name": self.source.name or row.source_name}

    def write(self) -> Observed:
        """Send everything; what happened in numbers."""
        queries.refresh(self.scope, self.same)
        queries.doubt(self.scope, self.doubted, now())
        words.remember(self.scope, self.renamed)
        for row in self.stale:
            self.scope.session.expire(row)
        at = now()
        ended = acceptance.end_many(self.scope, self.ends, at=at)
        moves = [happening(self.scope, change, at) for change in self.moves]
        write(self.scope, [*self.changes, *moves], opened=self.opened, at=at)
        ended.record(self.scope)
        verified = sum(one.move in ("verify", "disappear") for one in self.moves)
        return Observed(
            opened=len(self.opened), changed=len(self.changes), unchanged=len(self.same) + self.untouched,
            verified=verified, reopened=len(self.moves) - verified, unknown=len(self.doubted),
        )  # fmt: skip


def retire(scope: Scope, tenant: tuple[UUID, str], source: Source | None, reason_code: Retired) -> int:
    """Close a tenant's findings of a source that is no more (None: of all): baseline unassigned, tenant archived.

    Raises:
        InvalidInputError: no reason.
    """
    at = now()
    rows = queries.of_source(scope, tenant[0], source.kind if source else "", source.ref if source else "", ())
    accepted = [row for row in rows if row.status == State.RISK_ACCEPTED]
    ended = acceptance.end_many(scope, [(row, "ended", "retired") for row in accepted], at=at)
    apply_many(
        scope, [Change(row, "retire", reason_code, exception=ended.exceptions.get(row.id)) for row in rows], at=at
    )  # fmt: skip
    ended.record(scope)
    return len(rows)
