"""The table of what is known of the provider's collections, as far as it can be read by a machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHARED = Path(__file__).parents[4] / "shared" / "graph"
TABLE = SHARED / "contracts.md"
OBJECTS = SHARED / "objects"
MISSING = "the shared facts about Microsoft Graph are not beside this repository"

_COLUMNS = (
    "row", "title", "path", "version", "name", "hydrate", "expand", "page", "left_out", "volatile", "secret",
    "writes", "assign", "read", "write", "scope_tags", "seen",
)  # fmt: skip
_PERMISSION = re.compile(r"[A-Z]\w+(?:\.\w+)+")
_ANSWER = r"\s*{verb}(?: \{{id\}})?(?: [a-z ]+)?((?: \(ICD\)| ?/? ?\d{{3}})+)"


@dataclass(frozen=True)
class Fact:
    """One row's cells by column."""

    row: int
    cells: dict[str, str]

    def permissions(self, column: str) -> frozenset[str]:
        """Permissions that the cell names."""
        return frozenset(_PERMISSION.findall(self.cells[column]))

    def statuses(self, verb: str) -> frozenset[str]:
        """Answers the row gives to a verb on the object itself, empty when it gives none."""
        found: set[str] = set()
        for piece in self.cells["writes"].split(";"):
            if match := re.match(_ANSWER.format(verb=verb), piece):
                found |= set(re.findall(r"\d{3}", match[1]))
        return frozenset(found)

    @property
    def assign_statuses(self) -> frozenset[str]:
        """Answers to an assignment."""
        return frozenset(re.findall(r"-> (\d{3})", self.cells["assign"]))

    def words(self, column: str) -> tuple[str, ...]:
        """The cell's enumeration, each piece without what stands in brackets."""
        bare = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", self.cells[column])
        return tuple(piece.strip() for piece in re.split(r"[,;]", bare) if piece.strip() not in {"", "-"})


@cache
def facts() -> dict[int, Fact]:
    """All rows of the table by number."""
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if cells[0].isdigit():
            found[int(cells[0])] = Fact(int(cells[0]), dict(zip(_COLUMNS, cells, strict=True)))
    return found
