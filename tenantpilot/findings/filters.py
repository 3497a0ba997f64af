"""What the list of findings may be narrowed by. All of it comes from the address, so all of it is untrusted."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.findings.tables import KINDS
from tenantpilot.kernel.clock import moment
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.kernel.filters import LONGEST, wrong_fields
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.tenants.tables import TIERS

TABS = ("decide", "mine", "queue", "due", "verify", "open", "accepted", "closed")
PROBLEMS = ("assignee_gone", "stale", "ownerless", "unverified")
SORTS = ("", "severity", "due", "recent")
ME, NOBODY = "me", "nobody"
_NUMBER = re.compile(r"(?:[fF]-?)?([0-9]{1,9})")
_SEPARATOR = "~"


@dataclass(frozen=True)
class FindingFilters:
    """Empty means "any", but for `view`: the tab, empty for `open`.

    `environment_id` is a tenant's public id; `assignee` and `owner` a person's, or `me` or `nobody`. `q` is a number
    ("F-12", "12") or words or beginnings of words of the subject, of which all must be found. `source` is a baseline's
    or connection's public id, `policy` a policy's. Order is by severity and due date, closed ones by when they closed;
    `sort` says otherwise. `hygiene` keeps work that lies about for one of PROBLEMS.
    """

    view: str = ""
    environment_id: str = ""
    severity: str = ""
    kind: str = ""
    family: str = ""
    tier: str = ""
    assignee: str = ""
    owner: str = ""
    source: str = ""
    policy: str = ""
    q: str = ""
    sort: str = ""
    hygiene: str = ""

    def check(self) -> None:
        """Refuse what cannot be searched for.

        Raises:
            InvalidInputError: per field what is wrong.
        """
        wrong = wrong_fields(asdict(self), {
            "view": TABS, "severity": SEVERITIES, "kind": KINDS, "family": contracts(), "tier": TIERS, "sort": SORTS,
            "hygiene": PROBLEMS,
        })  # fmt: skip
        for name in ("assignee", "owner"):
            value = getattr(self, name)
            if name not in wrong and value not in ("", ME, NOBODY) and not is_public_id(value, "usr"):
                wrong[name] = "error-field-invalid"
        if wrong:
            raise InvalidInputError(wrong)

    @property
    def tab(self) -> str:
        """The tab that is meant."""
        return self.view or "open"

    @property
    def order(self) -> str:
        """The order that is meant: severity, due or recent."""
        return self.sort or ("recent" if self.tab == "closed" else "severity")

    @property
    def number(self) -> int | None:
        """The number that is asked for, when the text is one."""
        found = _NUMBER.fullmatch(self.q.strip())
        return int(found.group(1)) if found else None

    def narrowing(self) -> dict[str, str]:
        """What is set, by name, as an address has it."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True)
class Place:
    """Where a page begins: after this rank, moment (None: nothing is due) and record."""

    rank: int = 0
    at: datetime | None = None
    ref: str = ""

    @classmethod
    def parse(cls, cursor: str) -> Place:
        """The place a cursor of ours names; the empty one is the top.

        Raises:
            InvalidInputError: not a cursor.
        """
        if not cursor:
            return cls()
        ref, _, rest = cursor[: 2 * LONGEST].partition(_SEPARATOR)
        rank, _, key = rest.partition(_SEPARATOR)
        at = moment(key) if key else None
        plain = rank.isascii() and rank.isdigit() and len(rank) <= 3
        if "\x00" in cursor or not is_public_id(ref, "fnd") or not plain or (key and at is None):
            raise InvalidInputError({"cursor": "error-field-format"})
        return cls(int(rank), at, ref)

    @staticmethod
    def after(rank: int, at: datetime | None, ref: str) -> str:
        """The cursor of the page after this record."""
        return _SEPARATOR.join((ref, str(rank), at.isoformat() if at else ""))
