"""Baselines: what should be, where it holds, and how far tenants are from it."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.compare_views import FleetChoice
from tenantpilot.baselines.views import BaselineRow
from tenantpilot.ui.admin.baselines_state import BaselineLine, Baselines
from tenantpilot.ui.components import (
    Column,
    button,
    choices,
    data_table,
    empty_state,
    family_mark,
    field,
    form_dialog,
    link,
    moment,
    options,
    page_head,
    scope_notice,
    t,
    title_cell,
)
from tenantpilot.ui.shell import page

WAYS = ("capture", "compose", "empty")


@page("/admin/[space]/baselines", title="nav-baselines", on_load=[Baselines.load])
def baselines() -> rx.Component:
    """The list, and the form that begins another one."""
    add = button(t("baselines-create"), kind="primary", icon="plus", on_click=Baselines.show_form(True))
    return rx.fragment(
        page_head(
            t("nav-baselines"), rx.cond(Baselines.may_manage, add, rx.fragment()), purpose=t("baselines-purpose")
        ),
        data_table(
            Baselines.rows,
            _columns(),
            label=t("nav-baselines"),
            href=lambda line: line.row.href,
            loading=~Baselines.is_loaded,
            empty=empty_state(
                t("baselines-empty-title"),
                t("baselines-empty-body"),
                rx.cond(Baselines.may_manage, add, rx.fragment()),
                icon_name="ruler",
            ),
        ),
        _create(),
    )


def _columns() -> list[Column]:
    return [
        Column(t("baselines-column-baseline"), lambda line: _name(line.row)),
        Column(t("baselines-column-version"), lambda line: _version(line.row), narrow="sub", class_name="col-m"),
        Column(t("baselines-column-parts"), lambda line: _parts(line.row), narrow="hide", class_name="col-3 col-m"),
        Column(t("baselines-column-holds"), lambda line: _holds(line.row), narrow="sub", class_name="col-m"),
        Column(t("baselines-column-result"), _result, narrow="sub", class_name="col-l"),
    ]


def _name(row: rx.Var[BaselineRow]) -> rx.Component:
    return title_cell(rx.el.bdi(row.name), href=row.href, sub=rx.el.bdi(row.description))


def _version(row: rx.Var[BaselineRow]) -> rx.Component:
    published = rx.fragment(
        rx.el.span(t("baselines-version", number=row.number), class_name="tag"),
        rx.el.span(moment(row.published_at), class_name="cell-sub"),
    )
    none = rx.el.span(t("baselines-unpublished"), class_name="muted")
    draft = rx.el.span(t("baselines-draft", number=row.draft_number), class_name="cell-sub wrap-ok t-caution")
    return rx.fragment(rx.cond(row.number > 0, published, none), rx.cond(row.draft_ref != "", draft, rx.fragment()))


def _parts(row: rx.Var[BaselineRow]) -> rx.Component:
    below = rx.el.span(t("baselines-families-count", count=row.families), class_name="cell-sub")
    return rx.fragment(rx.el.span(t("baselines-parts-count", count=row.parts), class_name="num"), below)


def _holds(row: rx.Var[BaselineRow]) -> rx.Component:
    held = rx.el.span(t("baselines-tenants-count", count=row.tenants), class_name="num")
    late = rx.el.span(t("baselines-behind", count=row.behind), class_name="cell-sub wrap-ok t-caution")
    idle = rx.el.span(t("baselines-waiting", count=row.waiting), class_name="cell-sub wrap-ok t-caution")
    nowhere = rx.el.span(t("baselines-nowhere"), class_name="muted")
    return rx.cond(
        row.tenants + row.groups > 0,
        rx.fragment(
            held,
            rx.cond(row.behind > 0, late, rx.fragment()),
            rx.cond((row.behind == 0) & (row.waiting > 0), idle, rx.fragment()),
        ),
        nowhere,
    )


def _result(line: rx.Var[BaselineLine]) -> rx.Component:
    """How many tenants deviate, and of how many of them everything is known: neither without the other."""
    found = line.fleet.to(FleetChoice)
    word = rx.cond(
        found.deviating > 0,
        rx.el.span(t("baselines-deviating", count=found.deviating, total=found.tenants), class_name="strong"),
        rx.el.span(t("baselines-none-deviating", total=found.tenants)),
    )
    whole = found.tenants - found.never - found.incomplete
    known = rx.el.span(
        family_mark(rx.cond(whole == found.tenants, "read", rx.cond(whole > 0, "partial", "never"))),
        t("baselines-known", whole=whole, total=found.tenants),
        class_name="fstate muted wrap-ok",
    )
    nothing = rx.el.span(family_mark("never"), t("compare-never"), class_name="fstate t-unknown")
    told = rx.el.span(link(word, href=line.row.compare_href), known, class_name="stack-s")
    unheld = rx.el.span(t("value-none"), class_name="subtle")
    return rx.cond(line.fleet, rx.cond(found.never < found.tenants, told, nothing), unheld)


def _create() -> rx.Component:
    labels = {
        "name": t("baselines-field-name"),
        "description": t("baselines-field-description"),
        "way": t("baselines-field-way"),
    }
    ways = options(*((one, t(f"baselines-way-{one}")) for one in WAYS))
    return form_dialog(
        t("baselines-create"),
        scope_notice("app", t("baselines-create-scope")),
        field("name", labels["name"], max_length=120),
        field("description", labels["description"], kind="textarea", rows=2, max_length=500, optional=True),
        choices("way", labels["way"], ways, value="capture", help=t("baselines-way-help")),
        state=Baselines,
        open=Baselines.is_creating,
        fields=labels,
        on_submit=Baselines.create,
        on_open_change=Baselines.show_form,
    )
