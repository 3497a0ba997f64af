"""One transaction of a run: hold it, prove its authority, do something, write down what was done, or how it ended."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tenantpilot.kernel.errors import AppError, BlockedError, InvalidInputError, NotFoundError
from tenantpilot.kernel.settings import settings
from tenantpilot.operations import authority, catalogue, completion, execution_queries, queue_queries
from tenantpilot.operations.artifacts import Files
from tenantpilot.operations.catalogue import Arguments, Batch, Operation
from tenantpilot.operations.claims import CancelRequestedError, Claim, StaleError
from tenantpilot.operations.tables import OperationRun, RunItem
from tenantpilot.store.ledger import canonical
from tenantpilot.store.scope import Scope
from tenantpilot.store.transaction import transaction

T = TypeVar("T")


@dataclass(frozen=True)
class Work:
    """What a batch function, and `ask`, are given. `chunk` is what was read outside, None after the last."""

    scope: Scope
    arguments: Any
    cursor: str
    facts: Mapping[str, Any]
    files: Files
    run: OperationRun
    to_retry: tuple[RunItem, ...]
    chunk: Any = None


@dataclass(frozen=True)
class Asked:
    """What `ask` wants read; nothing when nothing is left."""

    plan: Any


def ask(mine: Claim) -> Asked | None:
    """Find out what is to be read; None when the run is over."""
    return _proven(mine, lambda _, run, operation, scope: _ask(run, operation, scope))


def batch(mine: Claim, chunk: Any = None) -> Batch | None:
    """Do the next batch and write it down; None when the run is over."""
    return _proven(mine, lambda session, run, operation, scope: _batch(session, run, operation, scope, chunk))


def confirm(mine: Claim) -> None:
    """Prove that the run may still go on, holding nothing: true for the moment of asking.

    Raises:
        StaleError: the claim is lost.
        CancelRequestedError: somebody wants the run cancelled.
        BlockedError: the run lacks what it needs; the reason says what.
    """
    with transaction(workspace_id=mine.workspace_id) as session:
        run = queue_queries.look(session, mine.workspace_id, mine.run_id, mine.fence)
        if run is None:
            raise StaleError
        if run.cancel_requested_at is not None:
            raise CancelRequestedError
        authority.prove(session, run, catalogue.load().get(run.kind), hold=False)


def end(mine: Claim, error: AppError) -> None:
    """End a run with the verdict that an error of its own work means.

    Raises:
        StaleError: the claim is lost.
    """
    with transaction(workspace_id=mine.workspace_id) as session:
        run = hold(session, mine)
        if isinstance(error, BlockedError):
            completion.complete(session, run, "blocked", error.reason)
        elif isinstance(error, InvalidInputError):
            completion.complete(session, run, "failed", "arguments_invalid")
        elif isinstance(error, NotFoundError):
            completion.complete(session, run, "failed", "target_missing")
        else:
            completion.complete(session, run, "failed", "unexpected_error")


def end_cancelled(mine: Claim) -> None:
    """End a run that somebody wants cancelled.

    Raises:
        StaleError: the claim is lost.
    """
    with transaction(workspace_id=mine.workspace_id) as session:
        completion.complete(session, hold(session, mine), "cancelled", "cancelled_by_person")


def hold(session: Session, mine: Claim) -> OperationRun:
    """The claimed run, ours until commit.

    Raises:
        StaleError: the claim is lost.
    """
    run = queue_queries.hold(session, mine.workspace_id, mine.run_id, mine.fence)
    if run is None:
        raise StaleError
    return run


def _proven(mine: Claim, act: Callable[[Session, OperationRun, Operation, Scope], T | None]) -> T | None:
    """Hold, prove, act, in one transaction; a refusal ends the run."""
    try:
        with transaction(workspace_id=mine.workspace_id) as session:
            run = hold(session, mine)
            if run.cancel_requested_at is not None:
                completion.complete(session, run, "cancelled", "cancelled_by_person")
                return None
            operation = catalogue.load().get(run.kind)
            try:
                scope = authority.prove(session, run, operation)
            except BlockedError as refusal:
                completion.complete(session, run, "blocked", refusal.reason)
                return None
            if operation is None:
                raise StaleError
            if operation.after_crash == "ask" and run.attempt > 1:
                completion.complete(session, run, "failed", "worker_lost")
                return None
            return act(session, run, operation, scope)
    except AppError as error:
        if isinstance(error.__cause__, DBAPIError):
            raise  # two transactions met: no verdict about the run
        # The step's own transaction is rolled back: what it wrote is gone, the verdict is written alone.
        end(mine, error)
        return None


def _ask(run: OperationRun, operation: Operation, scope: Scope) -> Asked:
    return Asked(operation.ask(_work(scope, run, operation, None)) if operation.ask else None)


def _batch(session: Session, run: OperationRun, operation: Operation, scope: Scope, chunk: Any) -> Batch | None:
    made = operation.batch(_work(scope, run, operation, chunk))
    session.flush()
    if scope.tenants.mode != "all":
        authority.as_installation(session, run.workspace_id)
    _write_down(session, run, made)
    if not made.is_last:
        execution_queries.renew(session, run, settings().lease_seconds)
        return made
    reason = made.reason_code or ("items_failed" if run.failed else "")
    completion.write_end(session, run, completion.outcome_of(run, made.reason_code), reason, scope.actor)
    return None


def _work(scope: Scope, run: OperationRun, operation: Operation, chunk: Any) -> Work:
    arguments: Arguments = operation.parse(json.loads(run.arguments))
    pending = execution_queries.pending_items(scope.session, run) if run.retry_of_id else []
    files = Files(scope, run)
    return Work(scope, arguments, run.cursor, json.loads(run.diagnostics), files, run, tuple(pending), chunk)


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
