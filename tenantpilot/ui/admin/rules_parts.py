"""Parts that the tabs of the rules share: hours in words, the reason, the form around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from tenantpilot.findings.policy_views import RulesHead
from tenantpilot.ui.admin.rules_state import Rules
from tenantpilot.ui.components import field, form_dialog, moment, problem_line, t

LONGEST_REASON = 2000
HOURS_A_DAY = 24


def version_line(head: rx.Var[RulesHead]) -> rx.Component:
    """Which version is in force, who made it and when; the product's own rules have nobody."""
    made = rx.fragment(
        t("rules-version", number=head.version), " · ", rx.el.bdi(head.made_by), " · ",
        moment(head.made_at, mode="date"),
    )  # fmt: skip
    return rx.cond(head.version > 0, made, t("rules-version-own"))


def hours_words(hours: rx.Var[int]) -> rx.Component:
    """Whole days as days, everything else as hours, none as no date."""
    whole = (hours % HOURS_A_DAY == 0) & (hours > 2 * HOURS_A_DAY)
    said = rx.cond(whole, t("rules-days", count=hours / HOURS_A_DAY), t("rules-hours-count", count=hours))
    return rx.cond(hours > 0, rx.el.span(said, class_name="num"), rx.el.span(t("rules-no-date"), class_name="subtle"))


def reason_field() -> rx.Component:
    """Why the rules change; it stands in their history."""
    return field("reason", t("rules-reason"), kind="textarea", rows=2, help=t("rules-reason-help"),
                 max_length=LONGEST_REASON)  # fmt: skip


def rules_dialog(
    kind: str, *content: Any, fields: dict[str, rx.Var[str]], on_submit: Callable[..., Any]
) -> rx.Component:
    """The form of one kind of rules, its reason last; everything in it arrives as one."""
    return form_dialog(
        t(f"rules-change-{kind}"),
        *content,
        reason_field(),
        problem_line(Rules.problem),
        state=Rules,
        open=kind,
        fields=fields,
        on_submit=on_submit,
        action=t("rules-save"),
        large=True,
        whole=True,
    )
