"""Writing an audit entry. Reading, proving and exporting the log is the audit package's business."""

from __future__ import annotations

from collections.abc import Mapping
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
    if action not in ACTIONS:
        raise ValueError(f"unknown audit action {action!r}: add it to tenantpilot/store/actions.py")
    session.connection().execute(
        insert(AuditEntry)
        .values(
            workspace_id=workspace_id,
            seq=0,  # the chain trigger numbers it
            tenant_id=tenant[0] if tenant else None,
            tenant_ref=tenant[1] if tenant else "",
            actor_kind=actor.kind,
            actor_ref=actor.ref,
            plane=actor.plane,
            action=action,
            subject_kind=subject_kind,
            subject_ref=subject_ref,
            before=canonical(before),
            after=canonical(after),
            reason=reason,
            run_ref=run_ref,
            request_ref=actor.request_id,
        )
        .inline()
    )


def append_alone(
    workspace_id: UUID,
    actor: Actor,
    action: str,
    subject_kind: str,
    subject_ref: str = "",
    *,
    reason: str = "",
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add one entry in a transaction of its own: for denials, whose own work is rolled back."""
    with transaction(workspace_id=workspace_id) as session:
        append(session, workspace_id, actor, action, subject_kind, subject_ref, reason=reason, after=after)
