"""A run's one page: how it stands in a sentence, what to do next, results, files, then diagnostics and raw context."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.operations.views import ArtifactRow, Fact, ItemRow, RunDetail
from tenantpilot.ui.admin.record_page import record_page
from tenantpilot.ui.admin.run_cells import actor, span, state
from tenantpilot.ui.admin.run_state import Run
from tenantpilot.ui.admin.start import controls_link
from tenantpilot.ui.components import (
    Column,
    amount,
    badge,
    button,
    data_table,
    disclosure,
    fact,
    facts,
    lede,
    legend,
    link,
    link_button,
    live,
    moment,
    mutation_dialog,
    next_steps,
    pager,
    progress,
    pulse,
    raw,
    record,
    record_head,
    section,
    t,
    t_code,
    t_id,
    title_cell,
)
from tenantpilot.ui.shell import page

REFRESH_SECONDS = 1


@page("/admin/[space]/operations/[run]", title="run-title", on_load=[Run.load], width="record")
def run() -> rx.Component:
    """The run, or its shape until it is there."""
    detail = Run.detail.to(RunDetail)
    return record_page(Run.detail, _run(detail), above="operations", name=detail.row.run_ref, title=t("run-title"))


def _run(detail: rx.Var[RunDetail]) -> rx.Component:
    row = detail.row
    return rx.fragment(
        record_head(
            t_code("operation", row.kind),
            state(row),
            rx.el.span(t("run-started-by", name=actor(row)), class_name="muted"),
            moment(row.created_at, mode="datetime"),
            actions=_actions(detail),
        ),
        record(
            _standing(detail),
            _next(detail),
            _files(detail),
            _items(detail),
            _diagnostics(detail),
            facts=[_work_facts(detail), _time_facts(detail)],
        ),
        _cancel_dialog(detail),
        pulse(Run.refresh, seconds=REFRESH_SECONDS, active=row.is_active),
        live(rx.cond(row.is_active, "", t_code("outcome", row.state))),
    )


def _actions(detail: rx.Var[RunDetail]) -> list[rx.Component]:
    stop = button(t("run-cancel"), kind="danger", icon="square", aria_haspopup="dialog", on_click=Run.ask_cancel(True))
    again = button(
        t("run-retry", count=detail.row.failed),
        kind="primary",
        icon="rotate-cw",
        on_click=Run.retry(detail.row.handle),
    )
    stopping = button(t("run-cancelling"), disabled=True)
    return [
        rx.cond(detail.is_cancelling, stopping, rx.cond(detail.can_cancel, stop, rx.fragment())),
        rx.cond(detail.can_retry, again, rx.fragment()),
    ]


def _standing(detail: rx.Var[RunDetail]) -> rx.Component:
    row = detail.row
    sentence = t_id(detail.sentence, total=row.total, done=row.done, failed=row.failed, skipped=row.skipped)
    why = rx.cond(row.reason_code != "", rx.el.span(" ", t_code("reason", row.reason_code)), rx.fragment())
    means = rx.cond(row.outcome == "succeeded", rx.el.span(" ", t_code("run-means", row.kind)), rx.fragment())
    asked = rx.cond(
        detail.reason != "", rx.el.p(t("run-asked-because", reason=detail.reason), class_name="muted"), rx.fragment()
    )
    bar = progress(
        t("run-progress"),
        now=row.done + row.failed + row.skipped,
        max=row.total,
        parts_of=[(row.done, "positive"), (row.failed, "critical"), (row.skipped, "neutral")],
    )
    split = legend(
        (t("run-legend-done", count=row.done), "positive", row.done),
        (t("run-legend-failed", count=row.failed), "critical", row.failed),
        (t("run-legend-skipped", count=row.skipped), "neutral", row.skipped),
    )
    return rx.el.div(
        lede(sentence, why, means),
        asked,
        rx.cond(row.total > 0, rx.fragment(bar, split), rx.fragment()),
        class_name="stack sec",
    )


def _next(detail: rx.Var[RunDetail]) -> rx.Component:
    def step(code: rx.Var[str], index: rx.Var[int]) -> rx.Component:
        return rx.el.li(
            rx.el.span(index + 1, class_name="n"),
            rx.el.div(rx.el.b(t_code("next-step", code)), rx.el.p(t_code("next-step-why", code), class_name="muted")),
            rx.cond((code == "look_at_controls") | (code == "ask_platform_control"), controls_link(), rx.fragment()),
        )

    listed = section(t("run-next"), next_steps(rx.foreach(detail.next_steps, step)))
    return rx.cond(detail.next_steps.length() > 0, listed, rx.fragment())


def _files(detail: rx.Var[RunDetail]) -> rx.Component:
    def file(one: rx.Var[ArtifactRow]) -> rx.Component:
        words = rx.el.div(
            rx.el.b(one.name),
            rx.el.p(
                amount(one.size, unit="byte"),
                " · ",
                t("run-file-until"),
                " ",
                moment(one.expires_at, mode="date"),
                class_name="muted small",
            ),
            rx.el.p("SHA-256 ", rx.el.code(one.sha256, class_name="break"), class_name="subtle small"),
        )
        get = link_button(t("run-download"), href=one.href, kind="primary", icon="download", plain=True)
        return rx.el.li(words, get, class_name="file")

    listed = section(t("run-files"), rx.el.ul(rx.foreach(detail.artifacts, file), class_name="files"))
    return rx.cond(detail.artifacts.length() > 0, listed, rx.fragment())


def _items(detail: rx.Var[RunDetail]) -> rx.Component:
    columns = [
        Column(t("run-item"), _subject, class_name="col-l"),
        Column(t("run-item-result"), lambda one: badge("item", one.status), narrow="badge"),
        Column(t("run-item-what"), _happened, narrow="sub"),
        Column(t("run-item-at"), lambda one: moment(one.finished_at, mode="time", empty=""), right=True, narrow="end"),
    ]
    # By key: the attribute of that name is the method every object of the browser has.
    rows = detail["items"].to(list[ItemRow])
    table = data_table(rows, columns, label=t("run-items"), flat=True)
    more = pager(previous="", next=detail.items_cursor, count=rows.length())
    listed = section(
        t("run-items"),
        table,
        rx.cond((detail.items_cursor != "") | (detail.items_total > rows.length()), more, rx.fragment()),
        meta=t("run-items-total", count=detail.items_total),
    )
    return rx.cond(detail.items_total > 0, listed, rx.fragment())


def _subject(one: rx.Var[ItemRow]) -> rx.Component:
    """What an item is about: codes have their words, everything else is called by its own name."""
    called = rx.match(
        one.subject_kind,
        ("family", t_code("family", one.label)),
        ("feature", t_code("feature", one.label)),
        ("log", t_code("subject", one.subject_kind)),
        ("names", t_code("subject", one.subject_kind)),
        ("connection", t_code("subject", one.subject_kind)),
        one.label,
    )
    is_own = (one.subject_kind == "log") | (one.subject_kind == "names") | (one.subject_kind == "connection")
    kind = rx.cond(is_own, rx.fragment(), rx.el.span(t_code("subject", one.subject_kind), class_name="cell-sub"))
    return rx.fragment(title_cell(rx.el.bdi(called)), kind)


def _happened(one: rx.Var[ItemRow]) -> rx.Component:
    told = rx.el.span(one.detail, class_name="cell-sub wrap-ok")
    return rx.fragment(t_code("reason", one.reason_code), rx.cond(one.detail != "", told, rx.fragment()))


def _diagnostics(detail: rx.Var[RunDetail]) -> rx.Component:
    def known(one: rx.Var[Fact]) -> rx.Component:
        return rx.el.div(rx.el.dt(t_code("run-fact", one.name)), rx.el.dd(one.value, class_name="break"))

    both = rx.fragment(
        disclosure(t("diagnostics"), facts(rx.foreach(detail.diagnostics, known))),
        disclosure(t("raw-context"), raw(detail.raw, label=t("raw-context"))),
    )
    return rx.cond(detail.may_diagnose, both, rx.fragment())


def _work_facts(detail: rx.Var[RunDetail]) -> rx.Component:
    row = detail.row
    return facts(
        fact(t("run-changes"), t_code("changes", detail.changes)),
        rx.cond(row.tenant_name != "", fact(t("run-column-tenant"), row.tenant_name), rx.fragment()),
        fact(t("run-id"), rx.el.span(row.run_ref, class_name="mono small break")),
        _linked("run-retry-of", detail.retry_of_href),
        _linked("run-retried-by", detail.retried_by_href),
    )


def _linked(label: str, href: rx.Var[str]) -> Any:
    return rx.cond(href != "", fact(t(label), link(t("run-open"), href=href)), rx.fragment())


def _time_facts(detail: rx.Var[RunDetail]) -> rx.Component:
    row = detail.row
    return facts(
        fact(t("run-column-actor"), actor(row), note=t_code("origin", row.origin)),
        fact(t("run-created"), moment(row.created_at, mode="precise")),
        fact(t("run-started"), moment(row.started_at, mode="precise", empty=t("run-not-yet"))),
        fact(t("run-finished"), moment(row.finished_at, mode="precise", empty=t("run-not-yet"))),
        fact(t("run-column-duration"), span(row)),
    )


def _cancel_dialog(detail: rx.Var[RunDetail]) -> rx.Component:
    return mutation_dialog(
        t("run-cancel-title"),
        rx.el.p(t("run-cancel-body")),
        scope="app",
        amount=t("run-cancel-amount"),
        action=t("run-cancel"),
        kind="danger-solid",
        on_confirm=Run.cancel(detail.row.handle),
        open=Run.is_cancel_open,
        on_open_change=Run.ask_cancel,
        busy=Run.is_busy,
    )
