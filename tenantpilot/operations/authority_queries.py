"""What the execution gate reads and holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

# One statement holds all three, in the order in which those who take rights away lock them.
_STANDING = """
  select m.id as membership_id, m.role, m.tenant_mode, u.is_active, u.public_id as person_ref
  from membership m join user_account u on u.id = m.user_id
  where m.workspace_id = :workspace and m.user_id = :person and m.plane = :plane and m.revoked_at is null
    and (m.expires_at is null or m.expires_at > :now)
"""
_SEEN, _HELD = text(_STANDING), text(_STANDING + "  for share of m, u")
_NAMED = text(
    "select named_tenant_id from membership_tenant where workspace_id = :workspace and membership_id = :membership"
)
_SESSION_END = "select end_reason from session where id = :session"
_SESSION_END_SEEN, _SESSION_END_HELD = text(_SESSION_END), text(_SESSION_END + " for share")
_LAST_MEMBERSHIP = text(
    "select revoked_at from membership where workspace_id = :workspace and user_id = :person and plane = :plane"
    " order by created_at desc limit 1"
)
_TENANT = text("select public_id from tenant where workspace_id = :workspace and id = :tenant")


def standing(session: Session, workspace_id: UUID, person: UUID, plane: str, now: datetime, *, hold: bool) -> Any:
    """Current membership and account of a person; None without a membership.

    `hold` keeps them so until commit; who waited for the lock gets the rows as the other one left them.
    """
    values = {"workspace": workspace_id, "person": person, "plane": plane, "now": now}
    return session.connection().execute(_HELD if hold else _SEEN, values).one_or_none()


def named_tenants(session: Session, workspace_id: UUID, membership_id: UUID) -> frozenset[UUID]:
    """The tenants that a narrowed membership names; the membership must be held already."""
    values = {"workspace": workspace_id, "membership": membership_id}
    return frozenset(session.connection().execute(_NAMED, values).scalars())


def session_end(session: Session, session_id: UUID, *, hold: bool) -> str:
    """Why the dispatching session ended; empty while it lives. `hold` keeps it so until commit."""
    query = _SESSION_END_HELD if hold else _SESSION_END_SEEN
    return session.connection().execute(query, {"session": session_id}).scalar_one_or_none() or ""


def how_membership_ended(session: Session, workspace_id: UUID, person: UUID, plane: str) -> str:
    """The reason code for a membership that is no more."""
    values = {"workspace": workspace_id, "person": person, "plane": plane}
    row = session.connection().execute(_LAST_MEMBERSHIP, values).one_or_none()
    return "membership_ended" if row is None or row.revoked_at is not None else "membership_expired"


def tenant_ref(session: Session, workspace_id: UUID, tenant_id: UUID) -> str | None:
    """The public id of a tenant within the transaction's reach."""
    values = {"workspace": workspace_id, "tenant": tenant_id}
    return session.connection().execute(_TENANT, values).scalar_one_or_none()
