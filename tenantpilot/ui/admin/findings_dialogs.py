"""The dialogs of the list: one action on many findings, before and after; keeping and forgetting views."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.work_views import BulkPreview, BulkResult, LeftOut, ReasonCount
from tenantpilot.ui.admin.findings_state import Findings
from tenantpilot.ui.components import (
    button,
    checkbox,
    dialog,
    dialog_cancel,
    dialog_foot,
    field,
    form,
    form_dialog,
    link,
    link_button,
    mutation_dialog,
    notice,
    problem_line,
    scope_notice,
    submit_button,
    t,
    t_code,
)

LONGEST_REASON, LONGEST_NAME = 2000, 60


def dialogs() -> rx.Component:
    """All of them; at most one is open. The first is drawn, and its words come, when it is asked for."""
    return rx.fragment(rx.cond(Findings.opened == "many", _many(), rx.fragment()), _view(), _forget())


def _many() -> rx.Component:
    preview, result = Findings.preview.to(BulkPreview), Findings.result.to(BulkResult)
    title = rx.cond(Findings.result, t("findings-many-done"), t_code("findings-many", preview.action))
    shown = rx.cond(Findings.result, _after(result), _before(preview))
    return dialog(
        title,
        rx.cond(Findings.preview, shown, rx.fragment()),
        open=Findings.opened == "many",
        on_open_change=Findings.close,
    )


def _before(preview: rx.Var[BulkPreview]) -> rx.Component:
    """What would happen to how many, and what would be left out."""
    asks_whom = (preview.action == "assign") | (preview.action == "own")
    # Who is named decides what changes: nothing is said about that before somebody is.
    is_judged = ~asks_whom | Findings.is_picked
    judged = t("findings-many-amount", possible=preview.possible, count=preview.findings, tenants=preview.tenants)
    amount = rx.cond(is_judged, judged, t("findings-many-chosen", count=preview.findings))
    later = rx.el.p(t("findings-many-run"))
    more = rx.el.p(t("findings-many-more"))
    people = Findings.choices.people.map(lambda one: {"value": one.person_ref, "label": one.name})
    nobody = rx.Var.create([{"value": "", "label": t("findings-nobody")}])
    named = rx.cond(preview.action == "own", t("finding-field-whom-own"), t("finding-field-whom-assign"))
    whom = field("whom", named, kind="select", options=nobody + people,
                 optional=True,
                 on_pick=Findings.pick_whom)  # fmt: skip
    label = t("finding-field-reason")
    reason = rx.cond(
        preview.needs_reason,
        field("reason", label, kind="textarea", rows=3, max_length=LONGEST_REASON,
              help=t("findings-many-reason-help")),
        field("reason", label, kind="textarea", rows=2, max_length=LONGEST_REASON, optional=True),
    )  # fmt: skip
    may = preview.is_more | (preview.possible > 0) | ~is_judged
    skipped = _reasons(preview.reasons.to(list[ReasonCount]), t("findings-many-would-skip"))
    submit = submit_button(t_code("findings-act", preview.action), busy=Findings.pending == "many")
    return form(
        scope_notice(
            "app",
            amount,
            rx.el.p(t("findings-many-each"), " ", t_code("finding-amount", preview.action)),
            rx.cond(preview.is_more, more, rx.fragment()),
            rx.cond(preview.is_run, later, rx.fragment()),
        ),
        rx.cond(is_judged, skipped, rx.fragment()),
        rx.cond(asks_whom, whom, rx.el.input(type="hidden", name="whom", value="")),
        rx.cond(may, reason, rx.el.input(type="hidden", name="reason", value="")),
        problem_line(Findings.failure),
        dialog_foot(dialog_cancel(), rx.cond(may, submit, rx.fragment())),
        fields={"reason": label, "whom": named},
        errors=Findings.errors,
        on_submit=Findings.change_many,
    )


def _reasons(reasons: rx.Var[list[ReasonCount]], heading: rx.Var[str]) -> rx.Component:
    def one(counted: rx.Var[ReasonCount]) -> rx.Component:
        return rx.el.li(rx.el.span(t_code("findings-left-out", counted.reason), class_name="grow"),
                        rx.el.span(counted.findings, class_name="num"))  # fmt: skip

    listed = rx.el.div(rx.el.b(heading), rx.el.ul(rx.foreach(reasons, one), class_name="plain-list"))
    return rx.cond(reasons.length() > 0, listed, rx.fragment())


def _after(result: rx.Var[BulkResult]) -> rx.Component:
    """What was done, what was not, and why; or that it goes on as an operation."""

    def example(one: rx.Var[LeftOut]) -> rx.Component:
        return rx.el.li(
            rx.el.span(link(t("finding-number", number=one.number), href=one.href), " ",
                       rx.el.bdi(one.subject_name), " · ", rx.el.bdi(one.tenant_name), class_name="grow"),
            rx.el.span(t_code("findings-left-out-short", one.reason), class_name="muted small"),
        )  # fmt: skip

    examples = rx.el.div(
        rx.el.b(t("findings-many-examples")),
        rx.el.ul(rx.foreach(result.examples.to(list[LeftOut]), example), class_name="plain-list left-out"),
    )
    as_run = notice(
        t("findings-many-started"),
        t("findings-many-started-body"),
        link_button(t("findings-many-open-run"), href=result.run_href),
        icon_name="activity",
    )
    done = rx.el.div(
        rx.el.p(rx.el.b(t("findings-many-changed", count=result.changed))),
        rx.cond(result.left_out > 0, rx.el.p(t("findings-many-skipped", count=result.left_out)), rx.fragment()),
        role="status",
    )
    return rx.el.div(
        rx.cond(result.run_href != "", as_run, done),
        _reasons(result.reasons.to(list[ReasonCount]), t("findings-many-why")),
        rx.cond(result.examples.length() > 0, examples, rx.fragment()),
        dialog_foot(button(t("dialog-close"), kind="primary", on_click=Findings.close(False))),
        class_name="form",
    )


def _view() -> rx.Component:
    said = {"title": t("findings-view-name"), "is_shared": t("findings-view-share")}
    return form_dialog(
        t("findings-view-save"),
        scope_notice("app", t("findings-view-scope")),
        field("title", said["title"], max_length=LONGEST_NAME, auto_complete="off"),
        checkbox(said["is_shared"], name="is_shared"),
        state=Findings,
        open="view",
        fields=said,
        on_submit=Findings.keep_view,
    )


def _forget() -> rx.Component:
    return mutation_dialog(
        t("findings-view-forget", name=Findings.name),
        scope="app",
        amount=t("findings-view-forget-amount"),
        action=t("findings-view-forget-do"),
        on_confirm=Findings.forget_view,
        kind="danger-solid",
        open=Findings.opened == "forget",
        on_open_change=Findings.close,
    )
