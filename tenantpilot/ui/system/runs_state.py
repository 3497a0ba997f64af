"""State of the console's list of runs across workspaces."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.installation import list_installation_workspaces
from tenantpilot.access.views import InstallationWorkspaceRow
from tenantpilot.operations.filters import RunFilters
from tenantpilot.operations.reading import list_installation_runs
from tenantpilot.operations.views import RunRow
from tenantpilot.ui.here import argument

FILTERS = ("in", "state", "kind", "since", "until")


class InstallationRuns(rx.State):
    """One page of the runs of all workspaces, or of one."""

    rows: list[RunRow] = []
    choices: list[InstallationWorkspaceRow] = []
    cursor: str = ""
    has_active: bool = False
    is_loaded: bool = False

    async def _show(self) -> None:
        asked = RunFilters(
            state=argument("state"),
            kind=argument("kind"),
            space=argument("in"),
            since=argument("since"),
            until=argument("until"),
        )
        found = await run_service(list_installation_runs, current(), asked, argument("after"))
        self.rows, self.cursor = list(found.rows), found.cursor
        self.has_active = any(row.is_active for row in found.rows)
        self.is_loaded = True

    @server_event(plane=Plane.SYSTEM, load=True)
    async def load(self) -> None:
        """Show the page of the list that the address names."""
        self.choices = await run_service(list_installation_workspaces, current())
        await self._show()

    @client_event(plane=Plane.SYSTEM, passive=True)
    async def refresh(self) -> None:
        """A timer asks how the shown runs stand."""
        await self._show()
