"""A governor of one process: in place of Redis while that is away, and in simulations."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from tenantpilot.provider.governor import buckets
from tenantpilot.provider.governor.buckets import BucketState
from tenantpilot.provider.governor.demand import Bucket, Demand, Limit
from tenantpilot.provider.governor.model import SILENT_PAUSE

_MOST_KEPT = 20_000


class LocalGovernor:
    """Keeps `1 / parts` of every limit: as many processes as that may do so without knowing of each other."""

    def __init__(self, *, parts: int = 1, clock: Callable[[], float] = time.monotonic) -> None:
        self._parts = parts
        self._clock = clock
        self._states: dict[str, BucketState] = {}
        self._lock = threading.Lock()

    async def admit(self, demand: Demand) -> float:
        """0 when the requests may be sent now."""
        return self.admit_now(demand)

    async def throttled(self, demand: Demand, retry_after: float | None) -> None:
        """The provider refused."""
        pause = int((SILENT_PAUSE if retry_after is None else retry_after) * 1000)
        with self._lock:
            for bucket in self._buckets(demand):
                if bucket.learns:
                    buckets.learn(self._states.setdefault(bucket.key, BucketState()), bucket, self._now(), pause)

    async def aclose(self) -> None:
        """Nothing to give back."""

    def admit_now(self, demand: Demand) -> float:
        """The same as `admit`, without a loop."""
        with self._lock:
            if len(self._states) > _MOST_KEPT:
                self._states.clear()
            wait = buckets.admit(self._states, self._buckets(demand), self._now(), is_background=demand.is_background)
        return wait / 1000

    def _now(self) -> int:
        return int(self._clock() * 1000)

    def _buckets(self, demand: Demand) -> tuple[Bucket, ...]:
        return tuple(replace(bucket, limit=self._part(bucket.limit)) for bucket in demand.buckets())

    def _part(self, limit: Limit) -> Limit:
        """Fewer requests in the window, or the one request in a longer window."""
        most = limit.most // self._parts
        return Limit(most, limit.window) if most else Limit(1, limit.window * self._parts / limit.most)
