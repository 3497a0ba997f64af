"""The dialogs of the page of schedules."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.operations.cadence import INTERVAL
from tenantpilot.ui.admin.schedules_state import CHANGES, Schedules
from tenantpilot.ui.components import (
    choices,
    field,
    form_dialog,
    mutation_dialog,
    options,
    scope_notice,
    t,
    t_code,
    t_id,
    zone_field,
)

KINDS_OF_BUTTON = {"pause": "primary", "resume": "primary", "delete": "danger-solid"}


def dialogs() -> rx.Component:
    """All of them; at most one is open."""
    return rx.fragment(_create(), *(_ask(change) for change in CHANGES))


def _ask(change: str) -> rx.Component:
    return mutation_dialog(
        t(f"schedules-{change}-title", name=t_code("operation", Schedules.kind)),
        scope="app",
        amount=t(f"schedules-{change}-amount"),
        action=t(f"schedules-{change}"),
        on_confirm=Schedules.change,
        kind=KINDS_OF_BUTTON[change],
        error=t_id(Schedules.problem),
        open=Schedules.opened == change,
        on_open_change=Schedules.show,
    )


def _only_for(*cadences: str) -> dict[str, Any]:
    shown = Schedules.cadence == cadences[0]
    for other in cadences[1:]:
        shown = shown | (Schedules.cadence == other)
    return {"hidden": ~shown}


def _tenant() -> rx.Component:
    """Which tenant it is about, where there are operations about one."""
    known = Schedules.tenants.map(
        lambda one: {"value": one.value, "label": rx.cond(one.value == "", t("schedules-no-tenant"), one.name)}
    )
    chosen = field(
        "about",
        t("schedules-field-tenant"),
        kind="select",
        options=known,
        help=t("schedules-field-tenant-help"),
        optional=True,
    )
    return rx.cond(Schedules.tenants.length() > 0, chosen, rx.el.input(type="hidden", name="about", default_value=""))


def _create() -> rx.Component:
    kinds = Schedules.kinds.map(lambda kind: {"value": kind, "label": t_code("operation", kind)})
    often = options(*((one, t(f"cadence-{one}")) for one in INTERVAL))
    days = options(*((str(day), t(f"weekday-{day}")) for day in range(7)))
    return form_dialog(
        t("schedules-create-title"),
        scope_notice("app", t("schedules-create-scope"), rx.el.p(t("schedules-create-ask"))),
        field("kind", t("schedules-field-kind"), kind="select", options=kinds),
        _tenant(),
        rx.el.div(
            choices(
                "cadence",
                t("schedules-field-cadence"),
                often,
                value=Schedules.cadence,
                on_pick=Schedules.pick_cadence,
            ),
            class_name="cols",
            data_n="3",
        ),
        rx.el.div(
            rx.el.div(
                field("weekday", t("schedules-field-weekday"), kind="select", options=days), **_only_for("weekly")
            ),
            rx.el.div(
                field("at", t("schedules-field-at"), kind="time", default_value="02:00"),
                **_only_for("daily", "weekly"),
            ),
            rx.el.div(
                field("minute", t("schedules-field-minute"), kind="number", default_value="0", min="0", max="59"),
                **_only_for("hourly"),
            ),
            rx.el.div(
                zone_field("zone", t("schedules-field-zone"), help=t("schedules-field-zone-help")),
                **_only_for("daily", "weekly"),
            ),
            class_name="form-row",
        ),
        state=Schedules,
        open="create",
        fields={
            "kind": t("schedules-field-kind"),
            "about": t("schedules-field-tenant"),
            "cadence": t("schedules-field-cadence"),
            "weekday": t("schedules-field-weekday"),
            "at": t("schedules-field-at"),
            "minute": t("schedules-field-minute"),
            "zone": t("schedules-field-zone"),
        },
        on_submit=Schedules.create,
        on_open_change=Schedules.show,
        cancel=t("dialog-close"),
        action=t("schedules-create"),
        large=True,
    )
