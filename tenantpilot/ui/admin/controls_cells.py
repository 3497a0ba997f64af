"""The parts of both pages of controls: the list of operation types, and the question before one is stopped."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.operations.views import ControlRow
from tenantpilot.ui.components import (
    Column,
    badge,
    button,
    field,
    form_dialog,
    moment,
    notice,
    problem_line,
    scope_notice,
    t,
    t_code,
    title_cell,
)

LONGEST_REASON = 500


def operation_name(kind: rx.Var[str]) -> rx.Var:
    """What the type is called; the empty one is all of them."""
    return rx.cond(kind == "", t("controls-all"), t_code("operation", kind))


def control_columns(state: Any) -> list[Column]:
    """Type, whether it goes on, why not, since when, and the way to change it."""
    return [
        Column(t("controls-column-operation"), _what),
        Column(t("controls-column-state"), _state, narrow="badge", class_name="col-m"),
        Column(t("controls-column-why"), _why, narrow="sub"),
        Column(t("controls-column-since"), _since, narrow="hide", class_name="col-m"),
        Column(
            rx.el.span(t("controls-column-change"), class_name="vh"),
            lambda row: _change(row, state),
            right=True,
            narrow="end",
            class_name="col-m",
        ),
    ]


def _what(row: rx.Var[ControlRow]) -> rx.Component:
    sub = rx.cond(row.kind == "", t("controls-all-sub"), t_code("touches", row.touches))
    return title_cell(operation_name(row.kind), sub=sub)


def _state(row: rx.Var[ControlRow]) -> rx.Component:
    return badge("control", rx.cond(row.stopped_by == "", "free", "stopped"))


def _why(row: rx.Var[ControlRow]) -> rx.Component:
    who = rx.match(
        row.stopped_by,
        ("installation", t("controls-by-installation")),
        rx.cond(row.set_by != "", t("controls-by", name=row.set_by), t("controls-by-command")),
    )
    named = rx.cond(row.set_by != "", t("controls-by", name=row.set_by), who)
    general = rx.cond(row.is_by_all, rx.fragment(t("controls-with-all"), " "), rx.fragment())
    told = rx.fragment(
        rx.el.span(row.reason, class_name="clamp"), rx.el.span(general, named, class_name="cell-sub")
    )  # fmt: skip
    return rx.cond(row.stopped_by != "", told, rx.fragment())


def _since(row: rx.Var[ControlRow]) -> rx.Component:
    return rx.cond(row.set_at != "", moment(row.set_at, mode="datetime"), rx.fragment())


def _change(row: rx.Var[ControlRow], state: Any) -> rx.Component:
    release = button(
        t("controls-release"),
        size="s",
        on_click=state.ask("release", row.kind),
        aria_haspopup="dialog",
        aria_label=t("controls-release-of", name=operation_name(row.kind)),
    )
    stop = button(
        t("controls-stop"),
        kind="danger",
        size="s",
        on_click=state.ask("stop", row.kind),
        aria_haspopup="dialog",
        aria_label=t("controls-stop-of", name=operation_name(row.kind)),
    )
    offered = rx.cond(row.handle != "", release, rx.cond(row.stopped_by == "", stop, rx.fragment()))
    return rx.cond(state.may_manage, offered, rx.fragment())


def everything_stopped(rows: rx.Var[list[ControlRow]]) -> rx.Component:
    """A line above the list while nothing at all starts."""
    loud = notice(t("controls-everything-title"), t("controls-everything-body"), tone="critical", icon_name="power")
    return rx.cond((rows.length() > 0) & (rows[0].stopped_by != ""), loud, rx.fragment())


def control_dialogs(state: Any, *, place: str) -> rx.Component:
    """Both questions; `place` is workspace or installation."""
    return rx.fragment(_ask(state, "stop", place), _ask(state, "release", place))


def _ask(state: Any, change: str, place: str) -> rx.Component:
    label = t("controls-field-reason")
    return form_dialog(
        t(f"controls-{change}-title", name=operation_name(state.kind)),
        scope_notice("app", t(f"controls-{change}-{place}"), rx.el.p(t(f"controls-{change}-then"))),
        field(
            "reason",
            label,
            kind="textarea",
            rows=3,
            max_length=LONGEST_REASON,
            help=t(f"controls-field-reason-help-{place}"),
        ),
        problem_line(state.problem),
        state=state,
        open=change,
        fields={"reason": label},
        on_submit=state.change,
        on_open_change=state.show,
        action=t(f"controls-{change}"),
        kind="danger-solid" if change == "stop" else "primary",
    )
