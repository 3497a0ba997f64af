"""Brings back deserted runs, ends those tried often enough, removes files past their time. Safe to run anywhere."""

from __future__ import annotations

import logging
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tenantpilot.kernel.clock import now
from tenantpilot.operations import artifact_queries, completion, execution_queries, queue_queries
from tenantpilot.store.engine import is_unavailable
from tenantpilot.store.transaction import transaction

log = logging.getLogger("tenantpilot.recovery")


def rescue_deserted() -> int:
    """Put runs whose worker is gone back into the queue, or end those that were tried often enough."""
    with transaction(group_role="tenantpilot_runner") as session:
        queue_queries.wait_briefly(session)
        rescued = queue_queries.rescue(session)
        spent = queue_queries.exhausted(session)
        queue_queries.point_at_forgotten(session)
    for row in spent:
        try:
            with transaction(workspace_id=row.workspace_id) as session:
                queue_queries.wait_briefly(session)
                _end(session, row.workspace_id, row.id, row.fence)
        except DBAPIError as error:
            if not is_unavailable(error):
                raise
            log.info("a run is locked by its worker; it is looked at again later")
    return rescued


def _end(session: Session, workspace_id: UUID, run_id: UUID, fence: int) -> None:
    run = queue_queries.hold(session, workspace_id, run_id, fence)
    if run is not None and execution_queries.is_deserted(session, run):
        completion.complete(session, run, "failed", "attempts_exhausted")


def remove_expired_files() -> int:
    """Delete files whose time is over; their runs stay."""
    with transaction(group_role="tenantpilot_runner") as session:
        keys = artifact_queries.expired(session, now())
    for key in keys:
        with transaction(workspace_id=key.workspace_id) as session:
            artifact_queries.remove(session, key.workspace_id, key.id)
    return len(keys)
