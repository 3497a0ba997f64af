"""The shared table: full, selectable, short, loading, empty."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.components import (
    Column,
    amount,
    bulk_action,
    column_menu,
    data_table,
    density_toggle,
    duration,
    empty_state,
    filter_clear,
    filter_date,
    filter_select,
    moment,
    options,
    pager,
    run_badge,
    sample,
    search_field,
    title_cell,
    toolbar,
)
from tenantpilot.ui.kit.state import KitPage

COLUMNS = (
    Column(sample("Run"), lambda row: title_cell(row.name, href="/_kit", sub=row.sub)),
    Column(sample("Result"), lambda row: run_badge(row.status, row.outcome), narrow="badge"),
    Column(sample("Items"), lambda row: amount(row.done), right=True, narrow="hide", sort="items", falling=True),
    Column(sample("Duration"), lambda row: duration(seconds=row.seconds), right=True, narrow="sub"),
    Column(sample("Started"), lambda row: moment(row.at), narrow="end", sort="started", falling=True),
)


def _full() -> rx.Component:
    states = options(("running", sample("Running")), ("failed", sample("Failed")))
    return rx.el.div(
        toolbar(
            search_field("q", sample("Search runs")),
            filter_select("status", sample("Status"), states),
            filter_date("from", sample("From")),
            filter_clear("q", "status", "from"),
            end=(density_toggle(KitPage.density, KitPage.set_density), column_menu(COLUMNS)),
        ),
        data_table(
            KitPage.rows,
            COLUMNS,
            label=sample("Runs"),
            handle=lambda row: row.handle,
            href=lambda row: "/_kit",
            name=lambda row: row.name,
            bulk=(bulk_action(sample("Cancel runs"), icon="x", on_press=KitPage.act),),
            default_sort="-started",
        ),
        pager(previous="", next="c2", count=KitPage.rows.length(), selectable=True),
        data_density=KitPage.density,
    )


def section() -> rx.Component:
    """Everything a list page needs."""
    nothing = empty_state(sample("No members yet"), sample("People you invite appear here."), icon_name="users")
    return rx.el.div(
        _full(),
        data_table(KitPage.rows, COLUMNS[:3], label=sample("A short table"), single_line=True, flat=True),
        data_table(KitPage.nothing, COLUMNS, label=sample("Nothing"), empty=nothing),
        class_name="stack kit-wide",
    )
