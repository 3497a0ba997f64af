"""Named reads of the overviews. All sums come from the aggregates; findings and exceptions are asked by index only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.store.scope import Scope
from tenantpilot.tenants.operability import SELECTABLE

_TENANTS = text("""
  select t.id, t.public_id as ref, t.name, t.environment, t.tier, coalesce(g.critical, 0) as critical,
    coalesce(g.high, 0) as high, coalesce(g.medium, 0) as medium, coalesce(g.low, 0) as low,
    coalesce(g.drift, 0) as drift, coalesce(g.unassigned, 0) as unassigned, coalesce(g.pending, 0) as pending,
    coalesce(g.accepted, 0) as accepted, coalesce(g.matching + g.covered, 0) as matching,
    coalesce(g.different + g.missing + g.conflicting, 0) as deviating, coalesce(g.unknown, 0) as unknown,
    g.compared_at, coalesce(i.read, 0) as read,
    coalesce(i.partial + i.forbidden + i.throttled, 0) as unread, i.last_sync_at, i.last_complete_at
  from tenant t
    left join tenant_governance g on g.workspace_id = t.workspace_id and g.tenant_id = t.id
    left join tenant_inventory i on i.workspace_id = t.workspace_id and i.tenant_id = t.id
  where t.workspace_id = :workspace and t.lifecycle = any(:lifecycles)
  order by t.name, t.public_id
""")
# The state at the end of the last day before `since`, and of every day from then on that has one.
_DAYS = text("""
  select d.tenant_id, d.day, d.critical + d.high + d.medium + d.low as total, d.critical + d.high as urgent,
    d.critical, d.high, d.medium, d.low, d.drift
  from governance_day d
  where d.workspace_id = :workspace and d.tenant_id = any(:tenants) and d.day >= :since
  union all
  select b.tenant_id, b.day, b.critical + b.high + b.medium + b.low, b.critical + b.high,
    b.critical, b.high, b.medium, b.low, b.drift
  from unnest(cast(:tenants as uuid[])) w(id) cross join lateral (
    select * from governance_day e where e.workspace_id = :workspace and e.tenant_id = w.id and e.day < :since
    order by e.day desc limit 1) b
  order by 2
""")
_READ_DAYS = text("""
  select distinct tenant_id, (started_at at time zone 'UTC')::date as day from capture
  where workspace_id = :workspace and tenant_id = any(:tenants) and started_at >= :since
""")
_OVERDUE = text("""
  select f.public_id as ref, f.severity, f.subject_name, f.kind, f.due_at, t.name as tenant_name
  from finding f join tenant t on t.workspace_id = f.workspace_id and t.id = f.tenant_id
  where f.workspace_id = :workspace and f.tenant_id = any(:tenants) and f.is_open and f.due_at <= :now
    and f.sla_state in ('running', 'breached')
  order by f.severity_rank, f.due_at, f.public_id limit :most
""")
# Ranks are named so that only what is due, and only what is bad, is walked within the index.
_URGENT = text("""
  select d.overdue, d.soon, d.next_due_at, b.critical, b.high from (
    select count(*) filter (where f.due_at <= :now and f.sla_state in ('running', 'breached')) as overdue,
      count(*) filter (where f.due_at > :now) as soon, min(f.due_at) filter (where f.due_at > :now) as next_due_at
    from finding f where f.workspace_id = :workspace and f.tenant_id = any(:tenants) and f.is_open
      and f.severity_rank in (0, 1, 2, 3) and f.due_at <= :soon
  ) d cross join (
    select count(*) filter (where f.severity_rank = 0) as critical,
      count(*) filter (where f.severity_rank = 1) as high
    from finding f where f.workspace_id = :workspace and f.tenant_id = any(:tenants) and f.is_open
      and f.severity_rank in (0, 1) and f.status in ('new', 'reopened')
  ) b
""")
_EXCEPTIONS = text("""
  select count(*) filter (where status = 'pending' and requester_id <> :person) as waiting,
    count(*) filter (where status in ('approved', 'expiring') and expires_at <= :soon) as ending,
    min(expires_at) filter (where status in ('approved', 'expiring') and expires_at <= :soon) as next_end_at
  from finding_exception where workspace_id = :workspace and tenant_id = any(:tenants)
    and status in ('pending', 'approved', 'expiring')
""")
_RUNS = text("""
  select count(*) as ended, max(finished_at) as last from operation_run
  where workspace_id = :workspace and created_at >= :since and outcome = 'failed'
    and tenant_id = any(:tenants)
""")


def tenants(scope: Scope, only: UUID | None = None) -> list[Any]:
    """The tenants in reach that are looked after, with their aggregates; one of them when asked for."""
    values = {"workspace": scope.workspace_id, "lifecycles": sorted(SELECTABLE)}
    rows = scope.session.connection().execute(_TENANTS, values).all()
    return [row for row in rows if scope.tenants.reaches(row.id) and only in (None, row.id)]


def days(scope: Scope, keys: Collection[UUID], since: date) -> Sequence[Any]:
    """What stood at the end of days since `since`, each tenant's last state before it included; by day."""
    values = {"workspace": scope.workspace_id, "tenants": list(keys), "since": since}
    return scope.session.connection().execute(_DAYS, values).all()


def read_days(scope: Scope, keys: Collection[UUID], since: datetime) -> set[tuple[UUID, date]]:
    """On which days (UTC) which tenant was read."""
    values = {"workspace": scope.workspace_id, "tenants": list(keys), "since": since}
    return {(row.tenant_id, row.day) for row in scope.session.connection().execute(_READ_DAYS, values)}


def overdue(scope: Scope, keys: Collection[UUID], now: datetime, most: int) -> Sequence[Any]:
    """The findings whose time is over, the worst first."""
    values = {"workspace": scope.workspace_id, "tenants": list(keys), "now": now, "most": most}
    return scope.session.connection().execute(_OVERDUE, values).all()


def urgent(scope: Scope, keys: Collection[UUID], now: datetime, soon: datetime) -> Any:
    """How many open findings are overdue, due soon, or undecided and bad."""
    values = {"workspace": scope.workspace_id, "tenants": list(keys), "now": now, "soon": soon}
    return scope.session.connection().execute(_URGENT, values).one()


def exceptions(scope: Scope, keys: Collection[UUID], soon: datetime) -> Any:
    """How many acceptances wait for somebody else than their requester, and how many end soon."""
    values = {"workspace": scope.workspace_id, "tenants": list(keys), "person": scope.actor.user_id, "soon": soon}
    return scope.session.connection().execute(_EXCEPTIONS, values).one()


def failed_runs(scope: Scope, keys: Collection[UUID], since: datetime) -> Any:
    """How many runs about these tenants failed since then."""
    values = {"workspace": scope.workspace_id, "tenants": list(keys), "since": since}
    return scope.session.connection().execute(_RUNS, values).one()
