"""Values that differ from tenant to tenant: where they are filled in, and with what if a tenant says nothing."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.views import BaselinePage, VariableRow
from tenantpilot.ui.admin.baseline_acts import BaselineActs
from tenantpilot.ui.admin.baseline_parts import part_href
from tenantpilot.ui.admin.baseline_rules import path_words
from tenantpilot.ui.components import (
    Column,
    data_table,
    empty_state,
    link,
    menu,
    menu_item,
    menu_line,
    section,
    t,
    t_code,
    title_cell,
)


def variables_tab(detail: rx.Var[BaselinePage]) -> rx.Component:
    """The list; new ones are made in the part, where the value stands."""

    def acts(one: rx.Var[VariableRow]) -> rx.Component:
        offered = menu(
            menu_item(t("baselines-variable-change"), icon="pencil-line",
                      on_select=BaselineActs.begin("revariable", one.handle)),
            menu_line(),
            menu_item(t("baselines-variable-remove"), icon="trash-2", danger=True,
                      on_select=BaselineActs.begin("unvariable", one.handle)),
            label=t("baselines-actions", name=one.name),
        )  # fmt: skip
        return rx.cond(detail.is_editable, offered, rx.fragment())

    columns = [
        Column(t("baselines-column-variable"), lambda one: title_cell(rx.el.bdi(one.name), sub=_place(one))),
        Column(t("baselines-column-part"), _part, narrow="sub"),
        Column(t("baselines-field-default"), _default, narrow="sub"),
        Column(t("baselines-column-set-by"), lambda one: t("baselines-tenants-count", count=one.tenants), right=True,
               narrow="end", class_name="col-s"),
        Column(rx.el.span(t("menu-more"), class_name="vh"), acts, right=True, narrow="end", class_name="col-act"),
    ]  # fmt: skip
    return section(
        t("baselines-tab-variables"),
        rx.el.p(t("baselines-variables-body"), class_name="muted prose"),
        data_table(
            detail.variables.to(list[VariableRow]),
            columns,
            label=t("baselines-tab-variables"),
            flat=True,
            empty=empty_state(
                t("baselines-variables-empty-title"), t("baselines-variables-empty-body"), icon_name="settings"
            ),
        ),
    )


def _place(one: rx.Var[VariableRow]) -> rx.Component:
    return rx.el.span(path_words(one.words), title=one.path)


def _part(one: rx.Var[VariableRow]) -> rx.Component:
    name = rx.cond(one.part_name != "", one.part_name, t_code("family", one.family))
    return rx.fragment(
        link(rx.el.bdi(name), href=part_href(one.part_ref)),
        rx.el.span(t_code("family", one.family), class_name="cell-sub"),
    )


def _default(one: rx.Var[VariableRow]) -> rx.Component:
    none = rx.el.span(t("value-none"), class_name="subtle")
    return rx.cond(one.default_value != "", rx.el.bdi(one.default_value, class_name="break"), none)
