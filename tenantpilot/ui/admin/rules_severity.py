"""How bad a difference is: the workspace's own rules, the first that fits decides, then the product's own."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.policy_views import SeverityPage, SeverityRuleRow
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.ui.admin.rules_parts import reason_field, version_line
from tenantpilot.ui.admin.rules_state import Rules
from tenantpilot.ui.components import (
    Column,
    badge,
    data_table,
    dialog,
    dialog_cancel,
    dialog_foot,
    disclosure,
    empty_state,
    field,
    form,
    icon_button,
    options,
    problem_line,
    scope_notice,
    section,
    submit_button,
    t,
    t_code,
)


def severity_tab() -> rx.Component:
    """What is in force."""
    severity = Rules.severity.to(SeverityPage)
    nothing = empty_state(t("rules-severity-empty-title"), t("rules-severity-empty-body"), icon_name="list-filter")
    return rx.fragment(
        section(
            t("rules-severity-mine"),
            rx.el.p(t("rules-severity-body"), class_name="muted prose"),
            _table(severity.rules.to(list[SeverityRuleRow]), t("rules-severity-mine"), nothing),
            meta=version_line(severity.head),
        ),
        disclosure(
            t("rules-severity-own", count=severity.own.length()),
            _table(severity.own.to(list[SeverityRuleRow]), t("rules-severity-product"), None),
        ),
        _form(severity),
    )


def _table(rows: rx.Var[list[SeverityRuleRow]], label: rx.Var[str], nothing: rx.Component | None) -> rx.Component:
    columns = [
        Column(t("findings-severity"), lambda one: badge("severity", one.severity)),
        Column(t("findings-column-kind"), _kind, narrow="sub"),
        Column(t("findings-family"), _family, narrow="sub"),
        Column(t("rules-path"), _path, narrow="sub"),
    ]
    return data_table(rows, columns, label=label, flat=True, empty=nothing)


def _kind(one: rx.Var[SeverityRuleRow]) -> rx.Component:
    return rx.cond(one.kind != "", t_code("finding-kind", one.kind), _any("kind"))


def _family(one: rx.Var[SeverityRuleRow]) -> rx.Component:
    return rx.cond(one.family != "", t_code("family", one.family), _any("family"))


def _path(one: rx.Var[SeverityRuleRow]) -> rx.Component:
    return rx.cond(one.path != "", rx.el.code(one.path, class_name="small break"), _any("path"))


def _any(what: str) -> rx.Component:
    return rx.el.span(t(f"rules-any-{what}"), class_name="subtle")


def _form(severity: rx.Var[SeverityPage]) -> rx.Component:
    """The draft with its order, a line that adds to it, and the reason."""
    return dialog(
        t("rules-change-severity"),
        scope_notice("app", t("rules-scope", count=severity.open_findings)),
        rx.el.ol(rx.foreach(Rules.draft, _drafted), class_name="plain-list"),
        rx.cond(Rules.draft.length() == 0, rx.el.p(t("rules-draft-empty"), class_name="muted"), rx.fragment()),
        _adding(severity),
        form(
            reason_field(),
            problem_line(Rules.problem),
            dialog_foot(dialog_cancel(), submit_button(t("rules-save"))),
            fields={"reason": t("rules-reason")},
            errors=Rules.errors,
            on_submit=Rules.save_severity,
        ),
        large=True,
        open=Rules.opened == "severity",
        on_open_change=Rules.close,
    )


def _drafted(one: rx.Var[SeverityRuleRow]) -> rx.Component:
    return rx.el.li(
        badge("severity", one.severity),
        rx.el.span(_kind(one), " · ", _family(one), " · ", _path(one), class_name="grow"),
        icon_button("arrow-up", t("rules-lift", number=one.position), size="s", disabled=one.position == 1,
                    on_click=Rules.lift_rule(one.position)),
        icon_button("trash-2", t("rules-drop", number=one.position), size="s",
                    on_click=Rules.drop_rule(one.position)),
        key=one.position.to_string(),
    )  # fmt: skip


def _adding(severity: rx.Var[SeverityPage]) -> rx.Component:
    any_ = {"value": "", "label": t("rules-any")}
    kinds = rx.Var.create([any_]) + severity.kinds.to(list[str]).map(
        lambda one: {"value": one, "label": t_code("finding-kind", one)})  # fmt: skip
    families = rx.Var.create([any_]) + severity.families.to(list[str]).map(
        lambda one: {"value": one, "label": t_code("family", one)})  # fmt: skip
    levels = options(*((one, t(f"severity-{one}")) for one in SEVERITIES))
    said = {
        "severity": t("findings-severity"),
        "kind": t("findings-column-kind"),
        "family": t("findings-family"),
        "below": t("rules-path"),
    }
    return disclosure(
        t("rules-add"),
        form(
            rx.el.div(
                field("severity", said["severity"], kind="select", options=levels),
                field("kind", said["kind"], kind="select", options=kinds, optional=True),
                field("family", said["family"], kind="select", options=families, optional=True),
                field("below", said["below"], optional=True, max_length=500, help=t("rules-path-help")),
                class_name="form-row",
            ),
            rx.el.div(submit_button(t("rules-add"), kind="")),
            fields=said,
            on_submit=Rules.add_rule,
        ),
    )
