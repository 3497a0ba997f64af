"""State of what a tenant fills in where its baselines leave it open."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.baselines import values
from tenantpilot.baselines.value_reading import reference_choices, tenant_values
from tenantpilot.baselines.views import ObjectChoice, TenantValuesPage
from tenantpilot.kernel.errors import InvalidInputError, NotFoundError
from tenantpilot.ui.form_errors import FieldError, field_errors
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import Toasts

KINDS = ("value", "reference")


class Values(rx.State):
    """One tenant's values and references; `opened` names the form, `handle` the row it is about."""

    found: TenantValuesPage | None = None
    opened: str = ""
    handle: str = ""
    about: str = ""
    kind: str = ""
    words: list[str] = []
    preset: str = ""
    offered: list[ObjectChoice] = []
    errors: list[FieldError] = []

    def _close(self) -> None:
        self.opened = self.handle = self.about = self.kind = self.preset = ""
        self.words, self.offered, self.errors = [], [], []

    async def _read(self) -> None:
        self.found = await run_service(tenant_values, current(), argument("tenant"))

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the tenant whose id is in the address."""
        self.found = None
        self._close()
        await self._read()

    @client_event(plane=Plane.ADMIN)
    async def begin(self, what: str, handle: str) -> None:
        """Open the form of a value (by its name) or of a reference (by its handle)."""
        self._close()
        if what == "value":
            row = next((one for one in self.found.values if one.name == handle), None) if self.found else None
            if row is None:
                raise NotFoundError("no such value on this page")
            self.about, self.kind, self.words = row.name, row.kind, list(row.words)
            self.preset = row.value if row.is_set else row.default_value
        else:
            found = next((one for one in self.found.references if one.handle == handle), None) if self.found else None
            if what not in KINDS or found is None:
                raise NotFoundError("no such reference on this page")
            self.about, self.kind, self.preset = found.source_name or found.source_id, found.kind, found.value
            self.offered = list(await run_service(reference_choices, current(), argument("tenant"), handle))
        self.opened, self.handle = what, handle

    @client_event(plane=Plane.ADMIN)
    async def close(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def save(self, value: str) -> Any:
        """Fill in what the open form asks for."""
        if self.opened not in KINDS:
            raise NotFoundError("nothing was asked")
        service = values.set_value if self.opened == "value" else values.map_reference
        try:
            await run_service(service, current(), argument("tenant"), self.handle, value)
        except InvalidInputError as error:
            self.errors = field_errors(error)
            return None
        self._close()
        await self._read()
        return Toasts.show("toast-value-saved")

    @client_event(plane=Plane.ADMIN)
    async def clear(self, what: str, handle: str) -> Any:
        """Let the default stand again, or nothing stand for the object."""
        if what not in KINDS:
            raise NotFoundError("no such row on this page")
        service = values.clear_value if what == "value" else values.clear_reference
        await run_service(service, current(), argument("tenant"), handle)
        await self._read()
        return Toasts.show("toast-value-cleared")
