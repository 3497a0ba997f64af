"""The clock's columns of findings: due by tier and severity, paused, breached, restarted, computed anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenantpilot.findings import acceptance, clocks, moving
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.store.ledger import Actor
from tests import people
from tests.findings.asking import Asking
from tests.findings.world import FindingsWorld, observation

HOUR = timedelta(hours=1)


def _move(world: FindingsWorld, row, move: str, **more) -> None:
    account = people.account_of("northwind-operator")
    with world.scope(Actor("person", account.public_id, account.id)) as scope:
        moving.apply(scope, world.held(scope, row), move, **more)


@pytest.mark.proves("SLA-001")
def test_a_finding_is_due_by_its_severity_and_its_tenants_tier(world):
    with world.asleep("tenant"):
        world.do("update tenant set tier = 'gold' where id = %s", world.tenants[1][0])
    for tenant in (0, 1):
        world.read(observation("a", severity="critical"), observation("b", severity="low"), tenant=tenant)
    found = world.all("select t.tier, f.severity, f.due_at - e.at as left from finding f"
                      " join tenant t on t.id = f.tenant_id"
                      " join finding_event e on e.finding_id = f.id and e.name = 'finding.opened'")  # fmt: skip
    hours = {(row["tier"], row["severity"]): row["left"] / HOUR for row in found}
    assert hours == {("silver", "critical"): 24, ("silver", "low"): 1440, ("gold", "critical"): 8, ("gold", "low"): 720}


@pytest.mark.proves("SLA-002")
def test_a_claim_stops_the_clock_and_a_reading_that_shows_it_wrong_takes_that_back(world):
    row = world.opened()
    due = row["due_at"]
    _move(world, row, "resolve", reason="done")
    assert (world.row()["sla_state"], world.row()["due_at"], world.row()["sla_next_at"]) == ("paused", None, None)
    with freeze(now() + 10 * HOUR):
        world.read(observation(), at=now())
    assert world.row()["status"] == "reopened"
    assert (world.row()["sla_state"], world.row()["due_at"]) == ("running", due)


@pytest.mark.proves("SLA-002")
def test_a_fix_that_a_reading_confirms_is_kept_in_time(world):
    row = world.opened()
    _move(world, row, "resolve", reason="done")
    with freeze(now() + 2000 * HOUR):
        world.read(at=now())
    assert (world.row()["status"], world.row()["sla_state"], world.row()["breached_at"]) == ("closed", "met", None)


@pytest.mark.proves("SLA-002")
@pytest.mark.parametrize(("after", "left"), [("restart", 72), ("continue", 71)])
def test_an_acceptance_stops_the_clock_and_its_end_goes_by_what_was_agreed(world, after, left):
    row = world.opened()
    opened = world.events(row)[0]["at"]
    with freeze(opened + HOUR):
        Asking(world).accepted(row, after_expiry=after, days=49 / 24)
    assert world.row()["sla_state"] == "paused"
    ended = opened + 50 * HOUR
    with freeze(ended), world.scope() as scope:
        finding = world.held(scope, row)
        over = acceptance.end(scope, finding, "expired", "expired")
        moving.apply(scope, finding, "expire", exception=over)
    assert world.row()["sla_state"] == "running"
    assert world.row()["due_at"] == ended + left * HOUR


@pytest.mark.proves("SLA-004")
def test_all_clocks_of_a_workspace_can_be_computed_anew_and_are_equal(world):
    for key in "abc":
        world.opened(key)
    _move(world, world.row("a"), "resolve", reason="done")
    _move(world, world.row("b"), "dismiss", reason="gone")
    with freeze(now() + 5000 * HOUR), world.scope() as scope:
        assert clocks.recompute(scope) == clocks.Recomputed(3, ())
    with world.asleep("finding"):
        world.do("update finding set due_at = due_at + interval '1 minute' where subject_ref = 'pol c'")
    with world.scope() as scope:
        assert clocks.recompute(scope).different == (world.row("c")["public_id"],)
