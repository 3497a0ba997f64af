"""The workspace's rules for findings: by when, how bad, what may be accepted; with their history."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.policy_views import ExceptionRulesPage, RuleChange, RulesVersion, SeverityPage, SlaPage
from tenantpilot.ui.admin.rules_exception import exception_tab
from tenantpilot.ui.admin.rules_severity import severity_tab
from tenantpilot.ui.admin.rules_sla import sla_tab
from tenantpilot.ui.admin.rules_state import Rules
from tenantpilot.ui.components import (
    button,
    disclosure,
    moment,
    page_head,
    section,
    skeleton_block,
    t,
    t_code,
    tab,
    tabs,
    timeline,
    timeline_node,
    why,
)
from tenantpilot.ui.shell import page


@page("/admin/[space]/rules", title="nav-rules", on_load=[Rules.load], width="record")
def rules() -> rx.Component:
    """The tab in the address, then how it came to be."""
    change = button(t("rules-change"), kind="primary", icon="pencil-line", on_click=Rules.begin, aria_haspopup="dialog")
    shown = rx.match(
        Rules.shown,
        ("sla", sla_tab()),
        ("severity", severity_tab()),
        ("exception", exception_tab()),
        skeleton_block(8),
    )
    return rx.fragment(
        page_head(t("nav-rules"), rx.cond(_may_change(), change, rx.fragment()), purpose=t("rules-purpose")),
        tabs(
            tab(t("rules-tab-sla")),
            tab(t("rules-tab-severity"), value="severity"),
            tab(t("rules-tab-exception"), value="exception"),
            label=t("rules-tabs"),
        ),
        rx.el.div(shown, rx.cond(Rules.shown != "", _history(), rx.fragment()), class_name="rules"),
    )


def _may_change() -> rx.Var[bool]:
    return rx.match(
        Rules.shown,
        ("sla", rx.cond(Rules.sla, Rules.sla.to(SlaPage).head.may_change, False)),
        ("severity", rx.cond(Rules.severity, Rules.severity.to(SeverityPage).head.may_change, False)),
        ("exception", rx.cond(Rules.exception, Rules.exception.to(ExceptionRulesPage).head.may_change, False)),
        False,
    )


def _history() -> rx.Component:
    def change(one: rx.Var[RuleChange]) -> rx.Component:
        nothing = rx.el.span(t("value-none"), class_name="subtle")
        before = rx.cond(one.before != "", rx.el.bdi(one.before), nothing)
        after = rx.cond(one.after != "", rx.el.bdi(one.after), nothing)
        return rx.el.li(rx.el.code(one.path, class_name="small"), ": ", before, " → ", after, class_name="break")

    def what(one: rx.Var[RulesVersion]) -> rx.Component:
        listed = rx.el.ul(rx.foreach(one.changes.to(list[RuleChange]), change), class_name="small")
        return rx.fragment(
            rx.el.b(rx.el.bdi(one.made_by)), ": ", t("rules-version", number=one.version),
            rx.cond(one.reason != "", why(rx.el.q(rx.el.bdi(one.reason))), rx.fragment()),
            rx.cond(one.changes.length() > 0,
                    disclosure(t("rules-changes", count=one.changes.length()), listed), rx.fragment()),
        )  # fmt: skip

    listed = timeline(
        Rules.history,
        what=what,
        when=lambda one: moment(one.made_at, mode="datetime"),
        node=lambda _one: timeline_node("pencil-line"),
    )
    nothing = rx.el.p(t("rules-history-empty"), class_name="muted")
    more = rx.el.div(button(t("finding-timeline-older"), on_click=Rules.older))
    return section(
        t("rules-history"),
        rx.cond(Rules.history.length() > 0, listed, nothing),
        rx.cond(Rules.cursor != "", more, rx.fragment()),
        meta=t_code("rules-tab", Rules.shown),
    )
