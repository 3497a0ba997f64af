"""Statements about schedules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, text
from sqlalchemy import select as columns
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from tenantpilot.access.tables import Notification, UserAccount
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.operations.run_queries import within
from tenantpilot.operations.tables import Schedule
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import Tenant

# What a control stops is not due: it waits, and its latest missed time is caught up when the control is released.
_DUE = text("""
  select s.workspace_id, s.id from schedule s
  where s.paused_at is null and s.deleted_at is null and s.next_due_at <= :now
    and not exists (select 1 from installation_control i where i.kind in ('', s.kind) and i.released_at is null)
    and not exists (select 1 from workspace_control c
      where c.workspace_id = s.workspace_id and c.kind in ('', s.kind) and c.released_at is null)
  order by s.next_due_at limit :limit
""")


def _reached(scope: Scope) -> ColumnElement[bool]:
    return and_(within(scope, Schedule, col(Schedule.owner_id)), col(Schedule.deleted_at).is_(None))


def schedules(scope: Scope) -> Sequence[Any]:
    """(schedule, owner's name, tenant's name), the next due first, paused ones last."""
    tenant = and_(col(Tenant.workspace_id) == col(Schedule.workspace_id), col(Tenant.id) == col(Schedule.tenant_id))
    query = (
        columns(Schedule, UserAccount.display_name, Tenant.name)  # type: ignore[call-overload]
        .select_from(Schedule)
        .join(UserAccount, col(UserAccount.id) == col(Schedule.owner_id))
        .outerjoin(Tenant, tenant)
        .where(_reached(scope))
        .order_by(col(Schedule.paused_at).is_not(None), col(Schedule.next_due_at), col(Schedule.public_id))
    )
    return scope.session.execute(query).all()


def count(scope: Scope) -> int:
    """How many schedules the scope reaches."""
    return int(scope.session.execute(columns(func.count()).select_from(Schedule).where(_reached(scope))).scalar_one())


def by_ref(scope: Scope, ref: str) -> Schedule:
    """The schedule with this public id, held until commit.

    Raises:
        NotFoundError: malformed, absent, deleted and foreign alike.
    """
    if not is_public_id(ref, "sch"):
        raise NotFoundError("malformed schedule id")
    query = select(Schedule).where(_reached(scope), Schedule.public_id == ref).with_for_update()
    row = scope.session.exec(query).one_or_none()
    if row is None:
        raise NotFoundError("no such schedule in scope")
    return row


def due(session: Session, now: datetime, limit: int) -> Sequence[Any]:
    """Keys of schedules whose time has come; needs the runner role."""
    return session.connection().execute(_DUE, {"now": now, "limit": limit}).all()


def hold_due(session: Session, workspace_id: UUID, schedule_id: UUID, now: datetime) -> Schedule | None:
    """The schedule if it is still due and nobody else is at it."""
    query = (
        select(Schedule)
        .where(Schedule.workspace_id == workspace_id, Schedule.id == schedule_id)
        .where(col(Schedule.next_due_at) <= now, col(Schedule.paused_at).is_(None), col(Schedule.deleted_at).is_(None))
        .with_for_update(skip_locked=True)
    )
    return session.exec(query).one_or_none()


def tell_once(session: Session, notice: Notification) -> None:
    """Write a notice unless it is there already."""
    session.connection().execute(insert(Notification).values(**notice.model_dump()).on_conflict_do_nothing())


def tenant_of(session: Session, row: Schedule) -> tuple[UUID, str] | None:
    """Key and public id of the schedule's tenant, if it has one."""
    query = select(Tenant.id, Tenant.public_id).where(
        Tenant.workspace_id == row.workspace_id, col(Tenant.id) == row.tenant_id
    )
    return session.exec(query).one_or_none() if row.tenant_id else None
