"""Runs: how fast they get going, how many a worker does, and what is left after two thousand of them under chaos."""

from __future__ import annotations

import math
import signal
import statistics
import threading
import time
from collections.abc import Iterable
from datetime import datetime

from rq import Queue
from rq.serializers import JSONSerializer
from rq.worker import SimpleWorker

from bench import ground, storm
from bench.rows import Row
from tenantpilot.access.capabilities import Capability
from tenantpilot.kernel.clock import now
from tenantpilot.operations import catalogue
from tenantpilot.operations.catalogue import Batch, Item, Operation
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.execution import Work
from tenantpilot.operations.publishing import Pointer
from tenantpilot.store.transaction import transaction
from tenantpilot.workers import messages, relay
from tenantpilot.workers.main import RunWorker
from tests.chaos import probe
from tests.chaos.harness import Chaos, Findings
from tests.people import context_of, session_of
from tests.servers import Servers

RUNS, SECONDS = 2_000, 100
OWNER = "northwind-owner"
LATENCY_RUNS, THROUGHPUT_RUNS, DEATHS = 150, 300, 8


def measure() -> list[Row]:
    """All rows of this subject."""
    probe.register()
    with ground.servers() as servers:
        rows = [*_quiet(servers), *_deaths(servers)]
    with ground.servers() as servers:
        return [*rows, *_chaos(servers)]


def _chaos(servers: Servers) -> list[Row]:
    with storm.chaos(servers, "chaos", workers={"person": 3, "background": 1}, relays=2, lease=3) as chaos:
        return _verdict(_storm(servers, chaos))


def _storm(servers: Servers, chaos: Chaos) -> Findings:
    token = session_of(OWNER)
    chaos.tend()
    asking = chaos.ask(lambda: context_of(OWNER, token=token), RUNS, rate=60, pause=probe.PAUSE)
    chaos.wait_for_first()
    chaos.hurt(SECONDS, 0.9, storm.harms(servers, chaos))
    while asking.is_alive():
        chaos.tend()
        asking.join(0.5)
    drained = chaos.drain(RUNS, 300)
    chaos.stop()
    found = chaos.findings(RUNS)
    found.drained_seconds = drained
    return found


def _verdict(found: Findings) -> list[Row]:
    lost = found.asked - found.succeeded
    return [
        Row(
            f"{found.asked} runs x 3 steps under chaos: lost and doubled",
            "0 lost, 0 missing and 0 doubled effects",
            f"{lost} lost, {found.missing} missing, {found.doubled} doubled",
            lost == found.missing == found.doubled == 0,
            note=f"{storm.told(found.actions)}; {found.attempts} attempts, at most"
            f" {found.most_attempts} for one run; drained {found.drained_seconds:.1f} s after the last one was asked"
            f" for; {found.unfinished or 'none unfinished'}",
        ),
        Row(
            "the same steps written without fence and transaction",
            "more than 0 doubled (or the test has no teeth)",
            f"{found.beside_doubled} doubled",
            found.beside_doubled > 0,
        ),
        Row(
            "notices and audit entries of these runs",
            "one notice for each person's run, none for the system's, two entries each",
            f"{found.notices_wrong} runs with other notices, {found.entries_wrong} with other entries",
            found.notices_wrong == found.entries_wrong == 0,
        ),
    ]


# ------------------------------------------------------------------------------------------------ without chaos


def _quiet(servers: Servers) -> list[Row]:
    with storm.chaos(servers, "quiet", workers={"person": 1}, dropped=0, doubled=0, lease=15) as chaos:
        token = session_of(OWNER)
        chaos.tend()
        _ask(token, 1, "first")
        chaos.wait_for_first()
        latency = _latency(chaos, token)
        chaos.relays.pop().end()
        lost = _lost_messages(chaos, token)
        chaos.stop()
        return [latency, lost, *_throughput(token)]


def _ask(token: str, count: int, prefix: str, pause: float = 0.0) -> None:
    ctx = context_of(OWNER, token=token)
    for number in range(count):
        start(ctx, probe.KIND, {"mark": f"{prefix}{number}", "pause": pause})


def _waits(chaos: Chaos, prefix: str) -> list[float]:
    """Seconds from the audit entry of asking, the last statement before commit, to the claim; in order."""
    query = (
        "select extract(epoch from r.started_at - e.at) from operation_run r join audit_entry e on"
        " e.workspace_id = r.workspace_id and e.subject_ref = r.public_id and e.action = 'run.queued'"
        " where r.arguments like %s"
    )
    with chaos.rows() as rows:
        return sorted(float(row[0]) for row in rows.execute(query, (f'%"mark":"{prefix}%',)))


def _latency(chaos: Chaos, token: str) -> Row:
    ctx = context_of(OWNER, token=token)
    for number in range(LATENCY_RUNS):
        start(ctx, probe.KIND, {"mark": f"latency{number}", "pause": 0.0})
        chaos.drain(number + 2, 60, every=0.02)  # one at a time: the wait for a busy worker is another matter
    waits = _waits(chaos, "latency")
    p50, p99 = statistics.median(waits) * 1000, waits[math.ceil(len(waits) * 0.99) - 1] * 1000
    return Row(
        "from the last statement before commit until a worker has claimed the run",
        "p99 below 250 ms",
        f"p50 {p50:.0f} ms, p99 {p99:.0f} ms",
        p99 < 250,
        note=f"{len(waits)} runs, one worker, one relay, durable commits",
    )


