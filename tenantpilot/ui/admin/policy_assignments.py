"""To whom a policy applies: groups by name with their ids kept, everybody, exclusions and filters."""

from __future__ import annotations

import reflex as rx

from tenantpilot.inventory.views import AssignmentRow, Assignments
from tenantpilot.ui.admin.policy_state import Policy
from tenantpilot.ui.components import Column, badge, data_table, empty_state, section, skeleton_block, t, t_code


def assignments_tab() -> rx.Component:
    """All assignments of the version that is shown."""
    found = Policy.assignments.to(Assignments)
    nothing = rx.match(
        found.assigned,
        ("not_assignable", empty_state(t("policy-not-assignable-title"), t("policy-not-assignable-body"))),
        ("unknown", empty_state(t("policy-assignment-unknown-title"), t("policy-assignment-unknown-body"))),
        empty_state(t("policy-unassigned-title"), t("policy-unassigned-body"), icon_name="users"),
    )
    columns = [
        Column(t("policy-target"), target_words),
        Column(t("policy-target-mode"), _mode, narrow="badge"),
        Column(t("policy-filter"), _filter, narrow="sub"),
        Column(t("policy-intent"), lambda one: one.intent, narrow="hide"),
    ]
    rows = found.rows.to(list[AssignmentRow])
    listed = section(
        t("policy-tab-assignments"),
        data_table(rows, columns, label=t("policy-tab-assignments"), flat=True, empty=nothing),
        meta=t("policy-version", number=found.number),
    )
    return rx.cond(Policy.assignments, listed, skeleton_block(6))


def name_words(name: rx.Var[str], state: rx.Var[str], provider_id: rx.Var[str]) -> rx.Component:
    """A referenced object by name, or why it has none; its id always."""
    shown = rx.match(
        state,
        ("resolved", rx.el.bdi(name)),
        ("missing", rx.el.span(t("policy-name-missing"), class_name="t-caution")),
        rx.el.span(t("policy-name-unknown"), class_name="t-unknown"),
    )
    return rx.fragment(rx.el.span(shown), rx.el.span(provider_id, class_name="cell-sub mono break"))


def target_words(one: rx.Var[AssignmentRow]) -> rx.Component:
    """Whom an assignment reaches."""
    known = rx.el.span(t_code("policy-target", one.target))
    other = rx.fragment(rx.el.span(t("policy-target-other")), rx.el.span(one.type, class_name="cell-sub mono"))
    who = rx.match(
        one.target,
        ("group", name_words(one.name, one.name_state, one.provider_id)),
        ("other", other),
        known,
    )
    return rx.el.span(who, class_name="stack-s")


def _mode(one: rx.Var[AssignmentRow]) -> rx.Component:
    return rx.cond(one.is_exclusion, badge("targeting", "exclude"), badge("targeting", "include"))


def _filter(one: rx.Var[AssignmentRow]) -> rx.Component:
    mode = rx.el.span(t_code("policy-filter-mode", one.filter_mode), class_name="muted")
    named = rx.fragment(mode, " ", name_words(one.filter_name, one.filter_state, one.filter_id))
    return rx.cond(one.filter_id != "", named, rx.el.span(t("policy-filter-none"), class_name="subtle"))
