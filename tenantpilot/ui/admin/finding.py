"""A finding's own page, made for deciding: what differs since when, why it matters, what each decision brings."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.views import ExceptionBrief, FindingDetail, RelatedFinding
from tenantpilot.ui.admin.exception_request import request_dialog
from tenantpilot.ui.admin.finding_cells import SOON_HOURS, status, subject_cell
from tenantpilot.ui.admin.finding_decide import (
    exception_section,
    headline,
    how_sure,
    sentence,
    what_next,
    why_it_matters,
)
from tenantpilot.ui.admin.finding_dialogs import move_dialog
from tenantpilot.ui.admin.finding_diff import diff_section
from tenantpilot.ui.admin.finding_facts import reading_facts, work_facts
from tenantpilot.ui.admin.finding_state import FindingPage
from tenantpilot.ui.admin.finding_timeline import timeline_section
from tenantpilot.ui.admin.record_page import record_page
from tenantpilot.ui.components import (
    Column,
    badge,
    button,
    data_table,
    disclosure,
    link,
    link_button,
    menu,
    menu_item,
    menu_line,
    moment,
    raw,
    record,
    record_head,
    section,
    t,
    t_code,
)
from tenantpilot.ui.shell import page


@page("/admin/[space]/findings/[finding]", title="finding-page", on_load=[FindingPage.load], width="record")
def finding() -> rx.Component:
    """The finding, or its shape until it is there."""
    detail = FindingPage.detail.to(FindingDetail)
    name = t("finding-number", number=detail.row.number)
    return record_page(FindingPage.detail, _finding(detail), above="findings", name=name,
                       title=t("finding-page"), lines=8)  # fmt: skip


def _finding(detail: rx.Var[FindingDetail]) -> rx.Component:
    row = detail.row
    left = rx.el.b(t("findings-column-due"), " ", moment(row.due_at, near=SOON_HOURS))
    over = rx.el.b(t("findings-overdue"), class_name="t-critical")
    clock = rx.match(row.sla_state, ("running", left), ("breached", over), rx.fragment())
    return rx.fragment(
        record_head(
            headline(detail),
            badge("severity", row.severity),
            badge("finding-kind", row.kind),
            status(row),
            clock,
            link(row.tenant_name, href=row.tenant_href),
            actions=[_secondary(detail), _primary(detail), _more(detail)],
        ),
        record(
            sentence(detail),
            how_sure(detail),
            diff_section(detail),
            why_it_matters(detail),
            what_next(detail),
            exception_section(detail),
            timeline_section(detail),
            _related(detail),
            rx.cond(
                detail.raw != "", disclosure(t("finding-raw"), raw(detail.raw, label=t("finding-raw"))), rx.fragment()
            ),
            facts=[work_facts(detail), reading_facts(detail)],
        ),
        rx.cond(FindingPage.opened != "", move_dialog(detail), rx.fragment()),
        request_dialog(),
    )


def _primary(detail: rx.Var[FindingDetail]) -> rx.Component:
    """The one step that this state asks for; a request that waits for this person comes first."""
    decide = link_button(t("finding-open-request"), href=detail.exception.to(ExceptionBrief).href, kind="primary")
    step = button(t_code("finding-move", FindingPage.primary), kind="primary",
                  on_click=FindingPage.begin(FindingPage.primary), aria_haspopup="dialog")  # fmt: skip
    return rx.match(FindingPage.primary, ("", rx.fragment()), ("decide", decide), step)


def _secondary(detail: rx.Var[FindingDetail]) -> rx.Component:
    step = button(t_code("finding-move", FindingPage.secondary), on_click=FindingPage.begin(FindingPage.secondary),
                  aria_haspopup="dialog")  # fmt: skip
    return rx.cond(FindingPage.secondary != "", step, rx.fragment())


def _more(detail: rx.Var[FindingDetail]) -> rx.Component:
    """Everything else that is possible; what ends the work comes last."""

    def item(name: rx.Var[str]) -> rx.Component:
        return menu_item(t_code("finding-move", name), on_select=FindingPage.begin(name))

    closing = rx.fragment(menu_line(), rx.foreach(FindingPage.closing, item))
    listed = menu(
        rx.foreach(FindingPage.further, item),
        rx.cond((FindingPage.closing.length() > 0) & (FindingPage.further.length() > 0), closing,
                rx.foreach(FindingPage.closing, item)),
        label=t("finding-actions"),
    )  # fmt: skip
    is_some = (FindingPage.further.length() > 0) | (FindingPage.closing.length() > 0)
    return rx.cond(is_some, listed, rx.fragment())


def _related(detail: rx.Var[FindingDetail]) -> rx.Component:
    columns = [
        Column(t("findings-column-finding"), lambda one: subject_cell(one.row)),
        Column(t("finding-relation"), lambda one: t_code("finding-relation", one.relation), narrow="sub"),
        Column(t("findings-column-tenant"), lambda one: one.row.tenant_name, narrow="hide"),
        Column(t("findings-column-status"), lambda one: status(one.row), narrow="badge"),
        Column(t("findings-column-due"), lambda one: moment(one.row.due_at, empty=t("findings-clock-none")),
               narrow="end"),
    ]  # fmt: skip
    table = data_table(detail.related.to(list[RelatedFinding]), columns, label=t("finding-related"), flat=True,
                       href=lambda one: one.row.href)  # fmt: skip
    return rx.cond(detail.related.length() > 0, section(t("finding-related"), table), rx.fragment())
