"""How a tenant stands against its baselines, on its own page, and the start of another comparison."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.baselines.compare_reading import comparisons
from tenantpilot.baselines.compare_views import ComparisonRow
from tenantpilot.operations.dispatch import preflight, start
from tenantpilot.operations.names import COMPARE_BASELINES
from tenantpilot.operations.views import Preflight
from tenantpilot.ui.components import (
    Column,
    button,
    data_table,
    empty_state,
    family_mark,
    link,
    link_button,
    live,
    moment,
    pulse,
    section,
    t,
    t_code,
    title_cell,
)
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell import Shell
from tenantpilot.ui.shell.toasts import tell_started

BUSY_SECONDS, QUIET_SECONDS = 1, 20


class TenantCompare(rx.State):
    """The newest comparison with each baseline that holds in the tenant; `ready` is what another one would do."""

    rows: list[ComparisonRow] = []
    ready: Preflight | None = None
    is_loaded: bool = False
    is_starting: bool = False

    async def _read(self, ctx: Context) -> None:
        place = argument("tenant")
        self.rows = list(await run_service(comparisons, ctx, place))
        self.ready = await run_service(preflight, ctx, COMPARE_BASELINES, tenant=place)
        self.is_loaded = True

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the tenant whose id is in the address."""
        self.rows, self.ready, self.is_loaded, self.is_starting = [], None, False, False
        await self._read(current())

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks how the comparisons stand."""
        await self._read(current())

    @client_event(plane=Plane.ADMIN)
    async def begin(self) -> AsyncIterator[Any]:
        """Compare the tenant with everything that holds in it."""
        ctx = current()
        self.is_starting = True
        yield
        try:
            started = await run_service(start, ctx, COMPARE_BASELINES, {}, tenant=argument("tenant"))
            await self._read(ctx)
        finally:
            self.is_starting = False
        yield tell_started(started)


def compare_section() -> rx.Component:
    """One line for each baseline, with the start of another comparison and the one under way."""
    ready = TenantCompare.ready.to(Preflight)
    is_busy = rx.cond(TenantCompare.ready, ready.active_href != "", False)
    go = button(
        t("compare-start"),
        size="s",
        icon="git-compare",
        busy=TenantCompare.is_starting | is_busy,
        disabled=~ready.may_start,
        on_click=TenantCompare.begin,
    )
    under_way = rx.el.p(
        rx.el.span(class_name="spin", aria_hidden="true"),
        t("compare-running-title"),
        " ",
        link(t("compare-run"), href=ready.active_href),
        class_name="busy-line",
    )
    barred = rx.el.p(
        rx.foreach(ready.reasons, lambda code: rx.el.span(t_code("reason", code), " ")), class_name="muted"
    )
    listed = section(
        t("compare-tenant-title"),
        rx.cond(is_busy, under_way, rx.fragment()),
        rx.cond(ready.reasons.length() > 0, barred, rx.fragment()),
        data_table(TenantCompare.rows, _columns(), label=t("compare-tenant-title"), flat=True,
                   href=lambda row: row.href, empty=_nothing()),
        meta=t("compare-tenant-meta"),
        end=[rx.cond((TenantCompare.rows.length() > 0) & TenantCompare.ready.bool(), go, rx.fragment())],
        anchor="baselines",
    )  # fmt: skip
    return rx.fragment(
        rx.cond(TenantCompare.is_loaded, listed, rx.fragment()),
        pulse(TenantCompare.refresh, seconds=rx.cond(is_busy, BUSY_SECONDS, QUIET_SECONDS)),
        live(rx.cond(is_busy, t("compare-running-title"), "")),
    )


def _nothing() -> rx.Component:
    choose = link_button(t("nav-baselines"), href=f"/admin/{Shell.workspace.space}/baselines", size="s")
    return empty_state(t("compare-none-title"), t("compare-none-body"), choose, icon_name="ruler")


def _columns() -> list[Column]:
    return [
        Column(t("compare-baseline"), _name),
        Column(t("compare-results"), _results, narrow="sub"),
        Column(t("compare-tenant-known"), _known, narrow="sub", class_name="col-l"),
    ]


def _name(row: rx.Var[ComparisonRow]) -> rx.Component:
    holds = rx.cond(row.holds_version > 0, t("baselines-version", number=row.holds_version), t("baselines-uses-none"))
    old = rx.cond(
        (row.compared_at != "") & (row.version != row.holds_version),
        rx.el.span(" ", t("compare-with-version", number=row.version), class_name="t-caution"),
        rx.fragment(),
    )
    href = rx.cond(row.href != "", row.href, row.baseline_href)
    return title_cell(rx.el.bdi(row.baseline_name), href=href, sub=rx.fragment(holds, old))


def _results(row: rx.Var[ComparisonRow]) -> rx.Component:
    """What is not as it should be, each kind with its number; what is unknown is said as such."""

    def one(count: rx.Var[int], code: str, tone: str) -> rx.Component:
        words = rx.el.span(t_code("result", code), " ", rx.el.b(count, class_name="num"), class_name=tone)
        return rx.cond(count > 0, words, rx.fragment())

    fine = rx.el.span(t_code("result", "match"), " ", rx.el.b(row.matching + row.covered, class_name="num"))
    said = rx.el.span(
        one(row.missing, "missing", "t-critical"),
        one(row.different, "different", "t-caution"),
        one(row.conflicting, "conflict", "t-caution"),
        one(row.unexpected, "unexpected", ""),
        one(row.unknown, "not_comparable", "t-unknown"),
        fine,
        class_name="row wrap gap-l",
    )
    never = rx.el.span(family_mark("never"), t("compare-never"), class_name="fstate t-unknown")
    return rx.cond(row.compared_at != "", said, never)


def _known(row: rx.Var[ComparisonRow]) -> rx.Component:
    read = rx.el.span(
        family_mark(rx.cond(row.families_read < row.families, "partial", "read")),
        t("compare-families-read", read=row.families_read, total=row.families),
        class_name="fstate muted wrap-ok",
    )
    age = rx.el.span(t("compare-oldest"), " ", moment(row.read_at), class_name="cell-sub")
    return rx.cond(row.compared_at != "", rx.fragment(read, age), rx.fragment())
