"""State of the page of a workspace's controls: what is stopped, and the one question that is open."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.operations import controls
from tenantpilot.operations.views import ControlRow
from tenantpilot.ui.form_errors import FieldError, refused
from tenantpilot.ui.shell.toasts import Toasts


def row_of(rows: list[ControlRow], kind: str) -> ControlRow:
    """The shown row of this operation type.

    Raises:
        NotFoundError: the page shows none.
    """
    found = next((row for row in rows if row.kind == kind), None)
    if found is None:
        raise NotFoundError("no such row on this page")
    return found


class WorkspaceControls(rx.State):
    """What is stopped here; `opened` names the question: stop or release."""

    rows: list[ControlRow] = []
    stopped: int = 0
    may_manage: bool = False
    is_loaded: bool = False

    opened: str = ""
    kind: str = ""
    problem: str = ""
    errors: list[FieldError] = []

    async def _read(self, ctx: Context) -> None:
        found = await run_service(controls.list_controls, ctx)
        self.rows, self.stopped, self.may_manage = list(found.rows), found.stopped, found.may_manage
        self.is_loaded = True

    def _close(self) -> None:
        self.opened = self.kind = self.problem = ""
        self.errors = []

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the list."""
        self._close()
        await self._read(current())

    @client_event(plane=Plane.ADMIN)
    async def ask(self, change: str, kind: str) -> None:
        """Ask for the reason before a type is stopped or let go on."""
        self._close()
        row_of(self.rows, kind)
        if change not in ("stop", "release"):
            raise NotFoundError("no such change")
        self.opened, self.kind = change, kind

    @client_event(plane=Plane.ADMIN)
    async def show(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def change(self, reason: str) -> Any:
        """Do what the open dialog asked about, with the reason given."""
        ctx, change = current(), self.opened
        if not change:
            raise NotFoundError("nothing was asked")
        row = row_of(self.rows, self.kind)
        try:
            if change == "stop":
                await run_service(controls.stop, ctx, row.kind, reason)
            else:
                await run_service(controls.release, ctx, row.handle, reason)
        except (InvalidInputError, ConflictError) as error:
            refused(self, error)
            return None
        self._close()
        await self._read(ctx)
        return Toasts.show(f"toast-control-{change}")
