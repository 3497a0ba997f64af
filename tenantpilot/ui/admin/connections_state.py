"""State of the list of connections, and of the form that connects a tenant."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.kernel.errors import ConflictError, InvalidInputError
from tenantpilot.provider.connection_reading import list_connections, new_connection
from tenantpilot.provider.connections import ConnectionForm, create_connection
from tenantpilot.provider.credentials import CredentialForm
from tenantpilot.provider.views import ConnectionList, NewConnection
from tenantpilot.tenants.links import connection_href
from tenantpilot.ui.form_errors import FieldError, refused
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import Toasts

ENVIRONMENT = "environment_id"


class Connections(rx.State):
    """The connections of the workspace, or of the one tenant that the address names."""

    found: ConnectionList | None = None

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the list."""
        self.found = None
        self.found = await run_service(list_connections, current(), argument(ENVIRONMENT))

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks how things stand."""
        self.found = await run_service(list_connections, current(), argument(ENVIRONMENT))


class Connecting(rx.State):
    """The form that connects the tenant the address names. What was typed is handed on and kept nowhere."""

    about: NewConnection | None = None
    kind: str = "certificate"
    errors: list[FieldError] = []
    problem: str = ""

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show for whom a connection is made; without a tenant in the address there is no such page."""
        self.about, self.errors, self.problem = None, [], ""
        self.about = await run_service(new_connection, current(), argument(ENVIRONMENT))

    @client_event(plane=Plane.ADMIN)
    async def pick_kind(self, kind: str) -> None:
        """Certificate or secret: shows the fields of it."""
        self.kind, self.errors = kind, []

    @client_event(plane=Plane.ADMIN)
    async def create(
        self, name: str, client_id: str, kind: str, certificate: str, password: str, secret: str, expires_on: str
    ) -> Any:
        """Connect the tenant and lead to the connection, where consent is asked for."""
        ctx = current()
        brought = CredentialForm(kind, secret, expires_on, certificate, password)
        try:
            form = ConnectionForm(name, client_id)
            ref = await run_service(create_connection, ctx, argument(ENVIRONMENT), form, brought)
        except (InvalidInputError, ConflictError) as error:
            refused(self, error)
            return None
        return [rx.redirect(connection_href(ctx.space, ref)), Toasts.show("toast-connection-created")]
