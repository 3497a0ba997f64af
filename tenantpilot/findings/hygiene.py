"""Work that lies about: whose assignee is gone, that stands still, that nobody owns, whose fix nobody saw.

It is mended by the same actions on many as everything else: filters take `hygiene`.
"""

from __future__ import annotations

from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings import list_queries as queries
from tenantpilot.findings.filters import PROBLEMS, FindingFilters, Place
from tenantpilot.findings.hygiene_queries import AFTER, SINCE
from tenantpilot.findings.rows import finding_rows
from tenantpilot.findings.views import FindingRow
from tenantpilot.findings.work_views import HygieneCount, HygienePage, HygieneRow
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.store.scope import Scope

# The bulk actions that mend it, the likely one first.
REPAIRS = {
    "assignee_gone": ("assign", "release"),
    "stale": ("assign", "stop"),
    "ownerless": ("own",),
    "unverified": ("reopen",),
}


def hygiene(ctx: Context, problem: str = "", environment_id: str = "", cursor: str = "") -> HygienePage:
    """Findings with one problem, longest first, 50 at a time, and how many have each; the first problem unless named.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; also a tenant that is foreign or absent.
        InvalidInputError: no such problem, or a cursor that means nothing.
    """
    with open_scope(ctx, Capability.FINDING_READ, tenant=environment_id or None) as scope:
        if problem not in ("", *PROBLEMS):
            raise InvalidInputError({"problem": "error-field-invalid"})
        counts = tuple(_count(scope, one) for one in PROBLEMS)
        wanted = problem or next((one.problem for one in counts if one.findings), PROBLEMS[0])
        found = queries.lying(scope, wanted, Place.parse(cursor), moment=now())
        shown = found[: queries.PAGE]
        rows = finding_rows(ctx, scope, shown)
    more = len(found) > len(shown)
    last = shown[-1] if shown else None
    return HygienePage(
        problem=wanted,
        rows=tuple(_row(wanted, row, one) for row, one in zip(rows, shown, strict=True)),
        counts=counts,
        cursor=Place.after(0, getattr(last, SINCE[wanted]), last.public_id) if more and last else "",
        has_more=more,
    )


def _count(scope: Scope, problem: str) -> HygieneCount:
    found = queries.count_lying(scope, FindingFilters(hygiene=problem), moment=now())
    return HygieneCount(problem, min(found, queries.MOST_COUNTED), found > queries.MOST_COUNTED, AFTER[problem])


def _row(problem: str, row: FindingRow, found: Any) -> HygieneRow:
    since = getattr(found, SINCE[problem])
    return HygieneRow(row, problem, since.isoformat(), (now() - since).days, REPAIRS[problem])
