"""Work that nobody asks for: a registry of what has to be done now and then, and the duty that starts it.

A sweep's runs are the system's own: they are queued, controlled, proved and audited as all others. What a control
stops, or a suspended workspace, is passed over and caught up later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import AppError, ConfigurationError, ConflictError
from tenantpilot.operations import catalogue, controls_queries, gates, run_queries, sweep_queries
from tenantpilot.operations.dispatch import Cause, dispatch
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import Scope
from tenantpilot.store.transaction import transaction

log = logging.getLogger("tenantpilot.sweeps")
# A run that came to nothing is tried again this many times more seldom.
AFTER_FAILURE = 10


@dataclass(frozen=True)
class Sweep:
    """One kind of operation that the system starts in workspaces where work is due.

    `due` is asked in a transaction of the runner's role, with the moment, and names workspaces. In one workspace runs
    of the kind start at least `every` seconds apart, and never beside another of the same kind.
    """

    kind: str
    every: float
    due: Callable[[Session, datetime], Sequence[UUID]]


_REGISTERED: dict[str, Sweep] = {}


def register(sweep: Sweep) -> Sweep:
    """Add a sweep, in the module that registers its operation.

    Raises:
        ConfigurationError: the system may not start the operation, or it needs a tenant; the process must not start.
    """
    operation = catalogue.known(sweep.kind)
    if operation is None or not operation.may_be_started_by_system or operation.needs_tenant:
        raise ConfigurationError(f"sweep {sweep.kind!r}: the system cannot start this in a workspace")
    _REGISTERED[sweep.kind] = sweep
    return sweep


def forget(kind: str) -> None:
    """Take a sweep out again (tests that declare their own)."""
    _REGISTERED.pop(kind, None)


def load() -> tuple[Sweep, ...]:
    """All sweeps, those of the product's own operations among them."""
    catalogue.load()
    return tuple(_REGISTERED.values())


def start_due(sweep: Sweep) -> int:
    """Start a sweep where it is due; how many runs were started."""
    moment = now()
    with transaction(group_role="tenantpilot_runner") as session:
        spaces = sweep.due(session, moment)
        newest = sweep_queries.newest(session, sweep.kind, spaces)
    return sum(_start(sweep, space) for space in spaces if _is_free(sweep, newest.get(space), moment))


def _is_free(sweep: Sweep, newest: sweep_queries.Newest | None, moment: datetime) -> bool:
    if newest is None:
        return True
    if newest.status != "completed":
        return False
    pause = sweep.every * (AFTER_FAILURE if newest.outcome in ("failed", "blocked") else 1)
    return newest.created_at + timedelta(seconds=pause) <= moment


def _start(sweep: Sweep, workspace_id: UUID) -> bool:
    operation = catalogue.find(sweep.kind)
    try:
        with transaction(workspace_id=workspace_id) as session:
            gate = run_queries.workspace_gate(session, workspace_id, hold=True)
            if gate.suspended_at is not None or controls_queries.stopped(session, workspace_id, sweep.kind):
                return False
            scope = Scope(session, workspace_id, gate.public_id, SYSTEM)
            gates.check(scope, operation)
            _, is_joined = dispatch(scope, operation, operation.parse({}), Cause("system"))
            return not is_joined
    except ConflictError:
        return False  # another relay was faster
    except AppError as error:
        # One workspace's trouble must not keep the others from being served.
        log.warning("a sweep of %s could not start: %s", sweep.kind, type(error).__name__)
        return False
