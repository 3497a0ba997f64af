"""Runs across workspaces: kind, state and times, nothing of what they worked on or for whom."""

from __future__ import annotations

import reflex as rx

from tenantpilot.operations import catalogue
from tenantpilot.operations.views import RunRow
from tenantpilot.ui.admin.run_cells import counts, span, state
from tenantpilot.ui.components import (
    Column,
    column_menu,
    data_table,
    empty_state,
    filter_clear,
    filter_date,
    filter_select,
    filtered_state,
    moment,
    options,
    page_head,
    pager,
    pulse,
    t,
    t_code,
    title_cell,
    toolbar,
    when_filtered,
)
from tenantpilot.ui.shell import page
from tenantpilot.ui.system.runs_state import FILTERS, InstallationRuns

STATES = ("active", "queued", "running", "succeeded", "partially_succeeded", "failed", "blocked", "cancelled")
REFRESH_SECONDS = 3
QUIET_SECONDS = 15


@page("/system/runs", title="nav-runs", on_load=[InstallationRuns.load])
def runs() -> rx.Component:
    """The list with its filters, kept fresh while something is active."""
    columns = _columns()
    kinds = options(*((kind, t_code("operation", kind)) for kind in sorted(catalogue.load())))
    places = InstallationRuns.choices.map(lambda row: {"value": row.space, "label": row.name})
    return rx.fragment(
        page_head(t("nav-runs"), purpose=t("system-runs-purpose")),
        toolbar(
            filter_select("in", t("system-column-workspace"), places),
            filter_select("state", t("run-column-state"), options(*((s, t_code("outcome", s)) for s in STATES))),
            filter_select("kind", t("run-column-operation"), kinds),
            filter_date("since", t("filter-from")),
            filter_date("until", t("filter-to")),
            filter_clear(*FILTERS),
            end=[column_menu(columns)],
        ),
        data_table(
            InstallationRuns.rows,
            columns,
            label=t("nav-runs"),
            loading=~InstallationRuns.is_loaded,
            empty=_nothing(),
        ),
        rx.cond(
            InstallationRuns.rows.length() > 0,
            pager(previous="", next=InstallationRuns.cursor, count=InstallationRuns.rows.length()),
            rx.fragment(),
        ),
        pulse(InstallationRuns.refresh, seconds=rx.cond(InstallationRuns.has_active, REFRESH_SECONDS, QUIET_SECONDS)),
    )


def _columns() -> list[Column]:
    return [
        Column(t("run-column-operation"), _what),
        Column(t("system-column-workspace"), lambda row: row.workspace_name, narrow="sub"),
        Column(t("run-column-state"), state, narrow="badge"),
        Column(t("run-column-results"), counts, narrow="hide"),
        Column(t("run-column-created"), lambda row: moment(row.created_at), right=True, narrow="end"),
        Column(t("run-column-duration"), span, right=True, narrow="hide"),
    ]


def _what(row: rx.Var[RunRow]) -> rx.Component:
    """The operation, why it ended as it did, and the reference under which the workspace's own people find it."""
    why = rx.cond(row.reason_code != "", rx.fragment(t_code("reason", row.reason_code), " "), rx.fragment())
    return title_cell(t_code("operation", row.kind), sub=rx.fragment(why, rx.el.span(row.run_ref, class_name="mono")))


def _nothing() -> rx.Component:
    return rx.fragment(
        when_filtered(filtered_state(*FILTERS), params=FILTERS),
        when_filtered(
            empty_state(t("system-runs-empty-title"), t("system-runs-empty-body"), icon_name="activity"),
            params=FILTERS,
            inverted=True,
        ),
    )
