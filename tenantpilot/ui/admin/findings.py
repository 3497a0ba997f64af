"""Findings: what needs a decision, one's own work, the team's queue, what is due, what waits for proof."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.views import SavedViewRow
from tenantpilot.findings.filters import KINDS
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.findings.views import PersonName
from tenantpilot.tenants.rules import TIERS
from tenantpilot.ui.admin.finding_cells import finding_columns, tab_count, title
from tenantpilot.ui.admin.findings_dialogs import dialogs
from tenantpilot.ui.admin.findings_hygiene import hygiene
from tenantpilot.ui.admin.findings_state import FILTERS, Findings
from tenantpilot.ui.components import (
    button,
    column_menu,
    data_table,
    density_toggle,
    empty_state,
    filter_clear,
    filter_select,
    filtered_state,
    icon,
    link,
    link_button,
    menu,
    menu_item,
    menu_line,
    menu_link,
    moment,
    options,
    page_head,
    pager,
    search_field,
    t,
    t_code,
    tab,
    tabs,
    toolbar,
    when_filtered,
)
from tenantpilot.ui.shell import Shell, page

TABS = ("decide", "mine", "queue", "due", "verify", "", "accepted", "closed", "hygiene")
ICONS = (
    ("assign", "user-plus"),
    ("claim", "user-check"),
    ("triage", "check"),
    ("start", "play"),
    ("resolve", "circle-check"),
    ("reopen", "rotate-ccw"),
    ("own", "users"),
    ("release", "log-out"),
    ("stop", "pause"),
    ("dismiss", "archive"),
    ("reject", "x"),
)


@page("/admin/[space]/findings", title="nav-findings", on_load=[Findings.load])
def findings() -> rx.Component:
    """The list with its tabs, views and filters."""
    export = button(t("findings-export"), icon="download", on_click=Findings.export,
                    busy=Findings.pending == "export")  # fmt: skip
    return rx.fragment(
        page_head(
            t("nav-findings"),
            rx.cond(Findings.summary.may_export, export, rx.fragment()),
            as_of=_as_of(),
        ),
        _tabs(),
        rx.cond(Findings.shown == "hygiene", hygiene(bulk_offer()), _list()),
        dialogs(),
    )


def _as_of() -> rx.Component:
    """How many there are, and how fresh and complete what they rest on is."""
    summary, read = Findings.summary, Findings.summary.freshness
    tenants = f"/admin/{Shell.workspace.space}/tenants"
    between = rx.fragment(
        t("findings-read-between"), " ", moment(read.read_from), " ", t("findings-read-and"), " ",
        moment(read.read_until),
    )  # fmt: skip
    once = rx.fragment(t("findings-read-once"), " ", moment(read.read_from))
    opened = t("findings-open-in", count=summary.open_findings, open=summary.tenants_open, tenants=read.tenants)
    told = rx.fragment(
        rx.el.span(opened, class_name="part"),
        _part(read.read_from != "", rx.cond(read.read_until != "", between, once)),
        _part(read.tenants_unread > 0, link(t("findings-unread", count=read.tenants_unread), href=tenants)),
        _part(read.tenants_never > 0, link(t("findings-never", count=read.tenants_never), href=tenants)),
    )
    return rx.cond(Findings.is_loaded, told, rx.fragment())


def _part(is_there: rx.Var[bool], *content: Any) -> rx.Component:
    """Something more about the numbers, after a dot; on phones on a line of its own."""
    dot = rx.el.span(" · ", class_name="sep")
    return rx.cond(is_there, rx.fragment(dot, rx.el.span(*content, class_name="part")), rx.fragment())


def _tabs() -> rx.Component:
    return rx.el.div(
        tabs(
            *(
                tab(t(f"findings-tab-{one or 'open'}"), value=one, param="view", count=_count(one))
                for one in TABS
            ),
            label=t("findings-tabs"),
        ),
        _views(),
        class_name="tabs-line",
    )  # fmt: skip


def _count(name: str) -> rx.Component | None:
    return None if name in ("hygiene", "closed") else tab_count(Findings.counts, name or "open", "findings")


def _views() -> rx.Component:
    """Views kept under a name: one's own and shared ones; keeping this one, forgetting one."""

    def one(view: rx.Var[SavedViewRow]) -> rx.Component:
        shared = rx.cond(view.is_shared & ~view.is_own, rx.el.span(" · ", view.owner_name, class_name="subtle"),
                         rx.fragment())  # fmt: skip
        return menu_link(rx.fragment(rx.el.bdi(view.name), shared),
                         href=f"/admin/{Shell.workspace.space}/findings?" + view.query)  # fmt: skip

    def forget(view: rx.Var[SavedViewRow]) -> rx.Component:
        item = menu_item(t("findings-view-forget", name=view.name), danger=True,
                         on_select=Findings.begin_forget(view.handle))  # fmt: skip
        return rx.cond(view.may_change, item, rx.fragment())

    none = rx.el.div(t("findings-views-none"), class_name="opt-row muted")
    return menu(
        rx.cond(Findings.views.length() > 0, rx.foreach(Findings.views, one), none),
        menu_line(),
        menu_item(t("findings-view-save"), icon="plus", on_select=Findings.begin_view),
        rx.foreach(Findings.views, forget),
        label=t("findings-views"),
        face=rx.fragment(icon("list-filter", small=True), t("findings-views")),
        trigger_class="btn views-btn",
    )