def _lost_messages(chaos: Chaos, token: str) -> Row:
    """The relay of this process loses the first message of every run."""
    seen: set[object] = set()
    put = messages.put

    def lose_the_first(pointers: Iterable[Pointer]) -> None:
        known = [pointer for pointer in pointers if pointer.run_id in seen or seen.add(pointer.run_id)]
        put(known)

    messages.put = lose_the_first
    mine = relay.Relay()
    thread = threading.Thread(target=mine.run)
    thread.start()
    try:
        for turn in range(5):  # few at a time: the wait for a busy worker is another matter
            _ask(token, 4, f"dropped{turn}.")
            chaos.drain(LATENCY_RUNS + 1 + 4 * (turn + 1), 60)
    finally:
        mine.stop()
        thread.join()
        messages.put = put
    waits = _waits(chaos, "dropped")
    return Row(
        "a run whose message was lost is claimed after",
        "5 s",
        f"{waits[-1]:.1f} s at most, {statistics.median(waits):.1f} s in the middle",
        waits[-1] < 5,
        note=f"{len(waits)} runs, the first message of each dropped after it counted as published",
    )


def _throughput(token: str) -> list[Row]:
    """Ours and RQ's own worker by turns, in this process, each emptying a queue that was filled before."""
    catalogue.register(
        Operation(kind="bench.once", capability=Capability.RUN_EXPORT, changes="nothing", batch=_once,
                  arguments=probe.StepArguments)
    )  # fmt: skip
    bare, writing, ours = [], [], []
    for turn in range(3):
        bare.append(_rq("bench.runs.nothing"))
        writing.append(_rq("bench.runs.one_row"))
        ours.append(_ours(token, turn))
    catalogue.forget("bench.once")
    told = [statistics.median(rates) for rates in (ours, bare, writing)]
    return [
        Row(
            "runs of one batch that one worker does, beside RQ's own SimpleWorker with a job that does nothing",
            "at least 0.7x",
            f"{told[0] / told[1]:.2f}x ({told[0]:.0f} runs/s, bare {told[1]:.0f} jobs/s)",
            told[0] >= 0.7 * told[1],
            note="a run is claimed, proven, worked, counted, audited and told in two durable transactions;"
            " the bare job touches no database",
        ),
        Row(
            "the same beside RQ's SimpleWorker with a job that commits one row",
            "at least 0.7x",
            f"{told[0] / told[2]:.2f}x ({told[0]:.0f} runs/s, bare {told[2]:.0f} jobs/s)",
            told[0] >= 0.7 * told[2],
            note="one connection kept, one insert, one durable commit",
        ),
    ]


def _once(_work: Work) -> Batch:
    return Batch((Item(1, "step", "the only one", "done"),), is_last=True, total=1)


def nothing() -> None:
    """The bare job."""


def one_row() -> None:
    """The least that a job with a durable effect does."""
    with transaction() as session:
        session.connection().exec_driver_sql("insert into effect (step) values (1)")


def _rq(name: str) -> float:
    connection = messages.connect()
    queue = Queue("bare", connection=connection, serializer=JSONSerializer)
    for _ in range(THROUGHPUT_RUNS):
        queue.enqueue(name, result_ttl=0)
    worker = SimpleWorker([queue], connection=connection, serializer=JSONSerializer)
    worker._install_signal_handlers = lambda: None  # noqa: SLF001 - no signals here
    began = time.perf_counter()
    worker.work(burst=True, logging_level="ERROR")
    return THROUGHPUT_RUNS / (time.perf_counter() - began)


def _ours(token: str, turn: int) -> float:
    ctx = context_of(OWNER, token=token)
    for number in range(THROUGHPUT_RUNS):
        start(ctx, "bench.once", {"mark": f"t{turn}.{number}"})
    relay.Window("person", THROUGHPUT_RUNS).fill()
    worker = RunWorker(messages.queue("person", messages.connect()), threading.Event())
    worker._install_signal_handlers = lambda: None  # noqa: SLF001 - no signals here
    began = time.perf_counter()
    worker.work(burst=True, logging_level="ERROR")
    return THROUGHPUT_RUNS / (time.perf_counter() - began)


def _deaths(servers: Servers) -> list[Row]:
    """Workers are killed in the middle of a batch; how long until another one is at the same batch."""
    lease, crew = 15, 4
    with storm.chaos(servers, "deaths", workers={"person": crew}, dropped=0, doubled=0, lease=lease) as chaos:
        token, waits = session_of(OWNER), []
        for turn in range(DEATHS // crew):
            waits += _die(chaos, token, turn, crew, lease)
    return [
        Row(
            "from the death of a worker (kill -9 within a batch) until another one is at the batch",
            f"lease + 2 s ({lease + 2} s)",
            f"{max(waits):.1f} s at most over {len(waits)} deaths",
            max(waits) <= lease + 2,
            note=f"lease {lease} s; a heartbeat may have renewed it just before the death",
        )
    ]


def _die(chaos: Chaos, token: str, turn: int, crew: int, lease: float) -> list[float]:
    chaos.tend()
    _ask(token, crew, f"death{turn}.", pause=lease / 2)
    query = (
        "select b.run_id, max(b.at) as at from beside b join operation_run r on r.id = b.run_id"
        " where r.arguments like %s and b.fence = %s group by 1"
    )

    def at_work(fence: int) -> dict[object, datetime]:
        end = time.monotonic() + 90
        while time.monotonic() < end:
            chaos.tend()
            with chaos.rows() as rows:
                found = dict(rows.execute(query, (f'%"mark":"death{turn}.%', fence)).fetchall())
            if len(found) == crew:
                return found
            time.sleep(0.1)
        raise TimeoutError(f"only {len(found)} of {crew} runs were taken up")

    at_work(1)
    time.sleep(1)
    for child in chaos.workers:
        child.send(signal.SIGKILL)
    died = now()
    chaos.tend()
    again = at_work(2)
    chaos.drain((turn + 1) * crew, 120)
    return [(at - died).total_seconds() for at in again.values()]
