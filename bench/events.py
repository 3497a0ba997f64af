"""Real events on a large list: filtering and opening, by one person, by 25, and by 200 who each act once a second."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator

import psycopg
from websockets.asyncio.client import ClientConnection

from bench.gate_load import Place, frame_of, open_socket
from bench.ground import product, seeded, servers
from bench.rows import Row
from tests import people
from tests.live import Product

RUNS, SECONDS = 200_000, 10.0
STATE = "reflex___state____state.tenantpilot___ui___admin___"
LIST, RECORD = f"{STATE}operations_state____operations.refresh", f"{STATE}run_state____run.refresh"
SHOWN = {LIST: "rows_rx_state_", RECORD: "detail_rx_state_"}
# Completed runs as they lie there after years; written past the walls, because only their reading is measured.
FILL = """
insert into operation_run (id, workspace_id, public_id, kind, queue, status, outcome, reason_code, origin, initiator_id,
  plane, capability, reach, request_ref, arguments, reason, dedupe_key, fence, attempt, max_attempts, run_after,
  cancel_requested_by, cursor, diagnostics, total, done, failed, skipped, created_at, started_at, finished_at)
select gen_random_uuid(), w.id, 'run_' || translate(substr(md5(n::text), 1, 20), '01', 'xy'),
  (array['audit.export', 'audit.verify', 'run.export'])[1 + n % 3], 'person', 'completed',
  (array['succeeded', 'succeeded', 'succeeded', 'failed', 'cancelled'])[1 + n % 5], '', 'person', u.id,
  'admin', (array['audit.export', 'audit.verify', 'run.export'])[1 + n % 3], 'all:{{}}', 'req_bench', '{{}}', '', '',
  1, 1, 5, at, '', '', '{{}}', 3, 3 - (n % 5 = 3)::int, (n % 5 = 3)::int, 0, at, at, at + interval '4 seconds'
from generate_series(1, {rows}) n
  cross join lateral (select timestamptz '2026-01-01' + n * interval '20 seconds' as at) t
  join (select id from workspace where name like 'Northwind%') w on true
  join (select id from user_account where display_name = 'Priya Raman') u on true"""

NEWEST = "select public_id from operation_run order by created_at desc limit 1"


def measure() -> list[Row]:
    """Latency at the browser's end of the socket."""
    with servers() as made:
        database = seeded(made)
        with psycopg.connect(database.administrator_url, autocommit=True) as connection:
            connection.execute("alter table operation_run disable trigger all")
            connection.execute(FILL.format(rows=RUNS))
            connection.execute("alter table operation_run enable trigger all")
            connection.execute("analyze operation_run")
            found = connection.execute(NEWEST).fetchone()
        assert found is not None
        with product(made, database, "sandbox", "web") as running:
            return list(_rows(running, str(found[0])))


def _rows(running: Product, run_ref: str) -> Iterator[Row]:
    with people.pointing_at(running.variables):
        space = people.space_of("northwind")
        tokens = tuple(people.session_of("northwind-owner") for _ in range(200))
    base = f"/admin/{space}/operations"
    filtered = f"{base}?state=failed&kind=audit.export"
    for event, path, what in ((LIST, filtered, "filter a list"), (RECORD, f"{base}/{run_ref}", "open a record")):
        place = Place(running.origin, 0, event, path, tokens, running.origin)
        for users, limit in ((1, 100), (25, 250), (200, None)):
            times, late = asyncio.run(_crowd(place, users))
            yield _row(what, users, limit, times, late)


def _row(what: str, users: int, limit: int | None, times: list[float], late: int) -> Row:
    cuts = [cut * 1000 for cut in statistics.quantiles(times, n=20)]
    people_say = f"{users} user{'s' if users > 1 else ''}"
    return Row(
        f"{what} of {RUNS:,} runs, {people_say} at 1 event a second each, 1 web process",
        f"p95 at most {limit} ms" if limit else "without queueing: p95 at most 1,000 ms and none left behind",
        f"p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms",
        cuts[18] <= (limit or 1000) and not late,
        note=f"{len(times)} events in {SECONDS:.0f} s, {late} unanswered at the end; the clients share the two cores",
    )


async def _crowd(place: Place, users: int) -> tuple[list[float], int]:
    """Each user acts at their own fixed times, whether or not the last answer came: waiting counts as latency."""
    sockets = [await open_socket(place, place.tokens[n % len(place.tokens)]) for n in range(users)]
    times: list[float] = []
    began = time.perf_counter() + 0.5
    work = [_person(s, place, began + n / users, times) for n, s in enumerate(sockets)]
    late = sum(await asyncio.gather(*work))
    for socket in sockets:
        await socket.close()
    return times, late


async def _person(socket: ClientConnection, place: Place, first: float, times: list[float]) -> int:
    due = [first + n for n in range(int(SECONDS))]
    waiting: list[float] = []

    async def hear() -> None:
        while len(times_of_mine) < len(due):
            answer = await socket.recv()
            if answer == "2":
                await socket.send("3")
            elif SHOWN[place.event] in answer:
                times_of_mine.append(time.perf_counter() - waiting.pop(0))

    times_of_mine: list[float] = []
    hearing = asyncio.create_task(hear())
    for moment in due:
        await asyncio.sleep(max(0.0, moment - time.perf_counter()))
        waiting.append(moment)
        await socket.send(frame_of(place))
    await asyncio.wait([hearing], timeout=2.0)
    hearing.cancel()
    times += times_of_mine
    return len(due) - len(times_of_mine)
