"""Where baselines hold: in tenants and in groups of them, with a priority, in a ring."""

from __future__ import annotations

from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import queries
from tenantpilot.baselines.drafts import BASELINE, held
from tenantpilot.baselines.holding import settling
from tenantpilot.baselines.tables import Baseline, BaselineAssignment
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import TenantGroup

KIND = "baseline_assignment"
PRIORITIES = range(1, 1000)


def assign(
    ctx: Context, handle: str, *, tenant_ref: str = "", group_ref: str = "", priority: int = 100, ring: int = 1
) -> str:
    """Let a baseline hold in a tenant, or in every tenant of a group; the assignment's public id.

    Raises:
        NotFoundError: the handle does not open; tenant or group are absent, foreign or out of reach.
        ForbiddenError: without the capability; a group, with a membership narrowed to some tenants.
        InvalidInputError: not exactly one of tenant and group, no such ring, a priority beyond 1 to 999.
        ConflictError: it is assigned there already, or the baseline was deleted.
    """
    with open_scope(ctx, Capability.BASELINE_MANAGE, tenant=tenant_ref or None, write=True) as scope:
        row = held(ctx, scope, handle)
        if bool(tenant_ref) == bool(group_ref):
            raise InvalidInputError({"target": "error-field-required" if not tenant_ref else "error-field-choice"})
        group = _group(scope, group_ref) if group_ref else None
        _check(scope, row, priority, ring)
        tenant_id = scope.tenant_id
        _check_once(scope, row, tenant_id, group)
        with settling(scope, baseline_id=row.id):
            made = scope.add(
                BaselineAssignment(
                    workspace_id=scope.workspace_id, baseline_id=row.id, tenant_id=tenant_id,
                    group_id=group.id if group else None, priority=priority, ring=ring,
                )
            )  # fmt: skip
        after = _described(scope, made)
        scope.record("baseline.assigned", BASELINE, row.public_id, after=after, tenant=scope.tenant)
        return made.public_id


def _group(scope: Scope, ref: str) -> TenantGroup:
    if scope.tenants.mode != "all":
        raise ForbiddenError("groups need all tenants")
    # Held, so that it is not deleted meanwhile.
    return scope.get(TenantGroup, ref, lock=True)


def _check(scope: Scope, row: Baseline, priority: Any, ring: Any) -> None:
    wrong = {}
    if not isinstance(priority, int) or isinstance(priority, bool) or priority not in PRIORITIES:
        wrong["priority"] = "error-field-priority"
    if ring not in {one.number for one in queries.rings(scope, row.id)}:
        wrong["ring"] = "error-field-choice"
    if wrong:
        raise InvalidInputError(wrong)


def _check_once(scope: Scope, row: Baseline, tenant_id: Any, group: TenantGroup | None) -> None:
    query = scope.select(BaselineAssignment).where(BaselineAssignment.baseline_id == row.id)
    same = BaselineAssignment.group_id == group.id if group is not None else BaselineAssignment.tenant_id == tenant_id
    if scope.session.exec(query.where(same)).first() is not None:
        raise ConflictError("assigned already", message_key="error-baseline-assigned-already")


def change_assignment(ctx: Context, assignment_handle: str, *, priority: int, ring: int) -> None:
    """Weigh an assignment otherwise, or move it to another ring, whose version holds there from then on.

    Raises:
        NotFoundError: the handle does not open, or it ended meanwhile.
        ForbiddenError: without the capability; of a group, with a membership narrowed to some tenants.
        InvalidInputError: no such ring, a priority beyond 1 to 999.
        ConflictError: the baseline was deleted.
    """
    with open_scope(ctx, Capability.BASELINE_MANAGE, write=True) as scope:
        row, baseline = _load(ctx, scope, assignment_handle)
        _check(scope, baseline, priority, ring)
        before = _described(scope, row)
        row.priority, row.ring = priority, ring
        scope.session.add(row)
        if _described(scope, row) == before:
            return
        scope.record(
            "baseline.assignment_changed", BASELINE, baseline.public_id, before=before, after=_described(scope, row),
            tenant=_tenant(scope, row),
        )  # fmt: skip


def unassign(ctx: Context, assignment_handle: str) -> None:
    """End an assignment; where the baseline holds no more, its findings are closed as no longer applicable.

    Raises:
        NotFoundError, ForbiddenError, ConflictError: as change_assignment.
    """
    with open_scope(ctx, Capability.BASELINE_MANAGE, write=True) as scope:
        row, baseline = _load(ctx, scope, assignment_handle)
        before, tenant = _described(scope, row), _tenant(scope, row)
        with settling(scope, baseline_id=baseline.id):
            scope.session.delete(row)
        scope.record("baseline.unassigned", BASELINE, baseline.public_id, before=before, tenant=tenant)


def _load(ctx: Context, scope: Scope, handle: str) -> tuple[BaselineAssignment, Baseline]:
    """An assignment and its baseline, both held, the baseline first as everywhere."""
    ref = unseal(ctx, KIND, handle)
    found = scope.get(BaselineAssignment, ref)
    if found.group_id is not None and scope.tenants.mode != "all":
        raise ForbiddenError("groups need all tenants")
    baseline = queries.hold(scope, found.baseline_id)
    scope.session.expire(found)
    return scope.get(BaselineAssignment, ref, lock=True), baseline


def _tenant(scope: Scope, row: BaselineAssignment) -> tuple[Any, str] | None:
    return None if row.tenant_id is None else (row.tenant_id, queries.tenant_ref(scope, row.tenant_id))


def _described(scope: Scope, row: BaselineAssignment) -> dict[str, Any]:
    target = (
        {"group": queries.group_ref(scope, row.group_id)}
        if row.group_id
        else {"tenant": queries.tenant_ref(scope, row.tenant_id)}
    )
    return {"assignment": row.public_id, **target, "priority": row.priority, "ring": row.ring}
