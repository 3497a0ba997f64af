"""The only way a finding's status changes: the row, its event, its clock and its entry in the log, all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tenantpilot.findings.tables import Finding, FindingException
from tenantpilot.kernel.errors import ConflictError
from tenantpilot.store.scope import Scope


class RefusedError(ConflictError):
    """The table of moves, or a guard of it, does not allow what was asked."""

    message_key = "error-finding-move"


@dataclass(frozen=True)
class Change:
    """A move that a finding is to make. `facts` are columns of the row that change with it."""

    finding: Finding
    move: str
    reason: str = ""
    data: Mapping[str, Any] | None = None
    exception: FindingException | None = None
    facts: Mapping[str, Any] | None = None


def apply(
    scope: Scope,
    finding: Finding,
    move_name: str,
    *,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    exception: FindingException | None = None,
    at: datetime | None = None,
) -> None:
    """Let one finding, held by the caller, make a move of the table.

    `exception` is the acceptance that `accept` rests on. `data` goes into the event for the timeline.

    Raises:
        RefusedError: no such move from where it stands, or its guard does not hold.
        InvalidInputError: no reason where the table asks for one.
    """
    apply_many(scope, [Change(finding, move_name, reason, data, exception)], at=at)


def apply_many(scope: Scope, changes: Sequence[Change], *, at: datetime | None = None) -> None:
    """Let many findings move at once: one statement each for rows, events and entries.

    Raises:
        RefusedError, InvalidInputError: as `apply`; then none of them moved.
    """
    raise NotImplementedError
