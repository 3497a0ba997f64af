"""Runs that read a provider: no transaction meanwhile, a proof before each request, nothing twice, prompt ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from tenantpilot.access import sessions
from tenantpilot.kernel.errors import AppError, BlockedError, InvalidInputError
from tenantpilot.kernel.settings import settings
from tenantpilot.operations import control, controls, execution, gates, recovery, steps
from tenantpilot.operations.catalogue import Batch
from tenantpilot.operations.claims import CancelRequestedError, StaleError
from tenantpilot.operations.dispatch import start
from tests.operations.test_authority import LOSSES, assert_blocked
from tests.operations.test_crash_points import Dead, dying_before
from tests.operations.world import READING, Elsewhere, StoppedHeartbeat, World, claimed, execute, keep, reading

OWNER, WHO = "northwind-owner", "northwind-operator"
PAUSE = 30  # seconds that nobody waits for
OPEN = "select count(*) as n from pg_stat_activity where datname = current_database() and state like 'idle in trans%%'"


def at(number: int, do: Callable[[], object]) -> Callable[[int], None]:
    """Something that happens right after the request of this number."""
    return lambda reached: do() if reached == number else None  # type: ignore[func-returns-value]


def expire(world: World) -> None:
    """As if the worker had been gone for longer than a lease."""
    world.do("update operation_run set lease_until = now() - interval '1 second' where status = 'running'")


@pytest.mark.proves("OPS-025")
def test_each_chunk_is_a_batch_and_no_transaction_is_open_in_between(world, elsewhere, monkeypatch):
    monkeypatch.setattr(execution, "Heartbeat", StoppedHeartbeat)  # it has transactions of its own
    made = start(world.person(OWNER), READING, {"steps": 3})
    open_ones, asked = [], []
    elsewhere.after = lambda number: (
        open_ones.append(world.all(OPEN)[0]["n"]),
        asked.append(world.effects(made.run_ref)),
    )
    execute(world.run(made.run_ref))
    assert world.run(made.run_ref)["outcome"] == "succeeded"
    assert (elsewhere.requests, world.effects(made.run_ref)) == ([1, 2, 3], [1, 2, 3])
    assert open_ones == [0, 0, 0]
    assert asked == [[], [1], [1, 2]], "a chunk is committed before the next one is read"
    assert elsewhere.closed == 1
    with pytest.raises(StaleError):
        elsewhere.permits[0].confirm()


@pytest.mark.proves("OPS-025")
def test_nothing_left_to_read_ends_the_run_without_a_request(world, elsewhere):
    made = start(world.person(OWNER), READING, {"steps": 0})
    execute(world.run(made.run_ref))
    assert world.run(made.run_ref)["outcome"] == "succeeded"
    assert elsewhere.requests == []


@pytest.mark.proves("OPS-025")
def test_hundreds_of_chunks(world, elsewhere):
    made = start(world.person(OWNER), READING, {"steps": 300})
    execute(world.run(made.run_ref))
    run = world.run(made.run_ref)
    assert (run["outcome"], run["done"], run["total"]) == ("succeeded", 300, 300)
    assert world.effects(made.run_ref) == list(range(1, 301))


@pytest.mark.proves("QER-021", "QER-010", "QER-011", "QER-012", negative=True)
@pytest.mark.parametrize("reason", LOSSES)
def test_what_is_withdrawn_while_reading_stops_the_next_request(world, elsewhere, reason):
    made = start(world.person(WHO), READING, {"steps": 5})
    elsewhere.after = at(3, lambda: LOSSES[reason](world))
    execute(world.run(made.run_ref))
    assert elsewhere.requests == [1, 2, 3], "a request was made after the withdrawal"
    assert_blocked(world, made.run_ref, reason, done=2)
    assert elsewhere.closed == 1


@pytest.mark.proves("QER-021", "QER-020", negative=True)
def test_a_gate_that_closes_while_reading_stops_the_next_request(world, elsewhere):
    made = start(world.person(WHO), READING, {"steps": 5})
    closed = threading.Event()

    def gate(scope, operation):
        return "target_missing" if closed.is_set() and operation.kind == READING else ""

    gates.register(gate)
    elsewhere.after = at(2, closed.set)
    try:
        execute(world.run(made.run_ref))
    finally:
        gates.forget(gate)
    assert elsewhere.requests == [1, 2]
    assert_blocked(world, made.run_ref, "target_missing", done=1)


@pytest.mark.proves("QER-021", negative=True)
def test_a_reader_that_swallows_the_refusal_gets_no_further(world, elsewhere):
    """Many requests are under way at once in a reader; one of them being refused must not look like a failed item."""

    def read(plan, permit):
        for number in plan:
            try:
                permit.confirm()
                elsewhere.requests.append(number)
            except AppError:
                yield -1
            if number == 2:
                sessions.sign_out_everywhere(world.person(WHO))
            yield number

    reading(elsewhere, read=read)
    made = start(world.person(WHO), READING, {"steps": 5})
    execute(world.run(made.run_ref))
    assert elsewhere.requests == [1, 2]
    assert_blocked(world, made.run_ref, "session_revoked", done=1)


@pytest.mark.proves("QER-021", negative=True)
def test_a_refusal_stays_one_when_the_right_comes_back(world, elsewhere):
    """What was not asked in the meantime is missing from the reading, so it must not go on as if nothing had been."""
    closed = threading.Event()
    gate = gates.register(lambda scope, operation: "target_missing" if closed.is_set() else "")

    def read(plan, permit):
        for number in plan:
            try:
                permit.confirm()
                elsewhere.requests.append(number)
            except AppError:
                closed.clear()
            yield number
            if number == 2:
                closed.set()

    reading(elsewhere, read=read)
    made = start(world.person(WHO), READING, {"steps": 5})
    try:
        execute(world.run(made.run_ref))
    finally:
        gates.forget(gate)
    assert elsewhere.requests == [1, 2]
    assert_blocked(world, made.run_ref, "target_missing", done=2)


@pytest.mark.proves("QER-021", negative=True)
def test_a_withdrawal_ends_a_long_pause(world, elsewhere):
    def read(plan, permit):
        permit.confirm()
        threading.Timer(0.2, lambda: sessions.sign_out_everywhere(world.person(WHO))).start()
        permit.pause(PAUSE)
        yield 1

    reading(elsewhere, read=read)
    made = start(world.person(WHO), READING)
    began = time.monotonic()
    execute(world.run(made.run_ref))
    assert time.monotonic() - began < PAUSE / 2
    assert_blocked(world, made.run_ref, "session_revoked", done=0)


@pytest.mark.proves("OPS-010", "OPS-026")
def test_cancelling_ends_a_long_pause(world, elsewhere):
    made = start(world.person(OWNER), READING)

    def read(plan, permit):
        yield 1
        control.cancel(world.person(OWNER), made.handle)
        permit.pause(PAUSE)
        yield 2

    reading(elsewhere, read=read)
    began = time.monotonic()
    execute(world.run(made.run_ref))
    assert time.monotonic() - began < PAUSE / 2
    run = world.run(made.run_ref)
    assert (run["outcome"], run["reason_code"], run["done"]) == ("cancelled", "cancelled_by_person", 1)
    assert len(world.notices(made.run_ref)) == 1


@pytest.mark.proves("OPS-026")
def test_a_stopping_worker_gives_the_run_back_at_once_and_another_goes_on(world, elsewhere):
    made = start(world.person(OWNER), READING, {"steps": 4})
    stop = threading.Event()

    def read(plan, permit):
        for number in plan:
            permit.confirm()
            elsewhere.requests.append(number)
            yield number
            if number == 2:
                stop.set()
                permit.pause(PAUSE)

    reading(elsewhere, read=read)
    mine = claimed(world.run(made.run_ref))
    began = time.monotonic()
    execution.work(mine, stop.is_set)
    assert time.monotonic() - began < PAUSE / 2
    run = world.run(made.run_ref)
    assert (run["status"], run["attempt"], run["cursor"]) == ("queued", 0, "2")
    assert len(world.all("select 1 from run_outbox")) == 1
    stop.clear()
    reading(elsewhere)
    execute(run)
    assert world.run(made.run_ref)["outcome"] == "succeeded"
    assert (elsewhere.requests, world.effects(made.run_ref)) == ([1, 2, 3, 4], [1, 2, 3, 4])


@pytest.mark.proves("OPS-006", "OPS-026", negative=True)
def test_a_reader_whose_run_was_taken_over_makes_no_request_and_writes_nothing(world, elsewhere):
    made = start(world.person(OWNER), READING, {"steps": 4})
    late: list[str] = []

    def taken_over():
        expire(world)
        recovery.rescue_deserted()
        other = Elsewhere()
        reading(other)
        execute(world.run(made.run_ref))
        late.append(world.run(made.run_ref)["outcome"])

    elsewhere.after = at(2, taken_over)
    execute(world.run(made.run_ref))
    assert late == ["succeeded"]
    assert elsewhere.requests == [1, 2]
    assert world.effects(made.run_ref) == [1, 2, 3, 4], "only the newest fence wrote"
    assert world.actions(made.run_ref) == ["run.queued", "run.succeeded"]


@pytest.mark.proves("OPS-007")
def test_the_lease_is_kept_while_reading_takes_long(world, elsewhere, monkeypatch):
    monkeypatch.setenv("TENANTPILOT_LEASE_SECONDS", "3")
    settings.cache_clear()
    made = start(world.person(OWNER), READING, {"steps": 1})
    rescued = []

    def waits(number):
        for _ in range(9):  # a lease and a half
            time.sleep(0.5)
            rescued.append(recovery.rescue_deserted())

    elsewhere.after = waits
    try:
        execute(world.run(made.run_ref))
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    run = world.run(made.run_ref)
    assert (run["outcome"], run["attempt"], sum(rescued)) == ("succeeded", 1, 0)


@pytest.mark.proves("OPS-026", negative=True)
@pytest.mark.parametrize(
    ("error", "outcome", "reason"),
    [
        (BlockedError("workspace_suspended"), "blocked", "workspace_suspended"),
        (InvalidInputError({"steps": "error-field-invalid"}), "failed", "arguments_invalid"),
        (AppError("the answer makes no sense"), "failed", "unexpected_error"),
    ],
)
def test_what_a_reader_raises_on_purpose_ends_the_run_as_what_it_is(world, elsewhere, error, outcome, reason):
    def read(plan, permit):
        yield 1
        raise error

    reading(elsewhere, read=read)
    made = start(world.person(OWNER), READING)
    execute(world.run(made.run_ref))
    run = world.run(made.run_ref)
    assert (run["outcome"], run["reason_code"], run["done"]) == (outcome, reason, 1)
    assert len(world.notices(made.run_ref)) == 1


@pytest.mark.proves("OPS-026")
def test_an_unknown_fault_of_a_reader_is_tried_again_from_the_cursor(world, elsewhere):
    class OddError(Exception):
        """Nobody knows it."""

    def fails(number):
        if elsewhere.requests == [1, 2]:
            raise OddError

    elsewhere.after = fails
    made = start(world.person(OWNER), READING, {"steps": 3})
    mine = claimed(world.run(made.run_ref))
    with pytest.raises(OddError):
        execution.work(mine)
    execution.give_up_attempt(mine)
    world.do("update operation_run set run_after = now() - interval '1 second'")
    execute(world.run(made.run_ref))
    assert world.run(made.run_ref)["outcome"] == "succeeded"
    assert elsewhere.requests == [1, 2, 2, 3]
    assert world.effects(made.run_ref) == [1, 2, 3]


@pytest.mark.proves("OPS-027")
def test_a_throttled_run_waits_in_the_queue_at_no_cost_of_an_attempt(world, elsewhere):
    def tired(work):
        made = keep(work)
        throttled = work.chunk == 2 and len(elsewhere.permits) == 1
        return Batch(made.items, made.cursor, made.is_last, again_after=90) if throttled else made

    reading(elsewhere, batch=tired)
    made = start(world.person(OWNER), READING, {"steps": 3})
    execute(world.run(made.run_ref))
    run = world.run(made.run_ref)
    assert (run["status"], run["attempt"], run["cursor"]) == ("queued", 0, "2")
    (wait,) = world.all("select extract(epoch from run_after - now()) as seconds from operation_run where id = %s",
                        run["id"])  # fmt: skip
    assert 80 < wait["seconds"] <= 90
    assert world.all("select 1 from run_outbox where available_at > now() + interval '80 seconds'")
    assert execution.claim(run["workspace_id"], run["id"]) is None, "not before its time"
    world.do("update operation_run set run_after = now() - interval '1 second'")
    execute(run)
    assert (world.run(made.run_ref)["outcome"], elsewhere.requests) == ("succeeded", [1, 2, 3])


@pytest.mark.proves("OPS-027", "QER-021", negative=True)
def test_a_reader_that_is_closed_makes_no_request_on_its_way_out(world, elsewhere):
    """A reader with many requests in flight ends them when it is closed; one that waits for its turn is refused."""

    def read(plan, permit):
        try:
            yield from plan
        finally:
            with pytest.raises(StaleError):
                permit.confirm()
            elsewhere.closed += 1

    def tired(work):
        return Batch(cursor=f"{work.chunk}", again_after=60)

    reading(elsewhere, read=read, batch=tired)
    made = start(world.person(OWNER), READING)
    execute(world.run(made.run_ref))
    assert elsewhere.closed == 1
    assert world.run(made.run_ref)["status"] == "queued"


@pytest.mark.proves("OPS-014", "OPS-026", "QER-012")
def test_death_at_every_statement_asks_again_only_for_what_is_missing(world, elsewhere, monkeypatch):
    monkeypatch.setattr(execution, "Heartbeat", StoppedHeartbeat)
    points = 0
    for number in range(1, 400):
        elsewhere.requests.clear()
        made = start(world.person(OWNER), READING, {"steps": 2, "mark": f"{number}"})
        died = _life(world, made.run_ref, number)
        known = int(world.run(made.run_ref)["cursor"] or 0)
        before = list(elsewhere.requests)
        if died and world.run(made.run_ref)["status"] != "completed":
            expire(world)
            recovery.rescue_deserted()
            assert not _life(world, made.run_ref, 100_000)
            assert elsewhere.requests[len(before) :] == list(range(known + 1, 3)), f"death at {number}"
        assert world.run(made.run_ref)["outcome"] == "succeeded", f"death at {number}"
        assert world.effects(made.run_ref) == [1, 2], f"death at {number}"
        assert world.actions(made.run_ref) == ["run.queued", "run.succeeded"], f"death at {number}"
        assert len(world.notices(made.run_ref)) == 1, f"death at {number}"
        if not died:
            break
        points += 1
    assert 30 < points < 399, f"only {points} places to die at were found"


def _life(world: World, ref: str, number: int) -> bool:
    row = world.run(ref)
    with dying_before(number):
        try:
            mine = execution.claim(row["workspace_id"], row["id"])
            if mine is not None:
                execution.work(mine)
        except Dead:
            return True
    return False


@pytest.mark.proves("QER-021", negative=True)
def test_a_confirmation_says_what_is_so_now(world, elsewhere):
    made = start(world.person(OWNER), READING)
    mine = claimed(world.run(made.run_ref))
    steps.confirm(mine)
    controls.stop(world.person(OWNER), READING, "maintenance")
    with pytest.raises(BlockedError) as refused:
        steps.confirm(mine)
    assert refused.value.reason == "stopped_by_workspace"
    (engaged,) = [row for row in controls.list_controls(world.person(OWNER)).rows if row.handle]
    controls.release(world.person(OWNER), engaged.handle, "done")
    steps.confirm(mine)
    control.cancel(world.person(OWNER), made.handle)
    with pytest.raises(CancelRequestedError):
        steps.confirm(mine)
    world.do("update operation_run set fence = fence + 1")
    with pytest.raises(StaleError):
        steps.confirm(mine)
