"""The dispatch gate: every start of an operation, by whomever, passes here and leaves run and pointer together (O7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import BlockedError, ConflictError, InvalidInputError
from tenantpilot.operations import catalogue, queue_queries, run_queries
from tenantpilot.operations.catalogue import Arguments, Operation
from tenantpilot.operations.links import run_href
from tenantpilot.operations.tables import OperationRun, RunItem
from tenantpilot.operations.views import OperationChoice, StartedRun
from tenantpilot.store.ledger import canonical
from tenantpilot.store.scope import Scope
from tenantpilot.store.transaction import ALL_TENANTS

KIND = "run"
LONGEST_REASON = 500


@dataclass(frozen=True)
class Cause:
    """Who or what asks for a run."""

    origin: str
    initiator_id: UUID | None = None
    session_id: UUID | None = None
    plane: str = ""
    reason: str = ""
    retry_of: OperationRun | None = None
    schedule_id: UUID | None = None
    scheduled_for: datetime | None = None


def start(
    ctx: Context, kind: str, arguments: Mapping[str, Any] | None = None, *, tenant: str | None = None, reason: str = ""
) -> StartedRun:
    """Ask for an operation as the signed-in person; the same work already under way is joined instead.

    Raises:
        NotFoundError: no such operation, workspace or tenant.
        ForbiddenError: a member without the operation's capability.
        InvalidInputError: arguments the operation does not take.
        BlockedError: the workspace is suspended.
    """
    operation = catalogue.find(kind)
    with open_scope(ctx, operation.capability, tenant=tenant, write=True) as scope:
        return start_within(ctx, scope, operation, arguments or {}, reason=reason)


def start_within(
    ctx: Context,
    scope: Scope,
    operation: Operation,
    arguments: Mapping[str, Any],
    *,
    reason: str = "",
    retry_of: OperationRun | None = None,
    failed: list[RunItem] | None = None,
) -> StartedRun:
    """The second half of `start`, on a scope that proved the operation's capability."""
    if len(reason) > LONGEST_REASON:
        raise InvalidInputError({"reason": "error-field-too-long"})
    if operation.needs_tenant and scope.tenant is None:
        raise InvalidInputError({"tenant": "error-field-required"})
    made = operation.parse(arguments)
    check_workspace(scope)
    cause = Cause("person", ctx.user_id, ctx.session_id, ctx.plane.value, reason, retry_of)
    run, is_joined = dispatch(scope, operation, made, cause, failed=failed or [])
    ref = run.public_id
    return StartedRun(seal(ctx, KIND, ref), ref, run_href(scope.workspace_ref, ref), run.kind, is_joined)


def check_workspace(scope: Scope) -> None:
    """Refuse while the workspace is suspended.

    Raises:
        BlockedError: workspace_suspended.
    """
    gate = run_queries.workspace_gate(scope.session, scope.workspace_id, hold=True)
    if gate is None or gate.suspended_at is not None:
        raise BlockedError("workspace_suspended")


def dispatch(
    scope: Scope,
    operation: Operation,
    arguments: Arguments,
    cause: Cause,
    *,
    failed: list[RunItem] | None = None,
    reach: str = "",
) -> tuple[OperationRun, bool]:
    """Write run, items to retry, pointer and audit entry in the scope's transaction, or find the same work under way.

    Raises:
        ConflictError: the same work ended while we looked; starting again will do.
    """
    run = _row(scope, operation, arguments, cause, reach or scope.tenants.text)
    if not queue_queries.insert_run(scope.session, run):
        active = run_queries.active_run(scope, run.kind, run.dedupe_key)
        if active is None:
            raise ConflictError("the same work has just ended")
        return active, True
    for item in failed or []:
        scope.add(
            RunItem(
                workspace_id=run.workspace_id, run_id=run.id, number=item.number, subject_kind=item.subject_kind,
                subject_ref=item.subject_ref, label=item.label, payload=item.payload,
            )
        )  # fmt: skip
    queue_queries.point_at(scope.session, run)
    after = {"kind": run.kind, "arguments": arguments.model_dump(), "origin": run.origin}
    if cause.retry_of is not None:
        after["retry_of"] = cause.retry_of.public_id
    scope.record("run.queued", KIND, run.public_id, after=after, reason=cause.reason, run_ref=run.public_id)
    return run, False


def _row(scope: Scope, operation: Operation, arguments: Arguments, cause: Cause, reach: str) -> OperationRun:
    tenant_id = scope.tenant[0] if scope.tenant else None
    retried = str(cause.retry_of.id) if cause.retry_of else ""
    # People who see different things do different work, and must not be led to a run they cannot see.
    seen = "" if reach == ALL_TENANTS.text else f"{reach}|{cause.initiator_id}"
    work = [str(tenant_id or ""), seen, retried, operation.same_work(arguments)]
    return OperationRun(
        workspace_id=scope.workspace_id,
        kind=operation.kind,
        queue="person" if cause.origin == "person" else "background",
        origin=cause.origin,
        initiator_id=cause.initiator_id,
        session_id=cause.session_id,
        plane=cause.plane,
        capability=operation.capability.value,
        reach=reach,
        request_ref=scope.actor.request_id,
        tenant_id=tenant_id,
        arguments=canonical(arguments.model_dump()),
        reason=cause.reason,
        dedupe_key="|".join(work),
        retry_of_id=cause.retry_of.id if cause.retry_of else None,
        schedule_id=cause.schedule_id,
        scheduled_for=cause.scheduled_for,
        max_attempts=operation.max_attempts,
        run_after=now(),
        created_at=now(),
    )


def list_operations(ctx: Context) -> list[OperationChoice]:
    """The operations of this plane, each with whether this person may start it now and what it would change.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.RUN_READ) as scope:
        gate = run_queries.workspace_gate(scope.session, scope.workspace_id, hold=False)
        active = run_queries.active_of_kinds(scope)
        role, is_suspended = Role(scope.role), gate.suspended_at is not None
        space = scope.workspace_ref
    return [
        OperationChoice(
            kind=one.kind,
            changes=one.changes,
            may_start=holds(role, one.capability) and not is_suspended,
            blocked_reason="capability_lost" if not holds(role, one.capability)
            else "workspace_suspended" if is_suspended else "",
            active_href=run_href(space, active[one.kind]) if one.kind in active else "",
        )
        for one in sorted(catalogue.load().values(), key=lambda one: one.kind)
        if ctx.plane in one.planes
    ]  # fmt: skip
