"""The controls that start an operation: one button for one operation, or a menu of all."""

from __future__ import annotations

import reflex as rx

from tenantpilot.operations.views import OperationChoice
from tenantpilot.ui.admin.start_state import Start
from tenantpilot.ui.components import button, menu, menu_item, t, t_code
from tenantpilot.ui.components.basics import icon as picture


def start_button(kind: str, *, icon: str, kind_of_button: str = "") -> rx.Component:
    """Start one operation. It changes nothing outside TenantPilot, so it asks no question first."""
    return button(
        t_code("operation", kind),
        icon=icon,
        kind=kind_of_button,
        busy=Start.pending == kind,
        on_click=Start.begin(kind),
    )


def start_menu(choices: rx.Var[list[OperationChoice]]) -> rx.Component:
    """Every operation of this plane; what the person may not start is not offered."""
    face = rx.fragment(picture("play", small=True), t("operations-start"), picture("chevron-down", small=True))
    return rx.cond(
        choices.length() > 0,
        menu(
            rx.foreach(choices, _choice),
            label=t("operations-start"),
            face=face,
            trigger_class="btn",
        ),
        rx.fragment(),
    )


def _choice(choice: rx.Var[OperationChoice]) -> rx.Component:
    item = menu_item(t_code("operation", choice.kind), on_select=Start.begin(choice.kind))
    return rx.cond(choice.may_start, item, rx.fragment())
