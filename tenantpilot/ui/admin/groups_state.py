"""State of the page of groups of tenants."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.baselines.group_reading import list_groups
from tenantpilot.baselines.views import GroupRow, GroupTenant
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.tenants import groups
from tenantpilot.ui.form_errors import FieldError, field_errors
from tenantpilot.ui.shell.toasts import Toasts

DIALOGS = ("edit", "delete")


class Groups(rx.State):
    """Every group; `opened` names the dialog, `handle` the group it is about, empty for a new one."""

    rows: list[GroupRow] = []
    tenants: list[GroupTenant] = []
    is_loaded: bool = False
    may_manage: bool = False

    opened: str = ""
    handle: str = ""
    name: str = ""
    chosen: list[str] = []
    problem: str = ""
    errors: list[FieldError] = []

    async def _read(self) -> None:
        found = await run_service(list_groups, current())
        self.rows, self.tenants = list(found.rows), list(found.tenants)
        self.may_manage, self.is_loaded = found.may_manage, True

    def _close(self) -> None:
        self.opened = self.handle = self.name = self.problem = ""
        self.chosen, self.errors = [], []

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the list."""
        self._close()
        await self._read()

    @client_event(plane=Plane.ADMIN)
    async def begin(self, what: str, handle: str) -> None:
        """Open the form of a group, or the question before it is deleted."""
        self._close()
        row = next((one for one in self.rows if one.handle == handle), None)
        if what not in DIALOGS or (row is None and (handle or what == "delete")):
            raise NotFoundError("no such group on this page")
        self.opened = what
        if row is not None:
            self.handle, self.name = row.handle, row.name
            self.chosen = [one.tenant_ref for one in row.members]

    @client_event(plane=Plane.ADMIN)
    async def close(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def save(self, name: str, chosen: list[str]) -> Any:
        """Make the group, or change its name and who is in it."""
        ctx = current()
        try:
            if self.handle:
                await run_service(groups.rename_group, ctx, self.handle, name)
                await run_service(groups.set_members, ctx, self.handle, chosen)
            else:
                await run_service(groups.create_group, ctx, name, chosen)
        except InvalidInputError as error:
            self.errors = field_errors(error)
            return None
        self._close()
        await self._read()
        return Toasts.show("toast-group-saved", name.strip())

    @client_event(plane=Plane.ADMIN)
    async def delete(self) -> Any:
        """Delete the group that was asked about."""
        try:
            await run_service(groups.delete_group, current(), self.handle)
        except ConflictError as error:
            self.problem = error.message_key
            return None
        name = self.name
        self._close()
        await self._read()
        return Toasts.show("toast-group-deleted", name)
