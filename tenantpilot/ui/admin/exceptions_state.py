"""State of the list of acceptances: the tab and filters that the address names."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.findings.exception_reading import exceptions_summary, list_exceptions
from tenantpilot.findings.exception_views import ExceptionCount, ExceptionRow
from tenantpilot.findings.reading import finding_choices
from tenantpilot.findings.views import TenantChoice
from tenantpilot.ui.here import argument

FILTERS = ("environment_id", "severity")


class Exceptions(rx.State):
    """Requests and acceptances, fifty at a time."""

    rows: list[ExceptionRow] = []
    counts: list[ExceptionCount] = []
    tenants: list[TenantChoice] = []
    waiting_for_me: int = 0
    shown: str = ""
    cursor: str = ""
    is_loaded: bool = False

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the page that the address names."""
        ctx = current()
        asked = {"view": argument("view"), "tenant": argument("environment_id"), "severity": argument("severity")}
        found = await run_service(list_exceptions, ctx, **asked, cursor=argument("after"))
        summary = await run_service(exceptions_summary, ctx, tenant=asked["tenant"], severity=asked["severity"])
        self.tenants = list((await run_service(finding_choices, ctx)).tenants)
        self.counts, self.waiting_for_me = list(summary.tabs), summary.waiting_for_me
        self.rows, self.cursor, self.is_loaded = list(found.rows), found.cursor, True
        self.shown = asked["view"] or "waiting"
