"""Families that a version names completely, and properties that it does not compare, with what each rule would hide."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.views import (
    BaselinePage,
    EffectPage,
    EffectPath,
    EffectRow,
    EffectTenant,
    FamilyRow,
    RuleRow,
)
from tenantpilot.ui.admin.baseline_acts import BaselineActs
from tenantpilot.ui.admin.baseline_edits import BaselineEdits
from tenantpilot.ui.admin.policy_content import secret_mark
from tenantpilot.ui.components import (
    Column,
    button,
    data_table,
    dialog,
    dialog_cancel,
    dialog_foot,
    disclosure,
    empty_state,
    field,
    form,
    icon,
    icon_button,
    lede,
    link,
    notice,
    problem_line,
    scope_notice,
    section,
    submit_button,
    switch,
    t,
    t_code,
    title_cell,
)


def families_tab(detail: rx.Var[BaselinePage]) -> rx.Component:
    """Which families are named completely: there, whatever else a tenant has is unexpected."""

    def whole(one: rx.Var[FamilyRow]) -> rx.Component:
        words = rx.cond(one.is_exhaustive, t("baselines-exhaustive"), t("baselines-not-exhaustive"))
        turn = switch(
            words, checked=one.is_exhaustive, on_change=BaselineEdits.name_all(one.family, ~one.is_exhaustive)
        )
        return rx.cond(detail.is_editable, turn, words)

    columns = [
        Column(t("inventory-family"), lambda one: title_cell(
            t_code("family", one.family), sub=t_code("family-group", one.group))),
        Column(t("baselines-tab-parts"), lambda one: one.parts.to_string(), right=True, narrow="hide",
               class_name="col-s"),
        Column(t("baselines-tab-rules"), lambda one: one.rules.to_string(), right=True, narrow="hide",
               class_name="col-s"),
        Column(t("baselines-column-exhaustive"), whole, narrow="sub", class_name="col-xl"),
    ]  # fmt: skip
    return section(
        t("baselines-tab-families"),
        rx.el.p(t("baselines-families-body"), class_name="muted prose"),
        data_table(
            detail.families.to(list[FamilyRow]),
            columns,
            label=t("baselines-tab-families"),
            flat=True,
            empty=empty_state(t("baselines-parts-empty-title"), t("baselines-families-empty-body"), icon_name="layers"),
        ),
    )


def rules_tab(detail: rx.Var[BaselinePage]) -> rx.Component:
    """Properties that are noise, or a matter of each tenant."""
    add = button(t("baselines-rule-add"), size="s", icon="plus", on_click=BaselineEdits.try_rule(True))
    columns = [
        Column(t("baselines-column-property"), _property),
        Column(t("inventory-family"), lambda one: family_words(one.family), narrow="sub", class_name="col-l"),
        Column(t("baselines-field-reason"), lambda one: rx.el.bdi(one.reason), narrow="sub"),
        Column(rx.el.span(t("menu-more"), class_name="vh"), lambda one: rx.cond(
            detail.is_editable, icon_button("trash-2", t("baselines-rule-remove"),
                                            on_click=BaselineActs.begin("unrule", one.handle)), rx.fragment()),
               right=True, narrow="end", class_name="col-act"),
    ]  # fmt: skip
    return rx.fragment(
        section(
            t("baselines-tab-rules"),
            rx.el.p(t("baselines-rules-body"), class_name="muted prose"),
            data_table(
                detail.rules.to(list[RuleRow]),
                columns,
                label=t("baselines-tab-rules"),
                flat=True,
                empty=empty_state(
                    t("baselines-rules-empty-title"), t("baselines-rules-empty-body"), icon_name="list-filter"
                ),
            ),
            end=[rx.cond(detail.is_editable, add, rx.fragment())],
        ),
        _rule_dialog(detail),
    )


def family_words(family: rx.Var[str]) -> rx.Var[str]:
    """A rule's family, or that it holds in all."""
    return rx.cond(family == "*", t("baselines-all-families"), t_code("family", family))


def path_words(words: rx.Var) -> rx.Component:
    """The readable way to a property."""
    return rx.foreach(words.to(list[str]), lambda word, place: rx.fragment(
        rx.cond(place > 0, icon("chevron-right", small=True), rx.fragment()), rx.el.bdi(word)))  # fmt: skip


def _property(one: rx.Var[RuleRow]) -> rx.Component:
    words = rx.cond(one.words.length() > 0, rx.el.span(path_words(one.words), class_name="diff-path"), rx.fragment())
    return rx.fragment(words, rx.el.span(one.path, class_name="cell-sub mono"))


def _rule_dialog(detail: rx.Var[BaselinePage]) -> rx.Component:
    """First what is asked, then what it would hide today, then the decision: nothing is saved unseen."""
    return dialog(
        t("baselines-rule-add"),
        rx.cond(BaselineEdits.effect, _preview(), _rule_form(detail)),
        large=True,
        open=BaselineEdits.is_trying,
        on_open_change=BaselineEdits.try_rule,
    )


