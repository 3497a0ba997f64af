"""The table of all measurements: rows of earlier runs stay until their measurement is repeated."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from bench.rows import Row

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "RESULTS.md"
DATA = FOLDER / "results.json"
VERDICTS = {True: "yes", False: "**no**", None: "-"}


def remember(name: str, rows: list[Row], *, seconds: float, day: str, machine: dict[str, str]) -> None:
    """Replace what is known of one measurement."""
    known = _known()
    known[name] = {
        "day": day,
        "seconds": round(seconds),
        "machine": machine,
        "rows": [asdict(row) for row in rows],
    }
    DATA.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n")


def write(order: Iterable[str]) -> None:
    """Write RESULTS.md from everything known."""
    known = _known()
    parts = [
        "# Measurements\n",
        "Written by `make bench` (`python -m bench [name ...]`) from `results.json`; not edited by hand.",
        "Where there is something to compare with, a goal is a ratio within one run: absolute times vary by machine.\n",
    ]
    parts.extend(_section(name, known[name]) for name in order if name in known)
    RESULTS.write_text("\n".join(parts) + "\n")


def _section(name: str, entry: dict) -> str:
    machine = ", ".join(f"{label} {value}" for label, value in entry["machine"].items())
    rows = [Row(**row) for row in entry["rows"]]
    lines = [f"## {name}\n", f"{entry['day']}, took {entry['seconds']} s; {machine}.\n", table(rows), ""]
    return "\n".join(lines)


def table(rows: list[Row]) -> str:
    """A Markdown table."""
    lines = ["| what | goal | measured | reached | command | note |", "|---|---|---|---|---|---|"]
    for row in rows:
        cells = [row.goal, row.figure, row.measured, VERDICTS[row.passed], f"`{row.command}`", row.note]
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines)


def _known() -> dict:
    return json.loads(DATA.read_text()) if DATA.exists() else {}
