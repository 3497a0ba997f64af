"""Statements about files of runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from tenantpilot.operations.run_queries import visible
from tenantpilot.operations.tables import Artifact, OperationRun
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import Tenant

_CHUNK = text(
    "select content from artifact_chunk where workspace_id = :workspace and artifact_id = :file and number = :number"
)
_DROP_CHUNKS = text("delete from artifact_chunk where workspace_id = :workspace and artifact_id = :file")
_DROP = text("delete from artifact where workspace_id = :workspace and id = :file")
_EXPIRED = text("select workspace_id, id from artifact where expires_at <= :now order by expires_at limit 50")


def by_name(session: Session, run: OperationRun, name: str) -> Artifact | None:
    """The run's file of this name."""
    query = select(Artifact).where(
        Artifact.workspace_id == run.workspace_id, Artifact.run_id == run.id, Artifact.name == name
    )
    return session.exec(query).one_or_none()


def of_run(session: Session, run: OperationRun) -> list[Artifact]:
    """All files of a run."""
    query = select(Artifact).where(Artifact.workspace_id == run.workspace_id, Artifact.run_id == run.id)
    return list(session.exec(query))


def finished(scope: Scope, ref: str, now: datetime) -> Artifact | None:
    """A sealed file, not yet expired, of a run that the scope reaches."""
    query = (
        select(Artifact)
        .join(
            OperationRun,
            (col(OperationRun.workspace_id) == col(Artifact.workspace_id))
            & (col(OperationRun.id) == col(Artifact.run_id)),
        )
        .where(visible(scope), Artifact.public_id == ref)
        .where(col(Artifact.sealed_at).is_not(None), col(Artifact.expires_at) > now)
    )
    return scope.session.exec(query).one_or_none()


def run_ref(session: Session, file: Artifact) -> str:
    """The public id of the run that made a file."""
    query = select(OperationRun.public_id).where(
        OperationRun.workspace_id == file.workspace_id, OperationRun.id == file.run_id
    )
    return session.exec(query).one()


def tenant(session: Session, file: Artifact) -> tuple[UUID, str] | None:
    """Key and public id of the tenant a file is about."""
    query = (
        select(Tenant.id, Tenant.public_id)
        .join(
            OperationRun,
            (col(OperationRun.workspace_id) == col(Tenant.workspace_id))
            & (col(OperationRun.tenant_id) == col(Tenant.id)),
        )
        .where(OperationRun.workspace_id == file.workspace_id, OperationRun.id == file.run_id)
    )
    return session.exec(query).one_or_none()


def chunk(session: Session, file: Artifact, number: int) -> bytes:
    """One piece of a file."""
    values = {"workspace": file.workspace_id, "file": file.id, "number": number}
    return bytes(session.connection().execute(_CHUNK, values).scalar_one())


def remove(session: Session, workspace_id: UUID, file_id: UUID) -> None:
    """Delete a file and its pieces."""
    values = {"workspace": workspace_id, "file": file_id}
    session.connection().execute(_DROP_CHUNKS, values)
    session.connection().execute(_DROP, values)


def expired(session: Session, now: datetime) -> Sequence[Any]:
    """Files whose time is over; needs the runner role."""
    return session.connection().execute(_EXPIRED, {"now": now}).all()
