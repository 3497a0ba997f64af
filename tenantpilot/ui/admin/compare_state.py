"""State of the fleet's sheet: its columns and totals, and the rows that the browser looks at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.baselines import fleet_reading
from tenantpilot.baselines.compare_views import FleetChoice, FleetSheet, FleetTenant
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.operations.dispatch import preflight, start
from tenantpilot.operations.names import COMPARE_BASELINES
from tenantpilot.operations.reading import run_detail
from tenantpilot.operations.views import Preflight, RunRow
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import tell_started

ROWS = 40


class Fleet(rx.State):
    """One baseline over all tenants. Rows come in windows; the browser keeps those of the same `stamp`."""

    choices: list[FleetChoice] = []
    sheet: FleetSheet | None = None
    first: int = 0
    rows: list[FleetTenant] = []
    stamp: str = ""
    serial: int = 0
    ready: Preflight | None = None
    running: RunRow | None = None
    is_loaded: bool = False
    is_starting: bool = False

    async def _read(self, ctx: Context, ref: str) -> None:
        self.sheet = await run_service(fleet_reading.fleet, ctx, ref)
        self.serial += 1
        self.stamp = f"{self.sheet.baseline_ref} {self.serial}"
        await self._window(ctx, 0)
        await self._prepare(ctx)

    async def _prepare(self, ctx: Context) -> None:
        """What another compare would do, and the one under way."""
        about = {"baseline": self.sheet.baseline_ref} if self.sheet else {}
        self.ready = await run_service(preflight, ctx, COMPARE_BASELINES, about)
        ref = self.ready.active_href.rpartition("/")[2]
        self.running = (await run_service(run_detail, ctx, ref)).row if ref else None

    async def _window(self, ctx: Context, first: int) -> None:
        if self.sheet is None:
            raise NotFoundError("no sheet on this page")
        found = await run_service(fleet_reading.fleet_window, ctx, self.sheet.baseline_ref, max(first, 0), ROWS)
        self.first, self.rows = found.first, list(found.rows)

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the baseline that the address names, or the first of those that hold somewhere."""
        ctx = current()
        self.is_starting = False
        self.choices = list(await run_service(fleet_reading.fleets, ctx))
        ref = argument("baseline") or (self.choices[0].baseline_ref if self.choices else "")
        self.sheet, self.ready, self.running, self.rows = None, None, None, []
        if ref:
            await self._read(ctx, ref)
        self.is_loaded = True

    @client_event(plane=Plane.ADMIN)
    async def window(self, first: int) -> None:
        """The browser looks at rows that it does not have."""
        await self._window(current(), first)

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks how the compare under way stands, and whether one changed the sheet."""
        if self.sheet is None:
            return
        ctx, before = current(), self.sheet
        was_running = self.running is not None
        await self._prepare(ctx)
        if self.running is None:
            found = await run_service(fleet_reading.fleet, ctx, before.baseline_ref)
            if was_running or found != before:
                await self._read(ctx, before.baseline_ref)

    @client_event(plane=Plane.ADMIN)
    async def start(self) -> AsyncIterator[Any]:
        """Compare every tenant in which the baseline holds."""
        if self.sheet is None:
            raise NotFoundError("no sheet on this page")
        ctx = current()
        self.is_starting = True
        yield
        try:
            started = await run_service(start, ctx, COMPARE_BASELINES, {"baseline": self.sheet.baseline_ref})
            await self._prepare(ctx)
        finally:
            self.is_starting = False
        yield tell_started(started)
