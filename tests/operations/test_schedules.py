"""Schedules: due once, caught up once, with their owner's rights of the moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tenantpilot.access.members import list_members, remove_member
from tenantpilot.kernel import clock
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.operations import gates
from tenantpilot.operations.cadence import Cadence
from tenantpilot.operations.firing import fire_due
from tenantpilot.operations.schedules import (
    create_schedule,
    delete_schedule,
    list_schedules,
    pause_schedule,
    resume_schedule,
)
from tests.operations.test_preflight import tenant_of
from tests.operations.world import FABRIKAM, KIND, execute, probe
from tests.people import account_of

OWNER, MANAGER = "northwind-owner", "northwind-manager"
NIGHTLY = Cadence("daily", hour=2, minute=30, zone="Europe/Berlin")


def runs(world):
    return world.all("select * from operation_run order by created_at")


@pytest.mark.proves("OPS-021")
def test_it_starts_once_when_it_is_due(world):
    ctx = world.person(OWNER)
    create_schedule(ctx, KIND, NIGHTLY, {"mark": "nightly"})
    assert fire_due() == 0
    with clock.freeze(clock.now() + timedelta(hours=25)):
        assert fire_due() == 1
        assert fire_due() == 0
        (run,) = runs(world)
        assert (run["origin"], run["queue"], run["initiator_id"]) == ("schedule", "background", ctx.user_id)
        assert run["session_id"] is None
        execute(run)
    assert world.run(run["public_id"])["outcome"] == "succeeded"
    assert len(world.notices(run["public_id"])) == 1


@pytest.mark.proves("OPS-021", "OPS-022")
def test_missed_times_are_caught_up_by_one_run_and_told(world):
    create_schedule(world.person(OWNER), KIND, Cadence("hourly", minute=5))
    with clock.freeze(clock.now() + timedelta(hours=10)):
        assert [row.is_overdue for row in list_schedules(_same(world))] == [True]
        assert fire_due() == 1
        (run,) = runs(world)
        assert clock.now() - run["scheduled_for"] < timedelta(hours=1)
        assert not list_schedules(_same(world))[0].is_overdue
        assert [one["kind"] for one in world.all("select kind from notification")] == ["schedule.overdue"]
        assert fire_due() == 0


def _same(world):
    """The owner with a session that the frozen clock does not end."""
    world.do("update session set expires_at = expires_at + interval '3 days', last_seen_at = now() + interval '1 day'")
    return world.person(OWNER)


@pytest.mark.proves("OPS-021")
def test_any_number_of_relays_fire_each_due_time_once(world):
    ctx = world.person(OWNER)
    for number in range(40):
        create_schedule(ctx, KIND, Cadence("hourly", minute=number % 60), {"mark": f"{number}"})
    with clock.freeze(clock.now() + timedelta(hours=2)):
        with ThreadPoolExecutor(4) as pool:
            served = sum(pool.map(lambda _: fire_due(), range(4)))
        assert served == 40
    assert len(runs(world)) == 40


def test_work_under_way_is_joined_not_doubled(world):
    create_schedule(world.person(OWNER), KIND, Cadence("hourly"))
    with clock.freeze(clock.now() + timedelta(hours=2)):
        fire_due()
    with clock.freeze(clock.now() + timedelta(hours=4)):
        assert fire_due() == 1
    assert len(runs(world)) == 1


@pytest.mark.proves("QER-016", "QER-015", negative=True)
def test_a_schedule_does_not_outlive_its_owners_rights(world):
    create_schedule(world.person(MANAGER), KIND, Cadence("hourly"))
    owner = world.person(OWNER)
    name = account_of(MANAGER).display_name
    remove_member(owner, next(row.handle for row in list_members(owner) if row.name == name))
    with clock.freeze(clock.now() + timedelta(hours=2)):
        fire_due()
        (run,) = runs(world)
        execute(run)
        run = world.run(run["public_id"])
        assert (run["outcome"], run["reason_code"]) == ("blocked", "membership_ended")
        assert world.effects(run["public_id"]) == []
    (row,) = list_schedules(world.person(OWNER))
    assert (row.is_paused, row.pause_reason) == (True, "membership_ended")
    with clock.freeze(clock.now() + timedelta(hours=9)):
        assert fire_due() == 0
    resume_schedule(world.person(OWNER), row.handle)
    with clock.freeze(clock.now() + timedelta(hours=4)):
        fire_due()
    assert runs(world)[-1]["initiator_id"] == owner.user_id


@pytest.mark.proves("QER-016", negative=True)
def test_nothing_is_started_by_schedule_in_a_suspended_workspace(world):
    create_schedule(world.person(OWNER), KIND, Cadence("hourly"))
    world.do("update workspace set suspended_at = now()")
    with clock.freeze(clock.now() + timedelta(hours=2)):
        assert fire_due() == 1
        assert fire_due() == 0
    assert runs(world) == []
    assert world.all("select reason from audit_entry where action = 'run.blocked'") == [
        {"reason": "workspace_suspended"}
    ]


def test_pause_resume_and_delete_are_audited_and_do_what_they_say(world):
    ctx = world.person(OWNER)
    handle = create_schedule(ctx, KIND, Cadence("hourly"))
    pause_schedule(ctx, handle)
    with pytest.raises(ConflictError):
        pause_schedule(ctx, handle)
    with clock.freeze(clock.now() + timedelta(hours=2)):
        assert fire_due() == 0
    resume_schedule(ctx, handle)
    with pytest.raises(ConflictError):
        resume_schedule(ctx, handle)
    delete_schedule(ctx, handle)
    with pytest.raises(NotFoundError):
        delete_schedule(ctx, handle)
    assert list_schedules(ctx) == []
    told = world.all("select action from audit_entry where subject_kind = 'schedule' order by seq")
    assert [row["action"] for row in told] == [
        "schedule.created", "schedule.paused", "schedule.resumed", "schedule.deleted",
    ]  # fmt: skip


def test_who_may_keep_schedules(world):
    handle = create_schedule(world.person(OWNER), KIND, Cadence("hourly"))
    reader = list_schedules(world.person("northwind-read-only"))
    assert [row.may_manage for row in reader] == [False]
    with pytest.raises(ForbiddenError):
        create_schedule(world.person("northwind-operator"), KIND, Cadence("hourly"))
    with pytest.raises(ForbiddenError):
        pause_schedule(world.person("northwind-read-only"), reader[0].handle)
    for attempt in (pause_schedule, resume_schedule, delete_schedule):
        with pytest.raises(NotFoundError):
            attempt(world.person("fabrikam-owner"), handle)
    assert list_schedules(world.person("fabrikam-owner")) == []
    with pytest.raises(NotFoundError):
        create_schedule(world.person(OWNER, FABRIKAM), KIND, Cadence("hourly"))


@pytest.mark.parametrize(
    ("cadence", "fields"),
    [
        (Cadence("yearly"), {"cadence"}),
        (Cadence("daily", hour=24), {"hour"}),
        (Cadence("daily", minute=-1), {"minute"}),
        (Cadence("weekly", weekday=7), {"weekday"}),
        (Cadence("daily", zone="Mars/Olympus"), {"zone"}),
        (Cadence("daily", zone="../../etc/passwd"), {"zone"}),
        (Cadence("daily", hour="2", zone=""), {"hour", "zone"}),  # type: ignore[arg-type]
    ],
)
def test_what_is_wrong_is_said_for_each_field(world, cadence, fields):
    with pytest.raises(InvalidInputError) as refused:
        create_schedule(world.person(OWNER), KIND, cadence)
    assert set(refused.value.fields) == fields


def test_due_times_across_changes_of_the_clock():
    berlin = Cadence("daily", hour=2, minute=30, zone="Europe/Berlin")
    assert berlin.after(datetime(2026, 3, 28, 12, tzinfo=UTC)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert berlin.after(datetime(2026, 10, 24, 12, tzinfo=UTC)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert berlin.after(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)
    monday = Cadence("weekly", hour=7, weekday=0)
    assert monday.after(datetime(2026, 11, 21, 8, tzinfo=UTC)) == datetime(2026, 11, 23, 7, tzinfo=UTC)


_MOMENTS = some.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001
_CADENCES = some.builds(
    Cadence, some.sampled_from(["hourly", "daily", "weekly"]), some.integers(0, 23), some.integers(0, 59),
    some.integers(0, 6), some.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)  # fmt: skip


@settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(_CADENCES, _MOMENTS)
def test_the_next_time_is_later_within_reach_and_the_last_one_is_not_later(cadence, moment):
    due = cadence.after(moment)
    assert moment < due <= moment + cadence.interval + timedelta(hours=2)
    assert cadence.latest(due, due) == due
    again = cadence.latest(due + 3 * cadence.interval, due)
    assert due <= again <= due + 3 * cadence.interval


@pytest.mark.proves("OPS-035")
@pytest.mark.parametrize("touches", ["nothing", "read"])
def test_schedules_that_ask_a_provider_are_spread_and_others_are_not(world, monkeypatch, touches):
    monkeypatch.setattr(gates, "check", lambda *_: None)  # what the provider's own gates say is another matter
    probe(touches=touches, needs_tenant=True)
    ctx = world.person(OWNER)
    for number in range(12):
        create_schedule(ctx, KIND, Cadence("daily"), {"mark": f"{number}"}, tenant=tenant_of(world, ctx.space))
    with clock.freeze(clock.now() + timedelta(days=1)):
        assert fire_due() == 12
    after = "extract(epoch from run_after - clock_timestamp()) as wait"
    waits = [float(row["wait"]) for row in world.all(f"select {after} from operation_run")]
    pointed = world.all("select 1 from run_outbox where available_at <= clock_timestamp()")
    if touches == "nothing":
        assert max(waits) <= 0
        assert len(pointed) == 12
    else:
        assert max(waits) < 15 * 60
        assert max(waits) - min(waits) > 60
        assert len(pointed) < 12


@pytest.mark.proves("OPS-034", negative=True)
def test_a_schedule_of_an_operation_about_a_tenant_names_one_in_reach(world):
    probe(needs_tenant=True)
    ctx, other = world.person(OWNER), world.person("fabrikam-owner")
    with pytest.raises(InvalidInputError):
        create_schedule(ctx, KIND, NIGHTLY)
    with pytest.raises(NotFoundError):
        create_schedule(ctx, KIND, NIGHTLY, tenant=tenant_of(world, other.space))
    mine = tenant_of(world, ctx.space)
    create_schedule(ctx, KIND, NIGHTLY, tenant=mine)
    (tenant,) = world.all("select id, name from tenant where public_id = %s", mine)
    assert list_schedules(ctx)[0].tenant_name == tenant["name"]
    with clock.freeze(clock.now() + timedelta(days=1)):
        assert fire_due() == 1
    (run,) = runs(world)
    assert run["tenant_id"] == tenant["id"]
    execute(run)
    assert world.run(run["public_id"])["outcome"] == "succeeded"
