"""State of the workspace chooser."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.views import WorkspaceCard
from tenantpilot.access.workspaces import my_workspaces, pin_workspace


class Chooser(rx.State):
    """The person's workspaces."""

    cards: list[WorkspaceCard] = []
    is_loaded: bool = False

    @server_event(plane={Plane.ADMIN, Plane.REVIEW}, load=True)
    async def load(self) -> None:
        """Show the workspaces of the plane the page belongs to."""
        self.cards = await run_service(my_workspaces, current())
        self.is_loaded = True

    @client_event(plane=Plane.ADMIN)
    async def pin(self, space: str, pinned: bool) -> None:
        """Put a workspace first, or back."""
        ctx = current()
        await run_service(pin_workspace, ctx, space, is_pinned=pinned)
        self.cards = await run_service(my_workspaces, ctx)
