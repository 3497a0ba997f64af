"""How a tenant stands against its baselines, on its own page: state and the parts that draw it."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.attention.overview import tenant_overview
from tenantpilot.attention.views import Overview
from tenantpilot.ui.admin.overview import attention_section, figures_section, trend_section
from tenantpilot.ui.components import pulse
from tenantpilot.ui.here import argument

FIGURES_SECONDS = 60


class TenantStanding(rx.State):
    """What needs attention in one tenant, and its figures."""

    overview: Overview | None = None

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the tenant whose id is in the address."""
        self.overview = None
        self.overview = await run_service(tenant_overview, current(), argument("tenant"))

    @client_event(plane=Plane.ADMIN, passive=True)
    async def look_again(self) -> None:
        """A timer asks for the figures."""
        self.overview = await run_service(tenant_overview, current(), argument("tenant"))


def standing() -> rx.Component:
    """Attention, risk, fit and trend; nothing until they are known."""
    known = TenantStanding.overview.to(Overview)
    return rx.fragment(
        rx.cond(
            TenantStanding.overview,
            rx.fragment(attention_section(known), figures_section(known), trend_section(known)),
            rx.fragment(),
        ),
        pulse(TenantStanding.look_again, seconds=FIGURES_SECONDS),
    )
