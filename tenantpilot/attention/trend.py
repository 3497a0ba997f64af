"""From the ends of days to a line without gaps: a day without a change stands as the day before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tenantpilot.findings.severity import SEVERITIES

_COLUMNS = ("total", "urgent", "drift", *SEVERITIES)
# Readings further apart say little about the days between.
RHYTHM = timedelta(days=35)


@dataclass(frozen=True)
class Day:
    """The sums over all tenants at the end of a day."""

    day: date
    total: int
    urgent: int
    drift: int
    by_severity: tuple[int, ...]
    is_known: bool


def line(rows: Iterable[Any], read: Collection[tuple[UUID, date]], first: date, last: date) -> tuple[Day, ...]:
    """One entry per day from `first` to `last`. `rows` are ends of days of single tenants, in the order of days."""
    return tuple(_walk(list(rows), {day for _, day in read}, first, last))


def _walk(rows: list[Any], read: set[date], first: date, last: date) -> Iterator[Day]:
    standing: dict[UUID, tuple[int, ...]] = {}
    sums = [0] * len(_COLUMNS)
    at, day = 0, first
    last_read = max((one for one in read if one <= first), default=None)
    while day <= last:
        while at < len(rows) and rows[at].day <= day:
            _take(sums, standing, rows[at])
            at += 1
        last_read = day if day in read else last_read
        total, urgent, drift, *severities = sums
        is_known = last_read is not None and day - last_read <= RHYTHM
        yield Day(day, total, urgent, drift, tuple(severities), is_known)
        day += timedelta(days=1)


def _take(sums: list[int], standing: dict[UUID, tuple[int, ...]], row: Any) -> None:
    """A tenant's newer state takes the place of its older one."""
    new = tuple(getattr(row, name) for name in _COLUMNS)
    old = standing.get(row.tenant_id, (0,) * len(_COLUMNS))
    for column, (more, less) in enumerate(zip(new, old, strict=True)):
        sums[column] += more - less
    standing[row.tenant_id] = new


def thinned(days: tuple[Day, ...], most: int) -> tuple[Day, ...]:
    """At most `most` of them, evenly, the last always among them."""
    if len(days) <= most:
        return days
    step = (len(days) - 1) / (most - 1)
    return tuple(days[round(at * step)] for at in range(most))
