"""One measured figure beside the goal it is held against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. `passed` is None where the goal names no figure."""

    goal: str  # what is measured, in the words of the goal
    figure: str  # what it should reach: "at most 15 s"
    measured: str  # what it reached, with its unit: "9.4 s"
    passed: bool | None
    command: str = ""  # what repeats it; the runner fills in `python -m bench <name>`
    note: str = ""  # why it misses, what it was compared with
