"""What starts by itself: the list of schedules, and for those who may, changing it."""

from __future__ import annotations

import reflex as rx

from tenantpilot.operations.views import ScheduleRow
from tenantpilot.ui.admin.schedules_dialogs import dialogs
from tenantpilot.ui.admin.schedules_state import Schedules
from tenantpilot.ui.admin.start import stopped_notice
from tenantpilot.ui.components import (
    Column,
    badge,
    button,
    data_table,
    empty_state,
    link,
    menu,
    menu_item,
    menu_line,
    moment,
    page_head,
    t,
    t_code,
    title_cell,
)
from tenantpilot.ui.shell import page


@page("/admin/[space]/schedules", title="nav-schedules", on_load=[Schedules.load])
def schedules() -> rx.Component:
    """The list, the next due first."""
    create = button(t("schedules-create"), kind="primary", icon="plus", on_click=Schedules.begin_create)
    return rx.fragment(
        page_head(
            t("nav-schedules"),
            rx.cond(Schedules.may_manage, create, rx.fragment()),
            purpose=t("schedules-purpose"),
        ),
        stopped_notice(Schedules.some_waiting),
        data_table(
            Schedules.rows,
            _columns(),
            label=t("nav-schedules"),
            loading=~Schedules.is_loaded,
            empty=empty_state(t("schedules-empty-title"), t("schedules-empty-body"), icon_name="calendar-clock"),
        ),
        dialogs(),
    )


def _columns() -> list[Column]:
    return [
        Column(t("schedules-column-operation"), _what),
        Column(t("schedules-column-when"), _when, narrow="sub"),
        Column(t("schedules-column-state"), _state, narrow="badge", class_name="col-l"),
        Column(t("schedules-column-next"), _next, narrow="hide", class_name="col-m"),
        Column(t("schedules-column-last"), _last, narrow="hide", class_name="col-m"),
        Column(rx.el.span(t("menu-more"), class_name="vh"), _actions, right=True, narrow="end", class_name="col-act"),
    ]


def _what(row: rx.Var[ScheduleRow]) -> rx.Component:
    tenant = rx.cond(row.tenant_name != "", rx.fragment(row.tenant_name, ", "), rx.fragment())
    return title_cell(t_code("operation", row.kind), sub=rx.fragment(tenant, t("schedules-owner", name=row.owner_name)))


def two_digits(number: rx.Var[int]) -> rx.Var[str]:
    """A part of a time of day."""
    return rx.cond(number < 10, "0" + number.to_string(), number.to_string())


def _when(row: rx.Var[ScheduleRow]) -> rx.Component:
    at = two_digits(row.hour) + ":" + two_digits(row.minute)
    day = t_code("weekday", row.weekday.to_string())
    words = rx.match(
        row.cadence,
        ("hourly", t("schedules-hourly", minute=two_digits(row.minute))),
        ("weekly", t("schedules-weekly", day=day, time=at)),
        t("schedules-daily", time=at),
    )
    zone = rx.cond(row.cadence == "hourly", rx.fragment(), rx.el.span(row.zone, class_name="cell-sub"))
    return rx.fragment(rx.el.span(words), zone)


def _state(row: rx.Var[ScheduleRow]) -> rx.Component:
    why = rx.cond(
        row.pause_reason != "", rx.el.span(t_code("reason", row.pause_reason), class_name="cell-sub"), rx.fragment()
    )
    late = rx.cond(
        row.is_overdue, rx.el.span(t("schedules-overdue"), class_name="tag", data_tone="caution"), rx.fragment()
    )
    waits = rx.cond(row.waits_for != "", rx.el.span(t_code("reason", row.waits_for), class_name="cell-sub"), why)
    held = rx.cond(
        row.waits_for != "", rx.el.span(t("schedules-waits"), class_name="tag", data_tone="caution"), rx.fragment()
    )
    shown = rx.cond(row.is_paused, badge("lifecycle", "paused"), badge("lifecycle", "active"))
    return rx.fragment(rx.el.span(shown, late, held, class_name="row wrap"), waits)


def _next(row: rx.Var[ScheduleRow]) -> rx.Component:
    return moment(row.next_due_at, mode="datetime", empty=t("value-none"))


def _last(row: rx.Var[ScheduleRow]) -> rx.Component:
    at = moment(row.last_due_at)
    return rx.cond(row.last_run_href != "", link(at, href=row.last_run_href), at)


def _actions(row: rx.Var[ScheduleRow]) -> rx.Component:
    pause = menu_item(t("schedules-pause"), icon="pause", on_select=Schedules.begin("pause", row.handle))
    resume = menu_item(t("schedules-resume"), icon="play", on_select=Schedules.begin("resume", row.handle))
    offered = menu(
        rx.cond(row.is_paused, resume, pause),
        menu_line(),
        menu_item(t("schedules-delete"), icon="trash-2", danger=True, on_select=Schedules.begin("delete", row.handle)),
        label=t("schedules-actions", name=t_code("operation", row.kind)),
    )
    return rx.cond(row.may_manage, offered, rx.fragment())
