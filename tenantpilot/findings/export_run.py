"""Export findings: the list, with its tab and filters, as CSV."""

from __future__ import annotations

from functools import partial
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.members import iso
from tenantpilot.findings import list_queries as queries
from tenantpilot.findings.bulk_run import Filters
from tenantpilot.findings.filters import FindingFilters, Place
from tenantpilot.findings.people import people
from tenantpilot.findings.reading import below
from tenantpilot.kernel.clock import now
from tenantpilot.operations import spreadsheets
from tenantpilot.operations.catalogue import Batch, Operation, register
from tenantpilot.operations.names import EXPORT_FINDINGS
from tenantpilot.operations.steps import Work
from tenantpilot.store.scope import Scope

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
    found = queries.findings(work.scope, filters, Place.parse(work.cursor), moment=now(), limit=spreadsheets.AT_ONCE)
    made = spreadsheets.write_some(
        work, "findings", COLUMNS, found, cells=partial(_cells, work.scope), after=partial(below, filters)
    )  # fmt: skip
    if made.is_last:
        after = {"view": filters.tab, "findings": made.facts["findings"]}
        work.scope.record("finding.exported", "workspace", work.scope.workspace_ref, after=after)
    return made


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


register(
    Operation(
        kind=EXPORT_FINDINGS,
        capability=Capability.FINDING_EXPORT,
        changes="nothing",
        arguments=FindingExportArguments,
        batch=export_some,
    )
)
