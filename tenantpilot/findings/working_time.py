"""Time that counts by a calendar: how much lies between two moments, and when an amount of it is over. Pure.

A moment counts when the clocks of the calendar's zone then show a time within the day's working hours. An hour that
clocks skip therefore never counts, and one that they show twice counts twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from tenantpilot.findings.rule_bodies import Calendar

ZERO = timedelta(0)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
# Nobody works for longer than this to wait for: holidays may cover years, not lifetimes.
FARTHEST_DAYS = 20 * 366
Stretch = tuple[datetime, datetime]


@dataclass
class WorkingTime:
    """A calendar made ready for counting; remembers the days that it was asked for."""

    calendar: Calendar
    _days: dict[datetime, tuple[Stretch, ...]] = field(default_factory=dict, repr=False)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much counts from one moment to a later one."""
        if self._is_always:
            return max(end - start, ZERO)
        total = ZERO
        day = _midnight(start)
        while day < end:
            for opens, closes in self._stretches(day):
                total += max(min(closes, end) - max(opens, start), ZERO)
            day += DAY
        return total

    def after(self, start: datetime, amount: timedelta) -> datetime | None:
        """The first moment by which `amount` has counted since `start`; None if the calendar never gets there."""
        if amount <= ZERO:
            return start
        if self._is_always:
            return start + amount
        day, left = _midnight(start), amount
        for _ in range(FARTHEST_DAYS):
            for opens, closes in self._stretches(day):
                begins = max(opens, start)
                if closes - begins >= left:
                    return begins + left
                left -= max(closes - begins, ZERO)
            day += DAY
        return None

    @property
    def _is_always(self) -> bool:
        return self.calendar.hours == "always"

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.calendar.zone)

    @cached_property
    def _week(self) -> tuple[tuple[tuple[timedelta, timedelta], ...], ...]:
        """Spans of each weekday, as time since midnight."""
        return tuple(tuple((_since_midnight(a), _since_midnight(b)) for a, b in day) for day in self.calendar.week)

    @cached_property
    def _holidays(self) -> frozenset[str]:
        return frozenset(self.calendar.holidays)

    def _stretches(self, day: datetime) -> tuple[Stretch, ...]:
        """What counts of a day of UTC, in order."""
        if day not in self._days:
            self._days[day] = tuple(self._counted(day))
        return self._days[day]

    def _counted(self, day: datetime) -> Iterator[Stretch]:
        for start, end, offset in self._pieces(day):
            # By the clocks of the place this piece is one unbroken stretch, on at most two dates.
            shown, until = _naive(start) + offset, _naive(end) + offset
            date = datetime.combine(shown.date(), time())
            while date < until:
                for opens, closes in self._hours_of(date):
                    begins, ends = max(date + opens, shown), min(date + closes, until)
                    if begins < ends:
                        yield (begins - offset).replace(tzinfo=UTC), (ends - offset).replace(tzinfo=UTC)
                date += DAY

    def _hours_of(self, date: datetime) -> tuple[tuple[timedelta, timedelta], ...]:
        return () if date.date().isoformat() in self._holidays else self._week[date.weekday()]

    def _pieces(self, day: datetime) -> list[tuple[datetime, datetime, timedelta]]:
        """The day cut where the zone's distance to UTC changes."""
        first, last = self._offset(day), self._offset(day + DAY - MINUTE)
        if first == last:
            return [(day, day + DAY, first)]
        early, late = day, day + DAY - MINUTE
        while late - early > MINUTE:
            middle = early + (late - early) // MINUTE // 2 * MINUTE
            early, late = (middle, late) if self._offset(middle) == first else (early, middle)
        return [(day, late, first), (late, day + DAY, last)]

    def _offset(self, moment: datetime) -> timedelta:
        return moment.astimezone(self._zone).utcoffset() or ZERO


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _since_midnight(shown: str) -> timedelta:
    hours, minutes = shown.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))
