"""State of the page behind an invitation's link."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access import invitations
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import ANYWHERE, client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.profile import profile
from tenantpilot.access.views import InvitationOffer
from tenantpilot.kernel.errors import ConflictError, NotFoundError
from tenantpilot.ui.here import argument

NOTHING = InvitationOffer(
    workspace_name="",
    invited_by="",
    role="",
    plane="",
    tenant_mode="all",
    tenant_names=(),
    expires_at="",
    membership_ends_at="",
    href="",
)


class Joining(rx.State):
    """What is offered to whom. The link's secret stays in the address; it is read there, never kept."""

    offer: InvitationOffer = NOTHING
    name: str = ""
    email: str = ""
    is_loaded: bool = False
    is_dead: bool = False
    problem: str = ""

    @server_event(plane=ANYWHERE, load=True)
    async def load(self) -> Any:
        """Show the offer; whoever has accepted it already is led to where it took them."""
        ctx = current()
        person = await run_service(profile, ctx)
        self.name, self.email, self.problem = person.name, person.email, ""
        self.offer, self.is_dead = NOTHING, False
        try:
            self.offer = await run_service(invitations.preview, ctx, argument("token"))
        except NotFoundError:
            self.is_dead = True
        self.is_loaded = True
        return rx.redirect(self.offer.href, replace=True) if self.offer.href else None

    @client_event(plane=ANYWHERE)
    async def accept(self) -> Any:
        """Join. The change of authority may reload the page first; loading leads to the same place."""
        ctx = current()
        try:
            space = await run_service(invitations.accept, ctx, argument("token"))
        except NotFoundError:
            self.is_dead = True
            return None
        except ConflictError as error:
            self.problem = error.message_key
            return None
        return rx.redirect(f"/{self.offer.plane}/{space}", replace=True)
