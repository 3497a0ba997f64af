"""Operational controls: stop a kind of operation, or all, in a workspace or in the whole installation (G11).

A stop takes effect at the next start, the next batch and the next request to a tenant, whoever asked for the run. A
batch under way ends first. Schedules wait, and catch up when the stop is released.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal, unseal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_installation, open_scope
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import NIL, is_public_id
from tenantpilot.operations import catalogue, controls_queries
from tenantpilot.operations.tables import InstallationControl, WorkspaceControl
from tenantpilot.operations.views import ControlRow, Controls
from tenantpilot.store import ledger
from tenantpilot.store.ledger import Actor
from tenantpilot.store.scope import Scope

KIND = "control"
ALL = ""
LONGEST_REASON = 500


def list_controls(ctx: Context) -> Controls:
    """What is stopped in this workspace, by itself and by the installation.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.CONTROL_READ) as scope:
        own = _by_kind(controls_queries.of_workspace(scope))
        general = _by_kind(controls_queries.of_installation(scope.session))
        may_manage = holds(Role(scope.role), Capability.CONTROL_MANAGE)
    rows = _rows(ctx, own, general, may_manage=may_manage)
    return Controls(rows, sum(1 for row in rows if row.kind and row.stopped_by), may_manage)


def list_installation_controls(ctx: Context) -> Controls:
    """What platform staff stopped for all workspaces.

    Raises:
        NotFoundError: anybody but platform staff in the system plane.
    """
    with open_installation(ctx, Capability.INSTALLATION_READ) as session:
        general = _by_kind(controls_queries.of_installation(session))
    rows = _rows(ctx, {}, general, may_manage=True, is_console=True)
    return Controls(rows, sum(1 for row in rows if row.kind and row.stopped_by), True)


def stop(ctx: Context, kind: str, reason: str) -> None:
    """Stop a kind of operation, or all (empty kind), in this workspace until released; the reason stays in the log.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; there is no such operation.
        InvalidInputError: no reason, or too long a one.
        ConflictError: it is stopped already.
    """
    with open_scope(ctx, Capability.CONTROL_MANAGE, write=True) as scope:
        engage(scope, kind, reason, ctx.actor)


def release(ctx: Context, handle: str, reason: str) -> None:
    """Release a stop that this workspace set; the reason stays in the log.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; the handle does not open.
        InvalidInputError: no reason, or too long a one.
        ConflictError: it was released already.
    """
    ref = unseal(ctx, KIND, handle)
    with open_scope(ctx, Capability.CONTROL_MANAGE, write=True) as scope:
        _end(scope.session, scope.get(WorkspaceControl, ref, lock=True), scope, reason, ctx.actor)


def stop_everywhere(ctx: Context, kind: str, reason: str) -> None:
    """Stop a kind of operation, or all, in every workspace until released.

    Raises:
        NotFoundError: anybody but platform staff in the system plane; there is no such operation.
        InvalidInputError: no reason, or too long a one.
        ConflictError: it is stopped already.
    """
    with open_installation(ctx, Capability.INSTALLATION_CONTROL, write=True) as session:
        engage_everywhere(session, kind, reason, ctx.actor)


def release_everywhere(ctx: Context, handle: str, reason: str) -> None:
    """Release a stop on every workspace.

    Raises:
        NotFoundError: anybody but platform staff in the system plane; the handle does not open.
        InvalidInputError: no reason, or too long a one.
        ConflictError: it was released already.
    """
    ref = unseal(ctx, KIND, handle)
    with open_installation(ctx, Capability.INSTALLATION_CONTROL, write=True) as session:
        row = controls_queries.installation_control(session, ref) if is_public_id(ref, "ctl") else None
        if row is None:
            raise NotFoundError("no such control")
        _end(session, row, None, reason, ctx.actor)


def engage(scope: Scope, kind: str, reason: str, actor: Actor) -> None:
    """The second half of `stop`, on a scope that proved the right."""
    given = _checked(kind, reason)
    if controls_queries.engaged_in_workspace(scope, kind) is not None:
        raise ConflictError("stopped already", message_key="error-control-engaged")
    row = WorkspaceControl(
        workspace_id=scope.workspace_id, kind=kind, reason=given, set_by=_person(actor), set_at=now()
    )  # fmt: skip
    scope.add(row)
    scope.record("control.engaged", KIND, row.public_id, after=_described(kind), reason=given)


