"""A baseline's own page: its versions, what they say, where it holds, and the draft until it is published."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.views import BaselinePage, BaselineRow, VersionRow
from tenantpilot.ui.admin.baseline_acts import BaselineActs
from tenantpilot.ui.admin.baseline_add import add_tab, capture_tab
from tenantpilot.ui.admin.baseline_dialogs import dialogs
from tenantpilot.ui.admin.baseline_part import part_view
from tenantpilot.ui.admin.baseline_parts import parts_tab
from tenantpilot.ui.admin.baseline_rings import rings_tab
from tenantpilot.ui.admin.baseline_rules import families_tab, rules_tab
from tenantpilot.ui.admin.baseline_state import BaselineRecord
from tenantpilot.ui.admin.baseline_variables import variables_tab
from tenantpilot.ui.admin.baseline_versions import versions_tab
from tenantpilot.ui.admin.record_page import record_page
from tenantpilot.ui.components import (
    button,
    link_button,
    menu,
    menu_item,
    menu_line,
    menu_link,
    moment,
    notice,
    record_head,
    skeleton_block,
    t,
    tab,
    tabs,
)
from tenantpilot.ui.shell import page


@page("/admin/[space]/baselines/[baseline]", title="baselines-title", on_load=[BaselineRecord.load], width="record")
def baseline() -> rx.Component:
    """The baseline, or its shape until it is there."""
    detail = BaselineRecord.detail.to(BaselinePage)
    name = rx.el.bdi(detail.row.name)
    return record_page(BaselineRecord.detail, _baseline(detail), above="baselines", name=name,
                       title=t("baselines-title"), lines=8)  # fmt: skip


def _baseline(detail: rx.Var[BaselinePage]) -> rx.Component:
    row, version = detail.row, detail.version.to(VersionRow)
    shown = rx.match(
        BaselineRecord.shown,
        ("parts", rx.cond(BaselineRecord.part, part_view(detail), parts_tab(detail))),
        ("capture", capture_tab()),
        ("add", add_tab()),
        ("families", families_tab(detail)),
        ("rules", rules_tab(detail)),
        ("variables", variables_tab(detail)),
        ("rings", rings_tab(detail)),
        ("versions", versions_tab(detail)),
        skeleton_block(8),
    )
    return rx.fragment(
        record_head(
            rx.el.bdi(row.name),
            rx.cond(
                row.number > 0,
                rx.el.span(t("baselines-published", number=row.number), class_name="tag"),
                rx.el.span(t("baselines-unpublished"), class_name="tag"),
            ),
            rx.el.span(t("baselines-holds-in", count=row.tenants)),
            rx.cond(row.description != "", rx.el.bdi(row.description), rx.fragment()),
            actions=[_first(detail), _second(detail), _more(detail)],
        ),
        _banner(detail),
        tabs(
            tab(t("baselines-tab-parts"), count=version.parts),
            tab(t("baselines-tab-families"), value="families", count=detail.families.length()),
            tab(t("baselines-tab-rules"), value="rules", count=detail.rules.length()),
            tab(t("baselines-tab-variables"), value="variables", count=detail.variables.length()),
            tab(t("baselines-tab-rings"), value="rings", count=detail.assignments.length()),
            tab(t("baselines-tab-versions"), value="versions", count=detail.versions.length()),
            label=t("baselines-tabs"),
        ),
        rx.el.div(shown, class_name="tab-body"),
        dialogs(detail),
    )


def _first(detail: rx.Var[BaselinePage]) -> rx.Component:
    """The one thing to do next: publish the draft in view, else begin one."""
    publish = button(t("baselines-publish"), kind="primary", icon="check", on_click=BaselineActs.begin("publish", ""))
    begin = button(t("baselines-edit"), icon="pencil-line", on_click=BaselineActs.begin("draft", ""))
    there = link_button(t("baselines-go-to-draft"), href=detail.row.href, icon="pencil-line")
    return rx.cond(
        detail.may_manage,
        rx.cond(detail.is_editable, publish, rx.cond(detail.row.draft_ref != "", there, begin)),
        rx.fragment(),
    )


def _second(detail: rx.Var[BaselinePage]) -> rx.Component:
    fleet = link_button(t("nav-compare"), href=detail.row.compare_href, icon="grid")
    return rx.cond(detail.row.tenants > 0, fleet, rx.fragment())


def _more(detail: rx.Var[BaselinePage]) -> rx.Component:
    row: rx.Var[BaselineRow] = detail.row
    discard = menu_item(t("baselines-ask-discard"), icon="x", danger=True, on_select=BaselineActs.begin("discard", ""))
    return rx.cond(
        detail.may_manage,
        menu(
            menu_item(t("baselines-rename"), icon="pencil-line", on_select=BaselineActs.begin("rename", "")),
            menu_link(t("baselines-go-rings"), icon="users", href=row.href + "?tab=rings"),
            menu_line(),
            rx.cond(detail.is_editable & (detail.latest_number > 0), discard, rx.fragment()),
            menu_item(t("baselines-delete"), icon="trash-2", danger=True,
                      on_select=BaselineActs.begin("delete", "")),
            label=t("baselines-actions", name=row.name),
        ),
        rx.fragment(),
    )  # fmt: skip


def _banner(detail: rx.Var[BaselinePage]) -> rx.Component:
    """Which version this is, before anything of it is read."""
    version = detail.version.to(VersionRow)
    changes = rx.cond(
        version.added + version.changed + version.removed > 0,
        t("baselines-changes", added=version.added, changed=version.changed, removed=version.removed),
        t("baselines-no-changes"),
    )
    draft = notice(
        t("baselines-banner-draft", number=version.number),
        rx.el.p(
            rx.cond(detail.latest_number > 0, rx.fragment(changes, " "), rx.fragment()),
            t("baselines-banner-draft-body"),
        ),
        tone="info",
        icon_name="pencil-line",
    )
    older = notice(
        t("baselines-banner-older", number=version.number, latest=detail.latest_number),
        rx.el.p(t("baselines-banner-older-body"), " ", moment(version.published_at, mode="date")),
        link_button(t("baselines-banner-newest"), href=detail.row.href, size="s"),
        tone="neutral",
        icon_name="hourglass",
    )
    discarded = notice(t("baselines-banner-discarded", number=version.number), tone="neutral", icon_name="x")
    stale = notice(
        t("baselines-banner-stale", count=version.stale),
        t("baselines-banner-stale-body"),
        tone="caution",
        icon_name="triangle-alert",
    )
    said = rx.match(
        version.state,
        ("draft", draft),
        ("discarded", discarded),
        rx.cond(version.number < detail.latest_number, older, rx.fragment()),
    )
    return rx.cond(
        detail.version,
        rx.el.div(said, rx.cond(version.stale > 0, stale, rx.fragment()), class_name="stack banner"),
        rx.fragment(),
    )
