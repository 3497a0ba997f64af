"""State of the member page: rows, invitations, and the one dialog that is open."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import reflex as rx

from tenantpilot.access import invitations, members
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.membership_rules import Grant, plane_of
from tenantpilot.access.views import InvitationRow, MemberRow, TenantChoice
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.ui.form_errors import FieldError, field_errors, refused
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import Toasts

FORM_NAMES = {"role": "chosen_role", "tenant_mode": "reach", "tenants": "named", "expires_at": "until"}
FILTERS = ("q", "role")


def end_of(day: str) -> datetime | None:
    """The end of an ISO day (UTC), or None for none.

    Raises:
        InvalidInputError: not a day.
    """
    if not day:
        return None
    try:
        return datetime.combine(datetime.strptime(day, "%Y-%m-%d").date(), time(23, 59, 59), UTC)  # noqa: DTZ007
    except ValueError:
        raise InvalidInputError({"expires_at": "error-field-format"}) from None


def grant_of(chosen_role: str, reach: str, named: list[str], until: str) -> Grant:
    """What a form asks for; the service decides whether it may be.

    Raises:
        InvalidInputError: the end is not a day.
    """
    return Grant(role=chosen_role, tenant_mode=reach, tenants=tuple(named), expires_at=end_of(until))


class Members(rx.State):
    """Who belongs to the workspace, who is invited, and the dialog under way (`opened`: invite, change, remove...)."""

    rows: list[MemberRow] = []
    invitations: list[InvitationRow] = []
    choices: list[TenantChoice] = []
    grantable: list[str] = []
    offered: list[str] = []
    is_loaded: bool = False
    may_manage: bool = False

    opened: str = ""
    handle: str = ""
    name: str = ""
    chosen_role: str = ""
    reach: str = "all"
    named: list[str] = []
    until: str = ""
    link: str = ""
    problem: str = ""
    errors: list[FieldError] = []

    async def _read(self, ctx: Context) -> None:
        self.rows = await run_service(members.list_members, ctx, argument("q"), argument("role"))
        self.grantable = await run_service(members.list_grantable_roles, ctx)
        self.may_manage = bool(self.grantable)
        if self.may_manage:
            self.invitations = await run_service(members.list_invitations, ctx)
            self.choices = await run_service(members.list_tenant_choices, ctx)
        else:
            self.invitations, self.choices = [], []
        self.is_loaded = True

    def _close(self) -> None:
        self.opened = self.handle = self.name = self.link = self.problem = self.until = ""
        self.chosen_role, self.reach = "", "all"
        self.named, self.errors = [], []

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the page as its address says."""
        self._close()
        await self._read(current())

    @client_event(plane=Plane.ADMIN)
    async def begin_invite(self) -> None:
        """Open the empty form."""
        self._close()
        self.offered = self.grantable
        self.opened = "invite"

    @client_event(plane=Plane.ADMIN)
    async def begin_change(self, handle: str) -> None:
        """Open the form with what a member has today."""
        self._close()
        row = self._member(handle)
        self.handle, self.name, self.chosen_role, self.reach = handle, row.name, row.role, row.tenant_mode
        self.named, self.until = list(row.tenants), row.expires_at[:10]
        self.offered = [role for role in self.grantable if plane_of(role).value == row.plane]
        self.opened = "change"

    @client_event(plane=Plane.ADMIN)
    async def begin_remove(self, handle: str) -> None:
        """Ask before a membership ends."""
        self._close()
        self.handle, self.name, self.opened = handle, self._member(handle).name, "remove"

    @client_event(plane=Plane.ADMIN)
    async def begin_withdraw(self, handle: str) -> None:
        """Ask before an invitation's link becomes useless."""
        self._close()
        self.handle, self.name, self.opened = handle, self._invitation(handle).email, "withdraw"

    @client_event(plane=Plane.ADMIN)
    async def begin_renew(self, handle: str) -> None:
        """Ask before an invitation's link is replaced."""
        self._close()
        self.handle, self.name, self.opened = handle, self._invitation(handle).email, "renew"

    def _member(self, handle: str) -> MemberRow:
        for row in self.rows:
            if row.handle == handle:
                return row
        raise NotFoundError("no such row on this page")

    def _invitation(self, handle: str) -> InvitationRow:
        for row in self.invitations:
            if row.handle == handle:
                return row
        raise NotFoundError("no such row on this page")

    @client_event(plane=Plane.ADMIN)
    async def show(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def pick_reach(self, value: str) -> None:
        """All tenants, some, or all but some: shows the list of tenants when it matters."""
        self.reach = value

    @client_event(plane=Plane.ADMIN)
    async def invite(self, email: str, chosen_role: str, reach: str, named: list[str], until: str) -> None:
        """Make an invitation and show its link, once."""
        ctx = current()
        try:
            link = await run_service(invitations.invite, ctx, email, grant_of(chosen_role, reach, named, until))
        except InvalidInputError as error:
            self.errors = field_errors(error, FORM_NAMES)
            return
        await self._show_link(ctx, link, email.strip())

    async def _show_link(self, ctx: Context, link: str, email: str) -> None:
        self._close()
        self.link, self.name, self.opened = link, email, "link"
        await self._read(ctx)

    @client_event(plane=Plane.ADMIN)
    async def change(self, chosen_role: str, reach: str, named: list[str], until: str, reason: str) -> Any:
        """Give the member of the open form another role, other tenants or another end."""
        ctx = current()
        try:
            wanted = grant_of(chosen_role, reach, named, until)
            await run_service(members.change_member, ctx, self.handle, wanted, reason=reason)
        except (InvalidInputError, ConflictError) as error:
            refused(self, error, FORM_NAMES)
            return None
        return await self._done(ctx, "toast-member-changed")

    async def _done(self, ctx: Context, message: str) -> Any:
        name = self.name
        self._close()
        await self._read(ctx)
        return Toasts.show(message, name)

    @client_event(plane=Plane.ADMIN)
    async def remove(self, reason: str) -> Any:
        """End the membership that was asked about."""
        ctx = current()
        try:
            await run_service(members.remove_member, ctx, self.handle, reason=reason)
        except (InvalidInputError, ConflictError) as error:
            refused(self, error)
            return None
        return await self._done(ctx, "toast-member-removed")

    @client_event(plane=Plane.ADMIN)
    async def withdraw(self) -> Any:
        """Make the link of the invitation that was asked about useless."""
        ctx = current()
        try:
            await run_service(invitations.withdraw, ctx, self.handle)
        except ConflictError as error:
            self.problem = error.message_key
            return None
        return await self._done(ctx, "toast-invitation-withdrawn")

    @client_event(plane=Plane.ADMIN)
    async def renew(self) -> None:
        """Replace the link of the invitation that was asked about, and show the new one, once."""
        ctx = current()
        email = self.name
        try:
            link = await run_service(invitations.renew, ctx, self.handle)
        except ConflictError as error:
            self.problem = error.message_key
        except InvalidInputError:
            self.problem = "error-membership-over"
        else:
            await self._show_link(ctx, link, email)
