"""What a draft can be made of: tenants with how completely they were read, and single policies."""

from __future__ import annotations

from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import part_queries
from tenantpilot.baselines import reading_queries as queries
from tenantpilot.baselines.part_reading import opened
from tenantpilot.baselines.parts import COMPLETE
from tenantpilot.baselines.reading import group_of
from tenantpilot.baselines.views import CaptureChoices, CaptureFamily, CaptureTenant, PolicyChoice, PolicyChoices
from tenantpilot.inventory import queries as explorer
from tenantpilot.inventory.filters import Place, PolicyFilters
from tenantpilot.inventory.links import policy_href
from tenantpilot.inventory.reading import below
from tenantpilot.provider.contracts.registry import contracts

ANY = PolicyFilters()


def capture_choices(ctx: Context, tenant_ref: str = "") -> CaptureChoices:
    """Tenants to capture from; with one named also its families, those that were not read completely with the reason.

    Raises:
        NotFoundError: the tenant is malformed, absent or foreign.
        ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.BASELINE_READ, tenant=tenant_ref or None) as scope:
        tenants = queries.completeness(scope)
        known = part_queries.coverage(scope, scope.tenant[0]) if scope.tenant else {}
        objects = queries.objects(scope, scope.tenant[0]) if scope.tenant else {}
    families = contracts() if tenant_ref else {}
    return CaptureChoices(
        tenants=tuple(
            CaptureTenant(
                one.public_id, one.name, one.policies, one.families_read, len(contracts()), iso(one.oldest_at),
                iso(one.last_sync_at),
            )
            for one in tenants
        ),
        tenant_ref=tenant_ref,
        families=tuple(
            _family(family, contract.group, known.get(family), objects.get(family, 0))
            for family, contract in families.items()
        ),
    )  # fmt: skip


def _family(family: str, group: str, row: Any, policies: int) -> CaptureFamily:
    if row is None:
        return CaptureFamily(family, group, "never", "", "", "", policies, is_complete=False)
    return CaptureFamily(
        family=family,
        group=group,
        family_state=row.state,
        reason_code=row.reason_code,
        attempted_at=iso(row.attempted_at),
        complete_at=iso(row.complete_at),
        policies=policies,
        is_complete=row.state == COMPLETE,
    )


def policy_choices(ctx: Context, version_ref: str, filters: PolicyFilters = ANY, cursor: str = "") -> PolicyChoices:
    """Policies of tenants in reach to compose a draft of, 50 at a time, as the explorer finds them.

    Raises:
        NotFoundError: the version or the tenant are malformed, absent or foreign.
        ForbiddenError: as open_scope.
        InvalidInputError: filters or a cursor that mean nothing.
    """
    with open_scope(ctx, Capability.BASELINE_READ, tenant=filters.environment_id or None) as scope:
        filters.check()
        version, place = opened(scope, version_ref), Place.parse(cursor)
        found = explorer.policies(scope, filters, place, scope.tenant_id)
        shown, space = found[: explorer.PAGE], scope.workspace_ref
        refs = [one.public_id for one in shown]
        taken, ages = queries.in_version(scope, version.id, refs), queries.complete_at(scope, refs)
    more = len(found) > len(shown)
    return PolicyChoices(
        rows=tuple(_policy(space, one, one.public_id in taken, ages.get(one.public_id)) for one in shown),
        cursor=below(filters, shown[-1]) if more else "",
        has_more=more,
    )


def _policy(space: str, row: Any, is_part: bool, complete_at: Any) -> PolicyChoice:
    return PolicyChoice(
        policy_ref=row.public_id,
        href=policy_href(space, row.public_id),
        name=row.name,
        family=row.family,
        group=group_of(row.family),
        platform=row.platform,
        tenant_ref=row.tenant_ref,
        tenant_name=row.tenant_name,
        changed_at=iso(row.changed_at),
        family_state=row.coverage,
        complete_at=iso(complete_at),
        is_offered=row.coverage == COMPLETE and not row.is_ghost,
        is_part=is_part,
    )
