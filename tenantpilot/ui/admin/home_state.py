"""State of a workspace's overview."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.members import list_tenant_choices
from tenantpilot.access.views import TenantChoice
from tenantpilot.operations.dispatch import list_operations
from tenantpilot.operations.filters import RunFilters
from tenantpilot.operations.reading import list_runs
from tenantpilot.operations.views import OperationChoice, RunRow

SHOWN = 8
TO_LOOK_AT = ("failed", "blocked", "partially_succeeded")


class Home(rx.State):
    """What is going on, what ended badly, what can be started."""

    active: list[RunRow] = []
    troubled: list[RunRow] = []
    recent: list[RunRow] = []
    tenants: list[TenantChoice] = []
    choices: list[OperationChoice] = []
    is_loaded: bool = False

    async def _show(self) -> None:
        ctx = current()
        newest = (await run_service(list_runs, ctx)).rows
        active = (await run_service(list_runs, ctx, RunFilters(state="active"))).rows
        self.active = list(active[:SHOWN])
        self.troubled = [row for row in newest if row.outcome in TO_LOOK_AT][:SHOWN]
        self.recent = list(newest[:SHOWN])

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the overview of the workspace in the address."""
        ctx = current()
        self.tenants = await run_service(list_tenant_choices, ctx)
        self.choices = await run_service(list_operations, ctx)
        await self._show()
        self.is_loaded = True

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks how things stand."""
        await self._show()
