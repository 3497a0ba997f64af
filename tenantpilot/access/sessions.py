"""Sign-ins: made at the provider's word, found by cookie, listed and ended by their owner, ended by the clock.

The browser holds a random token and nothing else; the database holds the token's hash. Every end is announced on
PostgreSQL's channel with its commit, so that open sockets fall at once; the gate would refuse their next event anyway.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session

from tenantpilot.access import session_queries as queries
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context, new_request_id
from tenantpilot.access.devices import describe
from tenantpilot.access.handles import seal, unseal
from tenantpilot.access.scopes import open_person
from tenantpilot.access.session_queries import Ended
from tenantpilot.access.tables import SignInSession
from tenantpilot.access.views import SessionRow
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.crypto import token_digest
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import NIL
from tenantpilot.kernel.settings import settings
from tenantpilot.store import ledger
from tenantpilot.store.ledger import Actor
from tenantpilot.store.transaction import transaction

HANDLE_KIND = "session"
SEEN_EVERY = timedelta(seconds=60)
_LONGEST_AGENT = 400
_LONGEST_ADDRESS = 64


class EndReason(StrEnum):
    """Why a session is over. Only a revocation also stops what the session had queued."""

    SIGNED_OUT = "signed_out"
    REVOKED = "revoked"
    EXPIRED = "expired"
    REPLACED = "replaced"
    USER_DEACTIVATED = "user_deactivated"


@dataclass(frozen=True, slots=True)
class Started:
    """A new session; `token` goes into the cookie and nowhere else."""

    token: str
    public_id: str


@dataclass(frozen=True, slots=True)
class Found:
    """A live session behind a request."""

    id: UUID
    ref: str
    public_id: str
    epoch: int
    user_id: UUID
    user_ref: str
    display_name: str
    is_platform_operator: bool

    def context(self, plane: Plane, space: str = "") -> Context:
        """The Context of a plain HTTP request (downloads); it proves who, never what they may."""
        return Context(
            user_id=self.user_id,
            user_ref=self.user_ref,
            display_name=self.display_name,
            session_id=self.id,
            session_ref=self.ref,
            session_epoch=self.epoch,
            plane=plane,
            space=space,
            request_id=new_request_id(),
        )


def _idle_since(moment: datetime) -> datetime:
    return moment - timedelta(minutes=settings().session_idle_minutes)


def start(session: Session, person: UUID, actor: Actor, *, address: str = "", user_agent: str = "") -> Started:
    """A new session for a person whom the provider has just vouched for, inside the caller's transaction.

    It never continues an older one: whatever token a browser held before is worth nothing after.
    """
    token = secrets.token_urlsafe(32)
    row = SignInSession(
        ref=secrets.token_hex(16),
        token_hash=token_digest(token),
        user_id=person,
        user_agent=user_agent[:_LONGEST_AGENT],
        address=address[:_LONGEST_ADDRESS],
        created_at=now(),
        last_seen_at=now(),
        expires_at=now() + timedelta(hours=settings().session_absolute_hours),
    )
    session.add(row)
    session.flush()
    ledger.append(session, NIL, actor, "session.started", "session", row.public_id)
    return Started(token, row.public_id)


def find(token: str) -> Found | None:
    """The live session behind a cookie's token, and note that the person is there (at most once a minute)."""
    if not token:
        return None
    moment = now()
    with transaction() as session:
        row = queries.by_token(session, token_digest(token))
        if row is None or row.ended_at is not None or not row.is_active:
            return None
        if row.expires_at <= moment or row.last_seen_at <= _idle_since(moment):
            return None
        if moment - row.last_seen_at >= SEEN_EVERY:
            queries.note_seen(session, row.id, moment)
    return Found(
        row.id, row.ref, row.public_id, row.epoch, row.user_id, row.user_ref, row.display_name, row.is_platform_operator
    )


def _record(session: Session, actor: Actor, ended: Iterable[Ended], reason: EndReason) -> None:
    for one in ended:
        ledger.append(session, NIL, actor, "session.ended", "session", one.public_id, reason=reason.value)


