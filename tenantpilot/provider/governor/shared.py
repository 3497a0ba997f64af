"""The governor of the installation: one script in Redis. While Redis is away, each process keeps to a small part."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from redis.asyncio import Redis
from redis.exceptions import RedisError

from tenantpilot.provider.governor import model
from tenantpilot.provider.governor.buckets import slot_width
from tenantpilot.provider.governor.demand import Bucket, Demand
from tenantpilot.provider.governor.local import LocalGovernor

log = logging.getLogger(__name__)
PARTS_WHEN_AWAY = 8
AWAY_SECONDS = 5.0
_PATIENCE_SECONDS = 2.0
# One for all threads of the process: what one of them learned while Redis was away holds for the others.
_ALONE = LocalGovernor(parts=PARTS_WHEN_AWAY)
_away_lock = threading.Lock()
_away_until = 0.0


class SharedGovernor:
    """Belongs to the event loop it is first used in. `clock` (seconds) replaces Redis' own in simulations."""

    def __init__(self, url: str, *, clock: Callable[[], float] | None = None) -> None:
        self._redis: Redis = Redis.from_url(
            url, socket_connect_timeout=_PATIENCE_SECONDS, socket_timeout=_PATIENCE_SECONDS
        )
        self._clock = clock
        self._script = self._redis.register_script(_source())

    async def admit(self, demand: Demand) -> float:
        """0 when the requests may be sent now."""
        if _is_away():
            return await _ALONE.admit(demand)
        try:
            return await self._run("admit", demand.buckets(), is_background=demand.is_background) / 1000
        except (RedisError, OSError) as error:
            _note_away(error)
            return await _ALONE.admit(demand)

    async def throttled(self, demand: Demand, retry_after: float | None) -> None:
        """The provider refused. The process remembers too, for the case that Redis goes."""
        await _ALONE.throttled(demand, retry_after)
        pause = int((model.SILENT_PAUSE if retry_after is None else retry_after) * 1000)
        learning = tuple(bucket for bucket in demand.buckets() if bucket.learns)
        if _is_away() or not learning:
            return
        try:
            await self._run("learn", learning, is_background=False, pause=pause)
        except (RedisError, OSError) as error:
            _note_away(error)

    async def aclose(self) -> None:
        """Give back connections."""
        await self._redis.aclose()

    async def _run(self, kind: str, buckets: tuple[Bucket, ...], *, is_background: bool, pause: int = 0) -> int:
        now = "" if self._clock is None else str(int(self._clock() * 1000))
        arguments: list[str | int | float] = [
            kind, now, int(is_background), pause, model.SLOTS, model.BACKGROUND_SHARE,
            model.BACKGROUND_SHARE_BEHIND_PEOPLE, int(model.PERSON_SECONDS * 1000),
            int(model.RECOVERY_SECONDS * 1000), model.SMALLEST_SHARE,
        ]  # fmt: skip
        for bucket in buckets:
            arguments += [bucket.limit.most, slot_width(bucket), bucket.cost]
        return int(await self._script(keys=[bucket.key for bucket in buckets], args=arguments))


@cache
def _source() -> str:
    return (Path(__file__).parent / "script.lua").read_text(encoding="utf-8")


def _is_away() -> bool:
    return time.monotonic() < _away_until


def _note_away(error: Exception) -> None:
    global _away_until
    with _away_lock:
        _away_until = time.monotonic() + AWAY_SECONDS
    log.warning("throttle buckets are kept in this process: Redis does not answer (%s)", type(error).__name__)
