"""State of the customer's page of one workspace."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.review import review_desk
from tenantpilot.access.views import ReviewDesk

NOTHING = ReviewDesk(workspace_name="", tenant_names=(), access_ends_at="")


class Review(rx.State):
    """Whose tenants the page is about. There is no service that publishes reviews yet, so there are none to list."""

    desk: ReviewDesk = NOTHING
    is_loaded: bool = False

    @server_event(plane=Plane.REVIEW, load=True)
    async def load(self) -> None:
        """Show whose page it is."""
        self.desk = await run_service(review_desk, current())
        self.is_loaded = True
