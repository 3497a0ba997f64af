"""What follows by itself when a run has ended well: another run of the system's own, in the same transaction.

A module registers its follower beside its operation. What a control stops, or a suspended workspace, is not started;
the next run of the kind asks again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import UUID

from sqlmodel import Session

from tenantpilot.kernel.errors import AppError, ConflictError
from tenantpilot.operations import catalogue, controls_queries, gates, run_queries
from tenantpilot.operations.catalogue import Arguments
from tenantpilot.operations.dispatch import Cause, dispatch
from tenantpilot.operations.tables import OperationRun
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import Scope

log = logging.getLogger("tenantpilot.followers")
ENDED_WELL = frozenset({"succeeded", "partially_succeeded"})
Tenant = tuple[UUID, str]
# The arguments of the run that follows, or None where there is nothing to do.
Follower = Callable[[Scope, OperationRun], Arguments | None]

_REGISTERED: dict[str, dict[str, Follower]] = {}


def register(after: str, kind: str, follower: Follower) -> None:
    """Let a run of `kind` follow every run of the kind `after` that ended well, for the same tenant."""
    _REGISTERED.setdefault(after, {})[kind] = follower


def forget(after: str, kind: str) -> None:
    """Take a follower out again (tests that declare their own)."""
    _REGISTERED.get(after, {}).pop(kind, None)


def start(session: Session, run: OperationRun, tenant: Tenant | None) -> None:
    """Start what follows a run that has just ended, in its transaction, which sees the whole workspace."""
    if run.outcome not in ENDED_WELL:
        return
    for kind, follower in sorted(_REGISTERED.get(run.kind, {}).items()):
        _start(session, run, tenant, kind, follower)


def _start(session: Session, run: OperationRun, tenant: Tenant | None, kind: str, follower: Follower) -> None:
    operation = catalogue.load().get(kind)
    workspace = run_queries.workspace_gate(session, run.workspace_id, hold=False)
    if operation is None or workspace is None or workspace.suspended_at is not None:
        return
    if controls_queries.stopped(session, run.workspace_id, kind):
        return
    scope = Scope(session, run.workspace_id, workspace.public_id, SYSTEM)
    scope.tenant = tenant
    try:
        arguments = follower(scope, run)
        if arguments is None:
            return
        gates.check(scope, operation)
        dispatch(scope, operation, arguments, Cause("system"))
    except ConflictError:
        log.info("a %s of the same tenant has just ended", kind)
    except AppError as refusal:
        log.info("a %s does not follow: %s", kind, refusal.message_key)
