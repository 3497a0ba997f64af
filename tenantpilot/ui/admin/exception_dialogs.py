"""Deciding about a request, and ending what is in force: each dialog says what follows from it."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.exception_views import ExceptionDetail
from tenantpilot.ui.admin.exception_state import ExceptionPage
from tenantpilot.ui.components import (
    field,
    form_dialog,
    moment,
    notice,
    problem_line,
    scope_notice,
    submit_button,
    t,
    t_code,
)

LONGEST_REASON = 2000


def decision_dialog(detail: rx.Var[ExceptionDetail]) -> rx.Component:
    """Approve, reject, withdraw or revoke, with words where they are asked for."""
    move, row = ExceptionPage.opened, detail.row
    label = t("finding-field-reason")
    reason = rx.cond(
        ExceptionPage.needs_reason,
        field("reason", label, kind="textarea", rows=3, max_length=LONGEST_REASON),
        field("reason", label, kind="textarea", rows=3, max_length=LONGEST_REASON, optional=True),
    )
    until = rx.el.p(t("exceptions-until"), ": ", moment(row.expires_at, mode="datetime"))
    more = rx.el.p(t("exception-approve-partly"))
    is_first_of_two = (move == "approve") & (row.approvals + 1 < row.approvals_needed)
    stale = notice(t("exception-stale-title"), t("exception-stale-body"), tone="caution", icon_name="users")
    words = t_code("exception-move", move)
    return form_dialog(
        t_code("exception-move", move),
        scope_notice(
            "app",
            t_code("exception-amount", move),
            rx.cond(move == "approve", until, rx.fragment()),
            rx.cond(is_first_of_two, more, rx.fragment()),
        ),
        rx.cond(ExceptionPage.is_stale, rx.el.div(stale, role="alert"), rx.fragment()),
        reason,
        problem_line(ExceptionPage.problem),
        state=ExceptionPage,
        open=move != "",
        fields={"reason": label},
        on_submit=ExceptionPage.decide,
        submit=rx.cond(move == "revoke", submit_button(words, kind="danger-solid", busy=ExceptionPage.is_busy),
                        submit_button(words, busy=ExceptionPage.is_busy)),
    )  # fmt: skip
