"""Schedules as people keep them: list, create, pause, resume, delete. Firing them is `firing`'s business."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal, unseal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.operations import catalogue, controls_queries, schedule_queries
from tenantpilot.operations.cadence import Cadence
from tenantpilot.operations.dispatch import check_workspace
from tenantpilot.operations.links import run_href
from tenantpilot.operations.tables import Schedule
from tenantpilot.operations.views import ScheduleRow
from tenantpilot.store.ledger import canonical
from tenantpilot.store.scope import Scope

KIND = "schedule"
MOST = 200  # of one workspace


def cadence_of(row: Schedule) -> Cadence:
    """When a stored schedule is due."""
    return Cadence(row.cadence, row.hour, row.minute, row.weekday, row.zone)


def list_schedules(ctx: Context) -> list[ScheduleRow]:
    """The workspace's schedules that this person may see, the next due first.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.SCHEDULE_READ) as scope:
        stopped = controls_queries.stopped_kinds(scope.session, scope.workspace_id)
        return [_row(ctx, scope, stopped, *found) for found in schedule_queries.schedules(scope)]


def may_manage_schedules(ctx: Context) -> bool:
    """Whether this person is offered to create schedules here; for showing, creating asks again.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.SCHEDULE_READ) as scope:
        return holds(Role(scope.role), Capability.SCHEDULE_MANAGE)


def _row(
    ctx: Context, scope: Scope, stopped: Mapping[str, str], row: Schedule, owner: str, tenant: str | None
) -> ScheduleRow:
    late = now() > row.next_due_at + cadence_of(row).interval / 2
    waits_for = "" if row.paused_at else stopped.get("") or stopped.get(row.kind, "")
    return ScheduleRow(
        handle=seal(ctx, KIND, row.public_id),
        kind=row.kind,
        cadence=row.cadence,
        hour=row.hour,
        minute=row.minute,
        weekday=row.weekday,
        zone=row.zone,
        next_due_at="" if row.paused_at else iso(row.next_due_at),
        last_due_at=iso(row.last_due_at),
        last_run_href=run_href(scope.workspace_ref, row.last_run_ref) if row.last_run_ref else "",
        owner_name=owner,
        tenant_name=tenant or "",
        is_paused=row.paused_at is not None,
        pause_reason=row.pause_reason,
        is_overdue=row.paused_at is None and not waits_for and (late or row.overdue_since is not None),
        may_manage=holds(Role(scope.role), Capability.SCHEDULE_MANAGE),
        waits_for=waits_for,
    )


def create_schedule(
    ctx: Context,
    kind: str,
    cadence: Cadence,
    arguments: Mapping[str, Any] | None = None,
    *,
    tenant: str | None = None,
) -> str:
    """Ask for an operation again and again, with the rights one has each time; the new schedule's handle.

    Raises:
        NotFoundError: no such operation or tenant.
        ForbiddenError: without the capability to manage schedules, or without the operation's own.
        InvalidInputError: cadence or arguments are wrong, or there are too many schedules.
        BlockedError: the workspace is suspended.
    """
    operation = catalogue.find(kind)
    with open_scope(ctx, Capability.SCHEDULE_MANAGE, tenant=tenant, write=True) as scope:
        if not holds(Role(scope.role), operation.capability):
            raise ForbiddenError(f"lacks {operation.capability.value}")
        if not operation.may_be_scheduled or ctx.plane not in operation.planes:
            raise NotFoundError("this operation is not for schedules")
        cadence.check()
        made = operation.parse(arguments or {})
        if operation.needs_tenant and scope.tenant is None:
            raise InvalidInputError({"tenant": "error-field-required"})
        check_workspace(scope)
        if schedule_queries.count(scope) >= MOST:
            raise InvalidInputError({"kind": "error-too-many-schedules"})
        row = scope.add(
            Schedule(
                workspace_id=scope.workspace_id,
                kind=kind,
                arguments=canonical(made.model_dump()),
                tenant_id=scope.tenant_id,
                owner_id=ctx.user_id,
                plane=ctx.plane.value,
                reach=scope.tenants.text,
                cadence=cadence.every,
                hour=cadence.hour,
                minute=cadence.minute,
                weekday=cadence.weekday,
                zone=cadence.zone,
                next_due_at=cadence.after(now()),
            )
        )
        scope.record("schedule.created", KIND, row.public_id, after=_described(row))
        return seal(ctx, KIND, row.public_id)


def _described(row: Schedule) -> dict[str, Any]:
    at = f"{row.hour:02}:{row.minute:02} {row.zone}"
    return {"kind": row.kind, "cadence": row.cadence, "at": at, "weekday": row.weekday, "arguments": row.arguments}


def pause_schedule(ctx: Context, handle: str) -> None:
    """Stop a schedule from starting anything until it is resumed.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; the schedule is out of reach.
        ConflictError: it is paused already.
    """
    with open_scope(ctx, Capability.SCHEDULE_MANAGE, write=True) as scope:
        row = _load(ctx, scope, handle)
        if row.paused_at is not None:
            raise ConflictError("already paused")
        row.paused_at, row.pause_reason, row.overdue_since = now(), "", None
        scope.session.add(row)
        scope.record("schedule.paused", KIND, row.public_id, after=_described(row))


def resume_schedule(ctx: Context, handle: str) -> None:
    """Let a paused schedule go on from its next due time; whoever resumes it owns it from now on.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; also without the operation's own capability.
        ConflictError: it is not paused.
    """
    with open_scope(ctx, Capability.SCHEDULE_MANAGE, write=True) as scope:
        row = _load(ctx, scope, handle)
        if row.paused_at is None:
            raise ConflictError("not paused")
        if not holds(Role(scope.role), catalogue.find(row.kind).capability):
            raise ForbiddenError("lacks the operation's capability")
        row.paused_at, row.pause_reason, row.next_due_at = None, "", cadence_of(row).after(now())
        row.owner_id, row.reach, row.plane = ctx.user_id, scope.tenants.text, ctx.plane.value
        scope.session.add(row)
        scope.record("schedule.resumed", KIND, row.public_id, after=_described(row))


def delete_schedule(ctx: Context, handle: str) -> None:
    """Remove a schedule for good; runs it started stay.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; the schedule is out of reach.
    """
    with open_scope(ctx, Capability.SCHEDULE_MANAGE, write=True) as scope:
        row = _load(ctx, scope, handle)
        row.deleted_at = now()
        scope.session.add(row)
        scope.record("schedule.deleted", KIND, row.public_id, before=_described(row))


def _load(ctx: Context, scope: Scope, handle: str) -> Schedule:
    return schedule_queries.by_ref(scope, unseal(ctx, KIND, handle))
