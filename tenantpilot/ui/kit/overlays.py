"""What opens above a page."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.ui.components import (
    button,
    dialog,
    dialog_cancel,
    dialog_foot,
    menu,
    menu_item,
    menu_link,
    mutation_dialog,
    popover,
    sample,
    scope_notice,
    t_id,
)
from tenantpilot.ui.kit.state import KitPage
from tenantpilot.ui.shell.toasts import card

CONFIRMS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("app", "Remove member", "One membership in this workspace ends. It can be given again.", {"kind": "danger-solid"}),
    ("tenant", "Restore 12 policies", "12 policies in 3 tenants are written.", {"confirm_words": "restore 12"}),
    ("none", "Simulate restore", "Nothing is written; the result is a report.", {}),
)


def _confirm(scope: str, action: str, words: str, more: dict[str, Any]) -> rx.Component:
    return rx.fragment(
        button(sample(action), on_click=KitPage.show(scope), aria_haspopup="dialog"),
        mutation_dialog(
            sample(action),
            scope=scope,
            amount=sample(words),
            action=sample(action),
            on_confirm=KitPage.refuse,
            open=KitPage.dialog == scope,
            on_open_change=KitPage.close,
            error=t_id(KitPage.problem),
            **more,
        ),
    )


def section() -> rx.Component:
    """Dialogs, menus, popovers, messages."""
    plain = dialog(
        sample("Invite a person"),
        rx.el.p(sample("They get a link that works once, for seven days.")),
        trigger=sample("Open dialog"),
        purpose=sample("They see this workspace only."),
        foot=dialog_foot(dialog_cancel(), button(sample("Invite"), kind="primary")),
    )
    shown = rx.el.div(*(scope_notice(scope, sample(words)) for scope, _, words, _ in CONFIRMS), class_name="stack")
    return rx.el.div(
        rx.el.div(
            plain,
            *(_confirm(*one) for one in CONFIRMS),
            menu(
                menu_item(sample("Retry"), icon="rotate-cw", hint=sample("R")),
                menu_link(sample("Open audit log"), href="/_kit", icon="scroll-text"),
                label=sample("Actions"),
            ),
            popover(rx.el.p(sample("A panel"), class_name="pop-sec"), face=sample("Popover"), label=sample("Popover"),
                    trigger_class="btn"),
            class_name="row wrap",
        ),
        shown,
        rx.el.div(_messages(), class_name="kit-toasts"),
        class_name="stack kit-wide",
    )  # fmt: skip


def _messages() -> rx.Component:
    return rx.foreach(KitPage.toasts, lambda item: card(item, KitPage.dismiss(item.key), seconds=600))
