"""The list's services: pages of findings on tabs, what stands above them, what they may be narrowed by."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.initials import initials
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings import list_queries as queries
from tenantpilot.findings.filters import FindingFilters, Place
from tenantpilot.findings.people import workers
from tenantpilot.findings.rows import finding_rows
from tenantpilot.findings.views import (
    FindingChoices,
    FindingRow,
    FindingsPage,
    FindingsSummary,
    Freshness,
    PersonName,
    TabCount,
    TenantChoice,
)
from tenantpilot.kernel.clock import now
from tenantpilot.provider.contracts.registry import contracts

ANY = FindingFilters()
FOUND = 6
# Readings that lie closer together are told as one moment.
APART = timedelta(hours=1)


def list_findings(ctx: Context, filters: FindingFilters = ANY, cursor: str = "") -> FindingsPage:
    """Findings of a tab that this person may see, 50 at a time, the worst and most urgent first.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; also a tenant that is foreign or absent.
        InvalidInputError: filters or a cursor that mean nothing.
    """
    with open_scope(ctx, Capability.FINDING_READ, tenant=filters.environment_id or None) as scope:
        filters.check()
        found = queries.findings(scope, filters, Place.parse(cursor), moment=now())
        shown = found[: queries.PAGE]
        rows = finding_rows(ctx, scope, shown)
    more = len(found) > len(shown)
    return FindingsPage(rows, below(filters, shown[-1]) if more else "", more)


def below(filters: FindingFilters, row: Any) -> str:
    """The cursor of the page after this row."""
    at = row.status_at if filters.order == "recent" else row.due_at
    return Place.after(row.severity_rank, at, row.public_id)


def findings_summary(ctx: Context, filters: FindingFilters = ANY) -> FindingsSummary:
    """Counts per tab under the filters, and how fresh and complete what they rest on is.

    Raises:
        NotFoundError, ForbiddenError, InvalidInputError: as list_findings.
    """
    with open_scope(ctx, Capability.FINDING_READ, tenant=filters.environment_id or None) as scope:
        filters.check()
        counted = queries.counts(scope, filters, moment=now())
        sums = queries.summary(scope, filters.tier)
        may_export = holds(Role(scope.role), Capability.FINDING_EXPORT)
    return FindingsSummary(
        tabs=tuple(
            TabCount(tab, min(found, queries.MOST_COUNTED), found > queries.MOST_COUNTED)
            for tab, found in counted.items()
        ),
        open_findings=int(sums.open_findings),
        tenants_open=sums.tenants_open,
        drift=int(sums.drift),
        freshness=Freshness(
            iso(sums.read_from),
            iso(sums.read_until) if sums.read_from and sums.read_until - sums.read_from >= APART else "",
            sums.tenants,
            sums.tenants_unread,
            sums.tenants_never,
        ),
        may_export=may_export,
    )


def finding_choices(ctx: Context) -> FindingChoices:
    """What the list may be narrowed by, and whom findings may be given to.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        tenants = queries.tenants(scope)
        known = workers(scope)
    return FindingChoices(
        tenants=tuple(TenantChoice(row.public_id, row.name, row.tier, row.open_findings) for row in tenants),
        families=tuple(contracts()),
        people=tuple(
            PersonName(one.ref, one.name, initials(one.name), one.user_id == ctx.user_id, is_gone=False)
            for one in known
        ),
    )


def search_findings(ctx: Context, text: str) -> tuple[FindingRow, ...]:
    """Findings for the palette: by number ("F-12") or words of the subject, open ones first; nothing for others.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    asked = text.strip()[:200].replace("\x00", "")
    if len(asked) < 2 and not FindingFilters(q=asked).number:
        return ()
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        rows: list[Any] = []
        for tab in ("open", "accepted", "closed"):
            if len(rows) < FOUND:
                filters = FindingFilters(view=tab, q=asked)
                rows += queries.findings(scope, filters, Place(), moment=now(), limit=FOUND)
        return finding_rows(ctx, scope, rows[:FOUND])
