"""The explorer's services: pages of policies, and what there is to narrow by."""

from __future__ import annotations

from tenantpilot.access.context import Context
from tenantpilot.inventory.filters import PolicyFilters
from tenantpilot.inventory.views import InventoryChoices, PolicyPage

ANY = PolicyFilters()


def list_policies(ctx: Context, filters: PolicyFilters = ANY, cursor: str = "") -> PolicyPage:
    """Policies that this person may see, 50 at a time, by name (with `changed_since`: newest change first).

    Raises:
        NotFoundError, ForbiddenError: as open_scope; also a tenant that is foreign or absent.
        InvalidInputError: filters or a cursor that mean nothing.
    """
    raise NotImplementedError


def inventory_choices(ctx: Context, environment_id: str = "") -> InventoryChoices:
    """What the explorer may be narrowed by, with counts, within one tenant or all in reach.

    Raises:
        NotFoundError, ForbiddenError: as list_policies.
    """
    raise NotImplementedError
