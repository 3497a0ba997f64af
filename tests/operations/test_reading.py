"""What pages are shown of runs: lists with filters, one run, the installation's view; and that every word exists."""

from __future__ import annotations

import json
import re

import pytest

from tenantpilot.access.capabilities import Plane
from tenantpilot.i18n import message_id
from tenantpilot.i18n.catalogue import messages
from tenantpilot.kernel.errors import ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import NIL
from tenantpilot.operations import catalogue, run_queries
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.filters import RunFilters
from tenantpilot.operations.reading import count_active_runs, list_installation_runs, list_runs, run_detail
from tenantpilot.operations.reasons import AFTER_OUTCOME, NEXT_STEPS
from tenantpilot.operations.tables import OUTCOMES, STATUSES
from tests.operations.world import KIND, execute

OWNER, OPERATOR = "northwind-owner", "northwind-operator"


@pytest.mark.proves("OPS-019")
def test_the_list_narrows_by_kind_state_initiator_and_time(world):
    first = start(world.person(OWNER), KIND, {"mark": "a"}).run_ref
    execute(world.run(first))
    second = start(world.person(OPERATOR), KIND, {"mark": "b", "failing": [1]}).run_ref
    execute(world.run(second))
    third = start(world.person(OPERATOR), "run.export").run_ref
    ctx = world.person(OPERATOR)

    def found(**filters):
        return [row.run_ref for row in list_runs(ctx, RunFilters(**filters)).rows]

    assert found() == [third, second, first]
    assert found(kind=KIND) == [second, first]
    assert found(state="succeeded") == [first]
    assert found(state="active") == [third]
    assert found(state="queued") == [third]
    assert found(initiator="me") == [third, second]
    assert found(initiator=world.person(OWNER).user_ref) == [first]
    assert found(since="2000-01-01", until="2999-12-31") == [third, second, first]
    assert found(until="2000-01-01") == found(kind="no.such") == found(tenant="ten_aaaaaaaaaaaaaaaaaaaa") == []
    row = next(row for row in list_runs(ctx).rows if row.run_ref == second)
    assert (row.done, row.failed, row.state, row.is_mine, row.actor_name) == (
        2, 1, "partially_succeeded", True, ctx.display_name,
    )  # fmt: skip
    assert row.duration_seconds is not None
    assert count_active_runs(ctx) == 1


@pytest.mark.proves("OPS-019", negative=True)
@pytest.mark.parametrize(
    ("filters", "cursor"),
    [
        ({"since": "yesterday"}, ""),
        ({"until": "2026-13-40"}, ""),
        ({"kind": "x" * 300}, ""),
        ({"state": "\x00"}, ""),
        ({}, "nonsense"),
        ({}, "2026-01-01~' or 1=1"),
        ({}, "0~run_aaaaaaaaaaaaaaaaaaaa"),
    ],
)
def test_filters_that_mean_nothing_are_refused(world, filters, cursor):
    with pytest.raises(InvalidInputError):
        list_runs(world.person(OWNER), RunFilters(**filters), cursor)


def test_pages_of_the_list_follow_each_other(world, monkeypatch):
    monkeypatch.setattr(run_queries, "PAGE", 3)
    monkeypatch.setattr(run_queries.runs, "__defaults__", (3,))
    refs = [start(world.person(OWNER), KIND, {"mark": f"{n}"}).run_ref for n in range(8)]
    seen, cursor = [], ""
    while True:
        page = list_runs(world.person(OWNER), RunFilters(), cursor)
        seen += [row.run_ref for row in page.rows]
        cursor = page.cursor
        if not page.has_more:
            break
    assert seen == refs[::-1]


@pytest.mark.proves("OPS-016")
def test_a_run_has_one_address_and_opens_for_whoever_is_entitled(world):
    made = start(world.person(OWNER), KIND)
    for key in (OWNER, OPERATOR, "northwind-read-only", "northwind-approver"):
        shown = run_detail(world.person(key), made.run_ref)
        assert shown.row.href == made.href == f"/admin/{world.person(OWNER).space}/operations/{made.run_ref}"
    for key, ref in (
        ("fabrikam-owner", made.run_ref),
        ("northwind-temporary", made.run_ref),
        (OWNER, "run_aaaaaaaaaaaaaaaaaaaa"),
        (OWNER, "1 or 1=1"),
    ):
        with pytest.raises(NotFoundError):
            run_detail(world.person(key), ref)
    with pytest.raises(ForbiddenError):
        run_detail(world.person("northwind-customer-viewer"), made.run_ref)


