"""State of the console's list of workspaces."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.operations.installation import list_workspace_loads
from tenantpilot.operations.views import WorkspaceLoad
from tenantpilot.ui.here import argument


class Workspaces(rx.State):
    """Every workspace of the installation that the search finds."""

    rows: list[WorkspaceLoad] = []
    active: int = 0
    failed: int = 0
    is_loaded: bool = False

    async def _show(self) -> None:
        self.rows = await run_service(list_workspace_loads, current(), argument("q"))
        self.active = sum(row.active for row in self.rows)
        self.failed = sum(row.failed for row in self.rows)
        self.is_loaded = True

    @server_event(plane=Plane.SYSTEM, load=True)
    async def load(self) -> None:
        """Show the list as the address says."""
        await self._show()

    @client_event(plane=Plane.SYSTEM, passive=True)
    async def refresh(self) -> None:
        """A timer asks how things stand."""
        await self._show()
