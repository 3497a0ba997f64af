"""How much one browser may ask. Floods below the event layer (connections, slow frames) belong to the proxy."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Generous for people, small for scripts."""

    events_per_second: float = 20.0
    session_events_per_second: float = 60.0
    queued_events: int = 64
    background_tasks: int = 4
    sockets_per_session: int = 20
    anonymous_sockets: int = 1000
    message_characters: int = 65_536
    text_characters: int = 4_000
    payload_depth: int = 8
    payload_nodes: int = 2_000


class Bucket:
    """A token bucket that holds two seconds' worth."""

    __slots__ = ("_at", "_level", "_rate")

    def __init__(self, rate: float) -> None:
        self._rate, self._level, self._at = rate, 2 * rate, time.monotonic()

    def take(self) -> bool:
        """Whether one more is allowed now."""
        moment = time.monotonic()
        self._level = min(2 * self._rate, self._level + (moment - self._at) * self._rate)
        self._at = moment
        if self._level < 1:
            return False
        self._level -= 1
        return True
