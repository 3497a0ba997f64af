"""Statements of the watch: where it is due, which tenants it looks at, and what it knows of their syncs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col

from tenantpilot.findings.conditions import SyncFacts
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import Tenant

# A workspace is due when a clock has something to tell, when something was learnt of its tenants since the newest
# watch began (gathered for a minute: syncs end in swarms), and once a day, for credentials grow old by themselves.
_DUE = text("""
  select w.id from workspace w
  left join lateral (
    select created_at from operation_run where workspace_id = w.id and kind = :watch order by created_at desc limit 1
  ) last on true
  where w.suspended_at is null and (
    exists (select 1 from finding f where f.workspace_id = w.id
      and f.sla_state in ('running', 'paused', 'breached') and f.sla_next_at <= :now)
    or last.created_at < cast(:now as timestamptz) - interval '1 day'
    or coalesce(last.created_at, '-infinity') < cast(:now as timestamptz) - interval '1 minute'
      and exists (select 1 from operation_run r where r.workspace_id = w.id and r.kind = any(:telling)
      and r.created_at > coalesce(last.created_at, '-infinity') - interval '1 day'
      and r.finished_at > coalesce(last.created_at, '-infinity')))
""")
_SYNCS = text("""
  select tenant_id, outcome, reason_code, finished_at from (
    select tenant_id, outcome, reason_code, finished_at,
      row_number() over (partition by tenant_id order by created_at desc) as place
    from operation_run
    where workspace_id = :workspace and tenant_id = any(:tenants) and kind = :sync
      and outcome in ('succeeded', 'partially_succeeded', 'failed')
  ) newest where place <= 2 order by tenant_id, place
""")
_SOURCES = text("""
  select distinct tenant_id, source_kind, source_ref from finding
  where workspace_id = :workspace and tenant_id = any(:tenants) and status <> 'closed'
""")


def due(session: Session, moment: datetime, watch: str, telling: Sequence[str]) -> list[UUID]:
    """Workspaces in which a watch is due; needs the runner role."""
    values = {"now": moment, "watch": watch, "telling": list(telling)}
    return list(session.connection().execute(_DUE, values).scalars())


def tenants(scope: Scope, after: str, limit: int) -> list[Tenant]:
    """Tenants by public id."""
    query = scope.select(Tenant).where(col(Tenant.public_id) > after).order_by(col(Tenant.public_id)).limit(limit)
    return list(scope.session.exec(query))


def syncs(scope: Scope, tenants: Collection[UUID], kind: str) -> dict[UUID, SyncFacts]:
    """How the newest two syncs of each tenant ended."""
    values = {"workspace": scope.workspace_id, "tenants": list(tenants), "sync": kind}
    rows: dict[UUID, list[Any]] = {}
    for row in scope.session.connection().execute(_SYNCS, values):
        rows.setdefault(row.tenant_id, []).append(row)
    return {
        key: SyncFacts(found[0].outcome, found[1].outcome if len(found) > 1 else "", found[0].reason_code,
                       found[0].finished_at)
        for key, found in rows.items()
    }  # fmt: skip


def sources(scope: Scope, tenants: Collection[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """The sources (kind, ref) of each tenant's findings that are not closed."""
    found: dict[UUID, list[tuple[str, str]]] = {}
    for row in scope.session.connection().execute(
        _SOURCES, {"workspace": scope.workspace_id, "tenants": list(tenants)}
    ):
        found.setdefault(row.tenant_id, []).append((row.source_kind, row.source_ref))
    return found
