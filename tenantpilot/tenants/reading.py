"""What pages, choices and search read of tenants."""

from __future__ import annotations

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.access.views import TenantChoice
from tenantpilot.store.scope import Scope
from tenantpilot.tenants import facts, lifecycle, links, queries
from tenantpilot.tenants.operability import ConnectionFacts, Operability
from tenantpilot.tenants.tables import Tenant
from tenantpilot.tenants.views import InventoryBrief, LifecycleStep, TenantDetail, TenantList, TenantRow

KIND = "tenant"
FOUND_AT_MOST = 20
_DESTRUCTIVE = frozenset({"archived", "removal_pending"})


def list_tenants(
    ctx: Context, search: str = "", *, lifecycle_state: str = "", environment: str = "", connection: str = ""
) -> TenantList:
    """The tenants the person reaches, by name; `search` looks into names, domains and provider ids.

    Raises:
        NotFoundError, ForbiddenError, SignInRequiredError: as open_scope.
    """
    wanted = " ".join(search.split()).casefold()
    with open_scope(ctx, Capability.TENANT_READ) as scope:
        rows = [row for row in queries.all_tenants(scope) if _fits(row, wanted, lifecycle_state, environment)]
        made = _rows(ctx, scope, rows)
        kept = tuple(row for row in made if connection in ("", row.connection))
        return TenantList(rows=kept, total=len(kept), may_manage=_may_manage(scope) and scope.tenants.mode == "all")


def tenant_detail(ctx: Context, tenant_ref: str) -> TenantDetail:
    """One tenant by public id, whatever its lifecycle.

    Raises:
        NotFoundError: malformed, absent, foreign and out of reach alike.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.TENANT_READ, tenant=tenant_ref) as scope:
        tenant = scope.get(Tenant, tenant_ref)
        row = _rows(ctx, scope, [tenant])[0]
        verdict = facts.verdicts(scope, [tenant])[tenant.id]
        role, space = Role(scope.role), scope.workspace_ref
    may_manage = holds(role, Capability.TENANT_MANAGE)
    may_connect = holds(role, Capability.CONNECTION_MANAGE)
    return TenantDetail(
        row=row,
        created_at=iso(tenant.created_at),
        lifecycle_at=iso(tenant.lifecycle_at),
        removal_due_at=iso(tenant.removal_due_at),
        write_reasons=verdict.write_reasons,
        next_steps=_steps(tenant) if may_manage else (),
        may_manage=may_manage,
        may_sync=holds(role, Capability.INVENTORY_SYNC),
        may_check=holds(role, Capability.CONNECTION_CHECK),
        may_manage_connection=may_connect,
        connections_href=links.connections_href(space, tenant_ref),
        new_connection_href=links.new_connection_href(space, tenant_ref) if may_connect else "",
        permissions_href=links.permissions_href(space, tenant_ref),
    )


def selectable_tenants(ctx: Context) -> list[TenantChoice]:
    """The tenants that forms and filters offer, the one used last first.

    Raises:
        NotFoundError, ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.TENANT_READ) as scope:
        rows = queries.all_tenants(scope)
        verdicts, last = facts.verdicts(scope, rows), queries.last_used(scope)
        chosen = [row for row in rows if verdicts[row.id].is_selectable]
    chosen.sort(key=lambda row: row.id != last)
    return [TenantChoice(value=row.public_id, name=row.name) for row in chosen]


def search_tenants(ctx: Context, search: str) -> list[TenantRow]:
    """The searchable tenants whose name, domain or id the words are part of; an ineligible one is never among them.

    Raises:
        NotFoundError, ForbiddenError, SignInRequiredError: as open_scope.
    """
    wanted = " ".join(search.split()).casefold()
    with open_scope(ctx, Capability.TENANT_READ) as scope:
        rows = queries.all_tenants(scope)
        verdicts = facts.verdicts(scope, rows)
        found = [row for row in rows if verdicts[row.id].is_searchable and wanted and _fits(row, wanted, "", "")]
        return _rows(ctx, scope, found[:FOUND_AT_MOST])


def _fits(row: Tenant, wanted: str, lifecycle_state: str, environment: str) -> bool:
    known = (row.name.casefold(), row.primary_domain, str(row.provider_tenant_id or ""), row.public_id)
    return (
        lifecycle_state in ("", row.lifecycle)
        and environment in ("", row.environment)
        and (not wanted or any(wanted in text for text in known))
    )


def _may_manage(scope: Scope) -> bool:
    return holds(Role(scope.role), Capability.TENANT_MANAGE)


def _steps(tenant: Tenant) -> tuple[LifecycleStep, ...]:
    """What may follow; a tenant that nobody identified goes nowhere but to the archive."""
    return tuple(
        LifecycleStep(to=to, needs_reason=to in lifecycle.NEEDS_REASON, is_destructive=to in _DESTRUCTIVE)
        for to in lifecycle.following(tenant.lifecycle)
        if tenant.provider_tenant_id is not None
    )


def _rows(ctx: Context, scope: Scope, tenants: list[Tenant]) -> list[TenantRow]:
    keys = [row.id for row in tenants]
    ways, stocks, last = facts.connections(scope, keys), facts.inventories(scope, keys), queries.last_used(scope)
    verdicts = facts.verdicts(scope, tenants, ways)
    space = scope.workspace_ref
    return [
        _row(ctx, space, row, ways.get(row.id, ConnectionFacts()), stocks.get(row.id), verdicts[row.id], row.id == last)
        for row in tenants
    ]


def _row(
    ctx: Context, space: str, row: Tenant, way: ConnectionFacts, stock: InventoryBrief | None, verdict: Operability,
    is_last_used: bool,
) -> TenantRow:  # fmt: skip
    return TenantRow(
        handle=seal(ctx, KIND, row.public_id),
        tenant_ref=row.public_id,
        href=links.tenant_href(space, row.public_id),
        name=row.name,
        provider_tenant_id=str(row.provider_tenant_id or ""),
        primary_domain=row.primary_domain,
        environment=row.environment,
        tier=row.tier,
        lifecycle=row.lifecycle,
        connection=way.state,
        connection_href=links.connection_href(space, way.connection_ref) if way.connection_ref else "",
        health=way.health,
        consent=way.consent,
        expiry=way.expiry,
        checked_at=iso(way.checked_at),
        posture=way.posture,
        missing_permissions=way.missing_permissions,
        inventory=stock,
        can_start_read=verdict.can_start_read,
        can_start_write=verdict.can_start_write,
        is_selectable=verdict.is_selectable,
        reasons=verdict.read_reasons,
        is_last_used=is_last_used,
    )
