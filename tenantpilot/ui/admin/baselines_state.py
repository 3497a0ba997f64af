"""State of the list of baselines, and of the form that begins another one."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.baselines import profiles, reading
from tenantpilot.baselines.compare_views import FleetChoice
from tenantpilot.baselines.fleet_reading import fleets
from tenantpilot.baselines.links import baseline_href
from tenantpilot.baselines.views import BaselineRow
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.kernel.views import view
from tenantpilot.ui.form_errors import FieldError, field_errors
from tenantpilot.ui.shell.toasts import Toasts

# Where a new baseline goes on, by how its parts come in.
NEXT = {"capture": {"tab": "capture"}, "compose": {"tab": "add"}, "empty": {}}


@view
class BaselineLine:
    """A baseline with how tenants stand against it, if it holds anywhere."""

    row: BaselineRow
    fleet: FleetChoice | None


class Baselines(rx.State):
    """Every baseline of the workspace."""

    rows: list[BaselineLine] = []
    is_loaded: bool = False
    may_manage: bool = False
    is_creating: bool = False
    errors: list[FieldError] = []

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the list."""
        self.is_creating, self.errors = False, []
        ctx = current()
        found = await run_service(reading.list_baselines, ctx)
        standing = {one.baseline_ref: one for one in await run_service(fleets, ctx)}
        self.rows = [BaselineLine(row, standing.get(row.baseline_ref)) for row in found.rows]
        self.may_manage, self.is_loaded = found.may_manage, True

    @client_event(plane=Plane.ADMIN)
    async def show_form(self, is_open: bool) -> None:
        """Open or close the form."""
        self.is_creating, self.errors = is_open, []

    @client_event(plane=Plane.ADMIN)
    async def create(self, name: str, description: str, way: str) -> Any:
        """Make the baseline with an empty draft, and lead to where its parts come from."""
        ctx = current()
        if way not in NEXT:
            self.errors = [FieldError(name="way", key="error-field-choice")]
            return None
        try:
            made = await run_service(profiles.create_baseline, ctx, name, description)
        except InvalidInputError as error:
            self.errors = field_errors(error)
            return None
        self.is_creating, self.errors = False, []
        href = baseline_href(ctx.space, made, **NEXT[way])
        return [rx.redirect(href), Toasts.show("toast-baseline-created", name.strip())]
