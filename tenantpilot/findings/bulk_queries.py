"""Rows that a bulk action works on: held in one order, walked by number."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col

from tenantpilot.findings.filters import FindingFilters
from tenantpilot.findings.list_queries import narrowing
from tenantpilot.findings.severity import RANK
from tenantpilot.findings.tables import Finding
from tenantpilot.store.scope import Scope

_WALK = """
  select f.id, f.number from finding f where {conditions} and f.number > :after and f.number <= :up_to
  order by f.number limit {limit}
"""
_COUNT = "select count(*) from (select 1 from finding f where {conditions} limit {limit}) n"
_LAST = text("select coalesce(max(number), 0) from finding where workspace_id = :workspace")
_TENANTS = text("select id, name from tenant where workspace_id = :workspace and id = any(cast(:ids as uuid[]))")


def held(scope: Scope, ids: Collection[UUID]) -> Sequence[Finding]:
    """Findings by key, held until commit, in the one order in which everybody holds them."""
    query = scope.select(Finding).where(col(Finding.id).in_(list(ids))).order_by(col(Finding.id)).with_for_update()
    return scope.session.exec(query.execution_options(populate_existing=True)).all()


def held_by_ref(scope: Scope, refs: Collection[str]) -> Sequence[Finding]:
    """The same by public id; foreign and absent ones are not among them."""
    query = scope.select(Finding).where(col(Finding.public_id).in_(list(refs))).order_by(col(Finding.id))
    return scope.session.exec(query.with_for_update().execution_options(populate_existing=True)).all()


def by_ref(scope: Scope, refs: Collection[str]) -> Sequence[Finding]:
    """Findings by public id, as they are now."""
    return scope.session.exec(scope.select(Finding).where(col(Finding.public_id).in_(list(refs)))).all()


def by_key(scope: Scope, ids: Collection[UUID]) -> Sequence[Finding]:
    """Findings by key, as they are now."""
    return scope.session.exec(scope.select(Finding).where(col(Finding.id).in_(list(ids)))).all()


def _conditions(scope: Scope, filters: FindingFilters, moment: datetime) -> tuple[str, dict[str, Any]] | None:
    narrowed = narrowing(scope, filters, moment=moment)
    if narrowed is None:
        return None
    conditions, values = narrowed
    if filters.severity:
        conditions.append(f"f.severity_rank = {RANK[filters.severity]}")
    return " and ".join(conditions), values


def walk(
    scope: Scope, filters: FindingFilters, *, moment: datetime, after: int, up_to: int, limit: int
) -> Sequence[Any]:
    """Keys and numbers of findings that match, by number, from one on."""
    made = _conditions(scope, filters, moment)
    if made is None:
        return []
    query = text(_WALK.format(conditions=made[0], limit=limit))
    return scope.session.connection().execute(query, made[1] | {"after": after, "up_to": up_to}).all()


def count(scope: Scope, filters: FindingFilters, *, moment: datetime, limit: int) -> int:
    """How many findings match, counted up to `limit`."""
    made = _conditions(scope, filters, moment)
    if made is None:
        return 0
    query = text(_COUNT.format(conditions=made[0], limit=limit))
    return int(scope.session.connection().execute(query, made[1]).scalar_one())


def last_number(scope: Scope) -> int:
    """The highest number that was given out."""
    return int(scope.session.connection().execute(_LAST, {"workspace": scope.workspace_id}).scalar_one())


def tenant_names(scope: Scope, ids: Collection[UUID]) -> dict[UUID, str]:
    """What tenants are called."""
    rows = scope.session.connection().execute(_TENANTS, {"workspace": scope.workspace_id, "ids": list(ids)})
    return {row.id: row.name for row in rows}
