"""State of a connection's own page. Every action proves again what the person may do with this very record."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.names import CHECK_CONNECTION
from tenantpilot.provider import connections, rotation
from tenantpilot.provider.connection_reading import connection_detail
from tenantpilot.provider.connections import ConnectionForm
from tenantpilot.provider.credentials import CredentialForm
from tenantpilot.provider.views import ConnectionDetail
from tenantpilot.tenants.links import connections_href
from tenantpilot.ui.form_errors import FieldError, field_errors, refused
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import Toasts, tell_started

DIALOGS = ("change", "credential", "enable", "disable", "remove", "discard", "promote")
ABOUT_CREDENTIALS = {
    "promote": (rotation.promote_credential, "toast-credential-promoted"),
    "discard": (rotation.discard_credential, "toast-credential-discarded"),
}


class ConnectionPage(rx.State):
    """One connection; `opened` names the dialog."""

    detail: ConnectionDetail | None = None
    pending: str = ""
    opened: str = ""
    about: str = ""
    kind: str = "certificate"
    problem: str = ""
    errors: list[FieldError] = []

    async def _show(self, ctx: Context) -> None:
        self.detail = await run_service(connection_detail, ctx, argument("connection"))

    def _close(self) -> None:
        self.opened = self.about = self.problem = ""
        self.errors = []

    def _handle(self) -> str:
        if self.detail is None:
            raise NotFoundError("no connection on this page")
        return self.detail.row.handle

    async def _done(self, ctx: Context, message: str) -> Any:
        self._close()
        await self._show(ctx)
        return Toasts.show(message)

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the connection whose id is in the address."""
        self.detail, self.pending = None, ""
        self._close()
        await self._show(current())

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks how it stands."""
        await self._show(current())

    @client_event(plane=Plane.ADMIN)
    async def check(self, credential: str = "") -> AsyncIterator[Any]:
        """Find out whether the tenant lets us in and what it grants; with a waiting credential, before its time."""
        ctx = current()
        self.pending = "check"
        yield
        try:
            tenant = (await run_service(connection_detail, ctx, argument("connection"))).row.tenant_ref
            wanted = {"connection": argument("connection"), "credential": credential}
            started = await run_service(start, ctx, CHECK_CONNECTION, wanted, tenant=tenant)
        finally:
            self.pending = ""
        yield tell_started(started)

    @client_event(plane=Plane.ADMIN)
    async def ask(self, dialog: str, handle: str = "") -> None:
        """Open a dialog; those about a credential say which."""
        if dialog not in DIALOGS:
            raise NotFoundError("no such dialog")
        self._close()
        self.opened, self.about, self.kind = dialog, handle, "certificate"

    @client_event(plane=Plane.ADMIN)
    async def close(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def pick_kind(self, kind: str) -> None:
        """Certificate or secret: shows the fields of it."""
        self.kind, self.errors = kind, []

    @client_event(plane=Plane.ADMIN)
    async def change(self, name: str, client_id: str) -> Any:
        """Change the connection's name or application."""
        ctx = current()
        try:
            await run_service(connections.change_connection, ctx, self._handle(), ConnectionForm(name, client_id))
        except InvalidInputError as error:
            self.errors = field_errors(error)
            return None
        return await self._done(ctx, "toast-connection-changed")

    @client_event(plane=Plane.ADMIN)
    async def add_credential(self, kind: str, certificate: str, password: str, secret: str, expires_on: str) -> Any:
        """Bring the next credential; the current one goes on until the new one was checked and made current."""
        ctx = current()
        brought = CredentialForm(kind, secret, expires_on, certificate, password)
        try:
            await run_service(rotation.add_credential, ctx, self._handle(), brought)
        except (InvalidInputError, ConflictError) as error:
            refused(self, error)
            return None
        return await self._done(ctx, "toast-credential-added")

    @client_event(plane=Plane.ADMIN)
    async def change_credential(self) -> Any:
        """Make the new credential current, or discard it, as the open dialog asked."""
        if self.opened not in ABOUT_CREDENTIALS:
            raise NotFoundError("nothing was asked")
        service, message = ABOUT_CREDENTIALS[self.opened]
        ctx = current()
        try:
            await run_service(service, ctx, self.about)
        except ConflictError as error:
            self.problem = error.message_key
            return None
        return await self._done(ctx, message)

    @client_event(plane=Plane.ADMIN)
    async def switch(self, reason: str) -> Any:
        """Enable, disable or remove the connection, as the open dialog asked."""
        ctx = current()
        try:
            message = await self._switch(ctx, reason)
        except (InvalidInputError, ConflictError) as error:
            refused(self, error)
            return None
        if message == "toast-connection-removed":
            self._close()
            return [rx.redirect(connections_href(ctx.space)), Toasts.show(message)]
        return await self._done(ctx, message)

    async def _switch(self, ctx: Context, reason: str) -> str:
        if self.opened == "remove":
            await run_service(connections.remove_connection, ctx, self._handle(), reason=reason)
            return "toast-connection-removed"
        if self.opened not in ("enable", "disable"):
            raise NotFoundError("nothing was asked")
        wanted = self.opened == "enable"
        await run_service(connections.set_enabled, ctx, self._handle(), is_enabled=wanted, reason=reason)
        return "toast-connection-enabled" if wanted else "toast-connection-disabled"
