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
from tenantpilot.kernel.errors import BlockedError, ConflictError, InvalidInputError, NotFoundError
from tenantpilot.operations import catalogue, gates, queue_queries, run_queries
from tenantpilot.operations.catalogue import Arguments, Operation
from tenantpilot.operations.links import run_href
from tenantpilot.operations.tables import OperationRun, RunItem
from tenantpilot.operations.views import OperationChoice, Preflight, StartedRun
from tenantpilot.store.ledger import canonical
from tenantpilot.store.scope import Scope
from tenantpilot.store.transaction import ALL_TENANTS

KIND = "run"
LONGEST_REASON = 500


@dataclass(frozen=True)
class Cause:
    """Who or what asks for a run; `delay` is how many seconds it waits before it is due."""

    origin: str
    initiator_id: UUID | None = None
    session_id: UUID | None = None
    plane: str = ""
    reason: str = ""
    retry_of: OperationRun | None = None
    schedule_id: UUID | None = None
    scheduled_for: datetime | None = None
    delay: float = 0


def start(
    ctx: Context, kind: str, arguments: Mapping[str, Any] | None = None, *, tenant: str | None = None, reason: str = ""
) -> StartedRun:
    """Ask for an operation as the signed-in person; the same work already under way is joined instead.

    Raises:
        NotFoundError: no such operation, workspace or tenant.
        ForbiddenError: a member without the operation's capability.
        InvalidInputError: arguments the operation does not take.
        BlockedError: the workspace is suspended, or a gate refuses: controls, the tenant, its connection.
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
    gates.check(scope, operation)
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
    if not queue_queries.insert_run(scope.session, run, cause.delay):
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
    queue_queries.point_at(scope.session, run, cause.delay)
    after = {"kind": run.kind, "arguments": arguments.model_dump(), "origin": run.origin}
    if cause.retry_of is not None:
        after["retry_of"] = cause.retry_of.public_id
    scope.record("run.queued", KIND, run.public_id, after=after, reason=cause.reason, run_ref=run.public_id)
    return run, False


def _row(scope: Scope, operation: Operation, arguments: Arguments, cause: Cause, reach: str) -> OperationRun:
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
        tenant_id=scope.tenant_id,
        arguments=canonical(arguments.model_dump()),
        reason=cause.reason,
        dedupe_key=_same_work(scope, operation, arguments, cause, reach),
        retry_of_id=cause.retry_of.id if cause.retry_of else None,
        schedule_id=cause.schedule_id,
        scheduled_for=cause.scheduled_for,
        max_attempts=operation.max_attempts,
        run_after=now(),
        created_at=now(),
    )


def _same_work(scope: Scope, operation: Operation, arguments: Arguments, cause: Cause, reach: str) -> str:
    retried = str(cause.retry_of.id) if cause.retry_of else ""
    # People who see different things do different work, and must not be led to a run they cannot see.
    seen = "" if reach == ALL_TENANTS.text else f"{reach}|{cause.initiator_id}"
    return "|".join([str(scope.tenant[0] if scope.tenant else ""), seen, retried, operation.same_work(arguments)])


def list_operations(ctx: Context) -> list[OperationChoice]:
    """The operations of this plane, each with whether this person may start it now and what it would change.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    known = sorted(catalogue.load().values(), key=lambda one: one.kind)
    with open_scope(ctx, Capability.RUN_READ) as scope:
        active = run_queries.active_of_kinds(scope)
        return [_choice(scope, one, active) for one in known if ctx.plane in one.planes]


def _choice(scope: Scope, operation: Operation, active: Mapping[str, str]) -> OperationChoice:
    reasons = _reasons(scope, operation)
    running = active.get(operation.kind, "")
    return OperationChoice(
        kind=operation.kind,
        changes=operation.changes,
        may_start=not reasons,
        blocked_reason=reasons[0] if reasons else "",
        active_href=run_href(scope.workspace_ref, running) if running else "",
        touches=operation.touches,
        needs_tenant=operation.needs_tenant,
        may_be_scheduled=operation.may_be_scheduled,
        is_offered=operation.is_offered,
    )


def _reasons(scope: Scope, operation: Operation) -> tuple[str, ...]:
    """Everything against starting it now, the most general first."""
    found = [] if holds(Role(scope.role), operation.capability) else ["capability_lost"]
    gate = run_queries.workspace_gate(scope.session, scope.workspace_id, hold=False)
    if gate is None or gate.suspended_at is not None:
        found.append("workspace_suspended")
    return (*found, *gates.refusals(scope, operation))


def preflight(
    ctx: Context, kind: str, arguments: Mapping[str, Any] | None = None, *, tenant: str | None = None
) -> Preflight:
    """What starting an operation would do, and everything against it, as this person and this moment see it (O7).

    Raises:
        NotFoundError: no such operation, workspace or tenant.
        ForbiddenError: a member who may not see runs.
        InvalidInputError: arguments the operation does not take, or it needs a tenant.
    """
    operation = catalogue.find(kind)
    with open_scope(ctx, Capability.RUN_READ, tenant=tenant) as scope:
        if ctx.plane not in operation.planes:
            raise NotFoundError("not an operation of this plane")
        if operation.needs_tenant and scope.tenant is None:
            raise InvalidInputError({"tenant": "error-field-required"})
        made = operation.parse(arguments or {})
        work = _same_work(scope, operation, made, Cause("person", ctx.user_id), scope.tenants.text)
        active = run_queries.active_run(scope, kind, work)
        reasons = _reasons(scope, operation)
        return Preflight(
            kind=kind,
            changes=operation.changes,
            touches=operation.touches,
            tenant_name=run_queries.tenant_name(scope),
            may_start=not reasons,
            reasons=reasons,
            active_href=run_href(scope.workspace_ref, active.public_id) if active else "",
            estimate=operation.estimate(scope, made) if operation.estimate else None,
        )
