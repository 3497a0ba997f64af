"""What the explorer may be narrowed by. All of it comes from the address, so all of it is untrusted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from tenantpilot.inventory.tables import ASSIGNED
from tenantpilot.kernel.clock import moment
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.kernel.filters import LONGEST, wrong_fields
from tenantpilot.kernel.ids import is_public_id

MOST_WORDS = 8
GHOSTS = ("only", "with")
_SEPARATOR = "~"


@dataclass(frozen=True)
class PolicyFilters:
    """Empty means "any". `environment_id` is a tenant's public id, `changed_since` an ISO day or moment (UTC).

    `ghosts` is empty for what is there, `only` for what is gone, `with` for both. `q` are words or beginnings of
    words; all of them must be found. With `changed_since` the newest change comes first, else the list goes by name.
    """

    environment_id: str = ""
    family: str = ""
    platform: str = ""
    assigned: str = ""
    changed_since: str = ""
    ghosts: str = ""
    q: str = ""

    def check(self) -> None:
        """Refuse what cannot be searched for.

        Raises:
            InvalidInputError: per field what is wrong.
        """
        wrong = wrong_fields(asdict(self), {"ghosts": GHOSTS, "assigned": ASSIGNED})
        if "changed_since" not in wrong and self.changed_since and moment(self.changed_since) is None:
            wrong["changed_since"] = "error-field-format"
        if wrong:
            raise InvalidInputError(wrong)

    @property
    def since(self) -> datetime | None:
        """Policies that changed at this moment or later."""
        return moment(self.changed_since) if self.changed_since else None


@dataclass(frozen=True)
class Place:
    """Where a page begins: after this name (or below this moment) and record."""

    key: str = ""
    at: datetime | None = None
    ref: str = ""

    @classmethod
    def parse(cls, cursor: str, prefixes: tuple[str, ...] = ("pol",)) -> Place:
        """The place a cursor of ours names; the empty one is the top.

        Raises:
            InvalidInputError: not a cursor.
        """
        if not cursor:
            return cls()
        kind, _, rest = cursor.partition(_SEPARATOR)
        ref, _, key = rest.partition(_SEPARATOR)
        at = moment(key) if kind == "at" else None
        known = any(is_public_id(ref, prefix) for prefix in prefixes)
        if len(cursor) > 2 * LONGEST or "\x00" in cursor or not known or (kind, at is None) not in _KINDS:
            raise InvalidInputError({"cursor": "error-field-format"})
        return cls(key if kind == "by" else "", at, ref)

    @staticmethod
    def after(key: str, ref: str) -> str:
        """The cursor of the page after this name and record."""
        return f"by{_SEPARATOR}{ref}{_SEPARATOR}{key}"

    @staticmethod
    def below(at: datetime, ref: str) -> str:
        """The cursor of the page below this moment and record."""
        return f"at{_SEPARATOR}{ref}{_SEPARATOR}{at.isoformat()}"


_KINDS = {("by", True), ("at", False)}
