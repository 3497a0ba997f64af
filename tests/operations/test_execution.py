"""The life of a run: items and outcomes, fence and lease, cancel and retry, faults."""

from __future__ import annotations

import threading
import time

import psycopg
import pytest

from tenantpilot.access.handles import seal
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from tenantpilot.operations import execution, recovery
from tenantpilot.operations.control import cancel, retry_failed
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.heartbeat import Heartbeat
from tenantpilot.operations.reading import run_detail
from tenantpilot.workers.main import perform
from tests.operations.world import FABRIKAM, KIND, StoppedHeartbeat, World, claimed, execute, probe, steps

OWNER = "northwind-owner"


def handle(world: World, ref: str, key: str = OWNER) -> str:
    return seal(world.person(key), "run", ref)


def lease_over(world: World, ref: str) -> None:
    world.do("update operation_run set lease_until = now() - interval '1 second' where public_id = %s", ref)


@pytest.mark.proves("OPS-008", "OPS-012", "OPS-015")
@pytest.mark.parametrize(
    ("failing", "outcome", "reason", "counts"),
    [
        ([], "succeeded", "", (3, 3, 0)),
        ([2], "partially_succeeded", "items_failed", (3, 2, 1)),
        ([1, 2, 3], "failed", "items_failed", (3, 0, 3)),
    ],
)
def test_the_outcome_follows_from_the_items(world, failing, outcome, reason, counts):
    made = start(world.person(OWNER), KIND, {"failing": failing})
    execute(world.run(made.run_ref))
    run = world.run(made.run_ref)
    assert (run["outcome"], run["reason_code"]) == (outcome, reason)
    assert (run["total"], run["done"], run["failed"]) == counts
    assert world.actions(made.run_ref) == ["run.queued", f"run.{outcome}"]
    assert [one["arguments"]["outcome"] for one in world.notices(made.run_ref)] == [outcome]
    shown = run_detail(world.person(OWNER), made.run_ref)
    assert [item.number for item in shown.items if item.status == "failed"] == failing
    assert [item.status for item in shown.items] == sorted(
        (item.status for item in shown.items), key=["failed", "done"].index
    ), "what failed comes first"


@pytest.mark.proves("OPS-009", negative=True)
@pytest.mark.parametrize(
    "change",
    [
        "status = 'queued', outcome = '', finished_at = null",
        "outcome = 'failed'",
        "outcome = ''",
        "status = 'running', outcome = '', finished_at = null",
    ],
)
def test_the_database_refuses_to_bring_a_finished_run_back(world, change):
    made = start(world.person(OWNER), KIND)
    execute(world.run(made.run_ref))
    with pytest.raises(psycopg.errors.CheckViolation):
        world.do(f"update operation_run set {change}")


@pytest.mark.proves("OPS-009", negative=True)
@pytest.mark.parametrize(("failed", "message"), [(0, "without an audit entry"), (1, "no_failure_in_success")])
def test_the_database_refuses_a_false_or_silent_end(world, failed, message):
    start(world.person(OWNER), KIND)
    world.do("select set_config('tp.workspace_id', workspace_id::text, false) from operation_run")
    with pytest.raises(psycopg.errors.CheckViolation, match=message):
        world.do(
            "update operation_run set status = 'completed', outcome = 'succeeded', failed = %s, finished_at = now()",
            failed,
        )


@pytest.mark.proves("OPS-006", negative=True)
def test_whoever_has_an_old_fence_writes_nothing_any_more(world):
    made = start(world.person(OWNER), KIND)
    first = claimed(world.run(made.run_ref))
    assert execution._step(first)
    lease_over(world, made.run_ref)
    second = claimed(world.run(made.run_ref))
    assert second.fence > first.fence
    with pytest.raises(execution.StaleError):
        execution._step(first)
    execution.work(first)
    execution.give_up_attempt(first)
    execution._give_back(first, delay=0, forgiven=True)
    run = world.run(made.run_ref)
    assert (run["status"], run["fence"]) == ("running", second.fence)
    assert world.effects(made.run_ref) == [1]
    execution.work(second)
    assert world.effects(made.run_ref) == [1, 2, 3]
    execution.give_up_attempt(second)
    assert world.run(made.run_ref)["outcome"] == "succeeded"


@pytest.mark.proves("OPS-006", negative=True)
def test_a_run_under_way_cannot_be_claimed(world):
    made = start(world.person(OWNER), KIND)
    claimed(world.run(made.run_ref))
    row = world.run(made.run_ref)
    assert execution.claim(row["workspace_id"], row["id"]) is None


