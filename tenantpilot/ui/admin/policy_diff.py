"""What differs between two versions of a policy: only the differences, side by side, secrets as "secret, changed"."""

from __future__ import annotations

import reflex as rx

from tenantpilot.inventory.views import AssignmentChange, AssignmentRow, DiffPage, DiffRow, VersionChoice
from tenantpilot.ui.admin.policy_assignments import target_words
from tenantpilot.ui.admin.policy_content import secret_mark
from tenantpilot.ui.admin.policy_state import Policy
from tenantpilot.ui.components import (
    badge,
    button,
    empty_state,
    filter_select,
    icon,
    moment,
    section,
    skeleton_block,
    t,
    toolbar,
)


def diff_tab() -> rx.Component:
    """The choice of two versions, then their differences."""
    diff = Policy.diff.to(DiffPage)
    choices = Policy.versions.map(_choice)
    same = rx.cond(
        Policy.versions.length() > 1,
        empty_state(t("diff-empty-title"), t("diff-empty-body"), icon_name="git-compare"),
        empty_state(t("diff-single-title"), t("diff-single-body"), icon_name="git-compare"),
    )
    more = button(t("policy-more", left=diff.total - Policy.differences.length()), on_click=Policy.more)
    is_same = (diff.total == 0) & (diff.assignments.length() == 0)
    pick = toolbar(filter_select("from", t("diff-from"), choices), filter_select("to", t("diff-to"), choices))
    listed = rx.fragment(
        rx.cond(Policy.versions.length() > 1, rx.fragment(pick, _sides(diff)), rx.fragment()),
        rx.cond(is_same, same, rx.fragment()),
        rx.cond(
            Policy.differences.length() > 0,
            section(
                t("diff-settings"),
                rx.el.div(rx.foreach(Policy.differences, _difference), class_name="diff"),
                rx.cond(diff.cursor != "", more, rx.fragment()),
                meta=t("diff-count", count=diff.total),
            ),
            rx.fragment(),
        ),
        rx.cond(diff.assignments.length() > 0, _assignments(diff), rx.fragment()),
    )
    return rx.cond(Policy.diff, listed, skeleton_block(8))


def _choice(one: rx.Var[VersionChoice]) -> rx.Var:
    return {"value": one.version_ref, "label": t("policy-version", number=one.number) + " · " + one.at[:10]}


def _sides(diff: rx.Var[DiffPage]) -> rx.Component:
    def side(one: rx.Var[VersionChoice], said: rx.Var[str]) -> rx.Component:
        by = rx.cond(one.author != "", rx.el.span(one.author), rx.fragment())
        return rx.el.div(
            rx.el.span(said, class_name="subtle small"), rx.el.b(t("policy-version", number=one.number)), by,
            rx.el.span(moment(one.at, mode="datetime"), class_name="muted small"), class_name="diff-side",
        )  # fmt: skip

    return rx.el.div(side(diff.before, t("diff-from")), side(diff.after, t("diff-to")), class_name="diff-sides")


def _difference(one: rx.Var[DiffRow]) -> rx.Component:
    words = rx.el.div(
        badge("diff", one.change),
        rx.foreach(one.words, lambda word, place: rx.fragment(
            rx.cond(place > 0, icon("chevron-right", small=True), rx.fragment()),
            rx.el.bdi(word))),
        class_name="diff-path",
        title=one.path,
    )  # fmt: skip
    left_out = rx.cond(
        one.lines_left_out > 0, rx.el.p(t("diff-left-out", count=one.lines_left_out), class_name="muted"), rx.fragment()
    )
    text = rx.fragment(rx.el.pre(rx.foreach(one.lines, _text_line), class_name="raw diff-text", tab_index=0), left_out)
    both = rx.el.div(_side(one, one.before, "before"), _side(one, one.after, "after"), class_name="diff-values")
    return rx.el.div(words, rx.cond(one.lines.length() > 0, text, both), class_name="diff-row", data_change=one.change)


def _side(one: rx.Var[DiffRow], said: rx.Var[str], which: str) -> rx.Component:
    absent = "added" if which == "before" else "removed"
    nothing = rx.el.span(t("diff-absent"), class_name="subtle")
    shown = rx.cond(one.is_secret, secret_mark(), rx.el.bdi(said, class_name="break"))
    label = rx.el.span(t(f"diff-{which}"), class_name="vh")
    return rx.el.div(label, rx.cond(one.change == absent, nothing, shown), class_name="diff-value", data_side=which)


def _text_line(line: rx.Var[str]) -> rx.Component:
    return rx.el.span(line, "\n", data_mark=line[:1])


def _assignments(diff: rx.Var[DiffPage]) -> rx.Component:
    def one(change: rx.Var[AssignmentChange]) -> rx.Component:
        before, after = change.before.to(AssignmentRow), change.after.to(AssignmentRow)
        code = rx.cond(change.before, rx.cond(change.after, "changed", "removed"), "added")
        nothing = rx.el.span(t("diff-absent"), class_name="subtle")
        return rx.el.div(
            rx.el.div(badge("diff", code), class_name="diff-path"),
            rx.el.div(
                rx.el.div(rx.cond(change.before, target_words(before), nothing), class_name="diff-value",
                          data_side="before"),
                rx.el.div(rx.cond(change.after, target_words(after), nothing), class_name="diff-value",
                          data_side="after"),
                class_name="diff-values",
            ),
            class_name="diff-row",
            data_change=code,
        )  # fmt: skip

    return section(t("diff-assignments"), rx.el.div(rx.foreach(diff.assignments, one), class_name="diff"))
