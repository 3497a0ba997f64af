"""State of an acceptance's own page: what it says, what this person may do with it, the dialog that is open."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.findings import exceptions
from tenantpilot.findings.exception_record import exception_detail
from tenantpilot.findings.exception_views import ExceptionDetail
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.ui.admin.exception_request_state import FOLLOW, RiskRequest
from tenantpilot.ui.form_errors import FieldError, field_errors
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import Toasts

FIRST, SECOND = ("approve", "extend"), ("reject", "edit")
ORDER = ("approve", "reject", "edit", "extend", "withdraw", "revoke")
FORMS = ("edit", "extend")


class ExceptionPage(rx.State):
    """One acceptance. What the dialog decides is bound to `seen`, the digest of the request as it was shown."""

    detail: ExceptionDetail | None = None
    primary: str = ""
    secondary: str = ""
    further: list[str] = []

    opened: str = ""
    seen: str = ""
    needs_reason: bool = False
    is_stale: bool = False
    is_busy: bool = False
    problem: str = ""
    errors: list[FieldError] = []

    async def _show(self, ctx: Context) -> None:
        self.detail = await run_service(exception_detail, ctx, argument("exception"))
        can = [one.name for one in self.detail.possible if one.is_possible]
        self.primary = next((name for name in FIRST if name in can), "")
        self.secondary = next((name for name in SECOND if name in can), "")
        self.further = [name for name in ORDER if name in can and name not in (self.primary, self.secondary)]

    def _close(self) -> None:
        self.opened = self.problem = self.seen = ""
        self.errors, self.is_stale, self.needs_reason = [], False, False

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the acceptance whose id is in the address."""
        if self.detail is None or self.detail.row.exception_ref != argument("exception"):
            self.detail = None
        self._close()
        await self._show(current())

    @client_event(plane=Plane.ADMIN)
    async def begin(self, move: str) -> Any:
        """Open the dialog of a step that is possible; what asks anew has a form of its own."""
        self._close()
        listed = self.detail.possible if self.detail else ()
        found = next((one for one in listed if one.name == move and one.is_possible), None)
        if found is None or self.detail is None:
            raise NotFoundError("no such step from here")
        if move in FORMS:
            return RiskRequest.ask_again(move, self.detail.row.exception_ref)
        self.opened, self.needs_reason, self.seen = move, found.needs_reason, self.detail.request_digest
        return None

    @client_event(plane=Plane.ADMIN)
    async def close(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def decide(self, reason: str) -> Any:
        """Do what the open dialog asked about."""
        ctx = current()
        if self.detail is None or not self.opened:
            raise NotFoundError("nothing was asked about")
        move = self.opened
        try:
            done = await self._do(ctx, move, reason)
        except InvalidInputError as error:
            self.errors, self.problem = field_errors(error), ""
        except ConflictError as error:
            await self._show(ctx)
            self.errors, self.problem, self.is_stale = [], error.message_key, True
            self.seen = self.detail.request_digest
        else:
            self._close()
            await self._show(ctx)
            return Toasts.show("exception-done-partly" if done == "partly" else f"exception-done-{move}")
        return None

    async def _do(self, ctx: Context, move: str, reason: str) -> str:
        handle = self.detail.row.handle  # type: ignore[union-attr]
        if move == "approve":
            return str(await run_service(exceptions.approve, ctx, handle, self.seen, reason=reason))
        if move == "reject":
            await run_service(exceptions.reject, ctx, handle, reason)
        elif move == "revoke":
            await run_service(exceptions.revoke, ctx, handle, reason)
        elif move == "withdraw":
            await run_service(exceptions.withdraw, ctx, handle)
        return ""


FOLLOW["exceptions"] = ExceptionPage.load
