"""Load for one web process: sockets that send the next event when the last one is answered."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect

from tests.people import cookie_header

NAMESPACE = "/_event"
HYDRATE = "reflex___state____state.hydrate_and_load"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Load:
    """What a run of some seconds showed."""

    rate: float  # events a second
    cpu: float  # milliseconds of the server's processor for each event
    p50: float  # milliseconds
    p95: float


@dataclass(frozen=True)
class Place:
    """Which process is loaded, by whom, with what."""

    address: str
    pid: int
    event: str
    path: str
    tokens: tuple[str, ...]
    origin: str


def cpu_seconds(pid: int) -> float:
    """Processor time of a process and its children so far."""
    total = 0.0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(entry.name) == pid or int(fields[1]) == pid:
            total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


async def open_socket(place: Place, token: str) -> ClientConnection:
    """A tab on the page, hydrated."""
    query = f"EIO=4&transport=websocket&token={uuid.uuid4()}"
    socket = await connect(
        place.address.replace("http", "ws", 1) + f"{NAMESPACE}/?{query}",
        origin=place.origin,
        additional_headers=cookie_header(place.origin, token) if token else {},
        compression=None,
        proxy=None,
        max_size=None,
    )
    await socket.recv()
    boot = {"event": _event(HYDRATE, place.path, {"vars": {}})}
    await socket.send(f"40{NAMESPACE}," + json.dumps(boot))
    while '"is_hydrated_rx_state_":true' not in await socket.recv():
        pass
    return socket


def _event(name: str, path: str, payload: dict[str, object] | None = None) -> dict[str, object]:
    return {"name": name, "payload": payload or {}, "router_data": {"pathname": path, "asPath": path, "query": {}}}


def frame_of(place: Place) -> str:
    """The packet that sends the place's event."""
    return f"42{NAMESPACE}," + json.dumps(["event", _event(place.event, place.path)])


async def _work(socket: ClientConnection, frame: str, until: float, times: list[float]) -> None:
    while time.perf_counter() < until:
        began = time.perf_counter()
        await socket.send(frame)
        while True:
            answer = await socket.recv()
            if answer == "2":
                await socket.send("3")
            elif "count_rx_state_" in answer:
                break
            elif "error-" in answer or "state_mismatch" in answer:
                raise AssertionError(answer)
        times.append(time.perf_counter() - began)


async def _run(place: Place, clients: int, seconds: float) -> Load:
    sockets = [await open_socket(place, place.tokens[n % len(place.tokens)]) for n in range(clients)]
    frame = frame_of(place)
    times: list[float] = []
    for socket in sockets:
        await _work(socket, frame, time.perf_counter() + 0.01, [])
    before, began = cpu_seconds(place.pid), time.perf_counter()
    until = began + seconds
    await asyncio.gather(*(_work(s, frame, until, times) for s in sockets))
    took, used = time.perf_counter() - began, cpu_seconds(place.pid) - before
    for socket in sockets:
        await socket.close()
    cuts = statistics.quantiles(times, n=20)
    return Load(len(times) / took, used * 1000 / len(times), cuts[9] * 1000, cuts[18] * 1000)


def run(place: Place, *, clients: int, seconds: float) -> Load:
    """Load one process for some seconds."""
    return asyncio.run(_run(place, clients, seconds))
