"""When a schedule is due: pure rules over calendar and time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.operations.tables import CADENCES

INTERVAL = {"hourly": timedelta(hours=1), "daily": timedelta(days=1), "weekly": timedelta(days=7)}


@dataclass(frozen=True)
class Cadence:
    """How often and when, by the clock of `zone`: `hour` for daily and weekly, `weekday` (Monday is 0) for weekly."""

    every: str
    hour: int = 0
    minute: int = 0
    weekday: int = 0
    zone: str = "UTC"

    def check(self) -> None:
        """Refuse what no form should send.

        Raises:
            InvalidInputError: per field what is wrong.
        """
        wrong = {}
        if self.every not in CADENCES:
            wrong["cadence"] = "error-field-invalid"
        for name, value, most in (("hour", self.hour, 23), ("minute", self.minute, 59), ("weekday", self.weekday, 6)):
            if type(value) is not int or not 0 <= value <= most:
                wrong[name] = "error-field-invalid"
        if not _is_zone(self.zone):
            wrong["zone"] = "error-field-invalid"
        if wrong:
            raise InvalidInputError(wrong)

    @property
    def interval(self) -> timedelta:
        """The time between two due times, but for changes of the clock."""
        return INTERVAL[self.every]

    def after(self, moment: datetime) -> datetime:
        """The first due time later than `moment`.

        A time of day that the change to summer time skips is due right after the gap; one that the change back
        repeats is due at its first.
        """
        if self.every == "hourly":
            due = moment.astimezone(UTC).replace(minute=self.minute, second=0, microsecond=0)
            return due if due > moment else due + self.interval
        zone = ZoneInfo(self.zone)
        day = moment.astimezone(zone).date() - timedelta(days=1)
        while True:
            due = datetime(day.year, day.month, day.day, self.hour, self.minute, tzinfo=zone).astimezone(UTC)
            if due > moment and (self.every == "daily" or day.weekday() == self.weekday):
                return due
            day += timedelta(days=1)

    def latest(self, moment: datetime, first: datetime) -> datetime:
        """The newest due time up to `moment`, at the earliest `first`: what is done for all that were missed."""
        due = first
        candidate = moment - 2 * self.interval
        while (candidate := self.after(candidate)) <= moment:
            due = max(due, candidate)
        return due


def _is_zone(name: object) -> bool:
    if not isinstance(name, str) or not 0 < len(name) <= 64:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
