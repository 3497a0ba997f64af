"""What is known of a tenant and how well: coverage by family, recent changes, a sync under way."""

from __future__ import annotations

from tenantpilot.access.context import Context
from tenantpilot.inventory.views import ChangePage, SyncProgress, TenantCoverage, TenantInventoryRow


def tenant_coverage(ctx: Context, environment_id: str) -> TenantCoverage:
    """Every family of a tenant with its state and age, and the tenant's numbers from its aggregate.

    Raises:
        NotFoundError: malformed, absent and foreign tenants alike.
        ForbiddenError: as open_scope.
    """
    raise NotImplementedError


def tenant_changes(ctx: Context, environment_id: str, cursor: str = "") -> ChangePage:
    """What changed in a tenant, newest first, 50 at a time.

    Raises:
        NotFoundError, ForbiddenError: as tenant_coverage.
        InvalidInputError: a cursor that means nothing.
    """
    raise NotImplementedError


def sync_progress(ctx: Context, environment_id: str) -> SyncProgress | None:
    """The tenant's sync that waits or works now with its families, else the last one; None before the first.

    Raises:
        NotFoundError, ForbiddenError: as tenant_coverage.
    """
    raise NotImplementedError


def list_tenant_inventories(ctx: Context) -> tuple[TenantInventoryRow, ...]:
    """The aggregate of each tenant in reach, for lists of tenants.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    raise NotImplementedError
