"""How the whole fleet stands against one baseline: a row for each tenant, a column for each part."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.compare_views import FleetChoice, FleetSheet, ResultCount
from tenantpilot.operations.views import Preflight, RunRow
from tenantpilot.ui.admin.compare_state import Fleet
from tenantpilot.ui.components import (
    button,
    empty_state,
    family_mark,
    filter_select,
    link,
    link_button,
    live,
    moment,
    page_head,
    parts,
    progress,
    pulse,
    skeleton_block,
    t,
    t_code,
    toolbar,
)
from tenantpilot.ui.shell import Shell, page

BUSY_SECONDS, QUIET_SECONDS = 1, 20


@page("/admin/[space]/compare", title="nav-compare", on_load=[Fleet.load])
def compare() -> rx.Component:
    """The sheet of the baseline that the address names, or of the first one."""
    sheet = Fleet.sheet.to(FleetSheet)
    return rx.fragment(
        page_head(t("nav-compare"), _start(sheet), purpose=t("compare-purpose"), as_of=_as_of(sheet)),
        rx.cond(
            Fleet.is_loaded,
            rx.cond(Fleet.sheet, _sheet(sheet), _nothing()),
            skeleton_block(8),
        ),
        pulse(Fleet.refresh, seconds=rx.cond(Fleet.running, BUSY_SECONDS, QUIET_SECONDS), active=Fleet.is_loaded),
    )


def _choice(one: rx.Var[FleetChoice]) -> rx.Var:
    return {"value": one.baseline_ref, "label": one.name}


def _start(sheet: rx.Var[FleetSheet]) -> rx.Component:
    ready = Fleet.ready.to(Preflight)
    go = button(
        t("compare-fleet-start"),
        kind="primary",
        icon="git-compare",
        busy=Fleet.is_starting | Fleet.running.bool(),
        disabled=~ready.may_start,
        on_click=Fleet.start,
    )
    return rx.cond(Fleet.sheet, rx.cond(sheet.may_compare, go, rx.fragment()), rx.fragment())


def _under_way() -> rx.Component:
    """The compare that works now, with its run; or what keeps one from starting."""
    run, ready = Fleet.running.to(RunRow), Fleet.ready.to(Preflight)
    shown = rx.el.div(
        rx.el.p(
            rx.el.span(class_name="spin", aria_hidden="true"),
            t("compare-running-title"),
            " ",
            link(t("compare-run"), href=run.href),
            class_name="busy-line",
        ),
        rx.cond(
            run.total > 0,
            progress(
                t("compare-progress"),
                now=run.done + run.failed + run.skipped,
                max=run.total,
                parts_of=[(run.done, "positive"), (run.failed, "critical"), (run.skipped, "neutral")],
            ),
            rx.fragment(),
        ),
        class_name="stack sec",
    )
    barred = rx.el.p(
        rx.foreach(ready.reasons, lambda code: rx.el.span(t_code("reason", code), " ")), class_name="muted"
    )
    stopped = rx.cond(Fleet.ready, rx.cond(ready.reasons.length() > 0, barred, rx.fragment()), rx.fragment())
    return rx.fragment(
        rx.cond(Fleet.running, shown, stopped), live(rx.cond(Fleet.running, t("compare-running-title"), ""))
    )


def _as_of(sheet: rx.Var[FleetSheet]) -> rx.Component:
    """What the sheet rests on: how many tenants, how many of them known completely, and how old the oldest reading."""
    whole = sheet.tenants - sheet.never - sheet.incomplete
    known = rx.el.span(
        family_mark(rx.cond(whole == sheet.tenants, "read", rx.cond(whole > 0, "partial", "never"))),
        t("baselines-known", whole=whole, total=sheet.tenants),
        class_name="fstate",
    )
    oldest = rx.cond(
        sheet.read_from != "", rx.el.span(t("compare-oldest"), " ", moment(sheet.read_from)), rx.fragment()
    )
    return rx.cond(Fleet.sheet, rx.el.span(known, oldest, class_name="row wrap"), rx.fragment())


def _sheet(sheet: rx.Var[FleetSheet]) -> rx.Component:
    return rx.fragment(
        toolbar(
            filter_select("baseline", t("compare-baseline"), Fleet.choices.map(_choice)),
            link_button(t("compare-open-baseline"), href=sheet.baseline_href, kind="quiet", size="s"),
            end=[],
        ),
        _under_way(),
        _totals(sheet),
        rx.cond(
            (sheet.tenants > 0) & (sheet.parts.length() > 0),
            parts.Matrix.create(
                label=t("compare-matrix-label", name=sheet.baseline_name),
                columns=sheet.parts,
                total=sheet.tenants,
                first=Fleet.first,
                rows=Fleet.rows,
                stamp=Fleet.stamp,
                subject=sheet.baseline_ref,
                on_need=Fleet.window,
            ),
            empty_state(
                t("compare-nowhere-title"),
                t("compare-nowhere-body"),
                link_button(t("compare-assign"), href=sheet.baseline_href + "?tab=rings"),
                icon_name="grid",
            ),
        ),
    )


def _totals(sheet: rx.Var[FleetSheet]) -> rx.Component:
    """The legend of shapes, with how many cells have each."""

    def one(count: rx.Var[ResultCount]) -> rx.Component:
        return rx.el.li(
            parts.ResultShape.create(result=count.result),
            t_code("result", count.result),
            rx.el.b(count.results, class_name="num"),
        )

    return rx.el.ul(
        rx.foreach(sheet.counts.to(list[ResultCount]), one),
        rx.cond(
            sheet.never > 0,
            rx.el.li(family_mark("never"), t("compare-never-tenants"), rx.el.b(sheet.never, class_name="num")),
            rx.fragment(),
        ),
        class_name="shapes",
        aria_label=t("compare-legend"),
    )


def _nothing() -> rx.Component:
    return empty_state(
        t("compare-empty-title"),
        t("compare-empty-body"),
        link_button(t("nav-baselines"), href=f"/admin/{Shell.workspace.space}/baselines"),
        icon_name="grid",
    )
