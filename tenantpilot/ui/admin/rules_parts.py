"""Parts that the tabs of the rules share: hours in words, the reason, the foot of a form."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.policy_views import RulesHead
from tenantpilot.ui.admin.rules_state import Rules
from tenantpilot.ui.components import dialog_cancel, dialog_foot, field, moment, submit_button, t, t_id
from tenantpilot.ui.components.overlays import notice_line

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


def saving() -> list[rx.Component]:
    """What went wrong, if anything, and the buttons."""
    return [
        rx.cond(Rules.problem != "", notice_line(t_id(Rules.problem)), rx.fragment()),
        dialog_foot(dialog_cancel(), submit_button(t("rules-save"))),
    ]
