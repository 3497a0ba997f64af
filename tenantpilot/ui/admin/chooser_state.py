"""State of the workspace chooser."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.views import WorkspaceCard
from tenantpilot.access.workspaces import my_workspaces, pin_workspace
from tenantpilot.ui.here import argument


class Chooser(rx.State):
    """The person's workspaces that match the search in the address, pinned ones apart."""

    pinned: list[WorkspaceCard] = []
    others: list[WorkspaceCard] = []
    total: int = 0
    is_loaded: bool = False

    def _show(self, cards: list[WorkspaceCard]) -> None:
        wanted = argument("q").casefold()
        found = [card for card in cards if wanted in card.name.casefold()]
        self.pinned = [card for card in found if card.is_pinned]
        self.others = [card for card in found if not card.is_pinned]
        self.total = len(cards)
        self.is_loaded = True

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the workspaces of the operator console."""
        self._show(await run_service(my_workspaces, current()))

    @client_event(plane=Plane.ADMIN)
    async def pin(self, space: str, pinned: bool) -> None:
        """Put a workspace first, or back."""
        ctx = current()
        await run_service(pin_workspace, ctx, space, is_pinned=pinned)
        self._show(await run_service(my_workspaces, ctx))