def engage_everywhere(session: Session, kind: str, reason: str, actor: Actor) -> None:
    """The second half of `stop_everywhere`, in a transaction that proved the right."""
    given = _checked(kind, reason)
    if controls_queries.engaged_in_installation(session, kind) is not None:
        raise ConflictError("stopped already", message_key="error-control-engaged")
    row = InstallationControl(kind=kind, reason=given, set_by=_person(actor), set_at=now())
    session.add(row)
    session.flush()
    ledger.append(session, NIL, actor, "control.engaged", KIND, row.public_id, after=_described(kind), reason=given)


def lift(session: Session, scope: Scope | None, kind: str, reason: str, actor: Actor) -> None:
    """Release the stop on a kind, of the scope's workspace or of the installation, for the command line.

    Raises:
        InvalidInputError: no reason, or too long a one.
        ConflictError: it is not stopped.
    """
    row = (
        controls_queries.engaged_in_workspace(scope, kind)
        if scope is not None
        else controls_queries.engaged_in_installation(session, kind)
    )
    _end(session, row, scope, reason, actor)


def _end(
    session: Session, row: WorkspaceControl | InstallationControl | None, scope: Scope | None, reason: str, actor: Actor
) -> None:
    if row is None or row.released_at is not None:
        raise ConflictError("not stopped", message_key="error-control-released")
    given = _checked(row.kind, reason, is_known=True)
    row.released_at = now()
    session.add(row)
    session.flush()
    told = _described(row.kind)
    place = scope.workspace_id if scope is not None else NIL
    ledger.append(session, place, actor, "control.released", KIND, row.public_id, before=told, reason=given)


def _checked(kind: str, reason: str, *, is_known: bool = False) -> str:
    if kind != ALL and not is_known:
        catalogue.find(kind)
    given = " ".join(reason.split())
    if not 0 < len(given) <= LONGEST_REASON:
        raise InvalidInputError({"reason": "error-field-required" if not given else "error-field-too-long"})
    return given


def _person(actor: Actor) -> Any:
    return actor.user_id if actor.user_id != NIL else None


def _described(kind: str) -> dict[str, Any]:
    return {"operation": kind or "all"}


def _by_kind(found: Any) -> dict[str, tuple[Any, str]]:
    return {row.kind: (row, name or "") for row, name in found}


def _rows(
    ctx: Context,
    own: Mapping[str, tuple[Any, str]],
    general: Mapping[str, tuple[Any, str]],
    *,
    may_manage: bool,
    is_console: bool = False,
) -> tuple[ControlRow, ...]:
    known = catalogue.load()
    kinds = [ALL, *sorted(known), *sorted((own.keys() | general.keys()) - known.keys() - {ALL})]
    mine = general if is_console else own
    return tuple(
        _row(
            kind,
            known.get(kind),
            own,
            general,
            handle=seal(ctx, KIND, mine[kind][0].public_id) if kind in mine and may_manage else "",
            is_console=is_console,
        )
        for kind in kinds
    )


def _row(
    kind: str,
    operation: catalogue.Operation | None,
    own: Mapping[str, tuple[Any, str]],
    general: Mapping[str, tuple[Any, str]],
    *,
    handle: str,
    is_console: bool,
) -> ControlRow:
    places = (("installation", general), ("workspace", own))
    found = [(by, place[one], one != kind) for by, place in places for one in (kind, ALL) if one in place]
    by, (row, name), is_by_all = found[0] if found else ("", (None, ""), False)
    return ControlRow(
        kind=kind,
        changes=operation.changes if operation else "",
        touches=operation.touches if operation else "",
        stopped_by=by,
        reason=row.reason if row else "",
        set_by=name if by == "workspace" or is_console else "",
        set_at=iso(row.set_at) if row else "",
        is_by_all=is_by_all,
        handle=handle,
    )
