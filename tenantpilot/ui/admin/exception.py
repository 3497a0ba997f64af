"""One acceptance on one screen: who accepted this, when, why, until when, on what evidence, and whether it holds."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.exception_views import (
    Approval,
    ExceptionDetail,
    ExceptionEnd,
    ExceptionStep,
    Reminder,
)
from tenantpilot.findings.views import FindingDiff, PersonName
from tenantpilot.ui.admin.exception_dialogs import decision_dialog
from tenantpilot.ui.admin.exception_request import request_dialog
from tenantpilot.ui.admin.exception_state import ExceptionPage
from tenantpilot.ui.admin.finding_cells import who
from tenantpilot.ui.admin.finding_diff import diff_table
from tenantpilot.ui.admin.record_page import record_page
from tenantpilot.ui.components import (
    Column,
    badge,
    button,
    data_table,
    disclosure,
    fact,
    facts,
    lede,
    link,
    menu,
    menu_item,
    moment,
    notice,
    record,
    record_head,
    section,
    status_glyph,
    t,
    t_code,
    when,
)
from tenantpilot.ui.shell import page


@page("/admin/[space]/exceptions/[exception]", title="exception-title", on_load=[ExceptionPage.load], width="record")
def exception() -> rx.Component:
    """The acceptance, or its shape until it is there."""
    detail = ExceptionPage.detail.to(ExceptionDetail)
    name = t("exceptions-number", number=detail.row.number)
    return record_page(ExceptionPage.detail, _exception(detail), above="exceptions", name=name,
                       title=t("exception-title"), lines=8)  # fmt: skip


def _exception(detail: rx.Var[ExceptionDetail]) -> rx.Component:
    row = detail.row
    named = rx.cond(row.subject_name != "", row.subject_name, t_code("finding-title", row.finding_kind))
    heading = rx.cond(row.approved_at != "", t("exception-heading"), t("exception-heading-asked"))
    return rx.fragment(
        record_head(
            rx.fragment(heading, " ", rx.el.bdi(named)),
            badge("exception-status", row.status),
            badge("severity", row.severity),
            badge("finding-kind", row.finding_kind),
            link(row.tenant_name, href=row.tenant_href),
            actions=[_secondary(), _primary(), _more()],
        ),
        record(
            _sentence(detail),
            _holds(detail),
            _why(detail),
            _approvals(detail),
            _pinned(detail),
            _end(detail),
            _chain(detail),
            facts=[_what(detail), _until(detail)],
        ),
        decision_dialog(detail),
        request_dialog(),
    )


def _primary() -> rx.Component:
    step = button(t_code("exception-move", ExceptionPage.primary), kind="primary", aria_haspopup="dialog",
                  on_click=ExceptionPage.begin(ExceptionPage.primary))  # fmt: skip
    return rx.cond(ExceptionPage.primary != "", step, rx.fragment())


def _secondary() -> rx.Component:
    step = button(t_code("exception-move", ExceptionPage.secondary), aria_haspopup="dialog",
                  on_click=ExceptionPage.begin(ExceptionPage.secondary))  # fmt: skip
    return rx.cond(ExceptionPage.secondary != "", step, rx.fragment())


def _more() -> rx.Component:
    def item(name: rx.Var[str]) -> rx.Component:
        words, begin = t_code("exception-move", name), ExceptionPage.begin(name)
        return rx.cond(name == "revoke", menu_item(words, danger=True, on_select=begin),
                       menu_item(words, on_select=begin))  # fmt: skip

    listed = menu(rx.foreach(ExceptionPage.further, item), label=t("exception-actions"))
    return rx.cond(ExceptionPage.further.length() > 0, listed, rx.fragment())


def _sentence(detail: rx.Var[ExceptionDetail]) -> rx.Component:
    """The answer to "who accepted this, when, until when", in one sentence."""
    row = detail.row
    given = {
        "requester": row.requester.name,
        "by": row.approver.to(PersonName).name,
        "second": row.second_approver.to(PersonName).name,
        "requested": when(row.requested_at),
        "approved": when(row.approved_at),
        "until": when(row.expires_at),
        "count": row.approvals_needed - row.approvals,
    }
    one, two = t("exception-lede-accepted", **given), t("exception-lede-accepted-twice", **given)
    accepted = rx.cond(row.second_approver, two, one)
    waiting = t("exception-lede-waiting", **given)
    said = rx.cond(
        row.status == "pending", waiting, rx.cond(row.approver, accepted, t("exception-lede-never", **given))
    )
    return rx.el.section(lede(said), class_name="sec")


def _holds(detail: rx.Var[ExceptionDetail]) -> rx.Component:
    """What the readings since then say about the accepted value."""
    holds = detail.pinned.holds
    tones = {"no": "caution", "worse": "critical", "gone": "info", "unknown": "unknown"}
    shown = [
        (code, notice(t(f"exception-holds-{code}"), rx.el.p(t(f"exception-holds-{code}-body"), " ",
                      moment(detail.pinned.observed_at)), tone=tone, icon_name="eye"))
        for code, tone in tones.items()
    ]  # fmt: skip
    live = (detail.row.status == "pending") | (detail.row.status == "approved") | (detail.row.status == "expiring")
    return rx.cond(live, rx.match(holds, *shown, rx.fragment()), rx.fragment())


def _why(detail: rx.Var[ExceptionDetail]) -> rx.Component:
    def part(name: str, said: rx.Var[str]) -> rx.Component:
        shown = rx.el.div(rx.el.dt(t(name)), rx.el.dd(rx.el.bdi(said, class_name="pre")), class_name="wide")
        return rx.cond(said != "", shown, rx.fragment())

    return section(
        t("exception-why"),
        rx.el.div(
            rx.el.dl(
                part("exceptions-justification", detail.row.justification),
                part("exceptions-measures", detail.measures),
                part("exceptions-evidence", detail.evidence),
            ),
            class_name="exc",
        ),
    )


def _approvals(detail: rx.Var[ExceptionDetail]) -> rx.Component:
    def step(one: rx.Var[Approval]) -> rx.Component:
        glyph = rx.match(
            one.state,
            ("given", status_glyph("outcome", "succeeded")),
            ("missing", status_glyph("outcome", "queued")),
            status_glyph("outcome", "cancelled"),
        )
        bound = rx.cond(one.is_bound, t("exception-bound"), t("exception-not-bound"))
        by = rx.fragment(rx.el.b(rx.el.bdi(one.person.to(PersonName).name)),
                         rx.el.span(bound, class_name="cell-sub"))  # fmt: skip
        return rx.el.li(
            glyph,
            rx.el.div(
                rx.el.span(t("exception-approval", number=one.step), class_name="muted small"), rx.el.br(),
                rx.cond(one.person, by, rx.el.span(t_code("exception-approval", one.state))),
            ),
            rx.cond(one.at != "", moment(one.at, mode="datetime"), rx.fragment()),
        )  # fmt: skip

    words = detail.decision_reason
    said = rx.cond(words != "", rx.el.p(rx.el.q(rx.el.bdi(words)), class_name="muted"), rx.fragment())
    listed = rx.el.ol(rx.foreach(detail.approvals.to(list[Approval]), step), class_name="steps")
    counted = t("exceptions-approvals", count=detail.row.approvals, all=detail.row.approvals_needed)
    return section(t("exception-approvals"), listed, said, meta=counted)


def _pinned(detail: rx.Var[ExceptionDetail]) -> rx.Component:
    diff = detail.pinned.diff.to(FindingDiff)
    gone = rx.el.p(t("exception-pinned-gone"), class_name="muted")
    shown = rx.cond(diff.state == "shown", diff_table(diff, ""), gone)
    read = rx.fragment(t("exception-pinned-read"), " ", moment(detail.pinned.read_at, mode="datetime"))
    digest = disclosure(
        t("exception-proof"),
        facts(
            fact(t("exception-digest-request"), rx.el.code(detail.request_digest, class_name="mono small break")),
            fact(t("exception-digest-pinned"), rx.el.code(detail.pinned.digest, class_name="mono small break")),
        ),
    )
    title = rx.cond(detail.row.approved_at != "", t("exception-pinned"), t("exception-pinned-asked"))
    return section(title, shown, rx.el.div(digest, class_name="below-box"), meta=read)


def _end(detail: rx.Var[ExceptionDetail]) -> rx.Component:
    end = detail.end.to(ExceptionEnd)
    by = rx.fragment(" ", t("exception-ended-by", name=end.by.to(PersonName).name))
    said = rx.el.p(
        t_code("exceptions-end", end.code), ", ", moment(end.at, mode="datetime"), ".",
        rx.cond(end.by, by, rx.fragment()),
        rx.cond(end.reason != "", rx.fragment(" ", rx.el.q(rx.el.bdi(end.reason))), rx.fragment()),
    )  # fmt: skip
    return rx.cond(detail.end, section(t("exception-end"), said), rx.fragment())


def _chain(detail: rx.Var[ExceptionDetail]) -> rx.Component:
    def name(one: rx.Var[ExceptionStep]) -> rx.Component:
        words = t("exceptions-number", number=one.number)
        return rx.cond(one.is_this, rx.el.b(words), link(words, href=one.href))

    columns = [
        Column(t("exception-column-number"), name),
        Column(t("exception-column-relation"), lambda one: t_code("exception-relation", one.relation), narrow="sub"),
        Column(t("findings-column-status"), lambda one: badge("exception-status", one.status), narrow="badge"),
        Column(t("exceptions-requester"), lambda one: one.requester.name, narrow="hide"),
        Column(t("exceptions-until"), lambda one: moment(one.expires_at, mode="date"), narrow="end"),
    ]
    table = data_table(detail.chain.to(list[ExceptionStep]), columns, label=t("exception-chain"), flat=True)
    return rx.cond(detail.chain.length() > 1, section(t("exception-chain"), table), rx.fragment())


def _what(detail: rx.Var[ExceptionDetail]) -> rx.Component:
    row = detail.row
    return facts(
        fact(t("exception-finding"), link(t("finding-number", number=row.finding_number), href=row.finding_href),
             note=t_code("finding-status", detail.finding_status)),
        fact(t("finding-tenant"), link(row.tenant_name, href=row.tenant_href)),
        rx.cond(row.source_name != "", fact(t("finding-baseline"), rx.el.bdi(row.source_name)), rx.fragment()),
        fact(t("exceptions-requester"), who(row.requester), note=moment(row.requested_at, mode="datetime")),
        fact(t("exception-answerable"), who(row.owner)),
    )  # fmt: skip


def _until(detail: rx.Var[ExceptionDetail]) -> rx.Component:
    row = detail.row

    def reminder(one: rx.Var[Reminder]) -> rx.Component:
        return rx.el.li(moment(one.at, mode="date"), " · ", t_code("exception-reminder", one.state))

    log = fact(t("finding-log"), link(t("finding-log-open"), href=detail.audit_href))
    review = fact(t("exception-review"), moment(row.review_at, mode="date"))
    listed = fact(t("exception-reminders"), rx.el.ul(rx.foreach(detail.reminders.to(list[Reminder]), reminder)))
    return facts(
        fact(t("exceptions-until"), moment(row.expires_at, mode="datetime"), note=rx.cond(
            row.ended_at == "", t("exceptions-days-left", count=row.days_left), "")),
        rx.cond(row.review_at != "", review, rx.fragment()),
        fact(t("exception-after"), t_code("exception-after", detail.after_expiry)),
        rx.cond(row.extension > 0, fact(t("exception-extended"), row.extension.to_string()), rx.fragment()),
        rx.cond(detail.reminders.length() > 0, listed, rx.fragment()),
        rx.cond(detail.audit_href != "", log, rx.fragment()),
    )  # fmt: skip
