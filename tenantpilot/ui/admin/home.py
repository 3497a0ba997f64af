"""A workspace's overview: what runs, what needs a look, and where to go on."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.admin.home_state import Home
from tenantpilot.ui.admin.run_cells import run_columns
from tenantpilot.ui.admin.start import start_menu
from tenantpilot.ui.components import (
    badge,
    data_table,
    empty_state,
    fact,
    facts,
    link,
    page_head,
    pulse,
    record,
    section,
    skeleton_rows,
    t,
    t_code,
)
from tenantpilot.ui.shell import Shell, page

REFRESH_SECONDS = 5


@page("/admin/[space]", title="nav-home", on_load=[Home.load])
def home() -> rx.Component:
    """The overview, or its shape until it is there."""
    name = rx.cond(Shell.workspace.name != "", Shell.workspace.name, t("nav-home"))
    return rx.fragment(
        page_head(name, start_menu(Home.choices), purpose=t("home-purpose")),
        rx.cond(
            Home.is_loaded, record(_troubled(), _active(), _recent(), facts=[_place(), _tenants()]), skeleton_rows()
        ),
        pulse(Home.refresh, seconds=REFRESH_SECONDS),
    )


def _runs(rows: rx.Var, label: rx.Var[str]) -> rx.Component:
    return data_table(rows, run_columns(), label=label, href=lambda row: row.href, flat=True)


def _troubled() -> rx.Component:
    title = t("home-troubled")
    return rx.cond(Home.troubled.length() > 0, section(title, _runs(Home.troubled, title)), rx.fragment())


def _active() -> rx.Component:
    title = t("home-active")
    return rx.cond(Home.active.length() > 0, section(title, _runs(Home.active, title)), rx.fragment())


def _recent() -> rx.Component:
    title = t("home-recent")
    nothing = empty_state(t("operations-empty-title"), t("operations-empty-body"), icon_name="activity")
    return section(
        title,
        rx.cond(Home.recent.length() > 0, _runs(Home.recent, title), nothing),
        end=[link(t("home-all-runs"), href=f"/admin/{Shell.workspace.space}/operations")],
    )


def _place() -> rx.Component:
    return facts(
        fact(t("home-environment"), badge("environment", Shell.workspace.environment)),
        fact(t("home-role"), t_code("role", Shell.workspace.role)),
    )


def _tenants() -> rx.Component:
    listed = rx.el.ul(rx.foreach(Home.tenants, lambda one: rx.el.li(one.name)))
    return facts(fact(t("home-tenants", count=Home.tenants.length()), listed))
