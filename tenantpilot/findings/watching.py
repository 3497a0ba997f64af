"""The operation finding.watch: tells of due dates that near or pass, and turns conditions of tenants into findings.

Each step of it is true by itself: a run that is killed goes on where it was, and what was told is told once, for what
was told is an event and the clock reads events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from tenantpilot.access.capabilities import Capability
from tenantpilot.findings import clock_queries, clocks, conditions, events, observing, sla, watch_queries
from tenantpilot.findings.conditions import SyncFacts, Told
from tenantpilot.findings.events import Happening
from tenantpilot.findings.observing import Observed, Retired, Source
from tenantpilot.findings.severities import Severities
from tenantpilot.findings.tables import Finding
from tenantpilot.kernel.clock import now
from tenantpilot.operations import sweeps
from tenantpilot.operations.catalogue import Batch, Item, Operation, register
from tenantpilot.operations.names import CHECK_CONNECTION, SYNC_INVENTORY, WATCH_FINDINGS
from tenantpilot.operations.steps import Work
from tenantpilot.operations.sweeps import Sweep
from tenantpilot.store.scope import Scope
from tenantpilot.tenants import facts
from tenantpilot.tenants.lifecycle import Lifecycle
from tenantpilot.tenants.operability import ConnectionFacts
from tenantpilot.tenants.tables import Tenant

CLOCKS_AT_ONCE, TENANTS_AT_ONCE = 200, 50
EVERY = 30.0
GONE = (Lifecycle.ARCHIVED.value, Lifecycle.REMOVAL_PENDING.value)
_MARK = "|"
# Counted along for the run's page, by the name of the fact.
_COUNTED = ("approaching", "breached", "opened", "verified", "reopened")


@dataclass(frozen=True)
class _Place:
    """Where the watch is: among clocks, after (moment, finding), or among tenants, after a source of one."""

    phase: str = "clocks"
    after: str = ""
    at: str = ""

    @classmethod
    def read(cls, cursor: str) -> _Place:
        return cls(*cursor.split(_MARK)) if cursor else cls()

    def __str__(self) -> str:
        return _MARK.join((self.phase, self.after, self.at))


def batch(work: Work) -> Batch:
    """Tell of some clocks, or look at some tenants."""
    place = _Place.read(work.cursor)
    return _tell_clocks(work, place) if place.phase == "clocks" else _look_at_tenants(work, place)


def _tell_clocks(work: Work, place: _Place) -> Batch:
    after = (datetime.fromisoformat(place.at), place.after) if place.after else None
    rows = clock_queries.due(work.scope, now(), after, CLOCKS_AT_ONCE)
    if not rows:
        return Batch(cursor=str(_Place("tenants")))
    last = _Place("clocks", rows[-1].public_id, _iso(rows[-1].sla_next_at))
    told = tell(work.scope, rows)
    first = work.run.done + 1
    items = tuple(
        Item(first + n, events.KIND, f"F-{one.finding.number}", "done", subject_ref=one.finding.public_id)
        for n, one in enumerate(told)
    )
    names = [one.name for one in told]
    counted = {"approaching": names.count(sla.APPROACHING), "breached": names.count(sla.BREACHED)}
    return Batch(items, cursor=str(last), facts=_added(work, counted))


def tell(scope: Scope, rows: Sequence[Finding]) -> list[Happening]:
    """Write the events that clocks of held findings call for; call it last in a transaction."""
    moment = now()
    clocks.refresh(scope, rows)
    told = [
        Happening(
            one, sla.BREACHED if one.breached_at else sla.APPROACHING, by_system=True,
            data={"due_at": _iso(one.due_at or one.breached_at)}, after={"due_at": _iso(one.due_at or one.breached_at)},
        )
        for one in rows
        if one.sla_next_at is not None and one.sla_next_at <= moment
    ]  # fmt: skip
    events.write(scope, told, at=moment)
    return told


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _added(work: Work, counted: dict[str, int]) -> dict[str, str | int]:
    return {name: int(work.facts.get(name, 0)) + counted.get(name, 0) for name in _COUNTED}


def _look_at_tenants(work: Work, place: _Place) -> Batch:
    """Go on to the first tenant of whom something is to be written, and write one source of it.

    One source per transaction: writing findings locks the log's head last, and must not be followed by more.
    """
    rows = _from(work.scope, place)
    if not rows:
        return Batch(is_last=True)
    known = _Known.load(work.scope, rows)
    for row in rows:
        done = place.at if row.public_id == place.after else ""
        step = next((one for one in known.steps(row) if one.key > done), None)
        if step is not None:
            made = step.write(work.scope, row)
            counted = {"opened": made.opened, "verified": made.verified, "reopened": made.reopened}
            return Batch(cursor=str(_Place("tenants", row.public_id, step.key)), facts=_added(work, counted))
    return Batch(cursor=str(_Place("tenants", rows[-1].public_id)))


def _from(scope: Scope, place: _Place) -> list[Tenant]:
    """Tenants from the place on: the one that was begun is looked at again."""
    rows = watch_queries.tenants(scope, place.after, TENANTS_AT_ONCE)
    begun = [scope.get(Tenant, place.after)] if place.at else []
    return [*begun, *rows]


@dataclass(frozen=True)
class _Step:
    """One source of a tenant to be written: what it says, or why it is no more (without a source: none is)."""

    source: Source | None
    told: Told | Retired

    @property
    def key(self) -> str:
        """The step's place among those of its tenant."""
        return f"{self.source.kind}:{self.source.ref}" if self.source else "*"

    def write(self, scope: Scope, row: Tenant) -> Observed:
        """Write it."""
        tenant = (row.id, row.public_id)
        if isinstance(self.told, str):
            return Observed(verified=observing.retire(scope, tenant, self.source, self.told))
        return observing.observe(
            scope, tenant, self.told.source, self.told.seen, unknown=self.told.unknown,
            observed_at=self.told.observed_at,
        )  # fmt: skip


