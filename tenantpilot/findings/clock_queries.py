"""Statements about the clocks of findings: what they follow from, and what they say."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, or_, select, tuple_

from tenantpilot.findings.tables import Finding, GovernancePolicy
from tenantpilot.store.scope import Scope

_EVENTS = text("""
  select e.finding_id, e.name, e.at, e.from_status, coalesce(e.data::json ->> 'move', '') as move,
    coalesce(e.data::json -> 'set' ->> 'severity', '') as severity, coalesce(x.after_expiry, '') as after_expiry
  from finding_event e
  left join finding_exception x on x.workspace_id = e.workspace_id
    and x.id = cast(e.data::json -> 'set' ->> 'exception_id' as uuid)
  where e.workspace_id = :workspace and e.finding_id = any(:ids) order by e.finding_id, e.number
""")
_TIERS = text("select id, tier from tenant where workspace_id = :workspace and id = any(:ids)")
_SET = text("""
  update finding f set sla_state = c.sla_state, sla_version = c.sla_version, sla_tier = c.sla_tier, due_at = c.due_at,
    sla_next_at = c.sla_next_at, breached_at = c.breached_at
  from json_to_recordset(cast(:rows as json)) as c(id uuid, sla_state text, sla_version integer, sla_tier text,
    due_at timestamptz, sla_next_at timestamptz, breached_at timestamptz)
  where f.workspace_id = :workspace and f.id = c.id
""")


def events(scope: Scope, findings: Collection[UUID]) -> Sequence[Any]:
    """What the clock looks at of the events of findings, each finding's in order."""
    values = {"workspace": scope.workspace_id, "ids": list(findings)}
    return scope.session.connection().execute(_EVENTS, values).all()


def tiers(scope: Scope, tenants: Collection[UUID]) -> dict[UUID, str]:
    """The tiers of tenants."""
    found = scope.session.connection().execute(_TIERS, {"workspace": scope.workspace_id, "ids": list(tenants)})
    return {row.id: row.tier for row in found}


def write(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    """The clocks' columns of findings, by `id`."""
    if rows:
        told = json.dumps([{name: _plain(value) for name, value in row.items()} for row in rows])
        scope.session.connection().execute(_SET, {"workspace": scope.workspace_id, "rows": told})


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int) else str(value)


def due(scope: Scope, moment: datetime, after: tuple[datetime, str] | None, limit: int) -> list[Finding]:
    """Findings of whose clock something must be told, held; those another transaction holds are passed over."""
    query = scope.select(Finding).where(
        col(Finding.sla_state).in_(("running", "paused", "breached")), col(Finding.sla_next_at) <= moment
    )  # fmt: skip
    if after is not None:
        query = query.where(tuple_(col(Finding.sla_next_at), col(Finding.public_id)) > tuple_(*after))
    query = query.order_by(col(Finding.sla_next_at), col(Finding.public_id)).limit(limit)
    return list(scope.session.exec(query.with_for_update(skip_locked=True)))


def unsettled(scope: Scope, after: str, limit: int, tenant: UUID | None = None) -> list[Finding]:
    """Open and accepted findings by public id, held: those whose dates and severities still change with the rules."""
    query = scope.select(Finding).where(
        or_(col(Finding.is_open), Finding.status == "risk_accepted"), col(Finding.public_id) > after
    )
    if tenant is not None:
        query = query.where(Finding.tenant_id == tenant)
    return list(scope.session.exec(query.order_by(col(Finding.public_id)).limit(limit).with_for_update()))


def every(scope: Scope, after: str, limit: int) -> list[Finding]:
    """Findings by public id, whatever became of them."""
    query = scope.select(Finding).where(col(Finding.public_id) > after)
    return list(scope.session.exec(query.order_by(col(Finding.public_id)).limit(limit)))


def sla_versions(scope: Scope, numbers: Collection[int]) -> list[GovernancePolicy]:
    """Versions of the service levels by number."""
    query = select(GovernancePolicy).where(
        GovernancePolicy.workspace_id == scope.workspace_id,
        GovernancePolicy.kind == "sla",
        col(GovernancePolicy.version).in_(list(numbers)),
    )
    return list(scope.session.exec(query))
