"""Statements about people as the installation's operator sees them, across workspaces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

_LIST = text("""
  select u.public_id, u.display_name, u.email, u.issuer, u.subject, u.is_active, u.is_platform_operator,
    u.last_sign_in_at,
    (select count(*) from membership m where m.user_id = u.id and m.revoked_at is null
      and (m.expires_at is null or m.expires_at > :now)) as workspaces
  from user_account u
  where :search = '' or position(:search in lower(u.display_name || ' ' || u.email || ' ' || u.public_id)) > 0
  order by u.last_sign_in_at desc nulls last, u.public_id limit :limit
""")
_ONE = text("select id, is_active, is_platform_operator from user_account where public_id = :ref for update")
_ACTIVE = text("update user_account set is_active = :value where public_id = :ref")
_PLATFORM = text("update user_account set is_platform_operator = :value where public_id = :ref")


def accounts(session: Session, search: str, moment: datetime, limit: int) -> Sequence[Any]:
    """People, those who were here last first; `search` is part of a name, an address or an id."""
    values = {"search": search, "now": moment, "limit": limit}
    return session.connection().execute(_LIST, values).all()


def held_account(session: Session, ref: str) -> Any | None:
    """The account with this public id, held until commit."""
    return session.connection().execute(_ONE, {"ref": ref}).one_or_none()


def set_active(session: Session, ref: str, *, value: bool) -> None:
    """Open or shut an account."""
    session.connection().execute(_ACTIVE, {"ref": ref, "value": value})


def set_platform_operator(session: Session, ref: str, *, value: bool) -> None:
    """Make somebody platform staff or not; only the owner role may."""
    session.connection().execute(_PLATFORM, {"ref": ref, "value": value})