@pytest.mark.proves("OPS-007")
def test_a_heartbeat_keeps_the_lease_and_notices_its_loss(world, monkeypatch):
    from tenantpilot.kernel.settings import settings

    monkeypatch.setenv("TENANTPILOT_LEASE_SECONDS", "1")
    settings.cache_clear()
    made = start(world.person(OWNER), KIND)
    mine = claimed(world.run(made.run_ref))
    given = world.one("select lease_until from operation_run")
    with Heartbeat(mine.workspace_id, mine.run_id, mine.fence) as beat:
        end = time.monotonic() + 20
        while not world.one("select lease_until > %s + interval '1.5 seconds' from operation_run", given):
            assert time.monotonic() < end, "the lease was not renewed again and again"
            time.sleep(0.05)
        world.do("update operation_run set fence = fence + 1")
        beat._thread.join(20)
        assert not beat._thread.is_alive()


@pytest.mark.proves("OPS-007", "OPS-020")
def test_a_deserted_run_is_shown_as_stale_and_taken_up_again(world):
    made = start(world.person(OWNER), KIND)
    mine = claimed(world.run(made.run_ref))
    execution._step(mine)
    lease_over(world, made.run_ref)
    shown = run_detail(world.person(OWNER), made.run_ref)
    assert shown.row.is_stale
    assert shown.sentence == "run-sentence-stale"
    assert recovery.rescue_deserted() == 1
    assert recovery.rescue_deserted() == 0
    assert world.run(made.run_ref)["status"] == "queued"
    execute(world.run(made.run_ref))
    assert world.effects(made.run_ref) == [1, 2, 3]


@pytest.mark.proves("OPS-007", "OPS-020")
def test_a_run_that_was_tried_often_enough_fails_with_a_reason(world):
    probe(max_attempts=2)
    made = start(world.person(OWNER), KIND)
    for _ in range(2):
        claimed(world.run(made.run_ref))
        lease_over(world, made.run_ref)
        recovery.rescue_deserted()
    run = world.run(made.run_ref)
    assert (run["outcome"], run["reason_code"]) == ("failed", "attempts_exhausted")
    assert len(world.notices(made.run_ref)) == 1
    recovery.rescue_deserted()
    assert world.actions(made.run_ref) == ["run.queued", "run.failed"]


@pytest.mark.proves("OPS-007")
def test_an_operation_that_must_not_be_repeated_asks_a_person(world):
    probe(after_crash="ask")
    made = start(world.person(OWNER), KIND)
    execution._step(claimed(world.run(made.run_ref)))
    lease_over(world, made.run_ref)
    execute(world.run(made.run_ref))
    run = world.run(made.run_ref)
    assert (run["outcome"], run["reason_code"]) == ("failed", "worker_lost")
    assert world.effects(made.run_ref) == [1]


@pytest.mark.proves("OPS-013", negative=True)
def test_a_worker_frozen_within_a_batch_holds_nobody_up_for_longer_than_a_lease(world, monkeypatch):
    from tenantpilot.kernel.settings import settings

    monkeypatch.setenv("TENANTPILOT_LEASE_SECONDS", "1")
    settings.cache_clear()
    frozen, over = threading.Event(), threading.Event()

    def freeze(work):
        made = steps(work)
        if work.run.fence == 1:
            frozen.set()
            over.wait(30)
        return made

    probe(batch=freeze)
    monkeypatch.setattr(execution, "Heartbeat", StoppedHeartbeat)  # it freezes with the process
    made = start(world.person(OWNER), KIND)
    row = world.run(made.run_ref)
    worker = threading.Thread(target=perform, args=(row["workspace_id"], row["id"]))
    worker.start()
    assert frozen.wait(20)
    began = time.monotonic()
    recovery.rescue_deserted()
    assert time.monotonic() - began < 5, "the sweeper waited for the frozen worker"
    while world.run(made.run_ref)["status"] != "queued" and time.monotonic() - began < 25:
        recovery.rescue_deserted()
        time.sleep(0.1)
    assert time.monotonic() - began < 10, "the frozen worker held its run for much longer than the lease"
    execute(world.run(made.run_ref))
    over.set()
    worker.join(20)
    assert world.effects(made.run_ref) == [1, 2, 3]
    assert world.run(made.run_ref)["outcome"] == "succeeded"


@pytest.mark.proves("OPS-010")
def test_a_waiting_run_is_cancelled_at_once_and_a_running_one_before_its_next_batch(world):
    waiting = start(world.person(OWNER), KIND, {"mark": "waiting"})
    cancel(world.person(OWNER), handle(world, waiting.run_ref))
    run = world.run(waiting.run_ref)
    assert (run["outcome"], run["reason_code"]) == ("cancelled", "cancelled_by_person")
    assert execution.claim(run["workspace_id"], run["id"]) is None
    running = start(world.person(OWNER), KIND, {"mark": "running"})
    mine = claimed(world.run(running.run_ref))
    execution._step(mine)
    cancel(world.person(OWNER), handle(world, running.run_ref))
    cancel(world.person(OWNER), handle(world, running.run_ref))
    assert run_detail(world.person(OWNER), running.run_ref).is_cancelling
    execution.work(mine)
    assert world.run(running.run_ref)["outcome"] == "cancelled"
    assert world.effects(running.run_ref) == [1]
    for ref in (waiting.run_ref, running.run_ref):
        assert len(world.notices(ref)) == 1
        with pytest.raises(ConflictError):
            cancel(world.person(OWNER), handle(world, ref))


