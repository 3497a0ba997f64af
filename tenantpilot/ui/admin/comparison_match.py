"""Which policy stands for a part: what is proposed, to confirm or reject, and pointing the part to another one."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.compare_views import Candidate, ComparisonDetail, Proposal, ResultDetail
from tenantpilot.ui.admin.comparison_state import Comparison
from tenantpilot.ui.components import (
    Column,
    bulk_action,
    button,
    choices,
    data_table,
    empty_state,
    field,
    form_dialog,
    link,
    moment,
    notice,
    problem_line,
    scope_notice,
    section,
    t,
    t_code,
    title_cell,
)


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


def likeness(one: rx.Var[Proposal]) -> rx.Var[str]:
    """How much of the part it has."""
    share: rx.Var[int] = rx.Var(_js_expr=f"Math.floor({one.score} / 10)", _var_type=int)
    return t("compare-score", share=share)


def policy_name(one: rx.Var[Proposal]) -> rx.Var[str]:
    """What is proposed; what there is only once in a tenant is called by its family."""
    return rx.cond(one.policy_name != "", one.policy_name, t_code("family", one.family))


def decisions(one: rx.Var[Proposal], may_match: rx.Var[bool]) -> rx.Component:
    """Its two answers, or the one that was given."""
    acts = rx.el.span(
        button(t("compare-confirm"), size="s", icon="check", on_click=Comparison.decide(one.handle, True)),
        button(t("compare-reject"), size="s", kind="quiet", on_click=Comparison.decide(one.handle, False)),
        class_name="row push end-row",
    )
    said = rx.el.span(t_code("compare-match", one.state), class_name="muted push")
    return rx.cond(may_match & (one.state == "proposed"), acts, said)


def _proposal(one: rx.Var[Proposal], found: rx.Var[ResultDetail]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            link(rx.el.bdi(policy_name(one)), href=one.policy_href),
            rx.el.p(t_code("compare-basis", one.basis), ", ", likeness(one), class_name="muted"),
        ),
        decisions(one, found.may_match),
    )


def proposals_tab(detail: rx.Var[ComparisonDetail]) -> rx.Component:
    """Everything of the comparison that waits for somebody's word."""
    columns = [
        Column(t("compare-column-policy"), lambda one: title_cell(
            rx.el.bdi(rx.cond(one.part_name != "", one.part_name, t_code("family", one.family))),
            sub=t_code("family", one.family))),
        Column(t("compare-column-proposed"), lambda one: rx.fragment(
            link(rx.el.bdi(policy_name(one)), href=one.policy_href),
            rx.el.span(likeness(one), class_name="cell-sub")), narrow="sub"),
        Column(rx.el.span(t("menu-more"), class_name="vh"), lambda one: decisions(one, detail.may_match), right=True,
               narrow="end", class_name="col-xl"),
    ]  # fmt: skip
    shared = {
        "label": t("compare-proposals"),
        "empty": empty_state(t("compare-proposals-none-title"), t("compare-proposals-none-body"), icon_name="check"),
    }
    confirm = bulk_action(t("compare-confirm"), icon="check", on_press=Comparison.confirm_all)
    several = data_table(
        Comparison.proposals, columns, handle=lambda one: one.handle, name=policy_name, bulk=[confirm], **shared
    )
    return rx.cond(detail.may_match, several, data_table(Comparison.proposals, columns, **shared))


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
    return form_dialog(
        t("compare-point"),
        scope_notice("app", t("compare-point-scope")),
        rx.el.div(choices("policy", labels["policy"], offered), class_name="pick-list"),
        field("reason", labels["reason"], max_length=500),
        problem_line(Comparison.problem),
        state=Comparison,
        open=Comparison.is_pointing,
        fields=labels,
        on_submit=Comparison.point,
        on_open_change=Comparison.ask_point,
        action=t("compare-point-action"),
        large=True,
    )


def _candidate(one: rx.Var[Candidate]) -> rx.Var:
    taken = rx.cond(
        one.stands_for != "", t("compare-stands-for", name=one.stands_for), t_code("platform", one.platform)
    )
    return {"value": one.handle, "label": one.name, "help": taken}
