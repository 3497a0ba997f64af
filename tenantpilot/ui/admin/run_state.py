"""State of a run's own page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.operations.control import cancel, retry_failed
from tenantpilot.operations.reading import run_detail
from tenantpilot.operations.views import RunDetail
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell import Toasts


class Run(rx.State):
    """One run, kept fresh while it is active."""

    detail: RunDetail | None = None
    is_cancel_open: bool = False
    is_busy: bool = False

    async def _show(self) -> None:
        self.detail = await run_service(run_detail, current(), argument("run"), argument("after"))

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the run whose id is in the address."""
        self.detail, self.is_cancel_open = None, False
        await self._show()

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks how the run stands."""
        await self._show()

    @client_event(plane=Plane.ADMIN)
    async def ask_cancel(self, is_open: bool) -> None:
        """Open or close the question before cancelling."""
        self.is_cancel_open = is_open

    @client_event(plane=Plane.ADMIN)
    async def cancel(self, handle: str) -> AsyncIterator[Any]:
        """Ask the run to stop before its next batch."""
        self.is_busy = True
        yield
        try:
            await run_service(cancel, current(), handle)
        finally:
            self.is_busy = self.is_cancel_open = False
        await self._show()
        yield Toasts.show("toast-run-cancelling", "", "info")

    @client_event(plane=Plane.ADMIN)
    async def retry(self, handle: str) -> AsyncIterator[Any]:
        """Start a run of only what failed, and lead to it."""
        started = await run_service(retry_failed, current(), handle)
        yield Toasts.show("toast-run-retried", "", "info", started.href, "toast-open-run")
        yield rx.redirect(started.href)
