"""Statements about controls: what is stopped now, and who stopped it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select as columns
from sqlalchemy import text
from sqlmodel import Session, col, select

from tenantpilot.access.tables import UserAccount
from tenantpilot.operations.tables import InstallationControl, WorkspaceControl
from tenantpilot.store.scope import Scope

# The installation's own stop is named first: the workspace could not lift it.
_STOPPED = text("""
  select 'stopped_by_installation' as reason, 1 as place from installation_control
  where kind in ('', :kind) and released_at is null
  union all
  select 'stopped_by_workspace', 2 from workspace_control
  where workspace_id = :workspace and kind in ('', :kind) and released_at is null
  order by place limit 1
""")
# Later rows win: the same order as above.
_ALL_STOPPED = text("""
  select 'stopped_by_workspace' as reason, kind, 2 as place from workspace_control
  where workspace_id = :workspace and released_at is null
  union all
  select 'stopped_by_installation', kind, 1 from installation_control where released_at is null
  order by place desc
""")
_EVERYTHING = text("""
  select '' as space, kind, reason, set_at from installation_control where released_at is null
  union all
  select w.public_id, c.kind, c.reason, c.set_at from workspace_control c join workspace w on w.id = c.workspace_id
  where c.released_at is null
  order by space, kind
""")


def everything(session: Session) -> Sequence[Any]:
    """(workspace's public id or nothing, kind, reason, since) of all stops; needs the runner role."""
    return session.connection().execute(_EVERYTHING).all()


def stopped(session: Session, workspace_id: UUID, kind: str) -> str:
    """The reason code of the stop on this kind of operation, or nothing."""
    values = {"workspace": workspace_id, "kind": kind}
    return session.connection().execute(_STOPPED, values).scalars().first() or ""


def stopped_kinds(session: Session, workspace_id: UUID) -> dict[str, str]:
    """Kind (empty: all) → reason code of the stop on it."""
    found = session.connection().execute(_ALL_STOPPED, {"workspace": workspace_id})
    return {row.kind: row.reason for row in found}


def of_workspace(scope: Scope) -> Sequence[Any]:
    """(control, name of who set it) of the scope's workspace."""
    person = col(UserAccount.id) == col(WorkspaceControl.set_by)
    query = (
        columns(WorkspaceControl, UserAccount.display_name)  # type: ignore[call-overload]
        .select_from(WorkspaceControl)
        .outerjoin(UserAccount, person)
        .where(WorkspaceControl.workspace_id == scope.workspace_id, col(WorkspaceControl.released_at).is_(None))
    )
    return scope.session.execute(query).all()


def of_installation(session: Session) -> Sequence[Any]:
    """(control, name of who set it) of the installation."""
    person = col(UserAccount.id) == col(InstallationControl.set_by)
    query = (
        columns(InstallationControl, UserAccount.display_name)  # type: ignore[call-overload]
        .select_from(InstallationControl)
        .outerjoin(UserAccount, person)
        .where(col(InstallationControl.released_at).is_(None))
    )
    return session.execute(query).all()


def engaged_in_workspace(scope: Scope, kind: str) -> WorkspaceControl | None:
    """The workspace's own stop on exactly this kind, held until commit."""
    query = scope.select(WorkspaceControl).where(
        WorkspaceControl.kind == kind, col(WorkspaceControl.released_at).is_(None)
    )
    return scope.session.exec(query.with_for_update()).one_or_none()


def engaged_in_installation(session: Session, kind: str) -> InstallationControl | None:
    """The installation's stop on exactly this kind, held until commit."""
    query = select(InstallationControl).where(
        InstallationControl.kind == kind, col(InstallationControl.released_at).is_(None)
    )
    return session.exec(query.with_for_update()).one_or_none()


def installation_control(session: Session, ref: str) -> InstallationControl | None:
    """The installation's control with this public id, held until commit."""
    query = select(InstallationControl).where(InstallationControl.public_id == ref)
    return session.exec(query.with_for_update()).one_or_none()
