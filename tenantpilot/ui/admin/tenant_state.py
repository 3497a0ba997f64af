"""State of a tenant's own page: where it stands, how well it is known, and the sync under way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.findings.tiers import change_tier
from tenantpilot.inventory.coverage import sync_progress, tenant_changes, tenant_coverage
from tenantpilot.inventory.views import ChangeRow, SyncProgress, TenantCoverage
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.operations.dispatch import preflight, start
from tenantpilot.operations.names import CHECK_CONNECTION, SYNC_INVENTORY
from tenantpilot.operations.views import Preflight
from tenantpilot.tenants.reading import tenant_detail
from tenantpilot.tenants.rules import TenantForm
from tenantpilot.tenants.services import change_lifecycle, change_tenant, remember_tenant
from tenantpilot.tenants.views import TenantDetail
from tenantpilot.ui.admin.tenants_state import FORM_NAMES
from tenantpilot.ui.form_errors import FieldError, field_errors, refused
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import Toasts, tell_started

STARTS = (SYNC_INVENTORY, CHECK_CONNECTION)
CHANGES_SHOWN = 8


class TenantPage(rx.State):
    """One tenant; `opened` names the dialog: change or move."""

    detail: TenantDetail | None = None
    coverage: TenantCoverage | None = None
    progress: SyncProgress | None = None
    ready: Preflight | None = None
    changes: list[ChangeRow] = []
    pending: str = ""

    opened: str = ""
    moving_to: str = ""
    needs_reason: bool = False
    is_destructive: bool = False
    problem: str = ""
    errors: list[FieldError] = []

    async def _show(self, ctx: Context) -> None:
        tenant = argument("tenant")
        self.detail = await run_service(tenant_detail, ctx, tenant)
        self.coverage = await run_service(tenant_coverage, ctx, tenant)
        self.progress = await run_service(sync_progress, ctx, tenant)
        self.ready = await run_service(preflight, ctx, SYNC_INVENTORY, tenant=tenant)
        self.changes = list((await run_service(tenant_changes, ctx, tenant)).rows)[:CHANGES_SHOWN]

    def _close(self) -> None:
        self.opened = self.moving_to = self.problem = ""
        self.needs_reason = self.is_destructive = False
        self.errors = []

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the tenant whose id is in the address."""
        self.detail = self.coverage = self.progress = self.ready = None
        self.changes, self.pending = [], ""
        self._close()
        ctx = current()
        await self._show(ctx)
        await run_service(remember_tenant, ctx, argument("tenant"))

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks how the tenant stands."""
        await self._show(current())

    @client_event(plane=Plane.ADMIN)
    async def begin(self, kind: str, mode: str = "", family: str = "") -> AsyncIterator[Any]:
        """Start reading the tenant or one family of it, or checking the way to it; progress is shown here."""
        if kind not in STARTS:
            raise NotFoundError("not started from this page")
        ctx = current()
        self.pending = kind
        yield
        try:
            arguments = ({"mode": mode} if mode else {}) | ({"families": [family]} if family else {})
            started = await run_service(start, ctx, kind, arguments, tenant=argument("tenant"))
            await self._show(ctx)
        finally:
            self.pending = ""
        yield tell_started(started)

    @client_event(plane=Plane.ADMIN)
    async def ask_change(self) -> None:
        """Open the form about what is said of the tenant."""
        self._close()
        self.opened = "change"

    @client_event(plane=Plane.ADMIN)
    async def ask_move(self, to: str) -> None:
        """Ask before the tenant moves to another state of its lifecycle."""
        self._close()
        steps = self.detail.next_steps if self.detail else ()
        step = next((one for one in steps if one.to == to), None)
        if step is None:
            raise NotFoundError("no such step from here")
        self.opened, self.moving_to = "move", step.to
        self.needs_reason, self.is_destructive = step.needs_reason, step.is_destructive

    @client_event(plane=Plane.ADMIN)
    async def close(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def change(self, name: str, provider_tenant_id: str, primary_domain: str, stage: str, tier: str) -> Any:
        """Change what is said of the tenant."""
        ctx = current()
        form = TenantForm(name, provider_tenant_id, primary_domain, stage, tier)
        try:
            await run_service(change_tenant, ctx, self._handle(), form)
            if self.detail and tier != self.detail.row.tier:
                await run_service(change_tier, ctx, self._handle(), tier)
        except InvalidInputError as error:
            self.errors = field_errors(error, FORM_NAMES)
            return None
        return await self._done(ctx, "toast-tenant-changed")

    @client_event(plane=Plane.ADMIN)
    async def move(self, reason: str, typed_name: str) -> Any:
        """Move the tenant to the state that was asked about."""
        ctx = current()
        if self.is_destructive and self.detail and typed_name.strip() != self.detail.row.name:
            self.errors = [FieldError(name="typed_name", key="error-field-typed-name")]
            return None
        try:
            await run_service(change_lifecycle, ctx, self._handle(), self.moving_to, reason=reason)
        except (InvalidInputError, ConflictError) as error:
            refused(self, error)
            return None
        return await self._done(ctx, "toast-tenant-moved")

    def _handle(self) -> str:
        if self.detail is None:
            raise NotFoundError("no tenant on this page")
        return self.detail.row.handle

    async def _done(self, ctx: Context, message: str) -> Any:
        self._close()
        await self._show(ctx)
        return Toasts.show(message, self.detail.row.name if self.detail else "")
