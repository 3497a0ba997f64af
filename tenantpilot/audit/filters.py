"""What a person may narrow the log by. All of it comes from the address, so all of it is untrusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from tenantpilot.kernel.clock import moment
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.kernel.filters import end, wrong_fields

_TEXTS = ("actor", "action", "subject_kind", "subject", "tenant", "run", "text")
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
        return _found("since", moment(self.since)) if self.since else None

    @property
    def end_moment(self) -> datetime | None:
        """Entries before this moment.

        Raises:
            InvalidInputError: not a day or a moment.
        """
        return _found("until", end(self.until)) if self.until else None

    def check(self) -> None:
        """Refuse what cannot be searched for.

        Raises:
            InvalidInputError: per field what is wrong.
        """
        wrong = wrong_fields({name: getattr(self, name) for name in _TEXTS})
        for name in ("first_moment", "end_moment"):
            try:
                getattr(self, name)
            except InvalidInputError as error:
                wrong |= error.fields
        if wrong:
            raise InvalidInputError(wrong)


def _found(field: str, at: datetime | None) -> datetime:
    if at is None:
        raise InvalidInputError({field: "error-field-format"})
    return at


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
