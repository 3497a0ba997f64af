"""When somebody's rights change: every open browser of theirs learns it with the commit.

The epoch of their sessions rises, so state keyed by the old one is out of reach, and PostgreSQL tells each web process
(LISTEN tp_session) the moment the change is committed, not before.
"""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from tenantpilot.access import queries

CHANNEL = "tp_session"


def authority_changed(session: Session, user_id: UUID) -> None:
    """Make all view state of this person's sessions unreachable from the commit of this transaction on."""
    queries.raise_epochs(session, user_id, CHANNEL)
