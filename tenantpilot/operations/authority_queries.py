"""What the execution gate reads and holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

_ACCOUNT = text("select is_active, public_id from user_account where id = :person for share")
_SESSION_END = text("select end_reason from session where id = :session for share")
_LAST_MEMBERSHIP = text(
    "select revoked_at from membership where workspace_id = :workspace and user_id = :person and plane = :plane"
    " order by created_at desc limit 1"
)
_TENANT = text("select public_id from tenant where workspace_id = :workspace and id = :tenant")


def hold_account(session: Session, person: UUID) -> Any:
    """(is active, public id) of a person, kept so until commit."""
    return session.connection().execute(_ACCOUNT, {"person": person}).one_or_none()


def hold_session_end(session: Session, session_id: UUID) -> str:
    """Why the dispatching session ended, kept so until commit; empty while it lives."""
    return session.connection().execute(_SESSION_END, {"session": session_id}).scalar_one_or_none() or ""


def how_membership_ended(session: Session, workspace_id: UUID, person: UUID, plane: str) -> str:
    """The reason code for a membership that is no more."""
    values = {"workspace": workspace_id, "person": person, "plane": plane}
    row = session.connection().execute(_LAST_MEMBERSHIP, values).one_or_none()
    return "membership_ended" if row is None or row.revoked_at is not None else "membership_expired"


def tenant_ref(session: Session, workspace_id: UUID, tenant_id: UUID) -> str | None:
    """The public id of a tenant within the transaction's reach."""
    values = {"workspace": workspace_id, "tenant": tenant_id}
    return session.connection().execute(_TENANT, values).scalar_one_or_none()
