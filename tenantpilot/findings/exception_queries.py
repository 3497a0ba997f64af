"""Statements about acceptances that change or hold many of them, and who is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from tenantpilot.access.tables import UserAccount
from tenantpilot.findings.tables import IN_FORCE, Finding, FindingException
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import Tenant

# Findings first, then what is accepted about them: everybody takes them in this order.
_DUE = text("""
  select e.id, e.finding_id from finding_exception e
    join finding f on f.workspace_id = e.workspace_id and f.id = e.finding_id
  where e.workspace_id = :workspace and e.next_at <= :now
  order by e.next_at, e.id limit :limit for update of f skip locked
""")
_DUE_SOMEWHERE = text("""
  select distinct workspace_id from finding_exception where next_at <= :now and next_at is not null limit :limit
""")
_TELL = text("""
  insert into notification
    (workspace_id, id, public_id, user_id, kind, subject_kind, subject_ref, arguments, created_at)
  select :workspace, gen_random_uuid(), c.public_id, c.user_id, c.kind, 'exception', c.subject_ref, c.arguments, :now
  from json_to_recordset(cast(:rows as json))
    as c(public_id text, user_id uuid, kind text, subject_ref text, arguments text)
  on conflict (workspace_id, user_id, kind, subject_ref) do nothing
""")
_NUMBER = text("""
  insert into workspace_counter (workspace_id, id, name, last) values (:workspace, gen_random_uuid(), 'exception', 1)
  on conflict (workspace_id, name) do update set last = workspace_counter.last + 1 returning last
""")
_PERSON = text("select id from user_account where public_id = :ref")


def due_workspaces(session: Session, at: datetime, limit: int) -> Sequence[UUID]:
    """Workspaces in which the product has something to do about an acceptance, as the runner may see them."""
    return session.connection().execute(_DUE_SOMEWHERE, {"now": at, "limit": limit}).scalars().all()


def hold_due(scope: Scope, at: datetime, limit: int) -> list[tuple[FindingException, Finding]]:
    """Acceptances about which something is due, each with its finding, both held; others' locks are passed by."""
    values = {"workspace": scope.workspace_id, "now": at, "limit": limit}
    keys = scope.session.connection().execute(_DUE, values).all()
    if not keys:
        return []
    held = {row.id: row for row in _held(scope, Finding, [key.finding_id for key in keys])}
    rows = _held(scope, FindingException, [key.id for key in keys], skip=True)
    # Read again under the lock: somebody may have decided while we came here.
    return [(row, held[row.finding_id]) for row in rows if row.next_at is not None and row.next_at <= at]


def _held(scope: Scope, table: Any, ids: Collection[UUID], *, skip: bool = False) -> Sequence[Any]:
    query = scope.select(table).where(table.id.in_(list(ids))).order_by(table.id)
    query = query.with_for_update(skip_locked=skip).execution_options(populate_existing=True)
    return scope.session.exec(query).all()


def hold(scope: Scope, public_id: str) -> tuple[FindingException, Finding]:
    """An acceptance and its finding within reach, both held, the finding first.

    Raises:
        NotFoundError: malformed, absent, foreign and out of reach alike.
    """
    row = scope.get(FindingException, public_id)
    (finding,) = _held(scope, Finding, [row.finding_id])
    (row,) = _held(scope, FindingException, [row.id])
    return row, finding


def resting(scope: Scope, findings: Collection[UUID], states: Collection[str] = IN_FORCE) -> list[FindingException]:
    """The acceptances of these findings in these states, held."""
    query = scope.select(FindingException).where(
        col(FindingException.finding_id).in_(list(findings)), col(FindingException.status).in_(list(states))
    )
    query = query.order_by(col(FindingException.id)).with_for_update().execution_options(populate_existing=True)
    return list(scope.session.exec(query).all())


def next_number(scope: Scope) -> int:
    """The workspace's next number; nobody else gets it, and an undone transaction gives it back."""
    number: int = scope.session.connection().execute(_NUMBER, {"workspace": scope.workspace_id}).scalar_one()
    return number


def tell(scope: Scope, rows: str, at: datetime) -> None:
    """Notices to people, each of them once however often it is asked for."""
    scope.session.connection().execute(_TELL, {"workspace": scope.workspace_id, "rows": rows, "now": at})


def person_by_ref(scope: Scope, ref: str) -> UUID | None:
    """The key of the person with this public id."""
    found: UUID | None = scope.session.connection().execute(_PERSON, {"ref": ref}).scalar_one_or_none()
    return found


def person_refs(scope: Scope, ids: Collection[UUID]) -> dict[UUID, str]:
    """Public ids of people."""
    query = select(UserAccount.id, UserAccount.public_id).where(col(UserAccount.id).in_(list(ids)))
    return dict(scope.session.exec(query).all())


def tenant_refs(scope: Scope, ids: Collection[UUID]) -> dict[UUID, str]:
    """Public ids of tenants."""
    query = select(Tenant.id, Tenant.public_id).where(
        Tenant.workspace_id == scope.workspace_id, col(Tenant.id).in_(list(ids))
    )
    return dict(scope.session.exec(query).all())


def ref_of(scope: Scope, key: UUID | None) -> str:
    """The public id of an acceptance; none: empty."""
    if key is None:
        return ""
    query = scope.select(FindingException).where(col(FindingException.id) == key)
    return scope.session.exec(query).one().public_id


def successor(scope: Scope, row: FindingException) -> FindingException | None:
    """The request that took this one's place."""
    query = scope.select(FindingException).where(FindingException.supersedes_id == row.id)
    return scope.session.exec(query.order_by(col(FindingException.number).desc()).limit(1)).one_or_none()
