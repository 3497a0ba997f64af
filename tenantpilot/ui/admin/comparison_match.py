"""Which policy stands for a part: what is proposed, to confirm or reject, and pointing the part to another one."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.compare_views import Candidate, Proposal, ResultDetail
from tenantpilot.ui.admin.comparison_state import Comparison
from tenantpilot.ui.components import (
    button,
    choices,
    dialog,
    dialog_cancel,
    dialog_foot,
    field,
    form,
    link,
    moment,
    notice,
    scope_notice,
    section,
    submit_button,
    t,
    t_code,
    t_id,
)
from tenantpilot.ui.components.overlays import notice_line


def match_section(found: rx.Var[ResultDetail]) -> rx.Component:
    """Proposals first: nothing is compared before somebody has decided."""
    return rx.fragment(
        rx.cond(
            found.proposals.length() > 0,
            section(
                t("compare-proposals"),
                notice(t("compare-proposals-title"), t("compare-proposals-body"), tone="caution"),
                rx.el.ul(
                    rx.foreach(found.proposals.to(list[Proposal]), lambda one: _proposal(one, found)),
                    class_name="plain-list gap-top",
                ),
            ),
            rx.fragment(),
        ),
        rx.cond(found.match, _standing(found), rx.fragment()),
        rx.cond(found.may_match & (found.row.part_ref != ""), _point(), rx.fragment()),
        _point_dialog(),
    )


def _proposal(one: rx.Var[Proposal], found: rx.Var[ResultDetail]) -> rx.Component:
    share = t("compare-score", share=one.score / 1000, settings=one.settings)
    acts = rx.el.span(
        button(t("compare-confirm"), size="s", icon="check", on_click=Comparison.decide(one.handle, True)),
        button(t("compare-reject"), size="s", kind="quiet", on_click=Comparison.decide(one.handle, False)),
        class_name="row push",
    )
    return rx.el.li(
        rx.el.div(
            link(rx.el.bdi(one.policy_name), href=one.policy_href),
            rx.el.p(t_code("compare-basis", one.basis), ", ", share, class_name="muted"),
        ),
        rx.cond(found.may_match & (one.state == "proposed"), acts,
                rx.el.span(t_code("compare-match", one.state), class_name="muted push")),
    )  # fmt: skip


def _standing(found: rx.Var[ResultDetail]) -> rx.Component:
    """Who said that this policy is the part; a person's word can be taken back."""
    match = found.match.to(Proposal)
    by = rx.cond(match.decided_by != "", t("compare-decided-by", name=match.decided_by), "")
    undo = button(t("compare-undo"), size="s", kind="quiet", on_click=Comparison.decide(match.handle, False))
    return rx.el.p(
        t_code("compare-basis-says", match.basis),
        " ",
        by,
        " ",
        moment(match.decided_at, mode="date"),
        " ",
        rx.cond(found.may_match & (match.basis != "identity"), undo, rx.fragment()),
        class_name="muted sec",
    )


def _point() -> rx.Component:
    return rx.el.div(
        button(t("compare-point"), size="s", icon="link", on_click=Comparison.ask_point(True)), class_name="sec"
    )


def _point_dialog() -> rx.Component:
    offered = Comparison.candidates.map(_candidate)
    labels = {"policy": t("compare-point-policy"), "reason": t("compare-point-reason")}
    return dialog(
        t("compare-point"),
        form(
            scope_notice("app", t("compare-point-scope")),
            rx.el.div(choices("policy", labels["policy"], offered), class_name="pick-list"),
            field("reason", labels["reason"], max_length=500),
            rx.cond(Comparison.problem != "", notice_line(t_id(Comparison.problem)), rx.fragment()),
            dialog_foot(dialog_cancel(), submit_button(t("compare-point-action"))),
            fields=labels,
            errors=Comparison.errors,
            on_submit=Comparison.point,
        ),
        large=True,
        open=Comparison.is_pointing,
        on_open_change=Comparison.ask_point,
    )


def _candidate(one: rx.Var[Candidate]) -> rx.Var:
    taken = rx.cond(
        one.stands_for != "", t("compare-stands-for", name=one.stands_for), t_code("platform", one.platform)
    )
    return {"value": one.handle, "label": one.name, "help": taken}
