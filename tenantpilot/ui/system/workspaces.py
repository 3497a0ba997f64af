"""The start of the system console: every workspace, what runs there, what failed."""

from __future__ import annotations

import reflex as rx

from tenantpilot.operations.views import WorkspaceLoad
from tenantpilot.ui.components import (
    Column,
    badge,
    column_menu,
    data_table,
    empty_state,
    figure,
    figures,
    filter_clear,
    filtered_state,
    moment,
    page_head,
    pulse,
    search_field,
    t,
    title_cell,
    toolbar,
    when_filtered,
)
from tenantpilot.ui.shell import page
from tenantpilot.ui.system.workspaces_state import Workspaces

FILTERS = ("q",)
REFRESH_SECONDS = 10


@page("/system", title="nav-workspaces", on_load=[Workspaces.load])
def workspaces() -> rx.Component:
    """Figures of the whole, then the list."""
    columns = _columns()
    return rx.fragment(
        page_head(t("nav-workspaces"), purpose=t("system-workspaces-purpose")),
        rx.cond(Workspaces.is_loaded, _figures(), rx.fragment()),
        toolbar(search_field("q", t("system-search")), filter_clear(*FILTERS), end=[column_menu(columns)]),
        data_table(
            Workspaces.rows,
            columns,
            label=t("nav-workspaces"),
            loading=~Workspaces.is_loaded,
            empty=_nothing(),
            href=runs_href,
        ),
        pulse(Workspaces.refresh, seconds=REFRESH_SECONDS),
    )


def _figures() -> rx.Component:
    return rx.el.div(
        figures(
            figure(Workspaces.rows.length(), t("nav-workspaces")),
            figure(Workspaces.active, t("system-column-active")),
            figure(Workspaces.failed, t("system-column-failed")),
        ),
        class_name="sys-figures",
    )


def runs_href(row: rx.Var[WorkspaceLoad]) -> rx.Var[str]:
    """The runs of one workspace."""
    return "/system/runs?in=" + row.workspace.space


def _columns() -> list[Column]:
    return [
        Column(t("system-column-workspace"), _name),
        Column(
            t("system-column-environment"),
            lambda row: badge("environment", row.workspace.environment),
            narrow="badge",
            class_name="col-m",
        ),
        Column(t("system-column-active"), _active, right=True, narrow="hide", class_name="col-s"),
        Column(t("system-column-failed"), _failed, right=True, narrow="hide", class_name="col-m"),
        Column(
            t("system-column-activity"),
            lambda row: moment(row.workspace.last_activity_at),
            right=True,
            narrow="end",
            class_name="col-m",
        ),
        Column(
            t("system-column-created"),
            lambda row: moment(row.workspace.created_at, mode="date"),
            right=True,
            narrow="hide",
            class_name="col-m",
        ),
    ]


def _name(row: rx.Var[WorkspaceLoad]) -> rx.Component:
    size = t("system-size", members=row.workspace.members, tenants=row.workspace.tenants)
    return title_cell(row.workspace.name, href=runs_href(row), sub=size)


def _active(row: rx.Var[WorkspaceLoad]) -> rx.Component:
    return rx.cond(row.active > 0, rx.el.span(row.active), rx.el.span(row.active, class_name="muted"))


def _failed(row: rx.Var[WorkspaceLoad]) -> rx.Component:
    words = t("system-failed", count=row.failed)
    loud = rx.el.span(words, data_tone="critical", class_name="t-tone")
    return rx.cond(row.failed > 0, loud, rx.el.span(words, class_name="muted"))


def _nothing() -> rx.Component:
    return rx.fragment(
        when_filtered(filtered_state(*FILTERS), params=FILTERS),
        when_filtered(
            empty_state(t("system-workspaces-empty-title"), t("system-workspaces-empty-body"), icon_name="building-2"),
            params=FILTERS,
            inverted=True,
        ),
    )
