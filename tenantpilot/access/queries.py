"""Named reads of identities and memberships. The proof of a right is one statement, asked anew each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from tenantpilot.access.capabilities import Plane, Role
from tenantpilot.store.transaction import TenantSet

_SESSION = """
  select s.id, s.ref, s.epoch, s.ended_at, s.expires_at, s.last_seen_at, s.public_id,
    u.id as user_id, u.public_id as user_ref, u.display_name, u.is_active, u.is_platform_operator
  from session s join user_account u on u.id = s.user_id
"""
SESSION_BY_REF = _SESSION + " where s.ref = %(ref)s"
SESSION_BY_TOKEN = _SESSION + " where s.token_hash = %(token_hash)s"

_MEMBERSHIP = """
  select w.id as workspace_id, w.public_id as workspace_ref, m.id as membership_id, m.role, m.tenant_mode,
    (select coalesce(array_agg(t.named_tenant_id), '{}') from membership_tenant t
      where t.workspace_id = m.workspace_id and t.membership_id = m.id) as tenants
  from membership m join workspace w on w.id = m.workspace_id
  where m.user_id = :person and m.plane = :plane and m.revoked_at is null
    and (m.expires_at is null or m.expires_at > :now)
"""
_MEMBERSHIP_IN_SPACE = text(_MEMBERSHIP + " and w.public_id = :space")
_MEMBERSHIP_IN_WORKSPACE = text(_MEMBERSHIP + " and w.id = :workspace")
_LOCK = text(" select 1 from membership where workspace_id = :workspace and id = :membership"
             " and revoked_at is null and (expires_at is null or expires_at > :now) for share")
_SESSION_ALIVE = (
    "select 1 from session s join user_account u on u.id = s.user_id where s.id = :session and s.user_id = :person"
    " and s.epoch = :epoch and s.ended_at is null and s.expires_at > :now and u.is_active"
)
_ALIVE, _ALIVE_LOCKED = text(_SESSION_ALIVE), text(_SESSION_ALIVE + " for share of s, u")


@dataclass(frozen=True)
class Standing:
    """A person's current place in one plane of one workspace."""

    workspace_id: UUID
    workspace_ref: str
    membership_id: UUID
    role: Role
    tenants: TenantSet


def _standing(row: Any) -> Standing | None:
    if row is None:
        return None
    return Standing(
        row.workspace_id,
        row.workspace_ref,
        row.membership_id,
        Role(row.role),
        TenantSet(row.tenant_mode, frozenset(row.tenants)),
    )


def standing_in_space(session: Session, person: UUID, plane: Plane, space: str, now: datetime) -> Standing | None:
    """The person's standing in the workspace with this public id, or None for absent and foreign alike."""
    values = {"person": person, "plane": plane.value, "space": space, "now": now}
    return _standing(session.connection().execute(_MEMBERSHIP_IN_SPACE, values).one_or_none())


def standing_in_workspace(
    session: Session, person: UUID, plane: Plane, workspace_id: UUID, now: datetime
) -> Standing | None:
    """The person's standing in a workspace known by its key (runs rebuild authority this way)."""
    values = {"person": person, "plane": plane.value, "workspace": workspace_id, "now": now}
    return _standing(session.connection().execute(_MEMBERSHIP_IN_WORKSPACE, values).one_or_none())


def hold_membership(session: Session, standing: Standing, now: datetime) -> bool:
    """Keep the membership as it is until commit; False when it ended in the meantime."""
    values = {"workspace": standing.workspace_id, "membership": standing.membership_id, "now": now}
    return session.connection().execute(_LOCK, values).one_or_none() is not None


def session_alive(
    session: Session, session_id: UUID, person: UUID, epoch: int, now: datetime, *, hold: bool = False
) -> bool:
    """Whether the sign-in still stands with this epoch; `hold` keeps it so until commit."""
    values = {"session": session_id, "person": person, "epoch": epoch, "now": now}
    return session.connection().execute(_ALIVE_LOCKED if hold else _ALIVE, values).one_or_none() is not None
