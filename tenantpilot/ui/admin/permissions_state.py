"""State of a tenant's permissions page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.names import CHECK_CONNECTION
from tenantpilot.provider.posture_reading import permission_posture
from tenantpilot.provider.views import PermissionPosture
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import tell_started


class Permissions(rx.State):
    """What one tenant lets the product do, by its newest report or the one the address names."""

    posture: PermissionPosture | None = None
    pending: bool = False

    async def _show(self) -> None:
        self.posture = await run_service(permission_posture, current(), argument("tenant"), argument("report"))

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the report."""
        self.posture, self.pending = None, False
        await self._show()

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks whether there is a newer one."""
        await self._show()

    @client_event(plane=Plane.ADMIN)
    async def check(self) -> AsyncIterator[Any]:
        """Look at the tenant's grants now."""
        self.pending = True
        yield
        try:
            started = await run_service(start, current(), CHECK_CONNECTION, {}, tenant=argument("tenant"))
        finally:
            self.pending = False
        yield tell_started(started)
