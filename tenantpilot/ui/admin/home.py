"""A workspace's overview: what needs attention first, how things stand, what runs, and where to go on."""

from __future__ import annotations

import reflex as rx

from tenantpilot.attention.views import Overview
from tenantpilot.ui.admin.home_state import Home
from tenantpilot.ui.admin.overview import (
    attention_section,
    figures_section,
    freshness_facts,
    numbers,
    ranking_section,
    trend_section,
)
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

RUNS_SECONDS = 5
FIGURES_SECONDS = 60


@page("/admin/[space]", title="nav-home", on_load=[Home.load])
def home() -> rx.Component:
    """The overview, or its shape until it is there."""
    name = rx.cond(Shell.workspace.name != "", Shell.workspace.name, t("nav-home"))
    known = Home.overview.to(Overview)
    return rx.fragment(
        page_head(name, start_menu(Home.choices), purpose=t("home-purpose")),
        rx.cond(Home.is_loaded & Home.overview, _standing(known), skeleton_rows()),
        pulse(Home.refresh, seconds=RUNS_SECONDS),
        pulse(Home.look_again, seconds=FIGURES_SECONDS),
    )


def _standing(known: rx.Var[Overview]) -> rx.Component:
    return record(
        attention_section(known),
        figures_section(known),
        trend_section(known),
        ranking_section(known),
        _active(),
        _recent(),
        facts=[numbers(known), freshness_facts(known), _place()],
    )


def _runs(rows: rx.Var, label: rx.Var[str]) -> rx.Component:
    return data_table(rows, run_columns(), label=label, href=lambda row: row.href, flat=True)


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
