"""State of the list of tenants, and of the form that adds one."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.tenants.links import tenant_href
from tenantpilot.tenants.reading import list_tenants
from tenantpilot.tenants.rules import TenantForm
from tenantpilot.tenants.services import add_tenant
from tenantpilot.tenants.views import TenantRow
from tenantpilot.ui.form_errors import FieldError, field_errors
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import Toasts

# Arguments of events are never named like a key of ownership.
FORM_NAMES = {"environment": "stage"}
FILTERS = ("q", "lifecycle", "environment", "connection")


class Tenants(rx.State):
    """The tenants that the address asks for."""

    rows: list[TenantRow] = []
    is_loaded: bool = False
    may_manage: bool = False
    is_adding: bool = False
    errors: list[FieldError] = []

    async def _read(self) -> None:
        found = await run_service(
            list_tenants,
            current(),
            argument("q"),
            lifecycle_state=argument("lifecycle"),
            environment=argument("environment"),
            connection=argument("connection"),
        )
        self.rows, self.may_manage, self.is_loaded = list(found.rows), found.may_manage, True

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the list."""
        self.is_adding, self.errors = False, []
        await self._read()

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks how things stand."""
        await self._read()

    @client_event(plane=Plane.ADMIN)
    async def show_form(self, is_open: bool) -> None:
        """Open or close the form."""
        self.is_adding, self.errors = is_open, []

    @client_event(plane=Plane.ADMIN)
    async def add(self, name: str, provider_tenant_id: str, primary_domain: str, stage: str, tier: str) -> Any:
        """Write the tenant down and lead to its page, where it is connected."""
        ctx = current()
        form = TenantForm(name, provider_tenant_id, primary_domain, stage, tier)
        try:
            ref = await run_service(add_tenant, ctx, form)
        except InvalidInputError as error:
            self.errors = field_errors(error, FORM_NAMES)
            return None
        self.is_adding, self.errors = False, []
        return [rx.redirect(tenant_href(ctx.space, ref)), Toasts.show("toast-tenant-added", name.strip())]
