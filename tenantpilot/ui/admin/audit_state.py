"""State of the audit log: the list as its address says, and one entry in full."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.audit.reading import audit_choices, audit_entry, audit_page
from tenantpilot.audit.views import AuditChoices, AuditDetail, AuditRow
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.ui.admin.audit_filters import filters
from tenantpilot.ui.here import argument

NO_CHOICES = AuditChoices(actors=(), actions=(), subject_kinds=(), tenants=())


class Audit(rx.State):
    """The log, newest entry first."""

    rows: list[AuditRow] = []
    choices: AuditChoices = NO_CHOICES
    older: str = ""
    newer: str = ""
    is_loaded: bool = False

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the page of the log that the address names."""
        ctx = current()
        page = await run_service(audit_page, ctx, filters(), argument("after") or argument("before"))
        self.choices = await run_service(audit_choices, ctx)
        self.rows, self.older, self.newer = list(page.rows), page.older, page.newer
        self.is_loaded = True


class AuditEntryPage(rx.State):
    """One entry of the log."""

    entry: AuditDetail | None = None

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the entry whose number is in the address."""
        self.entry = None
        number = argument("entry")
        if not (number.isascii() and number.isdigit()):
            raise NotFoundError("not a number of an entry")
        self.entry = await run_service(audit_entry, current(), int(number))