def _filters() -> list[Any]:
    choices = Findings.choices
    tenants = choices.tenants.map(
        lambda one: {"value": one.tenant_ref, "label": one.name + " (" + one.open_findings.to_string() + ")"}
    )
    families = choices.families.map(lambda one: {"value": one, "label": t_code("family", one)})
    people = choices.people.map(_person_choice)
    mine = rx.Var.create(
        [{"value": "me", "label": t("findings-me")}, {"value": "nobody", "label": t("findings-nobody")}]
    )
    return [
        search_field("q", t("findings-search")),
        filter_select("environment_id", t("findings-column-tenant"), tenants),
        filter_select("severity", t("findings-severity"), options(*((o, t(f"severity-{o}")) for o in SEVERITIES))),
        filter_select("kind", t("findings-column-kind"), options(*((o, t_code("finding-kind", o)) for o in KINDS))),
        filter_select("family", t("findings-family"), families),
        filter_select("tier", t("findings-tier"), options(*((o, t(f"tier-{o}")) for o in TIERS))),
        filter_select("assignee", t("findings-column-assignee"), mine + people),
        filter_select("owner", t("findings-owner"), mine + people),
        filter_clear(*FILTERS),
    ]  # fmt: skip


def _person_choice(one: rx.Var[PersonName]) -> rx.Var:
    return {"value": one.person_ref, "label": one.name}


def _list() -> rx.Component:
    columns = finding_columns()
    density = density_toggle(Shell.profile.density, lambda v: Shell.choose("density", v))
    return rx.fragment(
        toolbar(*_filters(), end=[column_menu(columns), density]),
        data_table(
            Findings.rows,
            columns,
            label=t("nav-findings"),
            handle=lambda row: row.handle,
            href=lambda row: row.href,
            name=title,
            bulk_offer=bulk_offer(),
            on_bulk=Findings.begin_many,
            bulk_round=Findings.round,
            has_more=Findings.cursor != "",
            default_sort="severity",
            loading=~Findings.is_loaded,
            empty=_nothing(),
        ),
        pager(previous="", next=Findings.cursor, count=Findings.rows.length(), selectable=True),
    )


def bulk_offer() -> rx.Var:
    """What may be done to many on this tab, the likeliest first."""
    return Findings.actions.map(
        lambda name: {
            "name": name,
            "label": t_code("findings-act", name),
            "icon": rx.match(name, *ICONS, "chevron-right"),
        }
    )


def _nothing() -> rx.Component:
    """What this tab is for, and why it is empty: filters, or nothing of the kind."""
    baselines = link_button(t("findings-empty-next"), href=f"/admin/{Shell.workspace.space}/baselines")
    shown = Findings.shown
    first = rx.cond(
        (shown == "open") | (shown == "decide"),
        empty_state(t_code("findings-empty-title", shown), t_code("findings-empty-body", shown), baselines,
                    icon_name="circle-check"),
        empty_state(t_code("findings-empty-title", shown), t_code("findings-empty-body", shown),
                    icon_name="circle-check"),
    )  # fmt: skip
    return rx.fragment(
        when_filtered(filtered_state(*FILTERS), params=FILTERS), when_filtered(first, params=FILTERS, inverted=True)
    )
