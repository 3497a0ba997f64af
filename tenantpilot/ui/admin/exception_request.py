"""The form that asks to accept a risk: why, until when at the latest, who answers for it, what is done meanwhile."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.exception_views import RequestTerms
from tenantpilot.ui.admin.exception_request_state import RiskRequest
from tenantpilot.ui.components import (
    choices,
    dialog,
    dialog_cancel,
    dialog_foot,
    field,
    form,
    link,
    moment,
    notice,
    options,
    problem_line,
    scope_notice,
    skeleton_block,
    submit_button,
    t,
    t_code,
)

LONGEST = 4000
AFTER = ("restart", "continue")


def request_dialog() -> rx.Component:
    """Ask for an acceptance, change what was asked for, or ask for a longer one."""
    terms = RiskRequest.terms.to(RequestTerms)
    possible = rx.cond(terms.why_not == "", _form(terms), _refusal(terms))
    shown = dialog(
        t_code("exception-ask", RiskRequest.asking),
        rx.cond(RiskRequest.terms, possible, skeleton_block(4)),
        large=True,
        open=RiskRequest.asking != "",
        on_open_change=RiskRequest.close,
    )
    # Drawn only when it is asked for: its words are many, and most pages never need them.
    return rx.cond(RiskRequest.asking != "", shown, rx.fragment())


def _refusal(terms: rx.Var[RequestTerms]) -> rx.Component:
    there = link(t("exception-open"), href=terms.exception_href)
    return rx.el.div(
        notice(t("exception-not-possible"),
               rx.el.p(t_code("exception-why-not", terms.why_not), " ",
                       rx.cond(terms.exception_href != "", there, rx.fragment())),
               tone="caution", icon_name="info"),
        dialog_foot(dialog_cancel(t("dialog-close"))),
        class_name="form",
    )  # fmt: skip


def _labels() -> dict[str, rx.Var[str]]:
    return {
        "justification": t("exceptions-justification"),
        "ends_on": t("exception-field-ends"),
        "review_on": t("exception-field-review"),
        "answerable": t("exception-field-answerable"),
        "measures": t("exceptions-measures"),
        "evidence": t("exceptions-evidence"),
        "after_expiry": t("exception-field-after"),
    }


def _form(terms: rx.Var[RequestTerms]) -> rx.Component:
    said = _labels()
    given = RiskRequest
    people = terms.owners.map(lambda one: {"value": one.person_ref, "label": one.name})
    after = options(*((one, t(f"exception-after-{one}")) for one in AFTER))
    second = rx.el.p(t("exception-needs-second"))
    submit = submit_button(t_code("exception-ask", RiskRequest.asking), busy=RiskRequest.is_sending)
    return form(
        scope_notice(
            "app",
            t("exception-ask-scope", number=terms.number, name=terms.subject_name, tenant=terms.tenant_name),
            rx.el.p(t("exception-ask-pinned", count=terms.differences)),
            rx.cond(terms.needs_second, second, rx.el.p(t("exception-needs-one"))),
        ),
        field("justification", said["justification"], kind="textarea", rows=4, max_length=LONGEST,
              help=t("exception-field-justification-help"), default_value=given.justification),
        rx.el.div(
            field("ends_on", said["ends_on"], kind="date", max=terms.latest_end[:10],
                  help=rx.fragment(t("exception-field-ends-help", days=terms.longest_days,
                                     severity=t_code("severity", terms.severity)), " ",
                                   moment(terms.latest_end, mode="date")),
                  default_value=given.ends_on),
            field("review_on", said["review_on"], kind="date", optional=True, max=terms.latest_end[:10],
                  help=t("exception-field-review-help"), default_value=given.review_on),
            class_name="form-row",
        ),
        field("answerable", said["answerable"], kind="select", options=people,
              help=t("exception-field-answerable-help"), default_value=given.answerable),
        field("measures", said["measures"], kind="textarea", rows=2, optional=True, max_length=LONGEST,
              help=t("exception-field-measures-help"), default_value=given.measures),
        field("evidence", said["evidence"], kind="textarea", rows=2, optional=True, max_length=LONGEST,
              help=t("exception-field-evidence-help"), default_value=given.evidence),
        choices("after_expiry", said["after_expiry"], after, value=given.after_expiry),
        problem_line(RiskRequest.problem),
        dialog_foot(dialog_cancel(), submit),
        fields=said,
        errors=RiskRequest.errors,
        on_submit=RiskRequest.send,
    )  # fmt: skip
