"""Files that runs make: written in pieces with each batch, sealed with success, fetched by whoever may."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.operations import artifact_queries as queries
from tenantpilot.operations.tables import Artifact, ArtifactChunk, OperationRun
from tenantpilot.store.scope import Scope

CHUNK = 1 << 20
KEPT = timedelta(days=30)


class Files:
    """The files of one run, for its batch function."""

    def __init__(self, scope: Scope, run: OperationRun) -> None:
        self._scope, self._run = scope, run

    def append(self, name: str, media_type: str, content: bytes) -> None:
        """Add bytes to the end of the file `name`, making it first if need be; committed with the batch."""
        file = queries.by_name(self._scope.session, self._run, name) or self._make(name, media_type)
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            self._scope.add(
                ArtifactChunk(
                    workspace_id=file.workspace_id, artifact_id=file.id, number=file.chunks, content=piece
                )
            )  # fmt: skip
            file.chunks, file.size = file.chunks + 1, file.size + len(piece)
        self._scope.session.add(file)

    def _make(self, name: str, media_type: str) -> Artifact:
        return self._scope.add(
            Artifact(
                workspace_id=self._run.workspace_id,
                run_id=self._run.id,
                name=name,
                media_type=media_type,
                capability=self._run.capability,
                created_at=now(),
                expires_at=now() + KEPT,
            )
        )

    def digest(self, name: str) -> tuple[int, str]:
        """(size, SHA-256) of what the file holds so far; (0, "") if there is none."""
        self._scope.session.flush()
        file = queries.by_name(self._scope.session, self._run, name)
        return (file.size, _digest(self._scope.session, file)) if file else (0, "")


def _digest(session: Session, file: Artifact) -> str:
    made = hashlib.sha256()
    for number in range(file.chunks):
        made.update(queries.chunk(session, file, number))
    return made.hexdigest()


def seal_all(session: Session, run: OperationRun, moment: datetime) -> None:
    """Finish the run's files: from here on they can be fetched and no longer change."""
    for file in queries.of_run(session, run):
        file.sha256, file.sealed_at = _digest(session, file), moment
        session.add(file)
    session.flush()


def discard_all(session: Session, run: OperationRun) -> None:
    """Remove half-made files of a run that did not succeed."""
    for file in queries.of_run(session, run):
        queries.remove(session, file.workspace_id, file.id)


@dataclass(frozen=True)
class Download:
    """A file on its way to a person."""

    name: str
    media_type: str
    size: int
    sha256: str
    chunks: Iterator[bytes]


def open_download(ctx: Context, artifact_ref: str) -> Download:
    """A finished file for somebody who may see its run and holds the capability that made it; leaves an audit entry.

    The right is proven again before every piece, so a revocation stops a download under way.

    Raises:
        NotFoundError: absent, foreign, unfinished and expired alike, and for whoever is no member.
        ForbiddenError: a member without the capability.
        SignInRequiredError: the session ended.
    """
    with open_scope(ctx, Capability.RUN_READ) as scope:
        needed = Capability(_find(scope, artifact_ref).capability)
    with open_scope(ctx, needed, write=True) as scope:
        file = _find(scope, artifact_ref)
        run_ref = queries.run_ref(scope.session, file)
        tenant = queries.tenant(scope.session, file)
        scope.record("artifact.downloaded", "artifact", file.public_id, run_ref=run_ref, tenant=tenant)
    return Download(file.name, file.media_type, file.size, file.sha256, _pieces(ctx, needed, file))


def _pieces(ctx: Context, needed: Capability, file: Artifact) -> Iterator[bytes]:
    for number in range(file.chunks):
        with open_scope(ctx, needed) as scope:
            piece = queries.chunk(scope.session, _find(scope, file.public_id), number)
        yield piece


def _find(scope: Scope, artifact_ref: str) -> Any:
    found = queries.finished(scope, artifact_ref, now()) if is_public_id(artifact_ref, "art") else None
    if found is None:
        raise NotFoundError("no such file in scope")
    return found
