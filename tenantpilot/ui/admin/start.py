"""The controls that start an operation: one button for one operation, or a menu of all."""

from __future__ import annotations

import reflex as rx

from tenantpilot.operations.views import OperationChoice
from tenantpilot.ui.admin.start_state import Start
from tenantpilot.ui.components import button, link_button, menu, menu_item, notice, t, t_code
from tenantpilot.ui.components.basics import icon as picture
from tenantpilot.ui.shell.navigation import address


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
    """Every offered operation about no tenant; what the person may not start is left out, what is stopped says so."""
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
    stopped = menu_item(t_code("operation", choice.kind), hint=t_code("control", "stopped"), disabled=True)
    blocked = rx.cond(is_stopped(choice), stopped, rx.fragment())
    is_elsewhere = choice.needs_tenant | ~choice.is_offered
    return rx.cond(is_elsewhere, rx.fragment(), rx.cond(choice.may_start, item, blocked))


def is_stopped(choice: rx.Var[OperationChoice]) -> rx.Var[bool]:
    """Whether a control is what keeps it from starting."""
    return (choice.blocked_reason == "stopped_by_workspace") | (choice.blocked_reason == "stopped_by_installation")


def controls_link() -> rx.Component:
    """The way to who stopped what, when and why."""
    return link_button(t("controls-bite-open"), href=address("/admin/[space]/controls"), size="s")


def stopped_notice(some: rx.Var[bool]) -> rx.Component:
    """A line where a control bites, with the way to who, when and why."""
    told = notice(
        t("controls-bite-title"),
        t("controls-bite-body"),
        controls_link(),
        tone="caution",
        icon_name="power",
    )
    return rx.cond(some, told, rx.fragment())