@dataclass(frozen=True)
class _Known:
    """What is known of some tenants, read at once."""

    ways: dict[UUID, ConnectionFacts]
    syncs: dict[UUID, SyncFacts]
    sources: dict[UUID, list[tuple[str, str]]]
    severities: Severities
    moment: datetime

    @classmethod
    def load(cls, scope: Scope, rows: Sequence[Tenant]) -> _Known:
        keys = [row.id for row in rows]
        return cls(
            dict(facts.connections(scope, keys)), watch_queries.syncs(scope, keys, SYNC_INVENTORY),
            watch_queries.sources(scope, keys), Severities.load(scope), now(),
        )  # fmt: skip

    def steps(self, row: Tenant) -> list[_Step]:
        """What is to be written of a tenant, in the order of keys."""
        standing = self.sources.get(row.id, [])
        if row.lifecycle in GONE:
            return [_Step(None, "tenant_archived")] if standing else []
        if row.lifecycle != Lifecycle.ACTIVE:
            return []
        way = self.ways.get(row.id, ConnectionFacts())
        said = conditions.told(row.public_id, way, self.syncs.get(row.id, SyncFacts()), self._rank, self.moment)
        spoken = [_Step(one.source, one) for one in said if one.seen or (one.source.kind, one.source.ref) in standing]
        over = [_Step(one, "connection_replaced") for one in conditions.replaced(way, standing)]
        return sorted([*spoken, *over], key=lambda step: step.key)

    def _rank(self, kind: str, proposed: str) -> str:
        return self.severities.of(kind, "", (), proposed)


def due(session: Session, moment: datetime) -> Sequence[UUID]:
    """Workspaces where a watch is due."""
    return watch_queries.due(session, moment, WATCH_FINDINGS, (CHECK_CONNECTION, SYNC_INVENTORY))


register(
    Operation(
        kind=WATCH_FINDINGS,
        capability=Capability.FINDING_TRIAGE,
        changes="tenantpilot",
        batch=batch,
        may_be_started_by_system=True,
        is_offered=False,
    )
)
sweeps.register(Sweep(WATCH_FINDINGS, EVERY, due))
