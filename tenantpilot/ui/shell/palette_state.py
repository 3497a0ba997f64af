"""State of the palette: what the server found for the words typed last."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import ANYWHERE, client_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.ui.shell.search import Hit, search

LONGEST = 80


class Palette(rx.State):
    """Records found; pages and workspaces the browser finds by itself."""

    hits: list[Hit] = []

    @client_event(plane=ANYWHERE)
    async def search(self, text: str) -> None:
        """Find records by the words typed, within what the person may see."""
        self.hits = await run_service(search, current(), text.strip()[:LONGEST])
