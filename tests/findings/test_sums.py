"""One row per tenant that pages read instead of counting: true after every statement, whoever writes, and per day."""

from __future__ import annotations

import random
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from tenantpilot.findings import clocks, moves, moving, ownership
from tenantpilot.findings.moving import RefusedError
from tenantpilot.findings.observing import Source, observe
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import ConflictError, InvalidInputError
from tests.findings.asking import Asking
from tests.findings.rebuilding import columns, replayed, sums
from tests.findings.world import FindingsWorld, observation

SEVERITIES = ("critical", "high", "medium", "low")
DAY = datetime(2026, 6, 1, 12, tzinfo=UTC)
LINE = "select day, critical, high, medium, low, drift, accepted from governance_day where tenant_id = %s order by day"


@pytest.fixture
def world(shared: FindingsWorld) -> FindingsWorld:
    """The file's world without the findings of the tests before."""
    shared.clear()
    return shared


def _history(world: FindingsWorld, chosen: random.Random, many: int, rounds: int) -> None:
    """Readings of several hundred findings in two tenants, and people who decide between them."""
    ctx, at = world.person(), now() - timedelta(hours=5)
    for turn in range(rounds):
        for tenant in (0, 1):
            keys = [str(key) for key in range(many) if chosen.random() < 0.8]
            seen = [observation(key, chosen.choice("ab"), severity=chosen.choice(SEVERITIES)) for key in keys]
            unknown = [str(key) for key in range(many) if chosen.random() < 0.1]
            world.read(*seen, unknown=unknown, tenant=tenant, at=at + timedelta(minutes=turn))
        rows = world.all("select * from finding where workspace_id = %s order by id", world.workspace_id)
        for row in chosen.sample(rows, min(12, len(rows))):
            handle, name = world.handle(ctx, row), chosen.choice([*moves.BY_HAND, "claim"])
            try:
                if name == "claim":
                    ownership.claim(ctx, handle, version=row["version"])
                else:
                    moves.move(ctx, handle, name, version=row["version"], reason="why", other="F-1")
            except (RefusedError, InvalidInputError):
                continue
        asking = Asking(world)
        for row in world.all("select * from finding where status = 'new' and severity = 'high' order by id limit 1"):
            asking.accepted(row)


@pytest.mark.proves("FWE-015", "FWE-031")
def test_events_and_findings_give_rows_clocks_and_sums_back(world):
    _history(world, random.Random(7), many=120, rounds=4)
    rows = columns(world)
    assert len(rows) > 200
    assert replayed(world) == rows
    assert sums(world) == sums(world, rebuilt=True)
    assert len(sums(world)) == 2
    with world.scope() as scope:
        recomputed = clocks.recompute(scope)
    assert (recomputed.findings, recomputed.different) == (len(rows), ())
    last = "select distinct on (tenant_id) drift from governance_day order by tenant_id, day desc"
    today = {row["drift"] for row in world.all(last)}
    assert today == {row["drift"] for row in world.all("select drift from tenant_governance")}


@pytest.mark.proves("FWE-031", negative=True)
def test_the_comparison_sees_a_difference(world):
    """It would be worth nothing if it could not."""
    world.opened()
    with world.asleep("finding"):
        world.do("update finding set severity = 'low', severity_rank = 3, differences = 9")
    assert sums(world) != sums(world, rebuilt=True)
    assert replayed(world) != columns(world)
    (row,) = sums(world).values()
    assert (row["high"], row["drift"], row["unassigned"]) == (1, 10, 1)


@pytest.mark.proves("FWE-031", negative=True)
def test_each_number_counts_what_it_says(world):
    world.read(*(observation(str(at), severity=SEVERITIES[at % 4]) for at in range(8)), at=now() - timedelta(hours=1))
    ctx = world.person()
    steps = {"0": ["resolve"], "1": ["start"], "4": ["reject"]}
    for key, names in steps.items():
        for name in names:
            row = world.row(key)
            moves.move(ctx, world.handle(ctx, row), name, version=row["version"], reason="why")
    row = world.row("2")
    ownership.claim(ctx, world.handle(ctx, row), version=row["version"])
    Asking(world).accepted(world.row("5"))
    (row,) = sums(world).values()
    assert row == {"critical": 1, "high": 1, "medium": 2, "low": 2, "drift": 40 + 10 + 6 + 2, "unassigned": 4,
                   "pending": 1, "accepted": 1}  # fmt: skip
    assert sums(world) == sums(world, rebuilt=True)


@pytest.mark.proves("FWE-031", negative=True)
def test_a_row_begins_with_what_stands_whoever_makes_it(world):
    """A compare that is first to write its numbers cannot make up those of findings."""
    with world.asleep("finding"), world.asleep("finding_event"):
        world.opened()
        world.do("delete from tenant_governance")
    with world.application() as attempt:
        attempt.do(
            "insert into tenant_governance (workspace_id, id, tenant_id, critical, high, medium, low, drift,"
            " unassigned, pending, accepted, matching, covered, different, missing, unexpected, conflicting, unknown,"
            " changed_at)"
            " values (%s, gen_random_uuid(), %s, 9, 9, 9, 9, 9, 9, 9, 9, 5, 0, 0, 0, 0, 0, 0, now())",
            world.workspace_id, world.tenants[0][0],
        )  # fmt: skip
    row = world.all("select * from tenant_governance")[0]
    assert (row["high"], row["critical"], row["drift"], row["matching"]) == (1, 0, 10, 5)


@pytest.mark.proves("FWE-031", "FWE-032", negative=True)
def test_two_tenants_writers_at_once_lose_nothing(world):
    """Both find no row of sums and make one; also when they write about the same tenant."""
    failed: list[str] = []
    barrier = threading.Barrier(4)

    def go(number: int) -> None:
        barrier.wait()
        for turn in range(3):
            try:
                with world.scope() as scope:
                    source = Source("connection", f"con_{number}")
                    seen = [observation(f"{number} {turn} {at}") for at in range(5)]
                    observe(scope, world.tenants[number % 2], source, seen, unknown=[], observed_at=now())
            except ConflictError as error:
                failed.append(str(error.__cause__))

    threads = [threading.Thread(target=go, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sums(world) == sums(world, rebuilt=True)
    assert sum(row["high"] for row in sums(world).values()) == 20


@pytest.mark.proves("FWE-031", negative=True)
def test_days_keep_what_stood_at_their_end(world):
    for days, seen in ((0, 3), (1, 5), (4, 1)):
        with freeze(DAY + timedelta(days=days)):
            world.read(*(observation(str(at)) for at in range(seen)))
    found = [(row["day"].day, row["high"], row["drift"]) for row in world.all(LINE, world.tenants[0][0])]
    assert found == [(1, 3, 30), (2, 5, 50), (5, 1, 10)]


def test_the_last_moment_of_a_day_is_of_that_day(world):
    with freeze(datetime(2026, 6, 1, 23, 59, 59, 999999, tzinfo=UTC)):
        world.read(observation())
    with freeze(datetime(2026, 6, 2, tzinfo=UTC)):
        world.read(observation(), observation("two"))
    found = [(row["day"].day, row["high"]) for row in world.all(LINE, world.tenants[0][0])]
    assert found == [(1, 1), (2, 2)]


@pytest.mark.proves("FWE-031", negative=True)
def test_an_undone_transaction_changes_no_sum(world):
    row = world.opened()
    before = sums(world)
    with suppress(InterruptedError), world.scope(world.actor()) as scope:
        moving.apply(scope, world.held(scope, row), "dismiss", reason="why")
        raise InterruptedError
    assert sums(world) == before
