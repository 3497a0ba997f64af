"""Controls: they stop starts, batches, requests and schedules, say so, and are set by those who may only."""

from __future__ import annotations

import json
import re

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.handles import seal
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import (
    AppError,
    BlockedError,
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
)
from tenantpilot.kernel.ids import NIL
from tenantpilot.operations import catalogue, control, controls, execution, firing, schedule_queries, schedules
from tenantpilot.operations.cadence import Cadence
from tenantpilot.operations.dispatch import list_operations, preflight, start
from tenantpilot.operations.reasons import NEXT_STEPS
from tenantpilot.store.transaction import transaction
from tests.operations.test_authority import assert_blocked
from tests.operations.world import FABRIKAM, KIND, NORTHWIND, READING, World, claimed, execute
from tests.people import account_of

OWNER, WHO, STAFF = "northwind-owner", "northwind-operator", "platform-operator"
PLACES = {"stopped_by_workspace": OWNER, "stopped_by_installation": STAFF}


def staff(world: World):
    return world.person(STAFF, plane=Plane.SYSTEM)


def stop(world: World, reason: str, kind: str) -> None:
    """Stop a kind where the reason code says."""
    if reason == "stopped_by_workspace":
        controls.stop(world.person(OWNER), kind, "too many  complaints")
    else:
        controls.stop_everywhere(staff(world), kind, "provider incident")


def release(world: World, reason: str) -> None:
    """Let everything go on that is stopped there."""
    if reason == "stopped_by_workspace":
        for row in controls.list_controls(world.person(OWNER)).rows:
            if row.handle:
                controls.release(world.person(OWNER), row.handle, "over")
    else:
        for row in controls.list_installation_controls(staff(world)).rows:
            if row.handle:
                controls.release_everywhere(staff(world), row.handle, "over")


def row_of(listed, kind: str):
    return next(row for row in listed.rows if row.kind == kind)


@pytest.mark.proves("OPS-028", "QER-020", negative=True)
@pytest.mark.parametrize("kind", [KIND, ""])
@pytest.mark.parametrize("reason", PLACES)
def test_what_is_stopped_does_not_start(world, reason, kind):
    stop(world, reason, kind)
    with pytest.raises(BlockedError) as refused:
        start(world.person(WHO), KIND)
    assert refused.value.reason == reason
    assert world.all("select 1 from operation_run") == []
    release(world, reason)
    assert start(world.person(WHO), KIND).run_ref


@pytest.mark.proves("OPS-028", "QER-020", negative=True)
@pytest.mark.parametrize("reason", PLACES)
def test_what_waits_and_what_is_under_way_ends_before_its_next_batch(world, reason):
    waiting = start(world.person(WHO), KIND, {"mark": "waiting"})
    going = start(world.person(WHO), KIND, {"mark": "going"})
    mine = claimed(world.run(going.run_ref))
    execution._step(mine)
    stop(world, reason, KIND)
    execution.work(mine)
    execute(world.run(waiting.run_ref))
    for ref, done in ((going.run_ref, 1), (waiting.run_ref, 0)):
        run = world.run(ref)
        assert (run["outcome"], run["reason_code"], run["done"]) == ("blocked", reason, done)
        assert len(world.notices(ref)) == 1
        assert world.actions(ref) == ["run.queued", "run.blocked"]
    with pytest.raises(BlockedError):
        control.retry_failed(world.person(OWNER), seal(world.person(OWNER), "run", going.run_ref))


@pytest.mark.proves("OPS-028", "QER-020", "QER-021", negative=True)
@pytest.mark.parametrize("reason", PLACES)
def test_what_reads_makes_no_further_request(world, elsewhere, reason):
    made = start(world.person(WHO), READING, {"steps": 5})
    elsewhere.after = lambda number: stop(world, reason, READING) if number == 2 else None
    execute(world.run(made.run_ref))
    assert elsewhere.requests == [1, 2]
    assert_blocked(world, made.run_ref, reason, done=1)


@pytest.mark.proves("OPS-028", negative=True)
def test_a_stop_is_for_its_kind_and_its_workspace_only(world):
    controls.stop(world.person(OWNER), "run.export", "x")
    assert start(world.person(WHO), KIND).run_ref
    other = world.person("fabrikam-owner")
    assert start(other, "run.export").run_ref
    assert row_of(controls.list_controls(other), "run.export").stopped_by == ""


