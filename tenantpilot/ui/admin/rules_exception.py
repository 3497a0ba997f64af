"""What acceptances are held to: for how long at most, who needs a second approver, what is never accepted."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.policy_views import ExceptionRulesPage, LongestRow
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.ui.admin.rules_parts import rules_dialog, version_line
from tenantpilot.ui.admin.rules_state import Rules
from tenantpilot.ui.components import (
    Column,
    badge,
    choices,
    data_table,
    disclosure,
    fact,
    facts,
    field,
    options,
    scope_notice,
    section,
    t,
    t_code,
)


def exception_tab() -> rx.Component:
    """What is in force."""
    rules = Rules.exception.to(ExceptionRulesPage)
    columns = [
        Column(t("findings-severity"), lambda one: badge("severity", one.severity)),
        Column(t("rules-longest"), lambda one: t("rules-days", count=one.days), narrow="sub"),
        Column(t("rules-approvers"), _approvers, narrow="sub"),
    ]
    never = rx.cond(rules.never_families.length() > 0,
                    rx.el.ul(rx.foreach(rules.never_families.to(list[str]),
                                        lambda one: rx.el.li(t_code("family", one)))),
                    rx.el.span(t("rules-never-none"), class_name="muted"))  # fmt: skip
    days = rules.reminder_days.to(list[int]).join(", ")  # type: ignore[attr-defined]
    return rx.fragment(
        section(
            t("rules-exception-longest"),
            rx.el.p(t("rules-exception-body"), class_name="muted prose"),
            data_table(rules.longest.to(list[LongestRow]), columns, label=t("rules-exception-longest"), flat=True),
            meta=version_line(rules.head),
        ),
        section(
            t("rules-exception-more"),
            facts(
                fact(t("rules-reminders"), t("rules-reminders-said", days=days)),
                fact(t("exception-field-after"), t_code("exception-after", rules.after_expiry)),
                fact(t("rules-never"), never),
            ),
        ),
        _form(rules),
    )


def _approvers(one: rx.Var[LongestRow]) -> rx.Var[str]:
    return rx.cond(one.needs_second, t("rules-approvers-two"), t("rules-approvers-one"))


def _labels() -> dict[str, rx.Var[str]]:
    said = {one: t("rules-longest-of", severity=t(f"severity-{one}")) for one in SEVERITIES}
    return said | {
        "second_approver": t("rules-second"),
        "reminder_days": t("rules-reminders"),
        "after_expiry": t("exception-field-after"),
        "never_families": t("rules-never"),
        "reason": t("rules-reason"),
    }


def _form(rules: rx.Var[ExceptionRulesPage]) -> rx.Component:
    said = _labels()
    rows = rules.longest.to(list[LongestRow])
    second = rows.map(lambda one: rx.cond(one.needs_second, one.severity, ""))
    levels = options(*((one, t(f"severity-{one}")) for one in SEVERITIES))
    after = options(*((one, t(f"exception-after-{one}")) for one in ("restart", "continue")))
    families = rules.families.to(list[str]).map(lambda one: {"value": one, "label": t_code("family", one)})
    days = [
        field(one, t(f"severity-{one}"), kind="number", min=1, max=3660, default_value=rows[place].days)
        for place, one in enumerate(SEVERITIES)
    ]
    return rules_dialog(
        "exception",
        scope_notice("app", t("rules-exception-scope")),
        rx.el.fieldset(rx.el.legend(t("rules-exception-longest")), *days, class_name="field four"),
        rx.el.div(choices("second_approver", said["second_approver"], levels, many=True, value=second,
                          help=t("rules-second-help")), class_name="cols"),
        field("reminder_days", said["reminder_days"], help=t("rules-reminders-help"), max_length=60,
              default_value=rules.reminder_days.to(list[int]).join(", ")),  # type: ignore[attr-defined]
        choices("after_expiry", said["after_expiry"], after, value=rules.after_expiry),
        disclosure(t("rules-never"), rx.el.div(choices(
            "never_families", said["never_families"], families, many=True, value=rules.never_families),
            class_name="cols")),
        fields=said,
        on_submit=Rules.save_exception,
    )  # fmt: skip
