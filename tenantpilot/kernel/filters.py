"""What filters of lists have in common. They come from addresses, so all of it is untrusted."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from datetime import MAXYEAR, UTC, datetime, timedelta

from tenantpilot.kernel.clock import moment

LONGEST = 200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def wrong_fields(asked: Mapping[str, object], choices: Mapping[str, Container[str]] | None = None) -> dict[str, str]:
    """By name what is wrong with values nobody can search for; of `choices` a value is one of those or empty."""
    wrong = {}
    for name, value in asked.items():
        if not isinstance(value, str) or "\x00" in value:
            wrong[name] = "error-field-format"
        elif len(value) > LONGEST:
            wrong[name] = "error-field-too-long"
        elif value and choices and name in choices and value not in choices[name]:
            wrong[name] = "error-field-invalid"
    return wrong


def end(value: str) -> datetime | None:
    """The end of the day that an ISO date names, or the very moment; None for anything else."""
    at = moment(value)
    if at is None or not _DAY.fullmatch(value):
        return at
    # The last day of the calendar has no day after it.
    return at + timedelta(days=1) if at.year < MAXYEAR else datetime.max.replace(tzinfo=UTC)
