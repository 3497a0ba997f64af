"""State of a policy's own page: one tab at a time is read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.inventory import policies
from tenantpilot.inventory.views import (
    Assignments,
    ContentPage,
    ContentRow,
    DiffPage,
    DiffRow,
    HistoryRow,
    PolicyDetail,
    RawPage,
    VersionChoice,
)
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.names import SYNC_INVENTORY
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import tell_started

TABS = ("content", "history", "diff", "assignments", "raw")


class Policy(rx.State):
    """One policy, as the tab in the address wants it."""

    detail: PolicyDetail | None = None
    shown: str = ""
    content: ContentPage | None = None
    lines: list[ContentRow] = []
    history: list[HistoryRow] = []
    older: str = ""
    diff: DiffPage | None = None
    differences: list[DiffRow] = []
    versions: list[VersionChoice] = []
    assignments: Assignments | None = None
    raw: RawPage | None = None
    is_starting: bool = False

    def _clear(self) -> None:
        self.detail = self.content = self.diff = self.assignments = self.raw = None
        self.lines, self.history, self.differences, self.versions = [], [], [], []
        self.shown = self.older = ""

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the policy whose id is in the address, and the tab that it names."""
        ctx, ref = current(), argument("policy")
        tab = argument("tab") if argument("tab") in TABS else TABS[0]
        if self.detail is None or self.detail.row.policy_ref != ref:
            self._clear()
        self.detail = await run_service(policies.policy_detail, ctx, ref)
        await self._read(ctx, ref, tab)
        self.shown = tab

    async def _read(self, ctx: Context, ref: str, tab: str) -> None:
        version, after = argument("version"), argument("after")
        if tab == "history":
            found = await run_service(policies.policy_history, ctx, ref, after)
            self.history, self.older = list(found.rows), found.cursor
        elif tab == "diff":
            self.versions = list(await run_service(policies.policy_versions, ctx, ref))
            self.diff = await run_service(policies.policy_diff, ctx, ref, argument("from"), argument("to"), after)
            self.differences = list(self.diff.rows)
        elif tab == "assignments":
            self.assignments = await run_service(policies.policy_assignments, ctx, ref, version)
        elif tab == "raw":
            self.raw = await run_service(policies.policy_raw, ctx, ref, version, after)
        else:
            self.content = await run_service(policies.policy_content, ctx, ref, version, after)
            self.lines = list(self.content.rows)

    @client_event(plane=Plane.ADMIN)
    async def read_again(self) -> AsyncIterator[Any]:
        """Ask the tenant for this policy alone."""
        ctx, ref = current(), argument("policy")
        self.is_starting = True
        yield
        try:
            tenant = (await run_service(policies.policy_detail, ctx, ref)).row.tenant_ref
            started = await run_service(start, ctx, SYNC_INVENTORY, {"policy": ref}, tenant=tenant)
        finally:
            self.is_starting = False
        yield tell_started(started)

    @client_event(plane=Plane.ADMIN)
    async def more(self) -> None:
        """Read on where the content ends so far."""
        ctx, ref = current(), argument("policy")
        if self.shown == "content" and self.content and self.content.cursor:
            cursor = self.content.cursor
            self.content = await run_service(policies.policy_content, ctx, ref, argument("version"), cursor)
            self.lines = [*self.lines, *self.content.rows]
        elif self.shown == "diff" and self.diff and self.diff.cursor:
            cursor = self.diff.cursor
            self.diff = await run_service(policies.policy_diff, ctx, ref, argument("from"), argument("to"), cursor)
            self.differences = [*self.differences, *self.diff.rows]
