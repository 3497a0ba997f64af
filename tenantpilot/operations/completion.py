"""How a run ends: outcome, files, audit entry and the one notice, in one transaction, once (O2, O3)."""

from __future__ import annotations

from sqlmodel import Session

from tenantpilot.access.tables import Notification
from tenantpilot.kernel.clock import now
from tenantpilot.operations import artifacts, completion_queries, followers, queue_queries
from tenantpilot.operations.authority import as_installation
from tenantpilot.operations.dispatch import KIND
from tenantpilot.operations.tables import OperationRun, Schedule
from tenantpilot.store import ledger
from tenantpilot.store.ledger import SYSTEM, Actor, canonical

NOTICE = "run.completed"
# Why a scheduled run may not go on is a reason for its schedule to stop asking.
_LASTING = frozenset({"account_inactive", "membership_ended", "membership_expired", "capability_lost",
                      "tenant_scope_changed", "kind_unknown", "arguments_invalid"})  # fmt: skip


def outcome_of(run: OperationRun, reason_code: str) -> str:
    """What the items say; a reason about the whole counts more."""
    if reason_code or (run.failed and not run.done):
        return "failed"
    return "partially_succeeded" if run.failed else "succeeded"


def complete(session: Session, run: OperationRun, outcome: str, reason_code: str = "", actor: Actor = SYSTEM) -> None:
    """End a run that the caller's transaction holds.

    Whatever the batch wrote in this transaction is committed with it; nothing can be written for the run afterwards.
    """
    session.flush()
    as_installation(session, run.workspace_id)
    if run.status == "queued":
        queue_queries.unpoint(session, run.workspace_id, run.id)
    write_end(session, run, outcome, reason_code, actor)


def write_end(session: Session, run: OperationRun, outcome: str, reason_code: str, actor: Actor) -> None:
    """The second half of `complete`, for a transaction that sees the whole workspace already."""
    moment = now()
    run.status, run.outcome, run.reason_code = "completed", outcome, reason_code
    run.finished_at, run.lease_until = moment, None
    session.add(run)
    session.flush()
    if outcome in ("succeeded", "partially_succeeded"):
        artifacts.seal_all(session, run, moment)
    else:
        artifacts.discard_all(session, run)
    _notify(session, run)
    if run.schedule_id is not None and outcome == "blocked" and reason_code in _LASTING:
        _pause_schedule(session, run, reason_code)
    counts = {"total": run.total, "done": run.done, "failed": run.failed, "skipped": run.skipped}
    tenant = completion_queries.tenant_of(session, run)
    ledger.append(
        session, run.workspace_id, actor, f"run.{outcome}", KIND, run.public_id,
        after={"kind": run.kind, **counts}, reason=reason_code, run_ref=run.public_id,
        tenant=tenant,
    )  # fmt: skip
    followers.start(session, run, tenant)


def _notify(session: Session, run: OperationRun) -> None:
    if run.initiator_id is None:
        return
    told = {"operation": run.kind, "outcome": run.outcome, "reason": run.reason_code}
    session.add(
        Notification(
            workspace_id=run.workspace_id,
            user_id=run.initiator_id,
            kind=NOTICE,
            subject_kind=KIND,
            subject_ref=run.public_id,
            arguments=canonical(told),
        )
    )
    session.flush()


def _pause_schedule(session: Session, run: OperationRun, reason_code: str) -> None:
    schedule = session.get_one(Schedule, (run.workspace_id, run.schedule_id), with_for_update=True)
    if schedule.paused_at is not None or schedule.deleted_at is not None:
        return
    schedule.paused_at, schedule.pause_reason = now(), reason_code
    session.add(schedule)
    session.flush()
    ledger.append(
        session, run.workspace_id, SYSTEM, "schedule.paused", "schedule", schedule.public_id,
        after={"kind": schedule.kind}, reason=reason_code, run_ref=run.public_id,
    )  # fmt: skip