@pytest.mark.proves("OPS-029")
def test_a_stopped_schedule_waits_and_catches_up_once(world):
    ctx = world.person(OWNER)
    later = (now().minute + 30) % 60  # nothing falls due while the test runs
    schedules.create_schedule(ctx, KIND, Cadence("hourly", minute=later))
    world.do("alter table schedule disable trigger user")
    world.do("update schedule set next_due_at = now() - interval '5 hours'")
    controls.stop(ctx, KIND, "x")
    assert firing.fire_due() == 0
    (shown,) = schedules.list_schedules(ctx)
    assert (shown.waits_for, shown.is_overdue) == ("stopped_by_workspace", False)
    assert world.all("select 1 from audit_entry where action = 'run.blocked'") == [], "waiting is no refusal"
    release(world, "stopped_by_workspace")
    assert schedules.list_schedules(ctx)[0].waits_for == ""
    assert firing.fire_due() == 1
    assert firing.fire_due() == 0
    assert len(world.all("select 1 from operation_run")) == 1


@pytest.mark.proves("OPS-029", negative=True)
@pytest.mark.parametrize("kind", [KIND, ""])
@pytest.mark.parametrize("reason", PLACES)
def test_stopped_schedules_do_not_stand_in_the_way_of_others(world, reason, kind):
    """They stay due, and must not fill up what the relay looks at in one go."""
    schedules.create_schedule(world.person(OWNER), KIND, Cadence("hourly", minute=5))
    world.do("alter table schedule disable trigger user")
    world.do("update schedule set next_due_at = now() - interval '5 minutes'")

    def due() -> int:
        with transaction(group_role="tenantpilot_runner") as session:
            return len(schedule_queries.due(session, now(), 10))

    assert due() == 1
    stop(world, reason, kind)
    assert due() == 0
    release(world, reason)
    assert due() == 1


@pytest.mark.proves("OPS-029", negative=True)
def test_a_schedule_stopped_in_between_keeps_its_due_time(world, monkeypatch):
    schedules.create_schedule(world.person(OWNER), KIND, Cadence("hourly", minute=5))
    world.do("alter table schedule disable trigger user")
    world.do("update schedule set next_due_at = now() - interval '5 minutes'")
    (before,) = world.all("select id, workspace_id, next_due_at from schedule")
    controls.stop(world.person(OWNER), "", "x")
    assert not firing._fire(before["workspace_id"], before["id"])
    assert world.all("select next_due_at from schedule")[0]["next_due_at"] == before["next_due_at"]


@pytest.mark.proves("OPS-030")
def test_the_list_says_who_stopped_what_and_why(world):
    controls.stop_everywhere(staff(world), "audit.export", "provider incident")
    controls.stop(world.person(OWNER), "", "too many  complaints")
    listed = controls.list_controls(world.person(WHO))
    everything, export, other = (row_of(listed, kind) for kind in ("", "audit.export", KIND))
    assert (everything.stopped_by, everything.reason, everything.is_by_all) == (
        "workspace", "too many complaints", False,
    )  # fmt: skip
    assert everything.set_by == account_of(OWNER).display_name
    assert (export.stopped_by, export.reason, export.set_by) == ("installation", "provider incident", "")
    assert (other.stopped_by, other.is_by_all, other.handle) == ("workspace", True, "")
    assert listed.stopped == len(catalogue.load())
    assert not listed.may_manage
    assert not any(row.handle for row in listed.rows), "who may not release gets no handle"
    mine = controls.list_controls(world.person(OWNER))
    assert [row.kind for row in mine.rows if row.handle] == [""], "the installation's stop is not the workspace's"
    console = controls.list_installation_controls(staff(world))
    assert [(row.kind, row.set_by != "") for row in console.rows if row.handle] == [("audit.export", True)]


@pytest.mark.proves("OPS-030")
def test_every_change_stands_in_the_log_with_its_reason(world):
    stop(world, "stopped_by_workspace", KIND)
    release(world, "stopped_by_workspace")
    stop(world, "stopped_by_installation", "")
    release(world, "stopped_by_installation")
    told = world.all(
        "select workspace_id, action, reason, before || after as what from audit_entry"
        " where subject_kind = 'control' order by at"
    )
    assert [
        (one["workspace_id"] == NIL, one["action"], one["reason"], json.loads(one["what"])["operation"]) for one in told
    ] == [
        (False, "control.engaged", "too many complaints", KIND),
        (False, "control.released", "over", KIND),
        (True, "control.engaged", "provider incident", "all"),
        (True, "control.released", "over", "all"),
    ]


