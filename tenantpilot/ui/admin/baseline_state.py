"""State of a baseline's own page: one version in view, and of it the tab that the address names."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.baselines import choices, part_reading, reading
from tenantpilot.baselines.links import baseline_href
from tenantpilot.baselines.views import (
    BaselinePage,
    CaptureChoices,
    CaptureFamily,
    ContentRow,
    PartContent,
    PartRow,
    PlacePage,
    PolicyChoice,
    RefusedFamily,
    VersionRow,
)
from tenantpilot.inventory.filters import PolicyFilters
from tenantpilot.inventory.reading import inventory_choices
from tenantpilot.inventory.views import InventoryChoices
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.ui.admin.inventory_state import NO_CHOICES
from tenantpilot.ui.here import argument

TABS = ("parts", "capture", "add", "families", "rules", "variables", "rings", "versions")
PART_FILTERS = ("q", "family")
ADD_FILTERS = ("q", "environment_id", "family")


class BaselineRecord(rx.State):
    """One baseline as its address wants it; what changes it is in the states of its dialogs."""

    detail: BaselinePage | None = None
    shown: str = ""
    back: str = ""
    parts: list[PartRow] = []
    cursor: str = ""
    part: PartContent | None = None
    lines: list[ContentRow] = []
    places: PlacePage | None = None
    capture: CaptureChoices | None = None
    capture_href: str = ""
    capturable: list[CaptureFamily] = []
    uncapturable: list[CaptureFamily] = []
    preset: list[str] = []
    refused: list[RefusedFamily] = []
    policies: list[PolicyChoice] = []
    narrowing: InventoryChoices = NO_CHOICES

    def _clear(self) -> None:
        self.detail = self.part = self.places = self.capture = None
        self.parts, self.lines, self.policies, self.refused = [], [], [], []
        self.shown = self.cursor = ""

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the baseline whose id is in the address, and the tab that it names."""
        if self.detail is None or self.detail.row.baseline_ref != argument("baseline"):
            self._clear()
        if argument("tab") != "capture":
            self.refused = []
        await self._show(current())

    @server_event(plane=Plane.ADMIN)
    async def reread(self) -> None:
        """Something was changed from here."""
        await self._show(current())

    async def _show(self, ctx: Context) -> None:
        ref, tab = argument("baseline"), argument("tab")
        self.detail = await run_service(reading.baseline_page, ctx, ref, argument("version"))
        self.back = self.detail.version.href if self.detail.version else self.detail.row.href
        shown = tab if tab in TABS else TABS[0]
        if shown == "parts":
            await self._show_parts(ctx)
        elif shown == "capture":
            await self._show_capture(ctx)
        elif shown == "add":
            await self._show_policies(ctx)
        self.shown = shown

    async def _show_parts(self, ctx: Context) -> None:
        self.part, self.places = None, None
        if self.detail is None or self.detail.version is None:
            self.parts, self.cursor = [], ""
            return
        version, ref = self.detail.version.version_ref, argument("part")
        if ref:
            await self._show_part(ctx, version, ref)
            return
        found = await run_service(
            part_reading.list_parts, ctx, version, q=argument("q"), family=argument("family"), cursor=argument("after")
        )
        self.parts, self.cursor = list(found.rows), found.cursor

    async def _show_part(self, ctx: Context, version: str, ref: str) -> None:
        self.part = await run_service(part_reading.part_content, ctx, version, ref)
        self.lines = list(self.part.rows)
        if self.detail is not None and self.detail.is_editable:
            self.places = await run_service(
                part_reading.part_places, ctx, version, ref, q=argument("place"), cursor=argument("after")
            )

    async def _show_capture(self, ctx: Context) -> None:
        found = await run_service(choices.capture_choices, ctx, argument("environment_id"))
        self.capture = found
        self.capturable = [one for one in found.families if one.is_complete and one.policies]
        self.uncapturable = [one for one in found.families if not one.is_complete]
        self.preset = [one.family for one in self.capturable]
        self.capture_href = baseline_href(ctx.space, argument("baseline"), tab="capture") + "&environment_id="

    async def _show_policies(self, ctx: Context) -> None:
        filters = PolicyFilters(**{name: argument(name) for name in ADD_FILTERS})
        self.narrowing = await run_service(inventory_choices, ctx, filters.environment_id)
        version = version_of(self).version_ref
        found = await run_service(choices.policy_choices, ctx, version, filters, argument("after"))
        self.policies, self.cursor = list(found.rows), found.cursor

    @client_event(plane=Plane.ADMIN)
    async def tick_families(self, is_ticked: bool) -> None:
        """Tick all families of the capture, or none."""
        self.preset = [one.family for one in self.capturable] if is_ticked else []

    @client_event(plane=Plane.ADMIN)
    async def more(self) -> None:
        """Read on where the part's content ends so far."""
        if self.part is None or not self.part.cursor:
            return
        self.part = await run_service(
            part_reading.part_content,
            current(),
            version_of(self).version_ref,
            self.part.part.part_ref,
            self.part.cursor,
        )
        self.lines = [*self.lines, *self.part.rows]


def page_of(record: BaselineRecord) -> BaselinePage:
    """The baseline in view.

    Raises:
        NotFoundError: nothing is in view.
    """
    if record.detail is None:
        raise NotFoundError("no baseline on this page")
    return record.detail


def version_of(record: BaselineRecord) -> VersionRow:
    """The version in view.

    Raises:
        NotFoundError: nothing is in view.
    """
    found = page_of(record).version
    if found is None:
        raise NotFoundError("no version on this page")
    return found
