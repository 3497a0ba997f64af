"""Export run metadata: the list of runs, with its filters, as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.members import iso
from tenantpilot.operations import run_queries, spreadsheets
from tenantpilot.operations.catalogue import Arguments, Batch, Operation, register
from tenantpilot.operations.filters import Place, RunFilters
from tenantpilot.operations.names import EXPORT_RUNS
from tenantpilot.operations.steps import Work

COLUMNS = (
    "run", "kind", "status", "outcome", "reason", "origin", "initiator", "tenant", "total", "done", "failed",
    "skipped", "created_at", "started_at", "finished_at", "duration_seconds",
)  # fmt: skip


class RunExportArguments(Arguments):
    """The filters of the list of runs."""

    kind: str = ""
    state: str = ""
    initiator: str = ""
    tenant: str = ""
    since: str = ""
    until: str = ""

    @property
    def filters(self) -> RunFilters:
        """As the list takes them."""
        return RunFilters(**self.model_dump())


def export_some(work: Work) -> Batch:
    """Write the next thousand runs; they are one item."""
    filters: RunFilters = work.arguments.filters
    filters.check()
    found = run_queries.runs(work.scope, filters, Place.parse(work.cursor), spreadsheets.AT_ONCE)
    total = work.run.total or max(1, -(-run_queries.count_runs(work.scope, filters) // spreadsheets.AT_ONCE))
    return spreadsheets.write_some(work, "runs", COLUMNS, found, cells=_cells, after=_after, total=total)


def _after(one: Any) -> str:
    return Place.below(one[0].created_at, one[0].public_id)


def _cells(rows: Sequence[Any]) -> list[list[object]]:
    return [_row(*one) for one in rows]


def _row(run: Any, name: str | None, _person: str | None, tenant: str | None, _stale: bool) -> list[object]:
    took = (run.finished_at - run.started_at).total_seconds() if run.finished_at and run.started_at else None
    return [
        run.public_id, run.kind, run.status, run.outcome, run.reason_code, run.origin, name, tenant, run.total,
        run.done, run.failed, run.skipped, iso(run.created_at), iso(run.started_at), iso(run.finished_at),
        None if took is None else f"{max(took, 0):.3f}",
    ]  # fmt: skip


register(
    Operation(
        kind=EXPORT_RUNS,
        capability=Capability.RUN_EXPORT,
        changes="nothing",
        arguments=RunExportArguments,
        batch=export_some,
    )
)