def sign_out(token: str) -> None:
    """End the session behind a cookie.

    Signing out twice, or with a token that is worth nothing, is no error: the person wanted to be out, and is.
    """
    moment = now()
    with transaction() as session:
        row = queries.by_token(session, token_digest(token)) if token else None
        if row is None:
            return
        ended = queries.end_one(session, row.id, EndReason.SIGNED_OUT.value, moment)
        _record(session, Actor(kind="person", ref=row.user_ref, user_id=row.user_id), ended, EndReason.SIGNED_OUT)


def replace(session: Session, ref: str, actor: Actor) -> None:
    """End the session that a browser held before it signed in anew, inside the sign-in's transaction."""
    if ref:
        ended = queries.end_by_ref(session, ref, EndReason.REPLACED.value, now())
        _record(session, actor, ended, EndReason.REPLACED)


def end_sessions_of(session: Session, person: UUID, actor: Actor, reason: EndReason) -> int:
    """End all sessions of a person inside the caller's transaction (deactivation, an administrator's decision)."""
    ended = queries.end_all(session, person, reason.value, now())
    _record(session, actor, ended, reason)
    return len(ended)


def end_timed_out() -> int:
    """Write the end of sessions that timed out into their rows and the log; safe to run at any time, anywhere."""
    moment = now()
    with transaction() as session:
        ended = queries.end_timed_out(session, moment, _idle_since(moment))
        _record(session, ledger.SYSTEM, ended, EndReason.EXPIRED)
    return len(ended)


def list_sessions(ctx: Context) -> list[SessionRow]:
    """The signed-in person's own live sessions, this device first.

    Raises:
        SignInRequiredError: the session ended.
    """
    moment = now()
    with open_person(ctx) as session:
        own = session.get_one(SignInSession, ctx.session_id).public_id
        rows = queries.live_sessions(session, ctx.user_id, moment, _idle_since(moment))
    shown = [
        SessionRow(
            handle=seal(ctx, HANDLE_KIND, row.public_id),
            browser=describe(row.user_agent).browser,
            system=describe(row.user_agent).system,
            address=row.address,
            started_at=row.created_at.isoformat(),
            last_seen_at=row.last_seen_at.isoformat(),
            ends_at=row.expires_at.isoformat(),
            is_current=row.public_id == own,
        )
        for row in rows
    ]
    return sorted(shown, key=lambda row: not row.is_current)


def revoke_session(ctx: Context, handle: str) -> bool:
    """End one of the person's own sessions; returns whether it was the one asking.

    Raises:
        NotFoundError: not a handle of this page, somebody else's session, or one that is over already.
    """
    public_id = unseal(ctx, HANDLE_KIND, handle)
    with open_person(ctx) as session:  # the statement below locks the rows itself
        own = session.get_one(SignInSession, ctx.session_id).public_id
        ended = queries.end_own(session, ctx.user_id, public_id, EndReason.REVOKED.value, now())
        if not ended:
            raise NotFoundError("no such live session of this person")
        _record(session, ctx.actor, ended, EndReason.REVOKED)
    return public_id == own


def sign_out_others(ctx: Context) -> int:
    """End all of the person's sessions except the one asking; returns how many there were.

    Raises:
        SignInRequiredError: the session ended.
    """
    with open_person(ctx) as session:  # the statement below locks the rows itself
        ended = queries.end_others(session, ctx.user_id, ctx.session_id, EndReason.REVOKED.value, now())
        _record(session, ctx.actor, ended, EndReason.REVOKED)
    return len(ended)


def sign_out_everywhere(ctx: Context) -> int:
    """End all of the person's sessions, this one too; returns how many there were.

    Raises:
        SignInRequiredError: the session ended.
    """
    with open_person(ctx) as session:  # the statement below locks the rows itself
        return end_sessions_of(session, ctx.user_id, ctx.actor, EndReason.REVOKED)
