"""State of the page with the person's own sign-ins."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access import sessions
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import ANYWHERE, client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.views import SessionRow
from tenantpilot.ui.shell.toasts import Toasts

START = "/"


class SignIns(rx.State):
    """Where the person is signed in, and what they are asked about (`opened`: one, others, everywhere)."""

    rows: list[SessionRow] = []
    is_loaded: bool = False
    opened: str = ""
    handle: str = ""
    device: str = ""
    is_this: bool = False

    def _close(self) -> None:
        self.opened = self.handle = self.device = ""
        self.is_this = False

    @server_event(plane=ANYWHERE, load=True)
    async def load(self) -> None:
        """Show where the person is signed in."""
        self._close()
        self.rows = await run_service(sessions.list_sessions, current())
        self.is_loaded = True

    @client_event(plane=ANYWHERE)
    async def begin_one(self, handle: str) -> None:
        """Ask before one sign-in ends."""
        self._close()
        row = next((row for row in self.rows if row.handle == handle), None)
        if row is not None:
            self.handle, self.is_this, self.opened = handle, row.is_current, "one"
            self.device = ", ".join(part for part in (row.browser, row.system) if part)

    @client_event(plane=ANYWHERE)
    async def begin_others(self) -> None:
        """Ask before every other sign-in ends."""
        self._close()
        self.opened = "others"

    @client_event(plane=ANYWHERE)
    async def begin_everywhere(self) -> None:
        """Ask before all sign-ins end, this one too."""
        self._close()
        self.opened = "everywhere"

    @client_event(plane=ANYWHERE)
    async def show(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=ANYWHERE)
    async def end_one(self) -> Any:
        """End the sign-in that was asked about."""
        ctx = current()
        is_this = await run_service(sessions.revoke_session, ctx, self.handle)
        self._close()
        if is_this:
            return rx.redirect(START, replace=True)
        self.rows = await run_service(sessions.list_sessions, ctx)
        return Toasts.show("toast-session-ended")

    @client_event(plane=ANYWHERE)
    async def end_others(self) -> Any:
        """End every sign-in but this one."""
        ctx = current()
        await run_service(sessions.sign_out_others, ctx)
        self._close()
        self.rows = await run_service(sessions.list_sessions, ctx)
        return Toasts.show("toast-sessions-ended")

    @client_event(plane=ANYWHERE)
    async def end_everywhere(self) -> Any:
        """End all sign-ins, this one too."""
        await run_service(sessions.sign_out_everywhere, current())
        self._close()
        return rx.redirect(START, replace=True)
