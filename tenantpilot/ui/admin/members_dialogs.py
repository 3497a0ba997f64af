"""The dialogs of the member page: each says first what it changes; errors keep it open with everything typed."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.ui.admin.members_state import Members
from tenantpilot.ui.components import (
    button,
    choices,
    copy_field,
    dialog,
    dialog_foot,
    field,
    form_dialog,
    mutation_dialog,
    problem_line,
    scope_notice,
    t,
    t_code,
    t_id,
)

LONGEST_REASON = 500


def dialogs() -> rx.Component:
    """All of them; at most one is open."""
    return rx.fragment(_invite(), _change(), _remove(), _withdraw(), _renew(), _link())


def _open(name: str) -> dict[str, Any]:
    return {"open": Members.opened == name, "on_open_change": Members.show}


def _roles() -> rx.Component:
    listed = Members.offered.map(
        lambda role: {"value": role, "label": t_code("role", role), "help": t_code("role-help", role)}
    )
    return rx.el.div(
        choices("chosen_role", t("members-field-role"), listed, value=Members.chosen_role), class_name="cols"
    )


def _reach() -> rx.Component:
    ways = [
        {"value": way, "label": t(f"members-field-reach-{way}"), "help": t(f"members-field-reach-{way}-help")}
        for way in ("all", "only", "except")
    ]
    named = Members.choices.map(lambda tenant: {"value": tenant.value, "label": tenant.name})
    return rx.fragment(
        rx.el.div(
            choices("reach", t("members-field-reach"), ways, value=Members.reach, on_pick=Members.pick_reach),
            class_name="cols",
            data_n="3",
        ),
        rx.el.div(
            choices(
                "named",
                t("members-field-named"),
                named,
                many=True,
                value=Members.named,
                hidden=Members.reach == "all",
            ),
            class_name="cols",
        ),
    )


def _until() -> rx.Component:
    return field(
        "until",
        t("members-field-until"),
        kind="date",
        optional=True,
        help=t("members-field-until-help"),
        default_value=Members.until,
    )


def _reason() -> rx.Component:
    return field(
        "reason",
        t("members-field-reason"),
        optional=True,
        help=t("members-field-reason-help"),
        max_length=LONGEST_REASON,
    )


GRANT_FIELDS = {
    "chosen_role": t("members-field-role"),
    "reach": t("members-field-reach"),
    "named": t("members-field-named"),
    "until": t("members-field-until"),
}


def _invite() -> rx.Component:
    return form_dialog(
        t("invitations-create-title"),
        scope_notice("app", t("invitations-create-scope")),
        field(
            "email",
            t("members-field-email"),
            kind="email",
            help=t("members-field-email-help"),
            auto_complete="off",
            max_length=254,
        ),
        _roles(),
        _reach(),
        _until(),
        state=Members,
        open="invite",
        fields={"email": t("members-field-email"), **GRANT_FIELDS},
        on_submit=Members.invite,
        on_open_change=Members.show,
        cancel=t("dialog-close"),
        action=t("invitations-create"),
        large=True,
    )


def _change() -> rx.Component:
    return form_dialog(
        t("members-change-title", name=Members.name),
        scope_notice("app", t("members-scope-change")),
        _roles(),
        _reach(),
        _until(),
        _reason(),
        problem_line(Members.problem),
        state=Members,
        open="change",
        fields={**GRANT_FIELDS, "reason": t("members-field-reason")},
        on_submit=Members.change,
        on_open_change=Members.show,
        action=t("members-save"),
        large=True,
    )


def _remove() -> rx.Component:
    return form_dialog(
        t("members-remove-title", name=Members.name),
        scope_notice("app", t("members-remove-amount", name=Members.name), rx.el.p(t("members-remove-undo"))),
        _reason(),
        problem_line(Members.problem),
        state=Members,
        open="remove",
        fields={"reason": t("members-field-reason")},
        on_submit=Members.remove,
        on_open_change=Members.show,
        action=t("members-remove"),
        kind="danger-solid",
    )


def _withdraw() -> rx.Component:
    return mutation_dialog(
        t("invitations-withdraw-title", name=Members.name),
        scope="app",
        amount=t("invitations-withdraw-amount"),
        action=t("invitations-withdraw"),
        on_confirm=Members.withdraw,
        kind="danger-solid",
        error=t_id(Members.problem),
        **_open("withdraw"),
    )


def _renew() -> rx.Component:
    return mutation_dialog(
        t("invitations-renew-title", name=Members.name),
        scope="app",
        amount=t("invitations-renew-amount"),
        action=t("invitations-renew"),
        on_confirm=Members.renew,
        error=t_id(Members.problem),
        **_open("renew"),
    )


def _link() -> rx.Component:
    return dialog(
        t("invitations-link-title", name=Members.name),
        rx.el.p(t("invitations-link-body")),
        copy_field(t("invitations-link-label"), Members.link),
        foot=dialog_foot(button(t("invitations-link-done"), kind="primary", on_click=Members.show(False))),
        **_open("link"),
    )
