"""State behind every control that starts an operation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.names import EXPORT_AUDIT, EXPORT_RUNS
from tenantpilot.ui.admin import audit_filters, run_filters
from tenantpilot.ui.shell.toasts import tell_started

# What an operation takes from the address of the page it is started on: an export holds what the list shows.
FROM_ADDRESS = {EXPORT_AUDIT: audit_filters.as_arguments, EXPORT_RUNS: run_filters.as_arguments}


class Start(rx.State):
    """Which operation is being started, so that its control can say so."""

    pending: str = ""

    @client_event(plane=Plane.ADMIN)
    async def begin(self, kind: str) -> AsyncIterator[Any]:
        """Start an operation with what the page's filters say, and lead to its run."""
        taken = FROM_ADDRESS.get(kind, dict)()
        self.pending = kind
        yield
        try:
            started = await run_service(start, current(), kind, taken)
        finally:
            self.pending = ""
        yield tell_started(started)