def _rule_form(detail: rx.Var[BaselinePage]) -> rx.Component:
    labels = {
        "family": t("inventory-family"),
        "path": t("baselines-field-path"),
        "reason": t("baselines-field-reason"),
    }
    every = [{"value": "*", "label": t("baselines-all-families")}]
    listed = detail.families.to(list[FamilyRow]).map(
        lambda one: {"value": one.family, "label": t_code("family", one.family)}
    )
    return form(
        field("family", labels["family"], kind="select", options=rx.Var.create(every).to(list) + listed,
              default_value=BaselineEdits.family),
        field("path", labels["path"], help=t("baselines-field-path-help"), max_length=400, spell_check=False,
              default_value=BaselineEdits.path),
        field("reason", labels["reason"], help=t("baselines-field-reason-help"), max_length=300,
              default_value=BaselineEdits.reason),
        dialog_foot(dialog_cancel(), submit_button(t("baselines-rule-preview"))),
        fields=labels,
        errors=BaselineEdits.errors,
        on_submit=BaselineEdits.preview,
    )  # fmt: skip


def _preview() -> rx.Component:
    found = BaselineEdits.effect.to(EffectPage)
    says = rx.cond(
        found.hidden > 0,
        t("baselines-effect-hides", count=found.hidden, left=found.left),
        t("baselines-effect-nothing"),
    )
    mistyped = notice(t("baselines-effect-mistyped"), t("baselines-effect-mistyped-body"), tone="caution",
                      icon_name="triangle-alert")  # fmt: skip
    partly = rx.el.p(t("baselines-effect-partly", count=found.left_out), class_name="t-caution")
    return rx.fragment(
        rx.el.p(rx.el.b(BaselineEdits.path, class_name="mono break"), " · ", family_words(BaselineEdits.family)),
        rx.cond(found.matches_nothing, mistyped, rx.fragment()),
        lede(says),
        rx.el.p(t("baselines-effect-basis", looked=found.looked_at, clean=found.parts_clean), class_name="muted small"),
        rx.cond(found.left_out > 0, partly, rx.fragment()),
        _effect_tenants(found),
        _effect_rows(found),
        scope_notice("app", t("baselines-rule-scope")),
        problem_line(BaselineEdits.problem),
        dialog_foot(
            button(t("baselines-effect-back"), kind="quiet", on_click=BaselineEdits.rethink),
            button(t("baselines-rule-save"), kind="primary", on_click=BaselineEdits.save_rule),
        ),
    )


def _effect_tenants(found: rx.Var[EffectPage]) -> rx.Component:
    def number(one: rx.Var[EffectTenant], count: rx.Var[int]) -> rx.Component:
        unknown = rx.el.span(t("value-unknown"), class_name="t-unknown")
        return rx.cond(one.state == "looked_at", rx.el.span(count), unknown)

    columns = [
        Column(t("inventory-tenant"), lambda one: rx.el.bdi(one.name)),
        Column(t("baselines-effect-hidden"), lambda one: number(one, one.hidden), right=True, class_name="col-s"),
        Column(t("baselines-effect-left"), lambda one: number(one, one.left), right=True, class_name="col-s"),
        Column(t("baselines-effect-clean"), lambda one: number(one, one.parts_clean), right=True, class_name="col-m"),
    ]
    table = data_table(
        found.tenants.to(list[EffectTenant]), columns, label=t("baselines-effect-tenants"), flat=True, single_line=True
    )
    return rx.cond(found.tenants.length() > 0, rx.el.div(table, class_name="effect"), rx.fragment())


def _effect_rows(found: rx.Var[EffectPage]) -> rx.Component:
    def one(row: rx.Var[EffectRow]) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.el.span(
                    link(rx.el.bdi(rx.cond(row.part_name != "", row.part_name, t_code("family", row.family))),
                         href=row.policy_href),
                    " · ", rx.el.bdi(row.tenant_name),
                ),
                rx.foreach(row.paths.to(list[EffectPath]), _hidden),
            ),
        )  # fmt: skip

    listed = disclosure(
        t("baselines-effect-rows", count=found.rows.length()),
        rx.el.ul(rx.foreach(found.rows.to(list[EffectRow]), one), class_name="plain-list effect"),
    )
    return rx.cond(found.rows.length() > 0, listed, rx.fragment())


def _hidden(one: rx.Var[EffectPath]) -> rx.Component:
    said = rx.fragment(rx.el.bdi(one.before), " → ", rx.el.bdi(one.after))
    return rx.el.p(
        rx.el.span(path_words(one.words), class_name="diff-path", title=one.path),
        rx.el.span(rx.cond(one.is_secret, secret_mark(), said), class_name="muted small break"),
    )
