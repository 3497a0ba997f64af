"""What the gate costs: the same counter event bare and gated, in turns, with view state in memory and in Redis."""

from __future__ import annotations

import signal
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.gate_load import Load, Place, run
from bench.ground import connect_settings, seeded, servers
from bench.rows import Row
from tenantpilot.commands import frontend
from tenantpilot.embedded.process import ServerProcess
from tests import people
from tests.live import answers, free_port
from tests.servers import ROOT, clean_environment

ROUNDS, SECONDS, CROWD = 3, 3.0, 50
STATES = {
    "bare": "reflex___state____state.reflex___istate___dynamic____counter.bump",
    "gated": "reflex___state____state.bench___gate_state____counter.bump",
}
PROBES = {"bare": "/ping", "gated": "/healthz"}


def measure() -> list[Row]:
    """Server CPU, throughput and latency with one and with fifty clients."""
    with servers() as made:
        variables = connect_settings(made, seeded(made))
        with people.pointing_at(variables):
            tokens = tuple(people.session_of("northwind-owner") for _ in range(5))
            path = f"/admin/{people.space_of('northwind')}"
        return [row for state in ("memory", "redis") for row in _rows(state, variables, tokens, path)]


def _rows(state: str, variables: dict[str, str], tokens: tuple[str, ...], path: str) -> Iterator[Row]:
    with _web("bare", state, variables) as bare, _web("gated", state, variables) as gated:
        for clients in (1, CROWD):
            loads: dict[str, list[Load]] = {"bare": [], "gated": []}
            for _ in range(ROUNDS):
                for kind, (address, pid) in (("bare", bare), ("gated", gated)):
                    place = Place(address, pid, STATES[kind], path, tokens if kind == "gated" else ("",), address)
                    loads[kind].append(run(place, clients=clients, seconds=SECONDS))
            yield from _compare(state, clients, loads)


def _median(loads: list[Load], name: str) -> float:
    return statistics.median(getattr(one, name) for one in loads)


def _compare(state: str, clients: int, loads: dict[str, list[Load]]) -> Iterator[Row]:
    # Ratios of neighbours in time, because the machine's own speed drifts.
    pairs = list(zip(loads["gated"], loads["bare"], strict=True))
    cpu = statistics.median(g.cpu / b.cpu for g, b in pairs)
    rate = statistics.median(g.rate / b.rate for g, b in pairs)
    what = f"gated no-op event, {state}, {clients} client{'s' if clients > 1 else ''}"
    alone = "; the session is read from PostgreSQL for each event, and one client shares that with nobody"
    why = alone if state == "memory" and clients == 1 else ""
    figures = {kind: {n: _median(found, n) for n in ("rate", "cpu", "p50", "p95")} for kind, found in loads.items()}
    yield Row(
        f"{what}: server CPU",
        "at most 1.5x of a bare Reflex event",
        f"{cpu:.2f}x",
        cpu <= 1.5,
        note=f"{figures['gated']['cpu']:.2f} ms against {figures['bare']['cpu']:.2f} ms{why}",
    )
    yield Row(
        f"{what}: throughput",
        "at least 0.6x of a bare Reflex event",
        f"{rate:.2f}x",
        rate >= 0.6,
        note=f"{figures['gated']['rate']:.0f}/s against {figures['bare']['rate']:.0f}/s; "
        f"p50/p95 {figures['gated']['p50']:.1f}/{figures['gated']['p95']:.1f} ms "
        f"against {figures['bare']['p50']:.1f}/{figures['bare']['p95']:.1f} ms{why}",
    )


@contextmanager
def _web(kind: str, state: str, variables: dict[str, str]) -> Iterator[tuple[str, int]]:
    port = free_port()
    address = f"http://localhost:{port}"
    environ = clean_environment() | frontend.environment() | variables
    environ |= {"TENANTPILOT_STATE": state, "TENANTPILOT_ORIGIN": address, "__REFLEX_SKIP_COMPILE": "true"}
    environ |= {"REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": "65536"}
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--log-level", "warning", "--no-access-log", f"bench.gate_app:{kind}"]
    with tempfile.TemporaryDirectory(prefix="tp-bench-") as folder:
        process = ServerProcess(kind, command, Path(folder) / "web.log", stop_signal=signal.SIGTERM)
        process.start(lambda: answers(address + PROBES[kind]), env=environ, cwd=ROOT)
        try:
            yield address, process.pid
        finally:
            process.stop()
