"""The explorer's services: pages of policies, and what there is to narrow by."""

from __future__ import annotations

from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.inventory import queries
from tenantpilot.inventory.filters import Place, PolicyFilters
from tenantpilot.inventory.links import policy_href
from tenantpilot.inventory.views import (
    FamilyCount,
    InventoryChoices,
    PlatformCount,
    PolicyPage,
    PolicyRow,
    TenantChoice,
)
from tenantpilot.provider.contracts.registry import contracts

KIND = "policy"
ANY = PolicyFilters()


def list_policies(ctx: Context, filters: PolicyFilters = ANY, cursor: str = "") -> PolicyPage:
    """Policies that this person may see, 50 at a time, by name (with `changed_since`: newest change first).

    Raises:
        NotFoundError, ForbiddenError: as open_scope; also a tenant that is foreign or absent.
        InvalidInputError: filters or a cursor that mean nothing.
    """
    with open_scope(ctx, Capability.POLICY_READ, tenant=filters.environment_id or None) as scope:
        filters.check()
        place = Place.parse(cursor)
        tenant_id = scope.tenant_id
        found = queries.policies(scope, filters, place, tenant_id)
        shown, space = found[: queries.PAGE], scope.workspace_ref
    more = len(found) > len(shown)
    return PolicyPage(
        rows=tuple(policy_row(ctx, space, one) for one in shown),
        cursor=below(filters, shown[-1]) if more else "",
        has_more=more,
    )


def below(filters: PolicyFilters, row: Any) -> str:
    """The cursor of the page after this row."""
    if filters.since is not None:
        return Place.below(row.changed_at, row.public_id)
    return Place.after(row.sort_key, row.public_id)


def policy_row(ctx: Context, space: str, row: Any) -> PolicyRow:
    """A row of `queries.policies` as a page shows it."""
    return PolicyRow(
        handle=seal(ctx, KIND, row.public_id),
        policy_ref=row.public_id,
        href=policy_href(space, row.public_id),
        name=row.name,
        family=row.family,
        platform=row.platform,
        type=row.type,
        tenant_ref=row.tenant_ref,
        tenant_name=row.tenant_name,
        assigned=row.assigned,
        assignment_count=row.assignment_count,
        version=row.version,
        changed_at=iso(row.changed_at),
        changed_by=row.changed_by,
        changed_by_kind=row.changed_by_kind,
        last_seen_at=iso(row.last_seen_at),
        is_ghost=row.is_ghost,
        deleted_at=iso(row.deleted_at),
        coverage=row.coverage,
    )


def inventory_choices(ctx: Context, environment_id: str = "") -> InventoryChoices:
    """What the explorer may be narrowed by, with counts, within one tenant or all in reach.

    Raises:
        NotFoundError, ForbiddenError: as list_policies.
    """
    with open_scope(ctx, Capability.POLICY_READ, tenant=environment_id or None) as scope:
        tenant_id = scope.tenant_id
        tenants, families, ghosts, platforms = queries.choices(scope, tenant_id)
    chosen = [row for row in tenants if tenant_id in (None, row.id)]
    synced = [row.last_sync_at for row in chosen if row.last_sync_at]
    return InventoryChoices(
        tenants=tuple(TenantChoice(row.public_id, row.name, row.policies, row.ghosts) for row in tenants),
        families=tuple(
            FamilyCount(family, contract.group, families.get(family, 0), ghosts.get(family, 0))
            for family, contract in contracts().items()
            if families.get(family) or ghosts.get(family)
        ),
        platforms=tuple(PlatformCount(row.platform, row.policies) for row in platforms),
        total=sum(row.policies for row in chosen),
        ghosts=sum(row.ghosts for row in chosen),
        last_sync_at=iso(max(synced)) if synced else "",
    )
