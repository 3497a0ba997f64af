"""The short list of what wants somebody first, by one order: time that is over, then risk, then what nobody can see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tenantpilot.access.members import iso
from tenantpilot.attention import queries
from tenantpilot.attention.views import AttentionItem
from tenantpilot.baselines.links import baselines_href
from tenantpilot.findings.links import exceptions_href, finding_href, findings_href
from tenantpilot.findings.tables import KINDS
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.links import tenant_href, tenants_href

SOON = timedelta(hours=24)
ENDING = timedelta(days=14)
LATELY = timedelta(days=1)
SHOWN_OVERDUE = 3
SHOWN = 8
# What a line may be about; each has its words.
CODES = (
    *(f"overdue_{kind}" for kind in KINDS),
    "overdue_more",
    "undecided_critical",
    "undecided_high",
    "due_soon",
    "unassigned",
    "approvals",
    "exceptions_ending",
    "families_unread",
    "tenants_unread",
    "never_read",
    "no_baseline",
    "runs_failed",
)


@dataclass(frozen=True)
class Place:
    """Where the list stands: a workspace, and in it a tenant or none."""

    space: str
    environment_id: str

    def findings(self, view: str, **query: str) -> str:
        """The list of findings that a line counts."""
        return findings_href(self.space, view=view, environment_id=self.environment_id, **query)


def items(
    scope: Scope, place: Place, rows: Sequence[Any], moment: datetime, *, may_approve: bool
) -> tuple[tuple[AttentionItem, ...], int]:
    """The most urgent things, and how many are left out."""
    found = [*_findings(scope, place, rows, moment), *_exceptions(scope, place, rows, moment, may_approve=may_approve),
             *_reading(place, rows), *_runs(scope, place, rows, moment)]  # fmt: skip
    return tuple(found[:SHOWN]), max(0, len(found) - SHOWN)


def _line(code: str, severity: str, href: str, count: int, at: datetime | None = None, subject: str = "",
          tenant: str = "") -> AttentionItem:  # fmt: skip
    return AttentionItem(code, severity, subject, tenant, count, iso(at), href)


def _findings(scope: Scope, place: Place, rows: Sequence[Any], moment: datetime) -> Iterator[AttentionItem]:
    keys = [row.id for row in rows]
    numbers = queries.urgent(scope, keys, moment, moment + SOON)
    if numbers.overdue:
        late = queries.overdue(scope, keys, moment, SHOWN_OVERDUE)
        for one in late:
            href = finding_href(place.space, one.ref)
            yield _line(f"overdue_{one.kind}", one.severity, href, 1, one.due_at, one.subject_name, one.tenant_name)
        if numbers.overdue > len(late):
            yield _line("overdue_more", "high", place.findings("due"), numbers.overdue - len(late))
    if numbers.critical:
        yield _line("undecided_critical", "critical", place.findings("decide", severity="critical"), numbers.critical)
    if numbers.soon:
        yield _line("due_soon", "high", place.findings("due"), numbers.soon, numbers.next_due_at)
    if numbers.high:
        yield _line("undecided_high", "high", place.findings("decide", severity="high"), numbers.high)
    unassigned = sum(row.unassigned for row in rows)
    if unassigned:
        yield _line("unassigned", "medium", place.findings("queue"), unassigned)


def _exceptions(
    scope: Scope, place: Place, rows: Sequence[Any], moment: datetime, *, may_approve: bool
) -> Iterator[AttentionItem]:
    numbers = queries.exceptions(scope, [row.id for row in rows], moment + ENDING)
    if numbers.waiting and may_approve:
        yield _line("approvals", "medium", exceptions_href(place.space, view="waiting"), numbers.waiting)
    if numbers.ending:
        href = exceptions_href(place.space, view="ending")
        yield _line("exceptions_ending", "medium", href, numbers.ending, numbers.next_end_at)


def _reading(place: Place, rows: Sequence[Any]) -> Iterator[AttentionItem]:
    """What nobody can see: unknown is not fine."""
    gaps = [row for row in rows if row.unread]
    if len(gaps) == 1:
        row = gaps[0]
        yield _line("families_unread", "medium", tenant_href(place.space, row.ref), row.unread, None, "", row.name)
    elif gaps:
        yield _line("tenants_unread", "medium", tenants_href(place.space), len(gaps))
    never = [row for row in rows if row.last_sync_at is None]
    if never:
        href = tenant_href(place.space, never[0].ref) if len(never) == 1 else tenants_href(place.space)
        yield _line("never_read", "medium", href, len(never), None, "", never[0].name if len(never) == 1 else "")
    without = [row for row in rows if row.compared_at is None and row.last_sync_at is not None]
    if without:
        name = without[0].name if len(without) == 1 else ""
        yield _line("no_baseline", "low", baselines_href(place.space), len(without), None, "", name)


def _runs(scope: Scope, place: Place, rows: Sequence[Any], moment: datetime) -> Iterator[AttentionItem]:
    numbers = queries.failed_runs(scope, [row.id for row in rows], moment - LATELY)
    if numbers.ended:
        href = f"/admin/{place.space}/operations?state=failed"
        yield _line("runs_failed", "medium", href, numbers.ended, numbers.last)
