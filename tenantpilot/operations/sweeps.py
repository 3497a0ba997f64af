"""Work that nobody asks for: a registry of what has to be done now and then, and the duty that starts it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session


@dataclass(frozen=True)
class Sweep:
    """One kind of operation that the system starts in workspaces where work is due.

    `due` is asked in a transaction of the runner's role, and names workspaces. In one workspace runs of the kind start
    at least `every` seconds apart, and never beside another.
    """

    kind: str
    every: float
    due: Callable[[Session], Sequence[UUID]]


_REGISTERED: dict[str, Sweep] = {}


def register(sweep: Sweep) -> Sweep:
    """Add a sweep; its operation must allow being started by the system."""
    _REGISTERED[sweep.kind] = sweep
    return sweep


def sweep_due() -> int:
    """Start what is due; how many runs were started."""
    return 0
