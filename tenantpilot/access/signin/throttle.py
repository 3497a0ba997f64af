"""How often one address may knock: generous for an office behind one address, useless for a flood.

Each process counts for itself and forgets whom it has not met for long. Floods from many addresses belong to the proxy.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

AT_ONCE = 120
PER_SECOND = 2.0
_MOST_KNOWN = 4096


class Throttle:
    """Token buckets, one for each caller."""

    def __init__(
        self,
        at_once: int = AT_ONCE,
        per_second: float = PER_SECOND,
        *,
        most_known: int = _MOST_KNOWN,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._at_once, self._per_second, self._most_known, self._clock = at_once, per_second, most_known, clock
        self._known: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def admits(self, caller: str) -> bool:
        """Whether `caller` may go on; counts the request if so."""
        moment = self._clock()
        level, since = self._known.pop(caller, (float(self._at_once), moment))
        level = min(float(self._at_once), level + (moment - since) * self._per_second)
        admitted = level >= 1
        self._known[caller] = (level - 1 if admitted else level, moment)
        if len(self._known) > self._most_known:
            self._known.popitem(last=False)
        return admitted

    def wait_seconds(self) -> int:
        """How long until a refused caller is admitted again."""
        return max(1, round(1 / self._per_second))

    def forget(self) -> None:
        """Start afresh (tests)."""
        self._known.clear()
