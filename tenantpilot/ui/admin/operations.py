"""The runs of a workspace: what is going on, how it ended, and the way to start something."""

from __future__ import annotations

import reflex as rx

from tenantpilot.operations.names import EXPORT_RUNS
from tenantpilot.ui.admin.operations_state import Operations
from tenantpilot.ui.admin.run_cells import run_columns
from tenantpilot.ui.admin.run_filters import FILTERS
from tenantpilot.ui.admin.start import start_button, start_menu, stopped_notice
from tenantpilot.ui.components import (
    column_menu,
    data_table,
    density_toggle,
    empty_state,
    filter_clear,
    filter_date,
    filter_select,
    filtered_state,
    options,
    page_head,
    pager,
    pulse,
    t,
    t_code,
    toolbar,
    when_filtered,
)
from tenantpilot.ui.shell import Shell, page

STATES = ("active", "queued", "running", "succeeded", "partially_succeeded", "failed", "blocked", "cancelled")
REFRESH_SECONDS = 2
QUIET_SECONDS = 15


@page("/admin/[space]/operations", title="nav-operations", on_load=[Operations.load])
def operations() -> rx.Component:
    """The list with its filters."""
    columns = run_columns()
    return rx.fragment(
        page_head(
            t("nav-operations"),
            rx.cond(Shell.workspace.may_export_runs, start_button(EXPORT_RUNS, icon="download"), rx.fragment()),
            start_menu(Operations.choices),
            purpose=t("operations-purpose"),
        ),
        stopped_notice(Operations.some_stopped),
        toolbar(
            filter_select("state", t("run-column-state"), options(*((s, t_code("outcome", s)) for s in STATES))),
            filter_select("kind", t("run-column-operation"), _kinds()),
            filter_select("by", t("run-column-actor"), options(("me", t("run-filter-mine")))),
            filter_date("since", t("filter-from")),
            filter_date("until", t("filter-to")),
            filter_clear(*FILTERS),
            end=[column_menu(columns), density_toggle(Shell.profile.density, lambda v: Shell.choose("density", v))],
        ),
        data_table(
            Operations.rows,
            columns,
            label=t("nav-operations"),
            href=lambda row: row.href,
            loading=~Operations.is_loaded,
            empty=_nothing(),
        ),
        pager(previous="", next=Operations.cursor, count=Operations.rows.length()),
        pulse(Operations.refresh, seconds=rx.cond(Operations.has_active, REFRESH_SECONDS, QUIET_SECONDS)),
    )


def _kinds() -> rx.Var:
    return Operations.choices.foreach(lambda one: {"value": one.kind, "label": t_code("operation", one.kind)})


def _nothing() -> rx.Component:
    return rx.fragment(
        when_filtered(filtered_state(*FILTERS), params=FILTERS),
        when_filtered(
            empty_state(t("operations-empty-title"), t("operations-empty-body"), icon_name="activity"),
            params=FILTERS,
            inverted=True,
        ),
    )
