"""A worker's claim on a run, and the ways in which work on it ends before its time."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Claim:
    """A run taken by this worker. `fence` is what makes it ours."""

    workspace_id: UUID
    run_id: UUID
    fence: int
    attempt: int
    kind: str


class InterruptedWorkError(Exception):
    """Work on a run ends here through no fault of its own. It is no AppError: nobody may take it for a result."""


class StaleError(InterruptedWorkError):
    """The claim is somebody else's by now, or the run is over: stop without a trace."""


class CancelRequestedError(InterruptedWorkError):
    """Somebody entitled wants the run cancelled."""


class StopRequestedError(InterruptedWorkError):
    """The worker is asked to leave; another one will go on."""
