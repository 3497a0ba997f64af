"""What stays of an attempt that the database's own walls refused: an entry in the log, beside the server's own line.

The refused transaction is undone with everything in it, so the entry is written afterwards in one of its own.
"""

from __future__ import annotations

import re
from uuid import UUID

from sqlalchemy import text

from tenantpilot.kernel.ids import NIL
from tenantpilot.store import exception_walls, finding_walls
from tenantpilot.store.ledger import SYSTEM, Actor, append
from tenantpilot.store.transaction import transaction, when_refused

_PERSON = text("select public_id from user_account where id = :person")
_SUBJECT = re.compile(r"\b((?:fnd|exc)_[a-z0-9]{20})\b")


def note(workspace_id: UUID, person: UUID, said: str) -> None:
    """Write down that somebody's change of a finding was refused by the database, and why."""
    _note("finding", workspace_id, person, said)


def note_exception(workspace_id: UUID, person: UUID, said: str) -> None:
    """Write down that somebody's change of an acceptance was refused by the database, and why."""
    _note("exception", workspace_id, person, said)


def _note(kind: str, workspace_id: UUID, person: UUID, said: str) -> None:
    subject = _SUBJECT.search(said)
    with transaction(workspace_id=workspace_id, user_id=person) as session:
        ref = None if person == NIL else session.connection().execute(_PERSON, {"person": person}).scalar_one_or_none()
        actor = Actor("person", ref, person) if ref else SYSTEM
        append(
            session, workspace_id, actor, f"{kind}.refused", kind, subject[1] if subject else "",
            reason=said.partition(": ")[2],
        )  # fmt: skip


when_refused(finding_walls.REFUSED, note)
when_refused(exception_walls.REFUSED, note_exception)
