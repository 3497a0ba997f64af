"""State of the inventory explorer: the policies that the address asks for."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.inventory.filters import PolicyFilters
from tenantpilot.inventory.reading import inventory_choices, list_policies
from tenantpilot.inventory.views import InventoryChoices, PolicyRow
from tenantpilot.ui.here import argument

FILTERS = ("environment_id", "family", "platform", "assigned", "changed_since", "ghosts", "q")
NO_CHOICES = InventoryChoices(tenants=(), families=(), platforms=(), total=0, ghosts=0, last_sync_at="")


class Inventory(rx.State):
    """Tens of thousands of policies, fifty at a time."""

    rows: list[PolicyRow] = []
    choices: InventoryChoices = NO_CHOICES
    cursor: str = ""
    is_loaded: bool = False

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the page of policies that the address names."""
        ctx = current()
        filters = PolicyFilters(**{name: argument(name) for name in FILTERS})
        found = await run_service(list_policies, ctx, filters, argument("after"))
        self.choices = await run_service(inventory_choices, ctx, filters.environment_id)
        self.rows, self.cursor, self.is_loaded = list(found.rows), found.cursor, True
