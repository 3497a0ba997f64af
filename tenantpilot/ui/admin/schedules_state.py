"""State of the page of schedules: the list, and the one dialog that is open."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.members import list_tenant_choices
from tenantpilot.access.views import TenantChoice
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.operations import schedules
from tenantpilot.operations.cadence import Cadence
from tenantpilot.operations.dispatch import list_operations
from tenantpilot.operations.views import ScheduleRow
from tenantpilot.ui.admin.operations_state import STOPPED
from tenantpilot.ui.form_errors import FieldError, field_errors
from tenantpilot.ui.shell.toasts import Toasts

FORM_NAMES = {"hour": "at", "tenant": "about"}
NO_TENANT = TenantChoice(value="", name="")
CHANGES = {
    "pause": (schedules.pause_schedule, "toast-schedule-paused"),
    "resume": (schedules.resume_schedule, "toast-schedule-resumed"),
    "delete": (schedules.delete_schedule, "toast-schedule-deleted"),
}


def tenant_for(tenant: str, *, is_about_one: bool) -> str | None:
    """The tenant that the form names, if it may.

    Raises:
        InvalidInputError: the operation is not about a tenant.
    """
    if tenant and not is_about_one:
        raise InvalidInputError({"tenant": "error-schedule-no-tenant"})
    return tenant or None


def cadence_of(cadence: str, at: str, minute: str, weekday: str, zone: str) -> Cadence:
    """What the form asks for; numbers are texts there.

    Raises:
        InvalidInputError: not a time or number.
    """
    hour, _, past = at.partition(":")
    wrong = {}
    if cadence != "hourly" and not (hour.isdecimal() and past.isdecimal()):
        wrong["at"] = "error-field-format"
    if cadence == "hourly" and not minute.isdecimal():
        wrong["minute"] = "error-field-format"
    if not weekday.isdecimal():
        wrong["weekday"] = "error-field-format"
    if wrong:
        raise InvalidInputError(wrong)
    if cadence == "hourly":
        return Cadence(cadence, 0, int(minute[:4]), 0, zone)
    return Cadence(cadence, int(hour[:4]), int(past[:4]), int(weekday[:4]) if cadence == "weekly" else 0, zone)


class Schedules(rx.State):
    """The workspace's schedules; `opened` names the dialog: create, pause, resume or delete."""

    rows: list[ScheduleRow] = []
    kinds: list[str] = []
    tenant_kinds: list[str] = []
    tenants: list[TenantChoice] = []
    some_waiting: bool = False
    is_loaded: bool = False
    may_manage: bool = False

    opened: str = ""
    handle: str = ""
    kind: str = ""
    cadence: str = "daily"
    problem: str = ""
    errors: list[FieldError] = []

    async def _read(self, ctx: Context) -> None:
        self.rows = await run_service(schedules.list_schedules, ctx)
        self.some_waiting = any(row.waits_for for row in self.rows)
        self.may_manage = await run_service(schedules.may_manage_schedules, ctx)
        offered = await run_service(list_operations, ctx) if self.may_manage else []
        possible = [one for one in offered if one.may_be_scheduled and (one.may_start or one.blocked_reason in STOPPED)]
        self.kinds = [one.kind for one in possible]
        self.tenant_kinds = [one.kind for one in possible if one.needs_tenant]
        known = await run_service(list_tenant_choices, ctx) if self.tenant_kinds else []
        self.tenants = [NO_TENANT, *known] if known else []
        self.is_loaded = True

    def _close(self) -> None:
        self.opened = self.handle = self.kind = self.problem = ""
        self.cadence, self.errors = "daily", []

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the list."""
        self._close()
        await self._read(current())

    @client_event(plane=Plane.ADMIN)
    async def begin_create(self) -> None:
        """Open the empty form."""
        self._close()
        self.opened = "create"

    @client_event(plane=Plane.ADMIN)
    async def begin(self, change: str, handle: str) -> None:
        """Ask before a schedule is paused, resumed or deleted."""
        self._close()
        row = next((row for row in self.rows if row.handle == handle), None)
        if row is None or change not in CHANGES:
            raise NotFoundError("no such row on this page")
        self.opened, self.handle, self.kind = change, handle, row.kind

    @client_event(plane=Plane.ADMIN)
    async def show(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def pick_cadence(self, value: str) -> None:
        """How often: shows the fields that matter for it."""
        self.cadence = value

    @client_event(plane=Plane.ADMIN)
    async def create(self, kind: str, about: str, cadence: str, weekday: str, at: str, minute: str, zone: str) -> Any:
        """Make the schedule that the form asks for."""
        ctx = current()
        try:
            wanted = cadence_of(cadence, at, minute, weekday, zone)
            chosen = tenant_for(about, is_about_one=kind in self.tenant_kinds)
            await run_service(schedules.create_schedule, ctx, kind, wanted, tenant=chosen)
        except InvalidInputError as error:
            names = FORM_NAMES if cadence == "hourly" else {**FORM_NAMES, "minute": "at"}
            self.errors = field_errors(error, names)
            return None
        self._close()
        await self._read(ctx)
        return Toasts.show("toast-schedule-created")

    @client_event(plane=Plane.ADMIN)
    async def change(self) -> Any:
        """Do what the open dialog asked about."""
        if self.opened not in CHANGES:
            raise NotFoundError("nothing was asked")
        service, message = CHANGES[self.opened]
        ctx = current()
        try:
            await run_service(service, ctx, self.handle)
        except ConflictError as error:
            self.problem = error.message_key
            return None
        self._close()
        await self._read(ctx)
        return Toasts.show(message)
