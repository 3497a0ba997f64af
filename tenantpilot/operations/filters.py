"""What a list of runs may be narrowed by. All of it comes from the address, so all of it is untrusted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from tenantpilot.kernel.clock import moment
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.kernel.filters import LONGEST, end, wrong_fields
from tenantpilot.kernel.ids import is_public_id

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
        wrong = wrong_fields(asdict(self))
        for name in {"since", "until"} - wrong.keys():
            if getattr(self, name) and moment(getattr(self, name)) is None:
                wrong[name] = "error-field-format"
        if wrong:
            raise InvalidInputError(wrong)

    @property
    def first_moment(self) -> datetime | None:
        """Runs asked for from here on."""
        return moment(self.since)

    @property
    def end_moment(self) -> datetime | None:
        """Runs asked for before this moment."""
        return end(self.until)


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
        at = moment(stamp) if len(cursor) <= LONGEST else None
        if at is None or not is_public_id(ref, "run"):
            raise InvalidInputError({"cursor": "error-field-format"})
        return cls(at, ref)

    @staticmethod
    def below(created_at: datetime, run_ref: str) -> str:
        """The cursor of the page below this run."""
        return f"{created_at.isoformat()}~{run_ref}"
