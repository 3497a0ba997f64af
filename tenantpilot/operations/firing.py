"""Starts what schedules ask for: once for each due time, once for all that were missed, by any number of relays."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from tenantpilot.access.tables import Notification
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import AppError, BlockedError, ConflictError
from tenantpilot.operations import catalogue, controls_queries, gates, run_queries, schedule_queries
from tenantpilot.operations.dispatch import Cause, dispatch
from tenantpilot.operations.schedules import cadence_of
from tenantpilot.operations.tables import Schedule
from tenantpilot.store.ledger import SYSTEM, canonical
from tenantpilot.store.scope import Scope
from tenantpilot.store.transaction import transaction

log = logging.getLogger("tenantpilot.schedules")
AT_ONCE = 200
LATE_NOTICE = "schedule.overdue"
# Share of the interval over which the runs of schedules that ask a provider are spread: 3 and about 14 minutes.
SPREAD_SHARE = {"hourly": 0.05, "daily": 0.01, "weekly": 0.0014}


def fire_due() -> int:
    """Start everything that is due; how many schedules were served."""
    with transaction(group_role="tenantpilot_runner") as session:
        keys = schedule_queries.due(session, now(), AT_ONCE)
    return sum(_fire(key.workspace_id, key.id) for key in keys)


def _fire(workspace_id: UUID, schedule_id: UUID) -> bool:
    with transaction(workspace_id=workspace_id) as session:
        moment = now()
        row = schedule_queries.hold_due(session, workspace_id, schedule_id, moment)
        if row is None or controls_queries.stopped(session, workspace_id, row.kind):
            return False
        due = cadence_of(row).latest(moment, row.next_due_at)
        _tell_if_late(session, row, moment)
        row.last_due_at, row.next_due_at = due, cadence_of(row).after(moment)
        row.overdue_since = None
        session.add(row)
        session.flush()
        _start(session, row, due)
        return True


def jitter(row: Schedule) -> float:
    """How many seconds after its time a schedule's run is due: always the same for one, spread over many.

    Everybody asks for two in the morning; the provider should not get all of it in the same second.
    """
    return (row.id.int % 10_000) / 10_000 * cadence_of(row).interval.total_seconds() * SPREAD_SHARE.get(row.cadence, 0)


def _tell_if_late(session: Session, row: Schedule, moment: datetime) -> None:
    """A schedule that did not fire for one and a half intervals says so by itself, even if nobody looks."""
    if moment <= row.next_due_at + cadence_of(row).interval / 2:
        return
    late = Notification(
        workspace_id=row.workspace_id,
        user_id=row.owner_id,
        kind=LATE_NOTICE,
        subject_kind="schedule",
        subject_ref=f"{row.public_id}@{row.next_due_at:%Y-%m-%dT%H:%MZ}",
        arguments=canonical({"operation": row.kind}),
    )
    schedule_queries.tell_once(session, late)


def _start(session: Session, row: Schedule, due: datetime) -> None:
    gate = run_queries.workspace_gate(session, row.workspace_id, hold=True)
    scope = Scope(session, row.workspace_id, gate.public_id, SYSTEM)
    scope.tenant = schedule_queries.tenant_of(session, row)
    try:
        if gate.suspended_at is not None:
            raise BlockedError("workspace_suspended")
        operation = catalogue.find(row.kind)
        gates.check(scope, operation)
        delay = 0.0 if operation.touches == "nothing" else jitter(row)
        cause = Cause(
            "schedule", row.owner_id, None, row.plane, schedule_id=row.id, scheduled_for=due, delay=delay
        )  # fmt: skip
        run, _ = dispatch(scope, operation, operation.parse(json.loads(row.arguments)), cause, reach=row.reach)
        row.last_run_ref = run.public_id
        session.add(row)
    except ConflictError:
        log.info("a due time of %s was served already", row.kind)
    except AppError as error:
        # The next due time stands; a schedule must not stop the others, nor be tried in a tight circle.
        reason = error.reason if isinstance(error, BlockedError) else "arguments_invalid"
        log.warning("a schedule of %s could not start: %s", row.kind, reason)
        scope.record("run.blocked", "schedule", row.public_id, after={"kind": row.kind}, reason=reason)
