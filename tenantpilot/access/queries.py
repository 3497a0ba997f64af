"""Named reads of identities and memberships. The proof of a right is one statement, asked anew each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from tenantpilot.access.capabilities import Plane, Role
from tenantpilot.store.transaction import TenantSet, apply_settings

_SESSION = """
  select s.id, s.ref, s.epoch, s.ended_at, s.expires_at, s.last_seen_at, s.public_id,
    u.id as user_id, u.public_id as user_ref, u.display_name, u.is_active, u.is_platform_operator
  from session s join user_account u on u.id = s.user_id
"""
SESSION_BY_REF = _SESSION + " where s.ref = %(ref)s"
SESSION_BY_TOKEN = _SESSION + " where s.token_hash = %(token_hash)s"
SESSIONS_BY_REF = _SESSION + " where s.ref = any(%(refs)s)"
SESSION_SEEN = "update session set last_seen_at = %(now)s where ref = %(ref)s and ended_at is null"

_MEMBERSHIP = """
  select w.id as workspace_id, w.public_id as workspace_ref, m.id as membership_id, m.role, m.tenant_mode
  from membership m join workspace w on w.id = m.workspace_id
  where m.user_id = :person and m.plane = :plane and m.revoked_at is null
    and (m.expires_at is null or m.expires_at > :now)
"""
_NAMED = text(
    "select named_tenant_id from membership_tenant where workspace_id = :workspace and membership_id = :membership"
)
_MEMBERSHIP_IN_SPACE = text(_MEMBERSHIP + " and w.public_id = :space")
_MEMBERSHIP_IN_WORKSPACE = text(_MEMBERSHIP + " and w.id = :workspace")
_LOCK = text(
    " select 1 from membership where workspace_id = :workspace and id = :membership"
    " and revoked_at is null and (expires_at is null or expires_at > :now) for share"
)
# Not the workspace's row: starting work holds that one after the membership, which would close a circle.
_LOCK_MEMBERS = text("select pg_advisory_xact_lock(hashtextextended('members ' || :workspace, 0))")
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


def _standing(session: Session, person: UUID, row: Any) -> Standing | None:
    if row is None:
        return None
    tenants = TenantSet()
    if row.tenant_mode != "all":
        # The named tenants are the workspace's rows: only its own setting shows them.
        apply_settings(session, workspace_id=row.workspace_id, user_id=person)
        values = {"workspace": row.workspace_id, "membership": row.membership_id}
        named = session.connection().execute(_NAMED, values).scalars()
        tenants = TenantSet(row.tenant_mode, frozenset(named))
    return Standing(row.workspace_id, row.workspace_ref, row.membership_id, Role(row.role), tenants)


def standing_in_space(session: Session, person: UUID, plane: Plane, space: str, now: datetime) -> Standing | None:
    """The person's standing in the workspace with this public id, or None for absent and foreign alike."""
    values = {"person": person, "plane": plane.value, "space": space, "now": now}
    return _standing(session, person, session.connection().execute(_MEMBERSHIP_IN_SPACE, values).one_or_none())


def standing_in_workspace(
    session: Session, person: UUID, plane: Plane, workspace_id: UUID, now: datetime
) -> Standing | None:
    """The person's standing in a workspace known by its key (runs rebuild authority this way)."""
    values = {"person": person, "plane": plane.value, "workspace": workspace_id, "now": now}
    return _standing(session, person, session.connection().execute(_MEMBERSHIP_IN_WORKSPACE, values).one_or_none())


def hold_membership(session: Session, standing: Standing, now: datetime) -> bool:
    """Keep the membership as it is until commit; False when it ended in the meantime."""
    values = {"workspace": standing.workspace_id, "membership": standing.membership_id, "now": now}
    return session.connection().execute(_LOCK, values).one_or_none() is not None


def hold_members(session: Session, workspace_id: UUID) -> None:
    """Wait until nobody else changes who belongs to the workspace, and keep it so until commit."""
    session.connection().execute(_LOCK_MEMBERS, {"workspace": str(workspace_id)})


def session_alive(
    session: Session, session_id: UUID, person: UUID, epoch: int, now: datetime, *, hold: bool = False
) -> bool:
    """Whether the sign-in still stands with this epoch; `hold` keeps it so until commit."""
    values = {"session": session_id, "person": person, "epoch": epoch, "now": now}
    return session.connection().execute(_ALIVE_LOCKED if hold else _ALIVE, values).one_or_none() is not None


_TENANT = text("select id from tenant where workspace_id = :workspace and public_id = :ref")
_PLATFORM = text("select is_platform_operator from user_account where id = :person and is_active")
_RAISE = text(
    "with chosen as (select id from session where user_id = :person and ended_at is null order by id for update),"
    " raised as (update session s set epoch = epoch + 1 from chosen where s.id = chosen.id returning s.ref)"
    " select pg_notify(:channel, ref) from raised"
)
# An invited person belongs to no workspace yet: this function finds the row by its secret alone.
_INVITATION = text("select workspace_id, workspace_ref, invitation_ref from invitation_by_token(:digest)")


def tenant_by_ref(session: Session, workspace_id: UUID, ref: str) -> UUID | None:
    """The key of a tenant the transaction's row-level security reaches."""
    values = {"workspace": workspace_id, "ref": ref}
    return session.connection().execute(_TENANT, values).scalar_one_or_none()


def is_platform_operator(session: Session, person: UUID) -> bool:
    """Whether an active person is platform staff."""
    return bool(session.connection().execute(_PLATFORM, {"person": person}).scalar_one_or_none())


def raise_epochs(session: Session, person: UUID, channel: str) -> None:
    """Raise the epoch of the person's live sessions and announce each on `channel` at commit."""
    session.connection().execute(_RAISE, {"person": person, "channel": channel})


def invitation_by_token(session: Session, digest: bytes) -> tuple[UUID, str, str] | None:
    """(workspace key, workspace public id, invitation public id) of the invitation with this secret."""
    row = session.connection().execute(_INVITATION, {"digest": digest}).one_or_none()
    return None if row is None else (row.workspace_id, row.workspace_ref, row.invitation_ref)
