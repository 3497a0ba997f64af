"""The table of moves, the columns and the weights of findings, handed to the database's own walls."""

from __future__ import annotations

from tenantpilot.findings.clocks import COLUMNS
from tenantpilot.findings.event_queries import QUIET
from tenantpilot.findings.severity import WEIGHT
from tenantpilot.findings.tables import Finding
from tenantpilot.findings.workflow import MOVES, Move
from tenantpilot.store import ddl, finding_walls
from tenantpilot.store.finding_walls import MoveRow

APPEND_ONLY = ("finding_event", "finding_comment", "governance_policy")
# The columns of a tenant's sums that the application may write: those of compares.
COMPARED = ", ".join((*finding_walls.COMPARED, "compared_at"))


def table_of_moves() -> list[MoveRow]:
    """The table as the database is told it. Retiring is also what somebody does who deletes a baseline."""
    return [_row(move) for move in MOVES]


def _row(move: Move) -> MoveRow:
    sources = tuple(state.value for state in move.sources)
    by_system = move.capability is None and move.name != "retire"
    return MoveRow(
        move.name, sources, move.target.value, move.outcome.value, move.action, move.guard.value, move.needs_reason,
        by_system,
    )  # fmt: skip


def install() -> list[str]:
    """Statements that make the triggers of findings, their events, comments, rules and sums."""
    table = table_of_moves()
    told = [name for name in Finding.model_fields if name not in (*QUIET, *COLUMNS)]
    return [
        *finding_walls.moves(table, told),
        *finding_walls.told(table),
        *finding_walls.append_only(*APPEND_ONLY),
        *finding_walls.sums(WEIGHT),
    ]


def remove() -> list[str]:
    """Statements that take the functions away; their triggers went with the tables."""
    return ddl.drop_functions(*finding_walls.FUNCTIONS)
