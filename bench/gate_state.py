"""The gated counter; a module of its own because the gate refuses states whose source it cannot read."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.declare import client_event


class Counter(rx.State):
    """One number."""

    count: int = 0

    @client_event(plane=Plane.ADMIN)
    async def bump(self) -> None:
        """Count."""
        self.count += 1
