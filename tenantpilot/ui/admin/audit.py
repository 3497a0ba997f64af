"""The audit log: who did what, to what, and who tried."""

from __future__ import annotations

import reflex as rx

from tenantpilot.audit.views import AuditChoice, AuditRow
from tenantpilot.operations.names import EXPORT_AUDIT, VERIFY_AUDIT
from tenantpilot.ui.admin.audit_filters import FILTERS
from tenantpilot.ui.admin.audit_state import Audit
from tenantpilot.ui.admin.start import start_button
from tenantpilot.ui.components import (
    Column,
    column_menu,
    data_table,
    empty_state,
    filter_clear,
    filter_date,
    filter_select,
    filtered_state,
    link,
    moment,
    options,
    page_head,
    pager,
    search_field,
    t,
    t_code,
    title_cell,
    toolbar,
    when_filtered,
)
from tenantpilot.ui.shell import Shell, page


@page("/admin/[space]/audit", title="nav-audit", on_load=[Audit.load])
def audit() -> rx.Component:
    """The list with its filters, and the two operations on the log."""
    columns = _columns()
    return rx.fragment(
        page_head(
            t("nav-audit"),
            rx.cond(Shell.workspace.may_verify_audit, start_button(VERIFY_AUDIT, icon="shield-check"), rx.fragment()),
            rx.cond(
                Shell.workspace.may_export_audit,
                start_button(EXPORT_AUDIT, icon="download", kind_of_button="primary"),
                rx.fragment(),
            ),
            purpose=t("audit-purpose"),
        ),
        toolbar(
            search_field("q", t("audit-search")),
            filter_select("only", t("audit-filter-outcome"), options(("denied", t("audit-outcome-denied")))),
            filter_select("action", t("audit-filter-action"), _coded("action", Audit.choices.actions)),
            filter_select("actor", t("audit-filter-actor"), _named(Audit.choices.actors)),
            filter_select("kind", t("audit-filter-kind"), _coded("subject", Audit.choices.subject_kinds)),
            rx.cond(
                Audit.choices.tenants.length() > 0,
                filter_select("tenant", t("audit-filter-tenant"), _named(Audit.choices.tenants)),
                rx.fragment(),
            ),
            filter_date("since", t("filter-from")),
            filter_date("until", t("filter-to")),
            filter_clear(*FILTERS),
            end=[column_menu(columns)],
        ),
        data_table(
            Audit.rows,
            columns,
            label=t("nav-audit"),
            href=entry_href,
            loading=~Audit.is_loaded,
            empty=_nothing(),
        ),
        pager(previous=Audit.newer, next=Audit.older, count=Audit.rows.length()),
    )


def entry_href(row: rx.Var[AuditRow]) -> rx.Var[str]:
    """The page of one entry of the open workspace."""
    return f"/admin/{Shell.workspace.space}/audit/{row.seq}"


def _columns() -> list[Column]:
    return [
        Column(t("audit-column-what"), _what),
        Column(t("audit-column-who"), actor, narrow="sub"),
        Column(t("audit-column-subject"), subject, narrow="hide"),
        Column(t("audit-column-tenant"), lambda row: row.tenant_name, narrow="hide"),
        Column(t("audit-column-when"), lambda row: moment(row.at), right=True, narrow="end"),
    ]


def _what(row: rx.Var[AuditRow]) -> rx.Component:
    denied = rx.cond(
        row.outcome == "denied",
        rx.el.span(t("audit-outcome-denied"), class_name="tag", data_tone="critical"),
        rx.fragment(),
    )
    words = rx.el.span(t_code("action", row.action), " ", denied)
    return title_cell(words, href=entry_href(row), sub=rx.cond(row.reason != "", reason(row), None))


def reason(row: rx.Var[AuditRow]) -> rx.Var:
    """Why: the words of a code we know, what a person wrote as it is."""
    coded = (row.action == "run.blocked") | (row.action == "session.refused") | (row.action == "finding.retired")
    words = rx.cond(coded, t_code("reason", row.reason), row.reason)
    return rx.cond(row.action == "access.denied", t_code("capability", row.reason), words)


def actor(row: rx.Var[AuditRow]) -> rx.Var:
    """Who did it, or what stands for nobody in particular."""
    return rx.cond(row.actor_name != "", row.actor_name, t_code("actor", row.actor_kind))


def subject(row: rx.Var[AuditRow]) -> rx.Component:
    """What it was done to: its name if it has one, a link if it has a page."""
    kind = t_code("subject", row.subject_kind)
    name = rx.cond(row.subject_name != "", row.subject_name, rx.el.span(row.subject_ref, class_name="mono small"))
    shown = rx.cond(
        row.subject_kind == "run",
        link(name, href=f"/admin/{Shell.workspace.space}/operations/{row.subject_ref}"),
        rx.el.span(name),
    )
    return rx.cond(
        row.subject_kind != "",
        rx.fragment(rx.el.span(shown, class_name="trunc"), rx.el.span(kind, class_name="cell-sub")),
        rx.fragment(),
    )


def _named(choices: rx.Var) -> rx.Var:
    return choices.to(list[AuditChoice]).foreach(lambda one: {"value": one.value, "label": one.name})


def _coded(prefix: str, codes: rx.Var) -> rx.Var:
    return codes.to(list[str]).foreach(lambda one: {"value": one, "label": t_code(prefix, one)})


def _nothing() -> rx.Component:
    return rx.fragment(
        when_filtered(filtered_state(*FILTERS), params=FILTERS),
        when_filtered(
            empty_state(t("audit-empty-title"), t("audit-empty-body"), icon_name="scroll-text"),
            params=FILTERS,
            inverted=True,
        ),
    )
