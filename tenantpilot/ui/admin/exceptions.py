"""Acceptances of risks: what waits for approval, what is in force, what ends soon, what is over."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.exception_views import ExceptionRow
from tenantpilot.findings.views import PersonName
from tenantpilot.ui.admin.exceptions_state import FILTERS, Exceptions
from tenantpilot.ui.admin.finding_cells import tab_count
from tenantpilot.ui.components import (
    Column,
    badge,
    column_menu,
    data_table,
    density_toggle,
    empty_state,
    filter_clear,
    filter_select,
    filtered_state,
    link,
    link_button,
    moment,
    notice,
    options,
    page_head,
    pager,
    person,
    status_glyph,
    t,
    t_code,
    tab,
    tabs,
    title_cell,
    toolbar,
    when_filtered,
)
from tenantpilot.ui.shell import Shell, page

TABS = ("", "force", "ending", "ended")
SOON_HOURS = 72


@page("/admin/[space]/exceptions", title="nav-exceptions", on_load=[Exceptions.load])
def exceptions() -> rx.Component:
    """The list with its tabs and filters."""
    columns = _columns()
    density = density_toggle(Shell.profile.density, lambda v: Shell.choose("density", v))
    tenants = Exceptions.tenants.map(lambda one: {"value": one.tenant_ref, "label": one.name})
    severities = options(*((one, t_code("severity", one)) for one in ("critical", "high", "medium", "low")))
    return rx.fragment(
        page_head(t("nav-exceptions"), purpose=t("exceptions-purpose")),
        _mine(),
        tabs(*(tab(t(f"exceptions-tab-{one or 'waiting'}"), value=one, param="view",
                   count=tab_count(Exceptions.counts, one or "waiting", "exceptions"))
               for one in TABS), label=t("exceptions-tabs")),
        toolbar(
            filter_select("environment_id", t("findings-column-tenant"), tenants),
            filter_select("severity", t("findings-severity"), severities),
            filter_clear(*FILTERS),
            end=[column_menu(columns), density],
        ),
        data_table(
            Exceptions.rows,
            columns,
            label=t("nav-exceptions"),
            href=lambda row: row.href,
            loading=~Exceptions.is_loaded,
            empty=_nothing(),
        ),
        pager(previous="", next=Exceptions.cursor, count=Exceptions.rows.length()),
    )  # fmt: skip


def _mine() -> rx.Component:
    """Requests that wait for the very person who looks."""
    waits = notice(
        t("exceptions-waiting-for-me", count=Exceptions.waiting_for_me),
        t("exceptions-waiting-body"),
        tone="info",
        icon_name="stamp",
    )
    return rx.cond(Exceptions.waiting_for_me > 0, rx.el.div(waits, class_name="after-head"), rx.fragment())


def _columns() -> list[Column]:
    return [
        Column(t("exceptions-column-what"), _what),
        Column(t("findings-column-tenant"), lambda row: link(row.tenant_name, href=row.tenant_href,
                                                             class_name="quiet-link"),
               narrow="sub", class_name="col-m"),
        Column(t("findings-column-status"), lambda row: badge("exception-status", row.status), narrow="badge",
               class_name="col-m"),
        Column(t("exceptions-requester"), lambda row: person(row.requester.name, row.requester.initials),
               narrow="hide", class_name="col-m col-2"),
        Column(t("exceptions-column-approval"), _approval, narrow="hide", class_name="col-m col-3"),
        Column(t("exceptions-until"), _until, narrow="end", class_name="col-m"),
    ]  # fmt: skip


def _what(row: rx.Var[ExceptionRow]) -> rx.Component:
    sub = rx.fragment(
        t("exceptions-number", number=row.number), " · ", t("finding-number", number=row.finding_number), " · ",
        rx.el.bdi(row.justification),
    )  # fmt: skip
    named = rx.cond(row.subject_name != "", row.subject_name, t_code("finding-title", row.finding_kind))
    return title_cell(rx.el.bdi(named), href=row.href, sub=sub,
                      lead=status_glyph("severity", row.severity, is_named=True))  # fmt: skip


def _approval(row: rx.Var[ExceptionRow]) -> rx.Component:
    counted = t("exceptions-approvals", count=row.approvals, all=row.approvals_needed)
    return rx.cond(
        row.approver,
        rx.fragment(rx.el.bdi(row.approver.to(PersonName).name), rx.el.span(counted, class_name="cell-sub")),
        counted,
    )


def _until(row: rx.Var[ExceptionRow]) -> rx.Component:
    """The end of what waits or is in force; of what is over the day it was, and why."""
    over = rx.fragment(moment(row.ended_at, mode="date"),
                       rx.el.span(t_code("exceptions-end", row.ended_code), class_name="cell-sub"))  # fmt: skip
    left = rx.fragment(
        moment(row.expires_at, mode="date", near=SOON_HOURS),
        rx.el.span(t("exceptions-days-left", count=row.days_left), class_name="cell-sub"),
    )
    return rx.cond(row.ended_at != "", over, left)


def _nothing() -> rx.Component:
    """Why nothing is here: filters, or nothing of the kind."""
    findings = link_button(t("nav-findings"), href=f"/admin/{Shell.workspace.space}/findings")
    empty = rx.match(
        Exceptions.shown,
        ("force", empty_state(t("exceptions-empty-force-title"), t("exceptions-empty-force-body"), findings,
                              icon_name="shield-check")),
        ("ending", empty_state(t("exceptions-empty-ending-title"), t("exceptions-empty-ending-body"),
                               icon_name="calendar-clock")),
        ("ended", empty_state(t("exceptions-empty-ended-title"), t("exceptions-empty-ended-body"),
                              icon_name="archive")),
        empty_state(t("exceptions-empty-waiting-title"), t("exceptions-empty-waiting-body"), findings,
                    icon_name="stamp"),
    )  # fmt: skip
    return rx.fragment(
        when_filtered(filtered_state(*FILTERS), params=FILTERS), when_filtered(empty, params=FILTERS, inverted=True)
    )
