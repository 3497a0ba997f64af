"""Export run metadata: the list of runs, with its filters, as CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.members import iso
from tenantpilot.operations import run_queries
from tenantpilot.operations.catalogue import Arguments, Batch, Item, Operation, register
from tenantpilot.operations.filters import Place, RunFilters
from tenantpilot.operations.names import EXPORT_RUNS
from tenantpilot.operations.steps import Work

AT_ONCE = 1_000
MEDIA_TYPE = "text/csv; charset=utf-8"
COLUMNS = (
    "run", "kind", "status", "outcome", "reason", "origin", "initiator", "tenant", "total", "done", "failed",
    "skipped", "created_at", "started_at", "finished_at", "duration_seconds",
)  # fmt: skip
# Spreadsheets take a cell that begins like this for a formula; an apostrophe makes it text again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


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


def harmless(value: object) -> str:
    """A cell's text that no spreadsheet will compute."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def export_some(work: Work) -> Batch:
    """Write the next thousand runs; they are one item."""
    filters: RunFilters = work.arguments.filters
    filters.check()
    found = run_queries.runs(work.scope, filters, Place.parse(work.cursor), AT_ONCE)
    shown, more = found[:AT_ONCE], len(found) > AT_ONCE
    before = int(work.facts.get("runs", 0))
    rows = before + len(shown)
    name = f"runs-{work.scope.workspace_ref}.csv"
    work.files.append(name, MEDIA_TYPE, _csv([_cells(*one) for one in shown], with_head=not work.cursor))
    number = before // AT_ONCE + 1
    total = work.run.total or max(1, -(-run_queries.count_runs(work.scope, filters) // AT_ONCE))
    item = Item(number, "runs", f"{before + 1}-{rows}" if shown else "0", "done")
    cursor = Place.below(shown[-1][0].created_at, shown[-1][0].public_id) if more else ""
    return Batch((item,), cursor, not more, total, {"runs": rows})


def _cells(run: Any, name: str | None, _person: str | None, tenant: str | None, _stale: bool) -> list[object]:
    took = (run.finished_at - run.started_at).total_seconds() if run.finished_at and run.started_at else None
    return [
        run.public_id, run.kind, run.status, run.outcome, run.reason_code, run.origin, name, tenant, run.total,
        run.done, run.failed, run.skipped, iso(run.created_at), iso(run.started_at), iso(run.finished_at),
        None if took is None else f"{max(took, 0):.3f}",
    ]  # fmt: skip


def _csv(rows: list[list[object]], *, with_head: bool) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if with_head:
        writer.writerow(COLUMNS)
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    text = out.getvalue().encode()
    return b"\xef\xbb\xbf" + text if with_head else text


register(
    Operation(
        kind=EXPORT_RUNS,
        capability=Capability.RUN_EXPORT,
        changes="nothing",
        arguments=RunExportArguments,
        batch=export_some,
    )
)
