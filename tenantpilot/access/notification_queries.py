"""Named reads and writes of a person's notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from tenantpilot.access.capabilities import Plane

# Notices of workspaces the person has left stay where they are, unseen.
_MINE = text("""
  select n.public_id, n.kind, n.subject_kind, n.subject_ref, n.arguments, n.created_at, n.read_at,
    w.public_id as space, w.name as workspace_name
  from notification n join workspace w on w.id = n.workspace_id
  where n.user_id = :person and exists (
    select 1 from membership m where m.workspace_id = n.workspace_id and m.user_id = :person and m.plane = :plane
      and m.revoked_at is null and (m.expires_at is null or m.expires_at > :now))
  order by n.created_at desc, n.public_id limit :limit
""")
_STILL_MINE = """
  select distinct n.workspace_id from notification n where n.user_id = :person and exists (
    select 1 from membership m where m.workspace_id = n.workspace_id and m.user_id = n.user_id
      and m.revoked_at is null and (m.expires_at is null or m.expires_at > :now))
"""
_UNREAD_PLACES = text(_STILL_MINE + " and n.read_at is null")
_READ_ALL = text(
    "update notification set read_at = :now where workspace_id = :workspace and user_id = :person and read_at is null"
)
_PLACE = text(_STILL_MINE + " and n.public_id = :ref")
_READ_ONE = text(
    "update notification set read_at = :now where workspace_id = :workspace and user_id = :person"
    " and public_id = :ref and read_at is null"
)


def newest(session: Session, person: UUID, plane: Plane, now: datetime, limit: int) -> Sequence[Any]:
    """The person's newest notices in workspaces they still belong to."""
    values = {"person": person, "plane": plane.value, "now": now, "limit": limit}
    return session.connection().execute(_MINE, values).all()


def places_with_unread(session: Session, person: UUID, now: datetime) -> list[UUID]:
    """The workspaces that hold unread notices for the person, who still belongs to them."""
    return list(session.connection().execute(_UNREAD_PLACES, {"person": person, "now": now}).scalars())


def place_of(session: Session, person: UUID, ref: str, now: datetime) -> UUID | None:
    """The workspace of one of the person's notices, if they still belong to it."""
    return session.connection().execute(_PLACE, {"person": person, "ref": ref, "now": now}).scalars().first()


def read_all(session: Session, person: UUID, workspace_id: UUID, now: datetime) -> None:
    """Mark the person's notices of the workspace the transaction is set to."""
    values = {"person": person, "workspace": workspace_id, "now": now}
    session.connection().execute(_READ_ALL, values)


def read_one(session: Session, person: UUID, workspace_id: UUID, ref: str, now: datetime) -> None:
    """Mark one notice of the workspace the transaction is set to."""
    values = {"person": person, "workspace": workspace_id, "ref": ref, "now": now}
    session.connection().execute(_READ_ONE, values)
