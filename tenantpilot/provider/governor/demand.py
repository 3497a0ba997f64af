"""What a request needs room for, and the published limits it falls under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CONDITIONAL_ACCESS = "conditional_access"
_PREFIX = "tp:governor"


@dataclass(frozen=True)
class Limit:
    """At most `most` requests within any `window` seconds."""

    most: int
    window: float


@dataclass(frozen=True)
class Bucket:
    """One limit that a request counts against, with `cost`. A refusal of the provider teaches those that `learns`."""

    key: str
    limit: Limit
    cost: int
    learns: bool = False


@dataclass(frozen=True)
class Demand:
    """Requests about to be sent: how many in which area. People's work goes before background work."""

    tenant: str
    client: str
    areas: Mapping[str, int]
    is_write: bool = False
    is_background: bool = False

    def buckets(self) -> tuple[Bucket, ...]:
        """Every bucket this counts in."""
        own = f"{_PREFIX}:{{{self.tenant}}}"
        found = [
            Bucket(f"{_PREFIX}:app:{self.client}", Limit(2000, 1.0), sum(self.areas.values())),
        ]
        for area, cost in self.areas.items():
            mine, everybody, writes, all_writes = _limits(area)
            shared = mine is None
            if mine is not None:
                found.append(Bucket(f"{own}:{self.client}:{area}", mine, cost, learns=True))
            found.append(Bucket(f"{own}:{area}", everybody, cost, learns=shared))
            if self.is_write and writes and all_writes:
                found.append(Bucket(f"{own}:{self.client}:{area}:w", writes, cost))
                found.append(Bucket(f"{own}:{area}:w", all_writes, cost))
        return tuple(found)


# For one application in one tenant, for all applications in it, and the same for writes. Conditional Access knows
# only the tenant. The directory counts resource units: 3,500 in 10 s for the smallest tenants, up to 3 for a request.
_INTUNE = (Limit(1000, 20.0), Limit(2000, 20.0), Limit(100, 20.0), Limit(200, 20.0))
_DIRECTORY = (Limit(1100, 10.0), Limit(2200, 10.0), Limit(1000, 150.0), Limit(2000, 150.0))
_REPORTS = (Limit(5, 10.0), Limit(10, 10.0), None, None)
_ACCESS = (None, Limit(1, 1.0), None, None)


def _limits(area: str) -> tuple[Limit | None, Limit, Limit | None, Limit | None]:
    if area == CONDITIONAL_ACCESS:
        return _ACCESS
    if area == "directory_reports":
        return _REPORTS
    return _DIRECTORY if area == "directory" else _INTUNE
