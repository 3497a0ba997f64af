"""What needs attention first, and how things stand: in a workspace as far as a person reaches it, or in a tenant (F10).

Every figure comes from the aggregates that runs and moves keep true (X6), with age and gaps of what it rests on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.attention import queries, trend
from tenantpilot.attention.urgent import Place, items
from tenantpilot.attention.views import Freshness, Gauge, Overview, SeverityRow, TenantRow, TrendPoint
from tenantpilot.baselines.links import compare_href
from tenantpilot.findings.links import findings_href
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.kernel.clock import now
from tenantpilot.tenants.links import tenant_href, tenants_href

DAYS = 90
POINTS = 46
WEEK = timedelta(days=7)
SHOWN_TENANTS = 12
SPARKLINE = 14


@dataclass(frozen=True)
class _Ground:
    """What one transaction read."""

    space: str
    moment: datetime
    rows: list[Any]
    days: tuple[trend.Day, ...]
    lines: dict[UUID, tuple[trend.Day, ...]]
    environment_id: str


def workspace_overview(ctx: Context) -> Overview:
    """The overview of all tenants the person reaches.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    return _overview(ctx, None)


def tenant_overview(ctx: Context, environment_id: str) -> Overview:
    """The overview of one tenant.

    Raises:
        NotFoundError: malformed, absent and foreign tenants alike.
        ForbiddenError: as open_scope.
    """
    return _overview(ctx, environment_id)


def _overview(ctx: Context, environment_id: str | None) -> Overview:
    moment = now()
    with open_scope(ctx, Capability.FINDING_READ, tenant=environment_id) as scope:
        rows = queries.tenants(scope, scope.tenant_id)
        keys = [row.id for row in rows]
        first = (moment - timedelta(days=DAYS)).astimezone(UTC).date()
        ends = queries.days(scope, keys, first)
        read = queries.read_days(scope, keys, moment - timedelta(days=DAYS) - trend.RHYTHM)
        space = scope.workspace_ref
        approves = holds(Role(scope.role), Capability.EXCEPTION_APPROVE)
        found, more = items(scope, Place(space, environment_id or ""), rows, moment, may_approve=approves)
    today = moment.astimezone(UTC).date()
    shown = sorted(rows, key=_by_drift)[:SHOWN_TENANTS] if environment_id is None else []
    lines = {row.id: trend.line([one for one in ends if one.tenant_id == row.id], read, first, today) for row in shown}
    ground = _Ground(space, moment, rows, trend.line(ends, read, first, today), lines, environment_id or "")
    return Overview(
        attention=found,
        more=more,
        open=sum(_open(row) for row in rows),
        open_href=findings_href(space, view="open", environment_id=ground.environment_id),
        pending=sum(row.pending for row in rows),
        accepted=sum(row.accepted for row in rows),
        unassigned=sum(row.unassigned for row in rows),
        drift=sum(row.drift for row in rows),
        drift_change=sum(row.drift for row in rows) - _week_ago(ground.days).drift,
        severities=_severities(ground),
        gauge=_gauge(ground),
        trend=tuple(
            TrendPoint(one.day.isoformat(), one.total, one.urgent, one.drift, one.is_known)
            for one in trend.thinned(ground.days, POINTS)
        ),
        freshness=_freshness(ground),
        tenants=tuple(_tenant(ground, row) for row in shown),
    )


def _open(row: Any) -> int:
    return sum(getattr(row, severity) for severity in SEVERITIES)


def _by_drift(row: Any) -> tuple[int, int, int, str]:
    return -row.drift, -row.critical, -row.unread, row.name


def _week_ago(days: Sequence[trend.Day]) -> trend.Day:
    return days[-1 - WEEK.days]


def _severities(ground: _Ground) -> tuple[SeverityRow, ...]:
    counts = {name: sum(getattr(row, name) for row in ground.rows) for name in SEVERITIES}
    before = dict(zip(SEVERITIES, _week_ago(ground.days).by_severity, strict=True))
    largest = max(1, *counts.values())
    return tuple(
        SeverityRow(
            severity=name,
            count=count,
            change=count - before[name],
            share=round(100 * count / largest),
            href=findings_href(ground.space, view="open", severity=name, environment_id=ground.environment_id),
        )
        for name, count in counts.items()
    )


def _gauge(ground: _Ground) -> Gauge:
    matching, deviating, unknown = (
        sum(getattr(row, name) for row in ground.rows) for name in ("matching", "deviating", "unknown")
    )
    decided = matching + deviating
    compared = [row.compared_at for row in ground.rows if row.compared_at is not None]
    return Gauge(
        # Rounded down: only what matches altogether says a hundred.
        percent=100 * matching // decided if decided else -1,
        matching=matching,
        deviating=deviating,
        unknown=unknown,
        unknown_percent=round(100 * unknown / (decided + unknown)) if decided + unknown else 0,
        oldest_at=iso(min(compared)) if compared else "",
        href=compare_href(ground.space),
    )


def _freshness(ground: _Ground) -> Freshness:
    complete = [row.last_complete_at for row in ground.rows if row.last_complete_at is not None]
    synced = [row.last_sync_at for row in ground.rows if row.last_sync_at is not None]
    whole = bool(complete) and len(complete) == len(ground.rows)
    place = ground.environment_id
    return Freshness(
        tenants=len(ground.rows),
        tenants_complete=sum(1 for row in ground.rows if row.last_sync_at is not None and not row.unread),
        families=sum(row.read + row.unread for row in ground.rows),
        families_read=sum(row.read for row in ground.rows),
        tenants_never_read=len(ground.rows) - len(synced),
        oldest_at=iso(min(complete)) if whole else "",
        newest_at=iso(max(synced)) if synced else "",
        href=tenant_href(ground.space, place) if place else tenants_href(ground.space),
    )


def _tenant(ground: _Ground, row: Any) -> TenantRow:
    days = ground.lines[row.id]
    return TenantRow(
        tenant_ref=row.ref,
        name=row.name,
        environment=row.environment,
        tier=row.tier,
        href=tenant_href(ground.space, row.ref),
        findings_href=findings_href(ground.space, view="open", environment_id=row.ref),
        critical=row.critical,
        high=row.high,
        medium=row.medium,
        low=row.low,
        drift=row.drift,
        drift_change=row.drift - _week_ago(days).drift,
        accepted=row.accepted,
        read=row.read,
        families=row.read + row.unread,
        complete_at=iso(row.last_complete_at),
        compared_at=iso(row.compared_at),
        is_compared=row.compared_at is not None,
        points=tuple(one.drift for one in trend.thinned(days, SPARKLINE)),
    )