@pytest.mark.proves("OPS-017")
def test_a_run_says_what_happened_what_to_do_and_only_to_some_how(world):
    made = start(world.person(OWNER), KIND, {"failing": [2]})
    execute(world.run(made.run_ref))
    shown = run_detail(world.person(OPERATOR), made.run_ref)
    assert shown.sentence == "run-sentence-partially-succeeded"
    assert shown.next_steps == ("look_at_items", "retry")
    assert shown.items[0].number == 2
    assert shown.can_retry
    assert {fact.name for fact in shown.diagnostics} >= {"attempt", "queue", "request_ref"}
    assert json.loads(shown.raw)["run"] == made.run_ref
    reader = run_detail(world.person("northwind-read-only"), made.run_ref)
    assert (reader.diagnostics, reader.raw, reader.can_retry, reader.can_cancel) == ((), "", False, False)
    assert reader.next_steps == ("look_at_items",)


@pytest.mark.proves("OPS-017", negative=True)
def test_no_internal_key_leaves_with_a_run(world):
    made = start(world.person(OWNER), KIND, {"failing": [2]})
    execute(world.run(made.run_ref))
    told = repr((run_detail(world.person(OWNER), made.run_ref), list_runs(world.person(OWNER))))
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}", told)


def test_items_are_paged_with_what_failed_first(world, monkeypatch):
    monkeypatch.setattr(run_queries, "ITEMS", 2)
    monkeypatch.setattr(run_queries.items, "__defaults__", (2,))
    made = start(world.person(OWNER), KIND, {"steps": 5, "failing": [2, 5]})
    execute(world.run(made.run_ref))
    numbers, cursor = [], ""
    while True:
        shown = run_detail(world.person(OWNER), made.run_ref, cursor)
        numbers += [item.number for item in shown.items]
        cursor = shown.items_cursor
        if not cursor:
            break
    assert numbers == [2, 5, 1, 3, 4]
    with pytest.raises(InvalidInputError):
        run_detail(world.person(OWNER), made.run_ref, "1.2.3")


@pytest.mark.proves("QER-018", negative=True)
def test_platform_staff_see_runs_of_all_workspaces_and_nothing_in_them(world):
    start(world.person(OWNER), KIND)
    start(world.person("fabrikam-owner"), KIND)
    staff = world.person("platform-operator")
    rows = list_installation_runs(staff).rows
    assert len({row.workspace_name for row in rows}) == 2
    assert {(row.handle, row.href, row.actor_name, row.tenant_name) for row in rows} == {("", "", "", "")}
    one = list_installation_runs(staff, RunFilters(space=world.person(OWNER).space)).rows
    assert len(one) == 1
    for ctx in (world.person(OWNER), world.person(OWNER, plane=Plane.SYSTEM)):
        with pytest.raises(NotFoundError):
            list_installation_runs(ctx)


@pytest.mark.proves("QER-018", negative=True)
@pytest.mark.parametrize("table", ["membership", "tenant", "notification", "run_item", "artifact_chunk", "session"])
def test_the_queues_role_reads_bookkeeping_only(world, table):
    import psycopg

    with psycopg.connect(world.database.url) as rows:
        rows.execute("set local role tenantpilot_runner")
        for name in ("workspace_id", "user_id"):
            rows.execute(f"select set_config('tp.{name}', '{NIL}', true)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rows.execute(f"select 1 from {table}")


@pytest.mark.proves("QER-018", negative=True)
@pytest.mark.parametrize(
    "change", ["outcome = 'succeeded'", "arguments = '{}'", "initiator_id = null", "capability = ''", "reach = ''"]
)
def test_the_queues_role_changes_a_runs_place_and_not_the_run(world, change):
    import psycopg

    start(world.person(OWNER), KIND)
    with psycopg.connect(world.database.url) as rows:
        rows.execute("set local role tenantpilot_runner")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rows.execute(f"update operation_run set {change}")


@pytest.mark.proves("OPS-018", "OPS-001")
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_code_has_its_words(language):
    known = messages(language)
    steps = {step for steps in (*NEXT_STEPS.values(), *AFTER_OUTCOME.values()) for step in steps} | {"download"}
    wanted = [message_id("operation", kind) for kind in catalogue.load()]
    wanted += [message_id("reason", code) for code in NEXT_STEPS]
    wanted += [message_id(prefix, step) for step in steps for prefix in ("next-step", "next-step-why")]
    wanted += [f"run-sentence-{message_id('x', state)[2:]}" for state in (*STATUSES[:2], *OUTCOMES)]
    wanted += ["run-sentence-stale", "run-sentence-cancelling"]
    wanted += [message_id("action", f"run.{end}") for end in (*OUTCOMES, "queued", "cancel_requested")]
    wanted += [message_id("outcome", state) for state in (*STATUSES[:2], *OUTCOMES)]
    assert [one for one in wanted if one not in known] == []
