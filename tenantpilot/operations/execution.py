"""What a worker does with a run: claim it, then batch by batch prove the authority, work, and commit both together.

Everything is read from the row; the message that led here counts for nothing but its two keys. Whoever lost the claim
(another fence is newer) cannot commit anything any more.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tenantpilot.kernel.errors import AppError, BlockedError, ConflictError, InvalidInputError, NotFoundError
from tenantpilot.kernel.settings import settings
from tenantpilot.operations import authority, catalogue, completion, execution_queries, queue_queries
from tenantpilot.operations.artifacts import Files
from tenantpilot.operations.catalogue import Arguments, Batch, Operation
from tenantpilot.operations.claims import Claim, StaleError
from tenantpilot.operations.heartbeat import Heartbeat
from tenantpilot.operations.tables import OperationRun, RunItem
from tenantpilot.store.engine import is_unavailable
from tenantpilot.store.ledger import canonical
from tenantpilot.store.scope import Scope
from tenantpilot.store.transaction import transaction

log = logging.getLogger("tenantpilot.runs")
RETRY_PAUSES = (0.05, 0.2, 0.5, 1.0, 2.0, 4.0)
BACKOFF = (0.5, 2.0, 10.0, 30.0)


@dataclass(frozen=True)
class Work:
    """What a batch function is given."""

    scope: Scope
    arguments: Any
    cursor: str
    facts: Mapping[str, Any]
    files: Files
    run: OperationRun
    to_retry: tuple[RunItem, ...]
    chunk: Any = None


def claim(workspace_id: UUID, run_id: UUID) -> Claim | None:
    """Take a waiting run; None for absent, foreign, finished, and taken ones alike."""
    with transaction(workspace_id=workspace_id) as session:
        row = queue_queries.claim(session, workspace_id, run_id, settings().lease_seconds)
    if row is None:
        return None
    return Claim(workspace_id, run_id, row.fence, row.attempt, row.kind)


def work(mine: Claim, should_stop: Callable[[], bool] = lambda: False) -> None:
    """Execute a claimed run to its end, to the loss of the claim, or until `should_stop` asks for a pause."""
    with Heartbeat(mine.workspace_id, mine.run_id, mine.fence) as beat:
        try:
            while _patiently(mine, lambda: _step(mine)):
                beat.progressed()
                if should_stop():
                    _give_back(mine, delay=0, forgiven=True)
                    return
        except StaleError:
            log.info("a run was taken over; nothing more is written for it here")


def give_up_attempt(mine: Claim) -> None:
    """After an unknown fault: try again later, or end the run when it has been tried often enough."""
    with transaction(workspace_id=mine.workspace_id) as session:
        run = queue_queries.hold(session, mine.workspace_id, mine.run_id, mine.fence)
        if run is None:
            return
        if run.attempt >= run.max_attempts:
            completion.complete(session, run, "failed", "unexpected_error")
            return
    _give_back(mine, delay=BACKOFF[min(mine.attempt, len(BACKOFF)) - 1], forgiven=False)


def _give_back(mine: Claim, *, delay: float, forgiven: bool) -> None:
    with transaction(workspace_id=mine.workspace_id) as session:
        queue = queue_queries.give_back(
            session, mine.workspace_id, mine.run_id, mine.fence, delay=delay, forgiven=forgiven
        )
        if queue is not None:
            queue_queries.point_again(session, mine.workspace_id, mine.run_id, queue, delay)


def _patiently(mine: Claim, step: Callable[[], bool]) -> bool:
    """Do a step; a server that is away, or a deadlock, is waited out: the step begins anew from the row."""
    for pause in RETRY_PAUSES:
        try:
            return step()
        except (DBAPIError, ConflictError) as error:
            fault = error if isinstance(error, DBAPIError) else error.__cause__
            if not isinstance(fault, DBAPIError) or not (fault is not error or is_unavailable(fault)):
                raise
            log.warning("the database asks for patience (%s); a run waits", type(fault.orig).__name__)
            time.sleep(pause)
    return step()


def _step(mine: Claim) -> bool:
    """One transaction: hold, prove, work, write down. Returns whether there is more to do."""
    try:
        with transaction(workspace_id=mine.workspace_id) as session:
            run = _hold(session, mine)
            if run.cancel_requested_at is not None:
                completion.complete(session, run, "cancelled", "cancelled_by_person")
                return False
            operation = catalogue.load().get(run.kind)
            try:
                scope = authority.prove(session, run, operation)
            except BlockedError as refusal:
                completion.complete(session, run, "blocked", refusal.reason)
                return False
            if operation is None:
                raise StaleError
            return _batch(session, run, operation, scope)
    except AppError as error:
        if isinstance(error.__cause__, DBAPIError):
            raise  # two transactions met: no verdict about the run
        # The batch's own transaction is rolled back: what it wrote is gone, the verdict is written alone.
        with transaction(workspace_id=mine.workspace_id) as session:
            _end_refused(session, _hold(session, mine), error)
        return False


def _hold(session: Session, mine: Claim) -> OperationRun:
    run = queue_queries.hold(session, mine.workspace_id, mine.run_id, mine.fence)
    if run is None:
        raise StaleError
    return run


def _end_refused(session: Session, run: OperationRun, error: AppError) -> None:
    if isinstance(error, BlockedError):
        completion.complete(session, run, "blocked", error.reason)
    elif isinstance(error, InvalidInputError):
        completion.complete(session, run, "failed", "arguments_invalid")
    elif isinstance(error, NotFoundError):
        completion.complete(session, run, "failed", "target_missing")
    else:
        completion.complete(session, run, "failed", "unexpected_error")


def _batch(session: Session, run: OperationRun, operation: Operation, scope: Scope) -> bool:
    if operation.after_crash == "ask" and run.attempt > 1:
        completion.complete(session, run, "failed", "worker_lost")
        return False
    made = operation.batch(_work(scope, run, operation))
    session.flush()
    if scope.tenants.mode != "all":
        authority.as_installation(session, run.workspace_id)
    _write_down(session, run, made)
    if not made.is_last:
        execution_queries.renew(session, run, settings().lease_seconds)
        return True
    reason = made.reason_code or ("items_failed" if run.failed else "")
    completion.write_end(session, run, completion.outcome_of(run, made.reason_code), reason, scope.actor)
    return False


def _work(scope: Scope, run: OperationRun, operation: Operation) -> Work:
    arguments: Arguments = operation.parse(json.loads(run.arguments))
    pending = execution_queries.pending_items(scope.session, run) if run.retry_of_id else []
    return Work(
        scope, arguments, run.cursor, json.loads(run.diagnostics), Files(scope, run), run, tuple(pending)
    )  # fmt: skip


def _write_down(session: Session, run: OperationRun, made: Batch) -> None:
    counted = execution_queries.save_items(session, run, made.items)
    run.done += counted["done"]
    run.failed += counted["failed"]
    run.skipped += counted["skipped"]
    run.total = max(made.total if made.total is not None else run.total, run.done + run.failed + run.skipped)
    run.cursor = made.cursor
    if made.facts:
        run.diagnostics = canonical(json.loads(run.diagnostics) | dict(made.facts))
    session.add(run)
