"""Writing an audit entry. Reading, proving and exporting the log is the audit package's business."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import rfc8785
from sqlalchemy import insert
from sqlmodel import Session

from tenantpilot.kernel.ids import NIL
from tenantpilot.store.actions import ACTIONS
from tenantpilot.store.tables import AuditEntry
from tenantpilot.store.transaction import transaction


@dataclass(frozen=True)
class Actor:
    """Who does something, as the log names them: by public id, never by name or address."""

    kind: Literal["person", "system", "platform", "anonymous"]
    ref: str = ""
    user_id: UUID = NIL
    plane: str = ""
    request_id: str = ""


SYSTEM = Actor(kind="system", ref="system")


def canonical(value: Mapping[str, Any] | None) -> str:
    """RFC 8785 JSON, so that any verifier can recompute the hash; None becomes the empty text."""
    return "" if value is None else rfc8785.dumps(dict(value)).decode()


def append(
    session: Session,
    workspace_id: UUID,
    actor: Actor,
    action: str,
    subject_kind: str,
    subject_ref: str = "",
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    tenant: tuple[UUID, str] | None = None,
    run_ref: str = "",
) -> None:
    """Add one entry to a workspace's chain inside the caller's transaction.

    It locks the chain's head until commit, so it belongs at the end of a transaction.

    Raises:
        ValueError: the action is not in the list of store/actions.py.
    """
    entry = Entry(action, subject_kind, subject_ref, before, after, reason, tenant)
    append_many(session, workspace_id, actor, [entry], run_ref=run_ref)


@dataclass(frozen=True)
class Entry:
    """What an entry of the log says, for many that are added at once."""

    action: str
    subject_kind: str
    subject_ref: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    reason: str = ""
    tenant: tuple[UUID, str] | None = None


def append_many(
    session: Session, workspace_id: UUID, actor: Actor, entries: Sequence[Entry], *, run_ref: str = ""
) -> None:
    """Add entries to a workspace's chain in this order; like `append`, at the end of a transaction.

    Raises:
        ValueError: an action is not in the list of store/actions.py.
    """
    unknown = {entry.action for entry in entries} - set(ACTIONS)
    if unknown:
        raise ValueError(f"unknown audit actions {sorted(unknown)}: add them to tenantpilot/store/actions.py")
    if entries:
        rows = [_row(workspace_id, actor, entry, run_ref) for entry in entries]
        session.connection().execute(insert(AuditEntry).inline(), rows)


def _row(workspace_id: UUID, actor: Actor, entry: Entry, run_ref: str) -> dict[str, Any]:
    return {
        "workspace_id": workspace_id,
        "seq": 0,
        "tenant_id": entry.tenant[0] if entry.tenant else None,
        "tenant_ref": entry.tenant[1] if entry.tenant else "",
        "actor_kind": actor.kind,
        "actor_ref": actor.ref,
        "plane": actor.plane,
        "action": entry.action,
        "subject_kind": entry.subject_kind,
        "subject_ref": entry.subject_ref,
        "before": canonical(entry.before),
        "after": canonical(entry.after),
        "reason": entry.reason,
        "run_ref": run_ref,
        "request_ref": actor.request_id,
    }


def append_alone(
    workspace_id: UUID,
    actor: Actor,
    action: str,
    subject_kind: str,
    subject_ref: str = "",
    *,
    reason: str = "",
    after: Mapping[str, Any] | None = None,
    tenant: tuple[UUID, str] | None = None,
) -> None:
    """Add one entry in a transaction of its own: for denials, whose own work is rolled back."""
    entry = Entry(action, subject_kind, subject_ref, None, after, reason, tenant)
    with transaction(workspace_id=workspace_id) as session:
        append_many(session, workspace_id, actor, [entry])
