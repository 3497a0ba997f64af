"""Work that lies about: nobody can do it any more, it does not move, nobody answers for it; with bulk repair."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.findings.work_views import HygieneCount
from tenantpilot.ui.admin.finding_cells import finding_columns, title, who
from tenantpilot.ui.admin.findings_state import Findings
from tenantpilot.ui.components import (
    Column,
    column_menu,
    data_table,
    density_toggle,
    empty_state,
    moment,
    pager,
    parts,
    t,
    t_code,
    toolbar,
)
from tenantpilot.ui.shell import Shell


def hygiene(offer: rx.Var) -> rx.Component:
    """The problems as choices, then the findings that have the chosen one, longest first."""
    columns = _columns()
    density = density_toggle(Shell.profile.density, lambda v: Shell.choose("density", v))
    return rx.fragment(
        toolbar(rx.foreach(Findings.problem_counts, _choice), end=[column_menu(columns), density]),
        rx.el.p(t_code("findings-problem-help", Findings.problem), class_name="muted prose below-tools"),
        data_table(
            Findings.problems,
            columns,
            label=t("findings-tab-hygiene"),
            handle=lambda one: one.row.handle,
            href=lambda one: one.row.href,
            name=lambda one: title(one.row),
            bulk_offer=offer,
            on_bulk=Findings.begin_many,
            has_more=Findings.cursor != "",
            bulk_round=Findings.round,
            loading=~Findings.is_loaded,
            empty=empty_state(t("findings-tidy-title"), t("findings-tidy-body"), icon_name="circle-check"),
        ),
        pager(previous="", next=Findings.cursor, count=Findings.problems.length(), selectable=True),
    )


def _choice(one: rx.Var[HygieneCount]) -> rx.Component:
    number = rx.el.span(one.findings, rx.cond(one.is_more, "+", ""), class_name="num")
    current = rx.cond(one.problem == Findings.problem, "page", "false")
    return parts.QueryLink.create(
        t_code("findings-problem", one.problem), " ", number, set={"problem": one.problem}, class_name="chip-choice",
        aria_current=current,
    )  # fmt: skip


def _columns() -> list[Column]:
    """As in the other lists, with since when instead of when it is due."""
    subject, tenant, _kind, status, assignee, _due, _read = finding_columns(lambda one: one.row)
    return [
        Column(subject.head, subject.cell),
        tenant,
        status,
        assignee,
        Column(t("findings-owner"), _owner, narrow="hide", class_name="col-m col-3"),
        Column(t("findings-column-since"), _since, narrow="end", class_name="col-m"),
    ]


def _owner(one: Any) -> rx.Component:
    return who(one.row.owner)


def _since(one: Any) -> rx.Component:
    return rx.fragment(
        rx.el.span(t("findings-for-days", count=one.days)),
        rx.el.span(moment(one.since, mode="date"), class_name="cell-sub"),
    )
