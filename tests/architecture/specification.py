"""Reads specs/: requirements, status lines, candidates, ledger rows, rules. No judgement here, only reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPECS = ROOT / "specs"
KINDS = {"server", "untrusted", "negative"}
STATES = {"built", "planned"}

_REQUIREMENT = re.compile(r"^- \*\*([A-Z]{3}-\d{3})\*\* \[([^\]]*)\] (\S.*)$")
_LOOKS_LIKE_ONE = re.compile(r"^\s*[-*] \*\*[A-Z]{2,4}-?\d+")
_RANGE = re.compile(r"\b([A-Z]{3})-(\d{3})(?: to (?:\1-)?(\d{3}))?")
_STATUS = re.compile(r"^\| Status \| ([a-z ]+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Requirement:
    """One numbered line of a spec."""

    id: str
    spec: str
    state: str
    kinds: frozenset[str]


def spec_files() -> list[Path]:
    """Every spec.md, in order."""
    return sorted(SPECS.glob("[0-9][0-9][0-9]-*/spec.md"))


def parse_requirements(text: str, spec: str) -> list[Requirement]:
    """The requirements of one spec; a line that only looks like one is an error, not a remark."""
    found = []
    for line in text.splitlines():
        match = _REQUIREMENT.match(line)
        if match is None:
            if _LOOKS_LIKE_ONE.match(line):
                raise ValueError(f"{spec}: unreadable requirement: {line}")
            continue
        state, *kinds = (word.strip() for word in match[2].split(";"))
        if state not in STATES or not set(kinds) <= KINDS:
            raise ValueError(f"{spec}: unknown state or kind in: {line}")
        found.append(Requirement(match[1], spec, state, frozenset(kinds)))
    return found


@lru_cache(maxsize=1)
def requirements() -> tuple[Requirement, ...]:
    """All requirements of all specs."""
    return tuple(
        requirement
        for path in spec_files()
        for requirement in parse_requirements(path.read_text(encoding="utf-8"), path.parent.name)
    )


def status(path: Path) -> str:
    """The status a spec claims for itself."""
    match = _STATUS.search(path.read_text(encoding="utf-8"))
    return match[1] if match else ""


def ids_named_in(text: str) -> set[str]:
    """Requirement ids in a text, ranges such as ABC-001 to ABC-004 written out."""
    found: set[str] = set()
    for prefix, first, last in _RANGE.findall(text):
        found.update(f"{prefix}-{n:03}" for n in range(int(first), int(last or first) + 1))
    return found


def table_rows(text: str, columns: int) -> list[list[str]]:
    """Body rows of all Markdown tables with that many columns."""
    rows = []
    for line in text.splitlines():
        if not line.startswith("|"):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == columns and not set(cells[0]) <= set("-: "):
            rows.append(cells)
    return rows
