"""Statements about sign-ins under way and the people they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from tenantpilot.kernel.ids import new_id, new_public_id

_ADD = text("""
  insert into sign_in_attempt (id, state_hash, browser_hash, sealed, expires_at)
  values (:id, :state_hash, :browser_hash, :sealed, :expires_at)
""")
# Reading is deleting: whoever comes second finds nothing, also when two come at the same instant.
_TAKE = text("delete from sign_in_attempt where state_hash = :state_hash returning browser_hash, sealed, expires_at")
_CLEAN = text("delete from sign_in_attempt where expires_at < :now")
_HAS_BROWSER = text("select 1 from sign_in_attempt where browser_hash = :browser_hash and expires_at > :now limit 1")

# One statement, so that two first sign-ins of the same person at the same instant make one account.
_RECOGNISE = text("""
  insert into user_account as u (id, public_id, issuer, subject, display_name, email, is_active, is_platform_operator,
    language, theme, density, created_at, last_sign_in_at)
  values (:id, :public_id, :issuer, :subject, coalesce(nullif(:name, ''), :subject), :email, true, false, '',
    'system', 'comfortable', :now, :now)
  on conflict (issuer, subject) do update set
    display_name = case when :name = '' then u.display_name else excluded.display_name end,
    email = case when excluded.email = '' then u.email else excluded.email end,
    last_sign_in_at = excluded.last_sign_in_at
  where u.is_active
  returning u.id, u.public_id, (u.id = :id) as is_new
""")


@dataclass(frozen=True, slots=True)
class Recognised:
    """An active account."""

    id: UUID
    public_id: str
    is_new: bool


def add_attempt(session: Session, state_hash: bytes, browser_hash: bytes, sealed: bytes, expires_at: datetime) -> None:
    """Remember a sign-in that leaves for the provider."""
    values = {
        "id": new_id(),
        "state_hash": state_hash,
        "browser_hash": browser_hash,
        "sealed": sealed,
        "expires_at": expires_at,
    }
    session.connection().execute(_ADD, values)


def take_attempt(session: Session, state_hash: bytes) -> Any | None:
    """The sign-in behind a state, once."""
    return session.connection().execute(_TAKE, {"state_hash": state_hash}).one_or_none()


def drop_old_attempts(session: Session, moment: datetime) -> None:
    """Forget sign-ins that nobody finished."""
    session.connection().execute(_CLEAN, {"now": moment})


def is_waiting_for(session: Session, browser_hash: bytes, moment: datetime) -> bool:
    """Whether a sign-in of this browser is under way."""
    values = {"browser_hash": browser_hash, "now": moment}
    return session.connection().execute(_HAS_BROWSER, values).one_or_none() is not None


def recognise(
    session: Session, *, issuer: str, subject: str, name: str, email: str, moment: datetime
) -> Recognised | None:
    """The account of this issuer and subject, made or refreshed; None when it is deactivated."""
    values = {
        "id": new_id(),
        "public_id": new_public_id("usr"),
        "issuer": issuer,
        "subject": subject,
        "name": name,
        "email": email,
        "now": moment,
    }
    row = session.connection().execute(_RECOGNISE, values).one_or_none()
    return None if row is None else Recognised(row.id, row.public_id, row.is_new)
