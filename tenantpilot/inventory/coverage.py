"""What is known of a tenant and how well: coverage by family, recent changes, a sync under way."""

from __future__ import annotations

import json
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.inventory import coverage_queries as queries
from tenantpilot.inventory.filters import Place
from tenantpilot.inventory.links import inventory_href, policy_href
from tenantpilot.inventory.tables import STATES
from tenantpilot.inventory.views import (
    ChangePage,
    ChangeRow,
    FamilyRow,
    ProgressRow,
    StateCount,
    SyncProgress,
    TenantCoverage,
    TenantInventoryRow,
)
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.operations.dispatch import KIND
from tenantpilot.operations.links import run_href
from tenantpilot.operations.names import SYNC_INVENTORY
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.store.scope import Scope

NEVER, WAITING = "never", "waiting"


def tenant_coverage(ctx: Context, environment_id: str) -> TenantCoverage:
    """Every family of a tenant with its state and age, and the tenant's numbers from its aggregate.

    Raises:
        NotFoundError: malformed, absent and foreign tenants alike.
        ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.POLICY_READ, tenant=environment_id) as scope:
        tenant_id, tenant_ref = _tenant(scope)
        known = queries.families(scope, tenant_id)
        numbers = queries.numbers(scope, tenant_id)
        role, space = Role(scope.role), scope.workspace_ref
    return TenantCoverage(
        tenant_ref=tenant_ref,
        tenant_name=numbers.tenant_name,
        families=tuple(_family(family, contract.group, known.get(family)) for family, contract in contracts().items()),
        states=_states(numbers),
        policies=numbers.policies or 0,
        ghosts=numbers.ghosts or 0,
        changes_lately=numbers.changes_lately or 0,
        last_change_at=iso(numbers.last_change_at),
        last_sync_at=iso(numbers.last_sync_at),
        last_complete_at=iso(numbers.last_complete_at),
        log_state=numbers.log_state or NEVER,
        log_read_at=iso(numbers.log_read_at),
        may_sync=holds(role, Capability.INVENTORY_SYNC),
        inventory_href=inventory_href(space, tenant_ref),
    )


def _tenant(scope: Scope) -> Any:
    if scope.tenant is None:
        raise NotFoundError("no tenant was named")
    return scope.tenant


def _family(family: str, group: str, row: Any) -> FamilyRow:
    if row is None:
        return FamilyRow(family, group, NEVER, "", "", "", "", 0, (), ())
    return FamilyRow(
        family=family,
        group=group,
        state=row.state,
        reason_code=row.reason_code,
        detail=row.detail,
        attempted_at=iso(row.attempted_at),
        complete_at=iso(row.complete_at),
        objects=row.objects,
        request_ids=tuple(row.request_ids.split()),
        missing_permissions=tuple(row.missing_permissions.split()),
    )


def _states(numbers: Any) -> tuple[StateCount, ...]:
    """Families by state, those that nobody has read among them; only states that occur."""
    counts = {state: getattr(numbers, state) or 0 for state in STATES}
    counts[NEVER] = max(0, len(contracts()) - sum(counts.values()))
    return tuple(StateCount(state, families) for state, families in counts.items() if families)


def tenant_changes(ctx: Context, environment_id: str, cursor: str = "") -> ChangePage:
    """What changed in a tenant, newest first, 50 at a time; what a first reading found is no change.

    Raises:
        NotFoundError, ForbiddenError: as tenant_coverage.
        InvalidInputError: a cursor that means nothing.
    """
    with open_scope(ctx, Capability.POLICY_READ, tenant=environment_id) as scope:
        place = Place.parse(cursor, ("ver", "abs"))
        tenant_id, _ = _tenant(scope)
        found = queries.changes(scope, tenant_id, place)
        space = scope.workspace_ref
    shown = found[: queries.PAGE]
    more = len(found) > len(shown)
    return ChangePage(
        rows=tuple(_change(space, one) for one in shown),
        cursor=Place.below(shown[-1].at, shown[-1].ref) if more else "",
        has_more=more,
    )


def _change(space: str, row: Any) -> ChangeRow:
    versions = {"tab": "diff", "from": row.before_ref or "", "to": row.ref} if row.before_ref else {"tab": "history"}
    return ChangeRow(
        kind=row.kind,
        change=row.change,
        policy_ref=row.policy_ref,
        href=policy_href(space, row.policy_ref),
        diff_href=policy_href(space, row.policy_ref, **versions),
        name=row.called,
        family=row.family,
        number=row.number,
        at=iso(row.at),
        author=row.author,
        author_kind=row.author_kind,
    )


def sync_progress(ctx: Context, environment_id: str) -> SyncProgress | None:
    """The tenant's sync that waits or works now with its families, else the last one; None before the first.

    Raises:
        NotFoundError, ForbiddenError: as tenant_coverage.
    """
    with open_scope(ctx, Capability.POLICY_READ, tenant=environment_id) as scope:
        tenant_id, _ = _tenant(scope)
        run = queries.latest_run(scope, tenant_id, SYNC_INVENTORY)
        if run is None:
            return None
        read = queries.families_of(scope, run.capture_id) if run.capture_id else {}
        space = scope.workspace_ref
    return SyncProgress(
        run_ref=run.public_id,
        href=run_href(space, run.public_id),
        handle=seal(ctx, KIND, run.public_id),
        status=run.status,
        outcome=run.outcome,
        reason_code=run.reason_code,
        is_active=run.status != "completed",
        total=run.total,
        done=run.done,
        failed=run.failed,
        skipped=run.skipped,
        objects=run.objects,
        changes=run.changes,
        started_at=iso(run.started_at),
        finished_at=iso(run.finished_at),
        families=tuple(_progress(run, read)),
    )


def _progress(run: Any, read: dict[str, Any]) -> list[ProgressRow]:
    asked = set(json.loads(run.arguments).get("families") or contracts())
    return [
        ProgressRow(
            family=family,
            group=contract.group,
            state=read[family].state if family in read else WAITING,
            objects=read[family].objects if family in read else 0,
            changes=read[family].changes if family in read else 0,
        )
        for family, contract in contracts().items()
        if family in read or (family in asked and run.status != "completed")
    ]


def list_tenant_inventories(ctx: Context) -> tuple[TenantInventoryRow, ...]:
    """The aggregate of each tenant in reach, for lists of tenants.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.POLICY_READ) as scope:
        found = queries.all_numbers(scope)
    return tuple(
        TenantInventoryRow(
            tenant_ref=row.tenant_ref,
            policies=row.policies or 0,
            ghosts=row.ghosts or 0,
            changes_lately=row.changes_lately or 0,
            states=_states(row),
            families=len(contracts()),
            last_sync_at=iso(row.last_sync_at),
            last_complete_at=iso(row.last_complete_at),
            never_read=row.counted_at is None,
        )
        for row in found
    )
