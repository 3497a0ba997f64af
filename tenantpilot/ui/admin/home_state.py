"""State of a workspace's overview."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.attention.overview import workspace_overview
from tenantpilot.attention.views import Overview
from tenantpilot.operations.dispatch import list_operations
from tenantpilot.operations.filters import RunFilters
from tenantpilot.operations.reading import list_runs
from tenantpilot.operations.views import OperationChoice, RunRow

SHOWN = 5


class Home(rx.State):
    """How things stand, what is going on, what can be started."""

    overview: Overview | None = None
    active: list[RunRow] = []
    recent: list[RunRow] = []
    choices: list[OperationChoice] = []
    is_loaded: bool = False

    async def _show(self) -> None:
        ctx = current()
        newest = (await run_service(list_runs, ctx)).rows
        active = (await run_service(list_runs, ctx, RunFilters(state="active"))).rows
        self.active = list(active[:SHOWN])
        self.recent = list(newest[:SHOWN])

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the overview of the workspace in the address."""
        ctx = current()
        self.overview = await run_service(workspace_overview, ctx)
        self.choices = await run_service(list_operations, ctx)
        await self._show()
        self.is_loaded = True

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks how things stand."""
        await self._show()

    @client_event(plane=Plane.ADMIN, passive=True)
    async def look_again(self) -> None:
        """A slower timer asks for the figures."""
        self.overview = await run_service(workspace_overview, current())
