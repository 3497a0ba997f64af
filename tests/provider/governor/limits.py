"""The provider's side of the limits, counted to the millisecond and without mercy: refused requests count too."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable


class Strict:
    """Refuses what exceeds a limit in any window; remembers how often it did."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._windows: dict[tuple[str, ...], deque[float]] = defaultdict(deque)
        self.refused = 0
        self.served = 0

    def take(self, tenant: str, client: str, area: str, cost: int = 1) -> bool:
        """Count a request; whether it is served."""
        found = [self._fits(("app", client), 2000, 1.0, cost)]
        if area == "conditional_access":
            found.append(self._fits(("access", tenant), 1, 1.0, cost))
        elif area.startswith("intune/"):
            found.append(self._fits(("own", tenant, client, area), 1000, 20.0, cost))
            found.append(self._fits(("all", tenant, area), 2000, 20.0, cost))
        self.served += all(found)
        self.refused += not all(found)
        return all(found)

    def _fits(self, key: tuple[str, ...], most: int, window: float, cost: int) -> bool:
        moments, moment = self._windows[key], self._clock()
        while moments and moments[0] <= moment - window:
            moments.popleft()
        moments.extend([moment] * cost)
        return len(moments) <= most