@pytest.mark.proves("OPS-010", negative=True)
def test_nobody_cancels_what_they_may_not(world):
    made = start(world.person(OWNER), KIND)
    with pytest.raises(ForbiddenError):
        cancel(world.person("northwind-read-only"), handle(world, made.run_ref, "northwind-read-only"))
    with pytest.raises(NotFoundError):
        cancel(world.person("fabrikam-owner"), handle(world, made.run_ref, "fabrikam-owner"))
    with pytest.raises(NotFoundError):
        cancel(world.person("northwind-manager"), handle(world, made.run_ref))
    with pytest.raises(NotFoundError):
        cancel(world.person(OWNER), made.run_ref)
    with pytest.raises(NotFoundError):
        cancel(world.person("northwind-temporary"), handle(world, made.run_ref, "northwind-temporary"))
    assert world.run(made.run_ref)["status"] == "queued"


@pytest.mark.proves("OPS-011", "QER-016")
def test_a_retry_works_on_the_failed_items_only(world):
    made = start(world.person(OWNER), KIND, {"steps": 4, "failing": [2, 4]})
    execute(world.run(made.run_ref))
    again = retry_failed(world.person(OWNER), handle(world, made.run_ref))
    joined = retry_failed(world.person(OWNER), handle(world, made.run_ref))
    assert (joined.run_ref, joined.is_joined) == (again.run_ref, True)
    execute(world.run(again.run_ref))
    assert world.effects(again.run_ref) == [2, 4]
    run = world.run(again.run_ref)
    assert (run["outcome"], run["total"], run["done"]) == ("succeeded", 2, 2)
    detail = run_detail(world.person(OWNER), again.run_ref)
    assert detail.retry_of_href.endswith(made.run_ref)
    assert run_detail(world.person(OWNER), made.run_ref).retried_by_href.endswith(again.run_ref)
    with pytest.raises(ConflictError):
        retry_failed(world.person(OWNER), handle(world, again.run_ref))


@pytest.mark.proves("QER-016", negative=True)
def test_nobody_retries_what_they_may_not_start(world):
    made = start(world.person(OWNER), KIND, {"failing": [1]})
    execute(world.run(made.run_ref))
    for key, error in (
        ("northwind-read-only", ForbiddenError),
        ("northwind-approver", ForbiddenError),
        ("fabrikam-owner", NotFoundError),
    ):
        with pytest.raises(error):
            retry_failed(world.person(key, FABRIKAM if "fabrikam" in key else ""), handle(world, made.run_ref, key))
    assert len(world.all("select 1 from operation_run")) == 1


def test_an_unknown_fault_is_tried_again_and_then_told(world, caplog):
    def broken(work):
        steps(work)
        raise RuntimeError("a secret value that belongs into no log")

    probe(batch=broken, max_attempts=2)
    made = start(world.person(OWNER), KIND)
    for attempt in (1, 2):
        row = world.run(made.run_ref)
        world.do("update operation_run set run_after = now() where status = 'queued'")
        perform(row["workspace_id"], row["id"])
        assert world.run(made.run_ref)["attempt"] == attempt
    run = world.run(made.run_ref)
    assert (run["outcome"], run["reason_code"]) == ("failed", "unexpected_error")
    assert world.effects(made.run_ref) == []
    assert "secret value" not in caplog.text


def test_a_worker_asked_to_stop_gives_the_run_back_after_its_batch(world):
    made = start(world.person(OWNER), KIND)
    execution.work(claimed(world.run(made.run_ref)), lambda: True)
    run = world.run(made.run_ref)
    assert (run["status"], run["attempt"], world.effects(made.run_ref)) == ("queued", 0, [1])
    assert len(world.all("select 1 from run_outbox where published_at is null")) == 1
    execute(world.run(made.run_ref))
    assert world.effects(made.run_ref) == [1, 2, 3]


@pytest.mark.proves("OPS-015", "QER-015")
def test_a_run_of_the_installation_tells_nobody(world):
    from tenantpilot.operations import catalogue
    from tenantpilot.operations.dispatch import Cause, dispatch
    from tenantpilot.store.ledger import SYSTEM
    from tenantpilot.store.scope import open_workspace

    space = world.all("select id, public_id from workspace limit 1")[0]
    operation = catalogue.find(KIND)
    with open_workspace(space["id"], space["public_id"], SYSTEM) as scope:
        run, _ = dispatch(scope, operation, operation.parse({}), Cause("system"))
    row = world.run(run.public_id)
    assert (row["queue"], row["initiator_id"]) == ("background", None)
    execute(row)
    assert world.run(run.public_id)["outcome"] == "succeeded"
    assert world.notices(run.public_id) == []
