"""The dialogs of a finding: each says first what it changes; what was typed stays when somebody was quicker."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.findings.views import FindingDetail
from tenantpilot.ui.admin.finding_cells import title
from tenantpilot.ui.admin.finding_state import FindingPage
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


def _hidden(name: str) -> rx.Component:
    """A field that this move does not ask for."""
    return rx.el.input(type="hidden", name=name, value="")


def move_dialog(detail: rx.Var[FindingDetail]) -> rx.Component:
    """Ask before the finding moves, or changes hands."""
    move = FindingPage.opened
    return form_dialog(
        t_code("finding-move", move),
        scope_notice("app", t_code("finding-amount", move), rx.el.p(_number(detail))),
        _stale(),
        _whom(),
        _other(),
        _reason(),
        problem_line(FindingPage.problem, by=FindingPage.problem_by),
        state=FindingPage,
        open=move != "",
        fields={
            "reason": t("finding-field-reason"),
            "whom": t("finding-field-whom"),
            "other": t("finding-field-other"),
        },
        on_submit=FindingPage.move,
        submit=_submit(move),
    )


def _number(detail: rx.Var[FindingDetail]) -> rx.Component:
    return rx.fragment(t("finding-number", number=detail.row.number), ": ", rx.el.bdi(title(detail.row)), " · ",
                       detail.row.tenant_name)  # fmt: skip


def _submit(move: rx.Var[str]) -> rx.Component:
    words = rx.cond(FindingPage.is_stale, t("finding-move-anyway"), t_code("finding-move", move))
    return submit_button(words, busy=FindingPage.pending == "move")


def _stale() -> rx.Component:
    """Somebody was quicker: who, what, when. What was typed is still here."""
    by = rx.cond(FindingPage.stale_by != "", FindingPage.stale_by, t("product"))
    said = rx.fragment(
        rx.el.b(rx.el.bdi(by)), ": ", t_code("finding-moved", FindingPage.stale_did), " ",
        moment(FindingPage.stale_at), ". ", t("finding-stale-body"),
    )  # fmt: skip
    shown = notice(t("finding-stale-title"), rx.el.p(said), tone="caution", icon_name="users")
    return rx.cond(FindingPage.is_stale, rx.el.div(shown, role="alert"), rx.fragment())


def _reason() -> rx.Component:
    label, help_ = t("finding-field-reason"), t_code("finding-field-reason", FindingPage.opened)

    def asked(*, optional: bool, **more: Any) -> rx.Component:
        return field("reason", label, kind="textarea", rows=3, max_length=LONGEST_REASON, optional=optional, **more)

    return rx.match(
        FindingPage.reason_mode,
        ("needed", asked(optional=False, help=help_)),
        ("offered", asked(optional=True)),
        _hidden("reason"),
    )


def _whom() -> rx.Component:
    people = FindingPage.people.map(lambda one: {"value": one.person_ref, "label": one.name})
    nobody = rx.Var.create([{"value": "", "label": t("findings-nobody")}])
    named = rx.cond(FindingPage.opened == "own", t("finding-field-whom-own"), t("finding-field-whom-assign"))
    select = field("whom", named, kind="select", options=nobody + people, optional=True)
    return rx.cond((FindingPage.opened == "assign") | (FindingPage.opened == "own"), select, _hidden("whom"))


def _other() -> rx.Component:
    asked = field("other", t("finding-field-other"), help=t("finding-field-other-help"), max_length=20,
                  auto_complete="off", placeholder=t("finding-field-other-sample"))  # fmt: skip
    return rx.cond(FindingPage.opened == "merge", asked, _hidden("other"))
