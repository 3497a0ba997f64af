"""State of the start page: leads people on who are signed in, offers sign-in to everybody else."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current, held
from tenantpilot.access.gate.declare import ANYWHERE, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.profile import profile
from tenantpilot.access.signin.return_path import HOME, local_path
from tenantpilot.access.views import Profile
from tenantpilot.kernel.settings import settings
from tenantpilot.ui.here import argument

INVITATION = "/invitation"
ENTRA_HOSTS = ("login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn")


def start_of(person: Profile) -> str:
    """The first plane that is open to the person, or nowhere."""
    planes = (
        (person.has_admin, Plane.ADMIN),
        (person.is_platform_operator, Plane.SYSTEM),
        (person.has_review, Plane.REVIEW),
    )
    return next((f"/{plane.value}" for may, plane in planes if may), "")


class Start(rx.State):
    """What the start page says. `wanted` is why one has to sign in: "page", "invitation" or nothing."""

    wanted: str = ""
    is_entra: bool = False
    is_stranger: bool = False
    name: str = ""
    email: str = ""

    @server_event(plane=ANYWHERE, anonymous=True, load=True)
    async def load(self) -> Any:
        """Lead on, or offer sign-in."""
        path = local_path(argument("next"))
        authority = held()
        if authority is None or authority.session is None:
            self._offer(path)
            return None
        person = await run_service(profile, current())
        target = path if path != HOME else start_of(person)
        if target:
            return rx.redirect(target, replace=True)
        self.is_stranger, self.name, self.email = True, person.name, person.email
        return None

    def _offer(self, path: str) -> None:
        self.is_stranger = False
        self.is_entra = urlsplit(settings().oidc_issuer).hostname in ENTRA_HOSTS
        invited = path.partition("?")[0].rstrip("/") == INVITATION
        self.wanted = "" if path == HOME else "invitation" if invited else "page"
