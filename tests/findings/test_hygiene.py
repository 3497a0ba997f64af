"""Work that lies about: what counts, since when, and that it is mended in bulk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenantpilot.findings import comments, list_queries, moves
from tenantpilot.findings.bulk import Chosen, change_chosen, change_matching
from tenantpilot.findings.filters import FindingFilters
from tenantpilot.findings.hygiene import hygiene
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError
from tests.findings.world import observation
from tests.people import account_of


def age(world, days):
    """Let everything have happened so many days earlier."""
    with world.asleep("finding", "finding_event", "finding_comment"):
        for table, columns in (("finding", ("first_seen_at", "status_at", "resolved_at")), ("finding_event", ("at",)),
                               ("finding_comment", ("at",))):  # fmt: skip
            changes = ", ".join(f"{one} = {one} - %s * interval '1 day'" for one in columns)
            world.do(f"update {table} set {changes}", *[days] * len(columns))


def lying(world, problem, **more):
    """What lies about: subjects and counts."""
    page = hygiene(world.person(), problem, **more)
    return [one.row.subject_name for one in page.rows], {one.problem: one.findings for one in page.counts}


@pytest.mark.proves("FWK-011")
def test_work_of_people_who_cannot_work_any_more_is_found_and_given_on(world):
    world.read(observation("0"), observation("1"), observation("2"), at=now() - timedelta(hours=1))
    ctx, operator = world.person(), account_of("northwind-operator")
    rows = [Chosen(world.handle(ctx, world.row(key)), 1) for key in ("0", "1")]
    change_chosen(ctx, "assign", rows, person=operator.public_id)
    assert hygiene(ctx, "assignee_gone").rows == ()
    world.do("alter table membership disable trigger user")
    world.do("update membership set role = 'read_only' where user_id = %s", operator.id)
    page = hygiene(ctx, "assignee_gone")
    assert {one.row.subject_name for one in page.rows} == {"Policy 0", "Policy 1"}
    assert page.rows[0].repairs[0] == "assign"
    assert not page.rows[0].row.assignee.is_gone  # a reader still sees it
    world.do("update membership set revoked_at = now() where user_id = %s", operator.id)
    assert hygiene(ctx, "assignee_gone").rows[0].row.assignee.is_gone
    manager = account_of("northwind-manager").public_id
    result = change_matching(ctx, "assign", FindingFilters(hygiene="assignee_gone"), person=manager)
    assert (result.changed, hygiene(ctx, "assignee_gone").rows) == (2, ())
    assert world.row("2")["assignee_id"] is None


@pytest.mark.proves("FWK-011")
def test_who_reaches_some_tenants_keeps_the_work_in_these(world):
    world.read(observation("0"), tenant=0, at=now() - timedelta(hours=1))
    world.read(observation("far"), tenant=1, at=now() - timedelta(hours=1))
    person = account_of("northwind-operator")
    ctx = world.person()
    change_matching(ctx, "assign", FindingFilters(), person=person.public_id)
    world.do("alter table membership disable trigger user")
    member = world.one("select id from membership where user_id = %s and plane = 'admin'", person.id)
    world.do("update membership set tenant_mode = 'only' where id = %s", member)
    world.do(
        "insert into membership_tenant (workspace_id, id, membership_id, named_tenant_id)"
        " values (%s, gen_random_uuid(), %s, %s)", world.workspace_id, member, world.tenants[0][0],
    )  # fmt: skip
    assert [one.row.subject_name for one in hygiene(ctx, "assignee_gone").rows] == ["Policy far"]
    world.do("update membership set tenant_mode = 'except' where id = %s", member)
    assert [one.row.subject_name for one in hygiene(ctx, "assignee_gone").rows] == ["Policy 0"]


@pytest.mark.proves("FWK-011")
def test_work_that_stands_still_is_found_unless_somebody_says_something(world):
    world.read(*(observation(key) for key in "012"), at=now() - timedelta(hours=1))
    ctx = world.person()
    for key in "012":
        moves.move(ctx, world.handle(ctx, world.row(key)), "start", version=1)
    assert hygiene(ctx, "stale").rows == ()
    age(world, 13)
    comments.comment(ctx, world.handle(ctx, world.row("0")), "Waiting for the customer")
    age(world, 2)
    found, counts = lying(world, "stale")
    assert set(found) == {"Policy 1", "Policy 2"}
    assert counts == {"assignee_gone": 0, "stale": 2, "ownerless": 3, "unverified": 0}


@pytest.mark.proves("FWK-011")
def test_what_nobody_owns_and_fixes_that_nobody_saw_are_found_after_a_week(world):
    world.read(*(observation(key) for key in "01"), at=now() - timedelta(hours=1))
    ctx = world.person()
    moves.move(ctx, world.handle(ctx, world.row("0")), "resolve", version=1, reason="done")
    change_chosen(ctx, "own", [Chosen(world.handle(ctx, world.row("0")), 2)], person=ctx.user_ref)
    assert hygiene(ctx, "ownerless").rows == hygiene(ctx, "unverified").rows == ()
    age(world, 15)
    assert lying(world, "ownerless")[0] == ["Policy 1"]
    assert lying(world, "unverified")[0] == ["Policy 0"]
    page = hygiene(world.person())
    assert (page.problem, page.rows[0].days) == ("ownerless", 15)
    assert lying(world, "ownerless", environment_id=world.tenants[1][1])[0] == []


@pytest.mark.proves("FWK-011")
def test_pages_of_hygiene_follow_each_other(world, monkeypatch):
    for at in range(5):
        world.read(*(observation(str(key)) for key in range(at + 1)), at=now() - timedelta(days=20 - at))
    monkeypatch.setattr(list_queries, "PAGE", 2)
    found, cursor = [], ""
    while True:
        page = hygiene(world.person(), "ownerless", cursor=cursor)
        found += [one.row.subject_name for one in page.rows]
        cursor = page.cursor
        if not cursor:
            break
    assert found == [f"Policy {at}" for at in range(5)]


@pytest.mark.proves("FWK-011", negative=True)
def test_no_such_problem(shared):
    with pytest.raises(InvalidInputError):
        hygiene(shared.person(), "untidy")
