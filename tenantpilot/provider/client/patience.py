"""How long a request is asked again, and how the client waits, measures and throws dice: all of it replaceable."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx2

from tenantpilot.provider.client.answers import Answer

_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_LOST = frozenset({"timeout", "connection_lost", "graph_unreachable", "answer_malformed"})
_SHORTEST = 0.05
_dice = secrets.SystemRandom()


@dataclass(frozen=True)
class Patience:
    """Limits of asking again. Throttling is waited out by time alone: being told to wait is no failure.

    A `Retry-After` longer than `longest` is not waited for: the family says that it was throttled and the next run
    reads it.
    """

    attempts: int = 4
    malformed: int = 2
    seconds: float = 300.0
    longest: float = 120.0
    first: float = 0.4
    most: float = 20.0
    room: float = 900.0
    """How long a request waits for the governor in all."""


@dataclass(frozen=True)
class Tools:
    """What tests and simulations replace."""

    transport: httpx2.AsyncBaseTransport | None = None
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    clock: Callable[[], float] = time.monotonic
    uniform: Callable[[float, float], float] = _dice.uniform
    patience: Patience = field(default_factory=Patience)
    timeout: float = 60.0
    slots: int = 8


class Tries:
    """The tries of one request."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._failures = 0
        self._throttled = 0
        self._malformed = 0
        self._waited = 0.0

    def wait(self, answer: Answer) -> float | None:
        """Seconds until the request may be repeated, or None when the answer has to be taken as it is."""
        if not self._counts(answer):
            return None
        patience = self._tools.patience
        delay = self._delay(answer)
        if delay > patience.longest or self._waited + delay > patience.seconds:
            return None
        self._waited += delay
        return delay

    def _counts(self, answer: Answer) -> bool:
        """Note the answer and tell whether it may be asked for again at all."""
        patience, code = self._tools.patience, answer.failure.trouble.code if answer.failure else ""
        if answer.is_final or not (code in _LOST or (not code and answer.status in _AGAIN)):
            return False
        if answer.status == 429:
            self._throttled += 1
            return True
        self._failures += 1
        self._malformed += code == "answer_malformed"
        return self._failures < patience.attempts and self._malformed < patience.malformed

    def _delay(self, answer: Answer) -> float:
        """As told, and longer when that was not enough; untold it doubles. Dice, so that nobody comes back together."""
        patience, doubled = self._tools.patience, 2.0 ** min(max(self._throttled, self._failures) - 1, 16)
        if answer.retry_after is not None:
            least = min(_SHORTEST * doubled, patience.most)
            return max(answer.retry_after, least) + self._tools.uniform(0.0, 0.1)
        ceiling = min(patience.first * doubled, patience.most)
        return self._tools.uniform(ceiling / 2, ceiling)
