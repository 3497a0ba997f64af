"""Findings: how long readings of a tenant take, and 50,000 histories that are replayed and held against the rows."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import timedelta

from bench import ground
from bench.rows import Row
from tenantpilot.findings import events, moving
from tenantpilot.findings.clocks import recompute
from tenantpilot.findings.events import Happening
from tenantpilot.findings.moving import Change
from tenantpilot.findings.observing import Source
from tenantpilot.findings.tables import Finding
from tenantpilot.kernel.clock import now
from tests.findings.rebuilding import columns, replayed, sums
from tests.findings.world import FindingsWorld, observation
from tests.people import pointing_at

MANY, AT_ONCE, OF_ONE = 50_000, 2_500, 700
MOVES = ("triage", "start", "resolve", "reject", "dismiss", "reopen")


def measure() -> list[Row]:
    """All rows of this subject."""
    with ground.servers() as servers:
        database = ground.seeded(servers, "workflow")
        with pointing_at(ground.connect_settings(servers, database)):
            world = FindingsWorld(database)
            try:
                return [*_readings(world), *_replay(world)]
            finally:
                world.close()


def _readings(world: FindingsWorld) -> Iterator[Row]:
    seen = [observation(str(at)) for at in range(OF_ONE)]
    other = [observation(str(at), "else") for at in range(OF_ONE)]
    for what, shown in (("all new", seen), ("the same again", seen), ("all changed", other), ("all gone", [])):
        began = time.perf_counter()
        world.read(*shown, at=now())
        took = time.perf_counter() - began
        yield Row(f"a reading of {OF_ONE} findings of a tenant, {what}", "well under 1 s", f"{took:.2f} s", took < 1)


def _replay(world: FindingsWorld) -> Iterator[Row]:
    began = time.perf_counter()
    chosen = random.Random(20261121)
    for part in range(MANY // AT_ONCE):
        _history(world, chosen, part)
    made = time.perf_counter() - began
    began = time.perf_counter()
    rows = columns(world)
    same = replayed(world) == rows
    took = time.perf_counter() - began
    with world.scope() as scope:
        clocks = recompute(scope)
    told = world.one("select count(*) from finding_event")
    equal = same and not clocks.different and clocks.findings == len(rows)
    yield Row(
        f"{len(rows):,} findings replayed from {told:,} events", "identical rows and clocks",
        f"{'identical' if equal else 'different'} in {took:.0f} s", equal, note=f"histories made in {made:.0f} s",
    )  # fmt: skip
    true = sums(world) == sums(world, rebuilt=True)
    yield Row("sums of tenants after all of it", "equal to a recount", "equal" if true else "different", true)


def _history(world: FindingsWorld, chosen: random.Random, part: int) -> None:
    keys = [f"{part} {at}" for at in range(AT_ONCE)]
    at = now() - timedelta(hours=1)
    source = Source("baseline", f"bsl_{part}")
    world.read(*(observation(key) for key in keys), at=at, source=source, tenant=part % 2)
    for _ in range(3):
        _decide(world, chosen, source.ref)
    shown = [observation(key, chosen.choice("ab")) for key in keys if chosen.random() < 0.7]
    world.read(*shown, source=source, tenant=part % 2)


def _decide(world: FindingsWorld, chosen: random.Random, ref: str) -> None:
    with world.scope(world.actor()) as scope:
        rows = scope.session.exec(scope.select(Finding).where(Finding.source_ref == ref)).all()
        changes, owned = [], []
        for row in rows:
            move = chosen.choice(MOVES)
            try:
                moving.check(Change(row, move, "why"), now())
            except moving.RefusedError:
                owned.append(Happening(row, "finding.owned", facts={"owner_id": scope.actor.user_id}))
            else:
                changes.append(moving.happening(scope, Change(row, move, "why"), now()))
        events.write(scope, [*changes, *(one for one in owned if one.finding.owner_id is None)])
