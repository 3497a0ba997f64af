"""The dispatch gate: what a start leaves behind, and what it refuses."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tenantpilot.access import suspension
from tenantpilot.access.capabilities import Capability
from tenantpilot.kernel.errors import (
    BlockedError,
    ConfigurationError,
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    SignInRequiredError,
)
from tenantpilot.operations import catalogue, queue_queries
from tenantpilot.operations.catalogue import Operation
from tenantpilot.operations.dispatch import list_operations, start
from tests.operations.world import FABRIKAM, KIND, execute, probe, steps

OWNER = "northwind-owner"


@pytest.mark.proves("OPS-002", "QER-001")
def test_a_start_leaves_run_pointer_and_entry(world):
    ctx = world.person(OWNER)
    made = start(ctx, KIND, {"steps": 2, "mark": "a"}, reason="for the review")
    run = world.run(made.run_ref)
    assert (run["status"], run["outcome"], run["queue"], run["origin"]) == ("queued", "", "person", "person")
    assert run["initiator_id"] == ctx.user_id
    assert run["session_id"] == ctx.session_id
    assert run["capability"] == Capability.RUN_EXPORT.value
    assert json.loads(run["arguments"]) == {"steps": 2, "failing": [], "mark": "a"}
    assert run["reason"] == "for the review"
    assert [row["id"] for row in world.all("select id from run_outbox")] == [run["id"]]
    assert world.actions(made.run_ref) == ["run.queued"]
    assert world.notices(made.run_ref) == []
    assert made.href == f"/admin/{ctx.space}/operations/{made.run_ref}"


@pytest.mark.proves("OPS-002", negative=True)
@pytest.mark.parametrize("broken", ["insert_run", "point_at"])
def test_run_and_pointer_are_written_together_or_not_at_all(world, monkeypatch, broken):
    real = getattr(queue_queries, broken)

    def fail_after(*given, **named):
        real(*given, **named)
        raise RuntimeError("the process dies here")

    monkeypatch.setattr(queue_queries, broken, fail_after)
    with pytest.raises(RuntimeError):
        start(world.person(OWNER), KIND)
    assert world.all("select 1 from operation_run") == []
    assert world.all("select 1 from run_outbox") == []
    assert world.all("select 1 from audit_entry where action = 'run.queued'") == []


@pytest.mark.proves("OPS-004")
def test_the_same_work_is_joined_until_it_is_over(world):
    first = start(world.person(OWNER), KIND, {"mark": "same"})
    again = start(world.person("northwind-manager"), KIND, {"mark": "same"})
    other = start(world.person(OWNER), KIND, {"mark": "other"})
    assert (again.run_ref, again.is_joined) == (first.run_ref, True)
    assert other.run_ref != first.run_ref
    execute(world.run(first.run_ref))
    assert start(world.person(OWNER), KIND, {"mark": "same"}).run_ref != first.run_ref


@pytest.mark.proves("OPS-004")
def test_many_starts_at_once_make_one_run(world):
    people = [world.person(key) for key in (OWNER, "northwind-manager", "northwind-operator")] * 4
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda ctx: start(ctx, KIND, {"mark": "race"}), people))
    assert len({one.run_ref for one in made}) == 1
    assert sum(not one.is_joined for one in made) == 1


def test_people_with_different_reach_do_different_work(world):
    narrowed = world.person("northwind-temporary")
    mine = start(narrowed, KIND, {"mark": "x"})
    all_of_it = start(world.person(OWNER), KIND, {"mark": "x"})
    assert mine.run_ref != all_of_it.run_ref
    assert not all_of_it.is_joined


@pytest.mark.proves("OPS-003", negative=True)
@pytest.mark.parametrize(
    ("key", "space", "error"),
    [
        ("northwind-read-only", "", ForbiddenError),
        ("northwind-approver", "", ForbiddenError),
        ("northwind-customer-viewer", "", ForbiddenError),
        ("northwind-owner", FABRIKAM, NotFoundError),
        ("northwind-operator", FABRIKAM, NotFoundError),
        ("platform-operator", FABRIKAM, NotFoundError),
    ],
)
def test_nobody_starts_what_they_may_not(world, key, space, error):
    with pytest.raises(error):
        start(world.person(key, space), KIND)
    assert world.all("select 1 from operation_run") == []


@pytest.mark.proves("OPS-003", negative=True)
@pytest.mark.parametrize(
    "arguments",
    [{"steps": "3"}, {"steps": 3, "workspace_id": "x"}, {"mark": None}, {"failing": {"a": 1}}, {"mark": "x" * 5000}],
)
def test_arguments_an_operation_does_not_take_are_refused(world, arguments):
    with pytest.raises(InvalidInputError):
        start(world.person(OWNER), KIND, arguments)
    assert world.all("select 1 from operation_run") == []


@pytest.mark.proves("OPS-003", negative=True)
def test_unknown_kinds_foreign_tenants_and_ended_sessions_are_refused(world):
    ctx = world.person(OWNER)
    with pytest.raises(NotFoundError):
        start(ctx, "no.such")
    foreign = world.all(
        "select t.public_id from tenant t join workspace w on w.id = t.workspace_id where w.public_id <> %s", ctx.space
    )
    with pytest.raises(NotFoundError):
        start(ctx, KIND, tenant=foreign[0]["public_id"])
    world.do("update session set ended_at = now(), end_reason = 'signed_out', epoch = epoch + 1")
    with pytest.raises(SignInRequiredError):
        start(ctx, KIND)


@pytest.mark.proves("OPS-003")
def test_it_is_said_beforehand_what_may_start_and_what_it_changes(world):
    owner = {one.kind: one for one in list_operations(world.person(OWNER))}
    reader = {one.kind: one for one in list_operations(world.person("northwind-read-only"))}
    assert {"audit.export", "audit.verify", "run.export"} < owner.keys() == reader.keys()
    assert all(one.may_start and not one.blocked_reason for one in owner.values())
    assert not any(one.may_start for one in reader.values() if one.is_offered)
    assert owner[KIND].changes == "tenantpilot"
    assert owner["audit.export"].changes == "nothing"
    running = start(world.person(OWNER), KIND)
    assert {one.kind: one.active_href for one in list_operations(world.person(OWNER))}[KIND] == running.href


@pytest.mark.proves("QER-009", negative=True)
def test_nothing_starts_in_a_suspended_workspace(world):
    space = world.person(OWNER).space
    suspension.set_suspended(space, "unpaid", is_suspended=True)
    with pytest.raises(BlockedError) as refused:
        start(world.person(OWNER), KIND)
    assert refused.value.reason == "workspace_suspended"
    assert not any(one.may_start for one in list_operations(world.person(OWNER)))
    start(world.person("fabrikam-owner"), KIND)
    with pytest.raises(ConflictError):
        suspension.set_suspended(space, "again", is_suspended=True)
    suspension.set_suspended(space, "paid", is_suspended=False)
    start(world.person(OWNER), KIND)
    told = world.all(
        "select action, reason, actor_kind from audit_entry where action like 'workspace.%%ed' order by seq"
    )
    assert [(row["action"], row["reason"], row["actor_kind"]) for row in told][-2:] == [
        ("workspace.suspended", "unpaid", "system"),
        ("workspace.resumed", "paid", "system"),
    ]


@pytest.mark.parametrize(
    ("space", "reason", "error"),
    [
        ("wsp_aaaaaaaaaaaaaaaaaaaa", "x", NotFoundError),
        ("northwind", "x", NotFoundError),
        ("wsp_aaaaaaaaaaaaaaaaaaaa", " ", InvalidInputError),
        ("wsp_aaaaaaaaaaaaaaaaaaaa", "x" * 501, InvalidInputError),
    ],
)
def test_a_suspension_needs_a_workspace_and_a_reason(world, space, reason, error):
    with pytest.raises(error):
        suspension.set_suspended(space, reason, is_suspended=True)


@pytest.mark.proves("OPS-001", "QER-019", negative=True)
@pytest.mark.parametrize(
    "missing",
    [
        {"capability": None},
        {"capability": "run.made_up"},
        {"batch": None},
        {"after_crash": ""},
        {"max_attempts": 0},
        {"changes": ""},
        {"arguments": dict},
        {"kind": "Step"},
        {"planes": frozenset()},
    ],
)
def test_an_incomplete_operation_stops_the_start(world, missing):
    with pytest.raises(ConfigurationError):
        probe(**missing)


@pytest.mark.proves("OPS-001")
def test_every_operation_is_whole_and_none_is_there_twice(world):
    for one in catalogue.load().values():
        assert isinstance(one, Operation)
        assert one.max_attempts >= 1
    with pytest.raises(ConfigurationError):
        catalogue.register(catalogue.find(KIND))
    assert catalogue.find(KIND).batch is steps
