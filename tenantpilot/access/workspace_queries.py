"""Named reads and the one preference write behind choosing a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from tenantpilot.access.capabilities import Plane

_MINE = text("""
  select w.public_id, w.name, w.environment, m.role, m.is_pinned, h.at as last_activity_at,
    (select count(*) from notification n where n.workspace_id = w.id and n.user_id = m.user_id and n.read_at is null)
      as attention
  from membership m join workspace w on w.id = m.workspace_id left join audit_head h on h.workspace_id = w.id
  where m.user_id = :person and m.plane = :plane and m.revoked_at is null
    and (m.expires_at is null or m.expires_at > :now)
  order by m.is_pinned desc, w.name, w.public_id
""")
_PLANES = text(
    "select distinct plane from membership where user_id = :person and revoked_at is null"
    " and (expires_at is null or expires_at > :now)"
)
_ALL = text("""
  select w.public_id, w.name, w.environment, w.created_at, h.at as last_activity_at,
    (select count(*) from membership m where m.workspace_id = w.id and m.revoked_at is null
      and (m.expires_at is null or m.expires_at > :now)) as members,
    (select count(*) from tenant t where t.workspace_id = w.id) as tenants
  from workspace w left join audit_head h on h.workspace_id = w.id
  where :search = '' or starts_with(lower(w.name), :search)
  order by w.name, w.public_id limit :limit
""")
_FACE = text("select name, environment from workspace where id = :workspace")
_PIN = text("update membership set is_pinned = :pinned where workspace_id = :workspace and id = :membership")


def mine(session: Session, person: UUID, plane: Plane, now: datetime) -> Sequence[Any]:
    """The workspaces a person currently belongs to in a plane."""
    values = {"person": person, "plane": plane.value, "now": now}
    return session.connection().execute(_MINE, values).all()


def set_pin(session: Session, workspace_id: UUID, membership_id: UUID, *, is_pinned: bool) -> None:
    """Set the person's own pin on their membership."""
    values = {"pinned": is_pinned, "workspace": workspace_id, "membership": membership_id}
    session.connection().execute(_PIN, values)


def planes_of(session: Session, person: UUID, now: datetime) -> set[str]:
    """The planes in which the person has a current membership anywhere."""
    return set(session.connection().execute(_PLANES, {"person": person, "now": now}).scalars())


def all_workspaces(session: Session, search: str, now: datetime, limit: int) -> Sequence[Any]:
    """Every workspace of the installation with its size; needs the platform role."""
    return session.connection().execute(_ALL, {"search": search, "now": now, "limit": limit}).all()


def workspace_face(session: Session, workspace_id: UUID) -> Any:
    """Name and environment of the workspace the transaction is set to."""
    return session.connection().execute(_FACE, {"workspace": workspace_id}).one()


_KEY = text("select id from workspace where public_id = :ref")
_SUSPEND = text(
    "update workspace set suspended_at = :moment where id = :workspace"
    " and (suspended_at is null) <> (cast(:moment as timestamptz) is null)"
)


def key_of(session: Session, ref: str) -> UUID | None:
    """The key of any workspace; needs the runner role."""
    return session.connection().execute(_KEY, {"ref": ref}).scalar_one_or_none()


def set_suspended(session: Session, workspace_id: UUID, moment: datetime | None) -> bool:
    """Suspend since a moment, or not at all; whether that was a change."""
    values = {"workspace": workspace_id, "moment": moment}
    return bool(session.connection().execute(_SUSPEND, values).rowcount)