@pytest.mark.proves("OPS-030", negative=True)
def test_what_is_asked_must_make_sense(world):
    ctx = world.person(OWNER)
    for reason in ("", "  ", "x" * 501):
        with pytest.raises(InvalidInputError):
            controls.stop(ctx, KIND, reason)
    with pytest.raises(NotFoundError):
        controls.stop(ctx, "no.such", "x")
    controls.stop(ctx, KIND, "x")
    with pytest.raises(ConflictError):
        controls.stop(ctx, KIND, "again")
    handle = row_of(controls.list_controls(ctx), KIND).handle
    with pytest.raises(InvalidInputError):
        controls.release(ctx, handle, "")
    controls.release(ctx, handle, "over")
    with pytest.raises(ConflictError):
        controls.release(ctx, handle, "twice")
    controls.stop(ctx, KIND, "once more")


@pytest.mark.proves("OPS-031", negative=True)
def test_only_those_who_may_set_and_release(world):
    controls.stop(world.person(OWNER), KIND, "x")
    ref = world.all("select public_id from workspace_control")[0]["public_id"]
    for who, refusal in ((WHO, ForbiddenError), ("northwind-approver", ForbiddenError)):
        ctx = world.person(who)
        with pytest.raises(refusal):
            controls.stop(ctx, "audit.verify", "x")
        with pytest.raises(refusal):
            controls.release(ctx, seal(ctx, controls.KIND, ref), "x")
    stranger = world.person("fabrikam-owner", FABRIKAM)
    with pytest.raises(NotFoundError):
        controls.release(stranger, seal(stranger, controls.KIND, ref), "x")
    with pytest.raises(NotFoundError):
        controls.stop(world.person("fabrikam-owner", NORTHWIND), KIND, "x")
    for who, plane in ((OWNER, None), (OWNER, Plane.SYSTEM), (STAFF, Plane.ADMIN)):
        with pytest.raises(NotFoundError):
            controls.stop_everywhere(world.person(who, plane=plane), KIND, "x")
        with pytest.raises(NotFoundError):
            controls.list_installation_controls(world.person(who, plane=plane))
    assert world.all("select 1 from installation_control") == []
    assert world.all("select 1 from workspace_control where released_at is not null") == []


@pytest.mark.proves("OPS-031", negative=True)
def test_the_database_itself_refuses_everybody_else(world):
    insert = (
        "insert into installation_control (id, public_id, kind, reason, set_at)"
        " values (gen_random_uuid(), 'ctl_x', '', 'x', now())"
    )
    ctx = world.person(OWNER)
    with pytest.raises(DBAPIError) as refused, transaction(user_id=ctx.user_id) as session:
        session.connection().exec_driver_sql(insert)
    assert isinstance(refused.value.orig, psycopg.errors.InsufficientPrivilege)
    with (
        pytest.raises(DBAPIError, match="without an audit entry"),
        transaction(user_id=staff(world).user_id) as session,
    ):
        session.connection().exec_driver_sql(insert)
    controls.stop(ctx, KIND, "x")
    (row,) = world.all("select workspace_id from workspace_control")
    for change in (
        "delete from workspace_control",
        "update workspace_control set kind = 'run.export'",
        "update workspace_control set released_at = now()",
    ):
        with pytest.raises(DBAPIError), transaction(workspace_id=row["workspace_id"]) as session:
            session.connection().exec_driver_sql(change)
    release(world, "stopped_by_workspace")
    with pytest.raises(DBAPIError, match="does not change"), transaction(workspace_id=row["workspace_id"]) as session:
        session.connection().exec_driver_sql("update workspace_control set released_at = null")


@pytest.mark.proves("OPS-028", "OPS-032")
@pytest.mark.parametrize("reason", PLACES)
def test_pages_are_told_before_anybody_starts(world, reason):
    ctx = world.person(WHO)
    before = preflight(ctx, KIND)
    assert (before.may_start, before.reasons) == (True, ())
    stop(world, reason, KIND)
    told = preflight(ctx, KIND)
    assert (told.may_start, told.reasons) == (False, (reason,))
    (choice,) = [one for one in list_operations(ctx) if one.kind == KIND]
    assert (choice.may_start, choice.blocked_reason) == (False, reason)
    assert NEXT_STEPS[reason]


def test_a_narrowed_member_is_stopped_like_everybody(world):
    """The stop is a row of the workspace as a whole; a member who sees some tenants only must still run into it."""
    from tests.operations.test_authority import tenants_narrowed

    made = start(world.person(WHO), KIND)
    tenants_narrowed(world)
    controls.stop(world.person(OWNER), "", "x")
    with pytest.raises(AppError) as refused:
        start(world.person(WHO), KIND)
    assert re.search("stopped_by_workspace", str(refused.value))
    assert row_of(controls.list_controls(world.person(WHO)), "").stopped_by == "workspace"
    assert made.run_ref
