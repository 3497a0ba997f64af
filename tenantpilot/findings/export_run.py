"""Export findings: the list, with its tab and filters, as CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.members import iso
from tenantpilot.findings import list_queries as queries
from tenantpilot.findings.bulk_run import Filters
from tenantpilot.findings.filters import FindingFilters, Place
from tenantpilot.findings.people import people
from tenantpilot.findings.reading import below
from tenantpilot.kernel.clock import now
from tenantpilot.operations.catalogue import Batch, Item, Operation, register
from tenantpilot.operations.kinds.run_export import MEDIA_TYPE, harmless
from tenantpilot.operations.names import EXPORT_FINDINGS
from tenantpilot.operations.steps import Work
from tenantpilot.store.scope import Scope

AT_ONCE = 1_000
COLUMNS = (
    "number", "finding", "severity", "status", "outcome", "result", "subject", "family", "source", "tenant",
    "tenant_id", "tier", "differences", "owner", "assignee", "due_at", "service_level", "breached_at", "occurrences",
    "first_seen_at", "read_at", "coverage", "unknown_since", "status_at",
)  # fmt: skip


class FindingExportArguments(Filters):
    """The list's filters; the tenant is the run's own."""

    @property
    def filters(self) -> FindingFilters:
        """As the list takes them."""
        return FindingFilters(**self.model_dump())


def export_some(work: Work) -> Batch:
    """Write the next thousand findings; they are one item."""
    filters: FindingFilters = work.arguments.filters
    filters.check()
    found = queries.findings(work.scope, filters, Place.parse(work.cursor), moment=now(), limit=AT_ONCE)
    shown, more = found[:AT_ONCE], len(found) > AT_ONCE
    before = int(work.facts.get("findings", 0))
    rows = before + len(shown)
    name = f"findings-{work.scope.workspace_ref}.csv"
    work.files.append(name, MEDIA_TYPE, _csv(_cells(work.scope, shown), with_head=not work.cursor))
    item = Item(before // AT_ONCE + 1, "findings", f"{before + 1}-{rows}" if shown else "0", "done")
    if not more:
        after = {"view": filters.tab, "findings": rows}
        work.scope.record("finding.exported", "workspace", work.scope.workspace_ref, after=after)
    total = before // AT_ONCE + 1 + more
    return Batch((item,), below(filters, shown[-1]) if more else "", not more, total, {"findings": rows})


def _cells(scope: Scope, rows: Any) -> list[list[object]]:
    known = people(scope, (key for row in rows for key in (row.owner_id, row.assignee_id)))
    return [
        [
            f"F-{row.number}", row.public_id, row.severity, row.status, row.outcome, row.kind, row.subject_name,
            row.family, row.source_name, row.tenant_name, row.tenant_ref, row.tier, row.differences,
            known[row.owner_id].name if row.owner_id else "", known[row.assignee_id].name if row.assignee_id else "",
            iso(row.due_at), row.sla_state, iso(row.breached_at), row.occurrences, iso(row.first_seen_at),
            iso(row.observed_at), row.coverage, iso(row.unknown_since), iso(row.status_at),
        ]
        for row in rows
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
        kind=EXPORT_FINDINGS,
        capability=Capability.FINDING_EXPORT,
        changes="nothing",
        arguments=FindingExportArguments,
        batch=export_some,
    )
)
