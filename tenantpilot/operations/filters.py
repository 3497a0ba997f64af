"""What a list of runs may be narrowed by. All of it comes from the address, so all of it is untrusted."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import MAXYEAR, UTC, datetime, time, timedelta

from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.kernel.ids import is_public_id

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 200
ME = "me"
ACTIVE = "active"
EARLIEST, LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class RunFilters:
    """Empty means "any". `state` is a status or an outcome, or `active`; `initiator` a person's public id or `me`.

    Days are ISO dates (UTC), `until` includes its day; `space` narrows the installation's list to one workspace.
    """

    kind: str = ""
    state: str = ""
    initiator: str = ""
    tenant: str = ""
    since: str = ""
    until: str = ""
    space: str = ""

    def check(self) -> None:
        """Refuse what cannot be searched for.

        Raises:
            InvalidInputError: per field what is wrong.
        """
        wrong = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if not isinstance(value, str) or "\x00" in value:
                wrong[one.name] = "error-field-format"
            elif len(value) > _LONGEST:
                wrong[one.name] = "error-field-too-long"
        for name in {"since", "until"} - wrong.keys():
            if getattr(self, name) and _moment(getattr(self, name)) is None:
                wrong[name] = "error-field-format"
        if wrong:
            raise InvalidInputError(wrong)

    @property
    def first_moment(self) -> datetime | None:
        """Runs asked for from here on."""
        return _moment(self.since)

    @property
    def end_moment(self) -> datetime | None:
        """Runs asked for before this moment."""
        moment = _moment(self.until)
        if moment is None or not _DAY.fullmatch(self.until):
            return moment
        return moment + timedelta(days=1) if moment.year < MAXYEAR else LATEST


def _moment(value: str) -> datetime | None:
    try:
        if _DAY.fullmatch(value):
            return datetime.combine(datetime.fromisoformat(value).date(), time(0), UTC)
        made = datetime.fromisoformat(value)
        return (made if made.tzinfo else made.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True)
class Place:
    """Where a page of the list begins: below this run, newest first."""

    created_at: datetime | None = None
    run_ref: str = ""

    @classmethod
    def parse(cls, cursor: str) -> Place:
        """The place a cursor of ours names; the empty one is the top.

        Raises:
            InvalidInputError: not a cursor.
        """
        if not cursor:
            return cls()
        stamp, _, ref = cursor.partition("~")
        moment = _moment(stamp) if len(cursor) <= _LONGEST else None
        if moment is None or not is_public_id(ref, "run"):
            raise InvalidInputError({"cursor": "error-field-format"})
        return cls(moment, ref)

    @staticmethod
    def below(created_at: datetime, run_ref: str) -> str:
        """The cursor of the page below this run."""
        return f"{created_at.isoformat()}~{run_ref}"
