"""State of the list of runs, as its address says, kept fresh while something is active."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.operations.dispatch import list_operations
from tenantpilot.operations.reading import list_runs
from tenantpilot.operations.views import OperationChoice, RunRow
from tenantpilot.ui.admin.run_filters import filters
from tenantpilot.ui.here import argument

STOPPED = ("stopped_by_workspace", "stopped_by_installation")


class Operations(rx.State):
    """The runs of the workspace, newest first."""

    rows: list[RunRow] = []
    choices: list[OperationChoice] = []
    some_stopped: bool = False
    cursor: str = ""
    has_active: bool = False
    is_loaded: bool = False

    async def _show(self) -> None:
        page = await run_service(list_runs, current(), filters(), argument("after"))
        self.rows, self.cursor = list(page.rows), page.cursor
        self.has_active = any(row.is_active for row in page.rows)
        self.is_loaded = True

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the page of the list that the address names."""
        self.choices = await run_service(list_operations, current())
        self.some_stopped = any(one.blocked_reason in STOPPED for one in self.choices)
        await self._show()

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks how the shown runs stand."""
        await self._show()
