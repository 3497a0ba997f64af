"""A browser without a browser: socket.io spoken by hand, so that a test can say what no frontend would."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.people import cookie_header

NAMESPACE = "/_event"
STATE = "reflex___state____state"
HYDRATE = f"{STATE}.hydrate_and_load"
ON_LOAD = f"{STATE}.reflex___state____on_load_internal_state.on_load_internal"
NOTICES = f"{STATE}.tenantpilot___access___gate___notices____notices"
FENCE = f"{NOTICES}.dismiss"
# A refusal is told by a task of its own, and an event may lead to another: the next event overtakes both, the one after
# it does not.
FENCES = 2
MARK = "_rx_state_"
ANSWER_SECONDS = 30.0


class RefusedError(Exception):
    """The server did not let the socket in; the text is what it said."""


@dataclass
class Raw:
    """One socket. `frames` keeps every packet the server sent, as text."""

    origin: str
    token: str = ""
    tab: str = field(default_factory=lambda: str(uuid.uuid4()))
    path: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)
    says_origin: str | None = "same"
    frames: list[str] = field(default_factory=list)
    is_open: bool = False
    query: str | None = None

    def open(self, *, boot: bool = False, auth: Any = None) -> Raw:
        """Connect; with `boot` also start the page, as a frontend does, and wait for it.

        Raises:
            RefusedError: at the handshake or by the namespace.
        """
        query = self.query if self.query is not None else urlencode({"token": self.tab})
        address = self.origin.replace("http", "ws", 1) + f"{NAMESPACE}/?EIO=4&transport=websocket&{query}"
        sent = dict(self.headers) | (cookie_header(self.origin, self.token) if self.token else {})
        origin = self.origin if self.says_origin == "same" else self.says_origin
        try:
            options = {"max_size": None, "compression": None, "proxy": None, "legacy": True}
            self.socket = connect(address, origin=origin, additional_headers=sent, **options)
            self._until(lambda packet: packet.startswith("0"))
            if boot:
                auth = {"event": self.event(HYDRATE, {"vars": {}})}
            self.socket.send(f"40{NAMESPACE}," + (json.dumps(auth) if auth is not None else ""))
            answer = self._until(lambda packet: packet.startswith(("40", "44")))
        except (ConnectionClosed, OSError) as error:
            raise RefusedError(type(error).__name__) from None
        except Exception as error:
            if type(error).__name__ in ("InvalidStatus", "InvalidHandshake"):
                raise RefusedError(str(error)) from None
            raise
        if answer.startswith("44"):
            raise RefusedError(answer.partition(",")[2])
        self.is_open = True
        if boot:
            self._until(lambda packet: LOADED in packet)
            self._settle()
        return self

    def event(self, name: str, payload: Any = None, path: str | None = None) -> dict[str, Any]:
        """An event as the frontend writes it."""
        path = self.path if path is None else path
        return {
            "name": name,
            "payload": {} if payload is None else payload,
            "router_data": {"pathname": path, "asPath": path, "query": {}},
        }

    def send(self, name: str, payload: Any = None, path: str | None = None) -> None:
        """Send an event and do not wait."""
        self.packet("event", self.event(name, payload, path))

    def packet(self, *arguments: Any) -> None:
        """Send any socket.io event packet."""
        self.text(f"42{NAMESPACE}," + json.dumps(list(arguments)))

    def text(self, frame: str) -> None:
        """Send any text frame."""
        try:
            self.socket.send(frame)
        except ConnectionClosed:
            self.is_open = False

    def ask(self, name: str, payload: Any = None, path: str | None = None) -> list[Any]:
        """Send an event; everything the server said until it had dealt with it."""
        return self.ask_all([(name, payload)], path)

    def ask_all(self, events: list[tuple[str, Any]], path: str | None = None) -> list[Any]:
        """Send several events at once; everything the server said until it had dealt with all of them."""
        for name, payload in events:
            self.send(name, payload, path)
        return self._settle()

    def ask_each(self, events: list[tuple[str, Any]], path: str | None = None) -> list[list[Any]]:
        """Send several events without waiting in between; what the server said to each."""
        first = len(self.frames)
        for name, payload in events:
            self.send(name, payload, path)
            for _ in range(FENCES):
                self.send(FENCE, None, path)
        answers: list[list[Any]] = []
        for _ in events:
            try:
                for _ in range(FENCES if self.is_open else 0):
                    self._until(is_fence)
            except ConnectionClosed:
                self.is_open = False
            answers.append([p for p in map(parse, self.frames[first:]) if p is not None and not is_fence_packet(p)])
            first = len(self.frames)
        return answers

    def fence(self, seconds: float = ANSWER_SECONDS) -> list[Any]:
        """Wait until all that was sent is dealt with: events of one tab are handled in order, the last one answers."""
        first = len(self.frames)
        if not self.is_open:
            return []
        self.send(FENCE)
        try:
            self._until(is_fence, seconds)
        except ConnectionClosed:
            self.is_open = False
        return [p for p in map(parse, self.frames[first:]) if p is not None and not is_fence_packet(p)]

    def _settle(self) -> list[Any]:
        return [packet for _ in range(FENCES) for packet in self.fence()]

    def wait_closed(self, seconds: float = ANSWER_SECONDS) -> float:
        """Wait for the server to close the socket; the seconds it took.

        Raises:
            TimeoutError: it stays open.
        """
        began = time.monotonic()
        with suppress(ConnectionClosed):
            # The namespace is closed by a packet of its own, the connection under it with it or after it.
            self._until(lambda packet: packet.startswith("41"), seconds)
        self.is_open = False
        return time.monotonic() - began

    def _until(self, wanted: Callable[[str], bool], seconds: float = ANSWER_SECONDS) -> str:
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError("the server did not answer")
            frame = self.socket.recv(timeout=left)
            packet = frame if isinstance(frame, str) else frame.decode("latin-1")
            if packet == "2":
                self.socket.send("3")
                continue
            self.frames.append(packet)
            if wanted(packet):
                return packet
            if packet.startswith("41"):
                raise ConnectionClosed(None, None)

    def close(self) -> None:
        """Leave."""
        self.is_open = False
        if hasattr(self, "socket"):
            self.socket.close()

    def __enter__(self) -> Self:
        return self if self.is_open else self.open()

    def __exit__(self, *_: object) -> None:
        self.close()


def parse(packet: str) -> Any:
    """The event packet `[name, data]` behind a frame, or None for other frames."""
    if not packet.startswith(f"42{NAMESPACE},"):
        return None
    return json.loads(packet.partition(",")[2])


def is_fence(packet: str) -> bool:
    return packet.startswith("42") and FENCE_DELTA_HEAD in packet and is_fence_packet(parse(packet))


def is_fence_packet(packet: Any) -> bool:
    """The answer to `dismiss`: three empty texts and no serial, which no notice looks like."""
    delta = packet[1].get("delta") if packet[0] == "event" and isinstance(packet[1], dict) else None
    return bool(delta) and delta.get(NOTICES) == EMPTY


LOADED = f'"is_hydrated{MARK}":true'
FENCE_DELTA_HEAD = f'"{NOTICES}"'
EMPTY = {f"{name}{MARK}": "" for name in ("key", "reason", "reference")}


def deltas(packets: list[Any]) -> list[dict[str, Any]]:
    """The state changes among packets."""
    return [p[1]["delta"] for p in packets if p[0] == "event" and p[1].get("delta")]


def notices(packets: list[Any]) -> list[str]:
    """The message ids of notices and page problems among packets, in order."""
    found = []
    for delta in deltas(packets):
        values = delta.get(NOTICES, {})
        found += [values[f"{n}{MARK}"] for n in ("key", "page_problem") if values.get(f"{n}{MARK}")]
    return found


def redirects(packets: list[Any]) -> list[str]:
    """Where packets send the browser."""
    events = [e for p in packets if p[0] == "event" for e in p[1].get("events") or ()]
    return [e["payload"].get("path", "") for e in events if e["name"] == "_redirect"]


def is_sent_away(packets: list[Any]) -> bool:
    """Whether packets make the page load afresh."""
    return any(p[0] == "state_mismatch" for p in packets)


def values(packets: list[Any], state: str) -> dict[str, Any]:
    """The newest values of one state's vars among packets."""
    found: dict[str, Any] = {}
    for delta in deltas(packets):
        found |= {name.removesuffix(MARK): value for name, value in delta.get(state, {}).items()}
    return found
