"""When somebody's rights change: every open browser of theirs learns it with the commit.

The epoch of their sessions rises, so state keyed by the old one is out of reach, and PostgreSQL tells each web process
(LISTEN tp_session) the moment the change is committed, not before.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

CHANNEL = "tp_session"
_RAISE = text(
    "with raised as (update session set epoch = epoch + 1 where user_id = :person and ended_at is null returning ref)"
    " select pg_notify(:channel, ref) from raised"
)


def authority_changed(session: Session, user_id: UUID) -> None:
    """Make all view state of this person's sessions unreachable from the commit of this transaction on."""
    session.connection().execute(_RAISE, {"person": user_id, "channel": CHANNEL})
