"""What a person may narrow the log by. All of it comes from the address, so all of it is untrusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime, time, timedelta

from tenantpilot.kernel.errors import InvalidInputError

LONGEST = 200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CURSOR = re.compile(r"([on])([0-9]{1,18})")


@dataclass(frozen=True)
class AuditFilters:
    """Empty means "any". Days are ISO dates or moments (UTC unless they say otherwise); `until` includes its day."""

    actor: str = ""
    action: str = ""
    subject_kind: str = ""
    subject: str = ""
    tenant: str = ""
    run: str = ""
    since: str = ""
    until: str = ""
    denials_only: bool = False
    text: str = ""

    @property
    def first_moment(self) -> datetime | None:
        """Entries from here on.

        Raises:
            InvalidInputError: not a day or a moment.
        """
        return _moment("since", self.since) if self.since else None

    @property
    def end_moment(self) -> datetime | None:
        """Entries before this moment.

        Raises:
            InvalidInputError: not a day or a moment.
        """
        if not self.until:
            return None
        moment = _moment("until", self.until)
        if not _DAY.fullmatch(self.until):
            return moment
        # The last day of the calendar has no day after it.
        return moment + timedelta(days=1) if moment.year < MAXYEAR else datetime.max.replace(tzinfo=UTC)

    def check(self) -> None:
        """Refuse what cannot be searched for.

        Raises:
            InvalidInputError: per field what is wrong.
        """
        wrong = {}
        for name in ("actor", "action", "subject_kind", "subject", "tenant", "run", "text"):
            value = getattr(self, name)
            if len(value) > LONGEST:
                wrong[name] = "error-field-too-long"
            elif "\x00" in value:
                wrong[name] = "error-field-format"
        for moment in ("first_moment", "end_moment"):
            try:
                getattr(self, moment)
            except InvalidInputError as error:
                wrong |= error.fields
        if wrong:
            raise InvalidInputError(wrong)


def _moment(field: str, value: str) -> datetime:
    try:
        made = datetime.fromisoformat(value)
        if _DAY.fullmatch(value):
            made = datetime.combine(made.date(), time(0), UTC)
        made = made if made.tzinfo else made.replace(tzinfo=UTC)
        return made.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidInputError({field: "error-field-format"}) from None


@dataclass(frozen=True)
class Place:
    """Where a page of the list begins: next to `seq`, towards older or newer entries."""

    seq: int | None = None
    newer: bool = False

    @classmethod
    def parse(cls, cursor: str) -> Place:
        """The place a cursor of ours names; the empty one is the newest entry.

        Raises:
            InvalidInputError: not a cursor.
        """
        if not cursor:
            return cls()
        found = _CURSOR.fullmatch(cursor)
        if found is None:
            raise InvalidInputError({"cursor": "error-field-format"})
        return cls(int(found[2]), found[1] == "n")

    @staticmethod
    def older_than(seq: int) -> str:
        """The cursor of the page below this entry."""
        return f"o{seq}"

    @staticmethod
    def newer_than(seq: int) -> str:
        """The cursor of the page above this entry."""
        return f"n{seq}"
