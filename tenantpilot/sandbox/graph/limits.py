"""Throttling by the limits that Microsoft publishes, with a clock of its own so that tests need not wait."""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tenantpilot.sandbox.graph.places import Place

# Of everything below Conditional Access these are published as limited; its neighbours count as directory.
ONE_PER_SECOND = frozenset({"conditionalAccessPolicies", "namedLocations"})


@dataclass(slots=True)
class Limits:
    """The published figures; change one to see a tighter service.

    `areas` replaces the number of requests per window for one area. `tolerance` is how far one request may come too
    early where only one per second is allowed.
    """

    is_on: bool = True
    window: float = 20.0
    requests: int = 1000
    writes: int = 100
    all_applications: int = 2
    areas: dict[str, int] = field(default_factory=dict)
    access_per_second: float = 1.0
    tolerance: float = 0.05
    per_second: int = 2000
    directory_units: int = 5000
    directory_window: float = 10.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Too many: how long to wait, or None where the service does not say."""

    retry_after: float | None


class _Window:
    """Moments of the last requests; those that were refused count too."""

    __slots__ = ("moments",)

    def __init__(self) -> None:
        self.moments: deque[float] = deque()

    def wait(self, moment: float, length: float, most: int) -> float:
        """Count this request; seconds until there is room again, 0 while there is."""
        moments = self.moments
        while moments and moments[0] <= moment - length:
            moments.popleft()
        moments.append(moment)
        if len(moments) <= most:
            return 0.0
        return max(moments[len(moments) - most] + length - moment, 0.01)


class Governor:
    """Counts requests per application, tenant and service area."""

    def __init__(self, limits: Limits, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self._monotonic = monotonic
        self._windows: dict[tuple[str, ...], _Window] = defaultdict(_Window)
        self._access: dict[str, float] = {}
        self._units: dict[tuple[str, str], tuple[float, float]] = {}

    def forget(self) -> None:
        """Everybody starts anew."""
        self._windows.clear()
        self._access.clear()
        self._units.clear()

    def refuse(self, place: Place, tenant: str, client: str, *, is_write: bool, units: int = 1) -> Refusal | None:
        """Count a request; a refusal when there were too many."""
        limits = self.limits
        if not limits.is_on:
            return None
        moment = self._monotonic()
        wait = self._windows["all", client].wait(moment, 1.0, limits.per_second)
        if wait:
            return Refusal(math.ceil(wait))
        collection = place.collection
        if collection.name in ONE_PER_SECOND:
            return self._conditional_access(tenant, moment)
        if collection.service != "intune":
            return self._directory(tenant, client, moment, units)
        return self._intune(collection.area, tenant, client, moment, is_write=is_write)

    def _intune(self, area: str, tenant: str, client: str, moment: float, *, is_write: bool) -> Refusal | None:
        limits = self.limits
        most = limits.areas.get(area, limits.requests)
        waits = [
            self._windows["any", area, tenant, client].wait(moment, limits.window, most),
            self._windows["any", area, tenant].wait(moment, limits.window, most * limits.all_applications),
        ]
        if is_write:
            twice = limits.writes * limits.all_applications
            waits.append(self._windows["write", area, tenant, client].wait(moment, limits.window, limits.writes))
            waits.append(self._windows["write", area, tenant].wait(moment, limits.window, twice))
        wait = max(waits)
        return Refusal(math.ceil(wait)) if wait else None

    def _conditional_access(self, tenant: str, moment: float) -> Refusal | None:
        """One request a second for everybody together, and no word about when to come back."""
        free_at = self._access.get(tenant, -math.inf)
        if moment < free_at - self.limits.tolerance:
            return Refusal(None)
        self._access[tenant] = max(free_at, moment) + 1 / self.limits.access_per_second
        return None

    def _directory(self, tenant: str, client: str, moment: float, units: int) -> Refusal | None:
        rate = self.limits.directory_units / self.limits.directory_window
        left, before = self._units.get((tenant, client), (float(self.limits.directory_units), moment))
        left = min(float(self.limits.directory_units), left + (moment - before) * rate)
        if left < units:
            self._units[tenant, client] = (left, moment)
            return Refusal(max(1, math.ceil((units - left) / rate)))
        self._units[tenant, client] = (left - units, moment)
        return None
