"""Statements about sessions. Whatever ends one also announces it, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from tenantpilot.access.authority import CHANNEL

_BY_TOKEN = text("""
  select s.id, s.ref, s.public_id, s.epoch, s.ended_at, s.end_reason, s.expires_at, s.last_seen_at,
    u.id as user_id, u.public_id as user_ref, u.display_name, u.is_active, u.is_platform_operator
  from session s join user_account u on u.id = s.user_id where s.token_hash = :digest
""")
_SEEN = text("update session set last_seen_at = :now where id = :key and ended_at is null")
_LIVE = text("""
  select public_id, user_agent, address, created_at, last_seen_at, expires_at from session
  where user_id = :person and ended_at is null and expires_at > :now and last_seen_at > :idle_since
  order by last_seen_at desc, public_id
""")

# Locking in the order of the key keeps two sign-outs of the same person from waiting for each other in a circle.
_END = """
  with chosen as (select id from session where ended_at is null and {which} order by id for update),
  ended as (
    update session s set ended_at = :now, end_reason = :reason, epoch = epoch + 1 from chosen where s.id = chosen.id
    returning s.ref, s.public_id, s.user_id
  )
  select public_id, user_id, pg_notify('{channel}', ref) from ended order by public_id
"""


def _end(which: str) -> Any:
    return text(_END.format(which=which, channel=CHANNEL))


_END_ONE = _end("id = :key")
_END_BY_REF = _end("ref = :ref")
_END_OWN = _end("user_id = :person and public_id = :public_id")
_END_OTHERS = _end("user_id = :person and id <> :key")
_END_ALL = _end("user_id = :person")
_END_EXPIRED = _end("(expires_at <= :now or last_seen_at <= :idle_since)")


@dataclass(frozen=True, slots=True)
class Ended:
    """A session that a statement has just ended."""

    public_id: str
    user_id: UUID


def by_token(session: Session, digest: bytes) -> Any | None:
    """The session row behind a token's hash with the person it belongs to, dead or alive."""
    return session.connection().execute(_BY_TOKEN, {"digest": digest}).one_or_none()


def note_seen(session: Session, session_id: UUID, moment: datetime) -> None:
    """Remember when the person was last there."""
    session.connection().execute(_SEEN, {"key": session_id, "now": moment})


def live_sessions(session: Session, person: UUID, moment: datetime, idle_since: datetime) -> Sequence[Any]:
    """The person's sessions that neither ended nor timed out, latest first."""
    values = {"person": person, "now": moment, "idle_since": idle_since}
    return session.connection().execute(_LIVE, values).all()


def _ended(session: Session, statement: Any, **values: Any) -> list[Ended]:
    rows = session.connection().execute(statement, values).all()
    return [Ended(row.public_id, row.user_id) for row in rows]


def end_one(session: Session, session_id: UUID, reason: str, moment: datetime) -> list[Ended]:
    """End the session with this key, if it is live."""
    return _ended(session, _END_ONE, key=session_id, reason=reason, now=moment)


def end_by_ref(session: Session, ref: str, reason: str, moment: datetime) -> list[Ended]:
    """End the session with this internal reference, if it is live."""
    return _ended(session, _END_BY_REF, ref=ref, reason=reason, now=moment)


def end_own(session: Session, person: UUID, public_id: str, reason: str, moment: datetime) -> list[Ended]:
    """End one session of this very person by its public id."""
    return _ended(session, _END_OWN, person=person, public_id=public_id, reason=reason, now=moment)


def end_others(session: Session, person: UUID, kept: UUID, reason: str, moment: datetime) -> list[Ended]:
    """End all sessions of a person except one."""
    return _ended(session, _END_OTHERS, person=person, key=kept, reason=reason, now=moment)


def end_all(session: Session, person: UUID, reason: str, moment: datetime) -> list[Ended]:
    """End all sessions of a person."""
    return _ended(session, _END_ALL, person=person, reason=reason, now=moment)


def end_timed_out(session: Session, moment: datetime, idle_since: datetime) -> list[Ended]:
    """Write down what the clock has ended already."""
    return _ended(session, _END_EXPIRED, now=moment, idle_since=idle_since, reason="expired")
