"""Messages in the corner: confirmations that pages send, and the gate's notices of refusals and errors."""

from __future__ import annotations

from itertools import count
from typing import Any

import reflex as rx

from tenantpilot.access.gate.declare import ANYWHERE, client_event, server_event
from tenantpilot.access.gate.notices import Notices
from tenantpilot.kernel.views import view
from tenantpilot.operations.views import StartedRun
from tenantpilot.ui.components import icon, link, parts, t, t_code, t_id

MOST = 4
SECONDS = 8
ICONS = {"positive": "circle-check", "info": "info", "caution": "triangle-alert", "critical": "circle-alert"}
_serials = count(1)


@view
class Toast:
    """One message. `message` and `action` are message ids; the message may use { $name }."""

    key: str
    message: str
    name: str
    tone: str
    icon: str
    href: str
    action: str


class Toasts(rx.State):
    """The messages that are on the screen of this tab."""

    items: list[Toast] = []

    @server_event(plane=ANYWHERE)
    def show(self, message: str, name: str = "", tone: str = "positive", href: str = "", action: str = "") -> None:
        """Tell the person: `return Toasts.show("toast-member-removed", name)` at the end of a handler.

        With `href` and `action` (a message id like "toast-open-run") the message carries a link.
        """
        shown = Toast(str(next(_serials)), message, name, tone, ICONS.get(tone, "info"), href, action)
        self.items = [*self.items, shown][-MOST:]

    @client_event(plane=ANYWHERE)
    def dismiss(self, key: str) -> None:
        """The person has read it, or its time is over."""
        self.items = [item for item in self.items if item.key != key]


def tell_started(run: StartedRun) -> Any:
    """Tell the person that their run goes on by itself, or that it was under way already, with the way to it."""
    words = "toast-run-joined" if run.is_joined else "toast-run-started"
    return Toasts.show(words, "", "info", run.href, "toast-open-run")


def corner() -> rx.Component:
    """The place where messages appear; one per page. A message leaves by itself unless hovered or focused."""
    return rx.el.section(
        rx.el.div(
            rx.foreach(Toasts.items, lambda item: card(item, Toasts.dismiss(item.key))),
            rx.cond(Notices.key != "", _notice(), rx.fragment()),
            class_name="stack",
            role="status",
            aria_live="polite",
        ),
        class_name="toasts",
        aria_label=t("toast-label"),
    )


def card(item: rx.Var[Toast], leave: Any, *, seconds: int = SECONDS) -> rx.Component:
    """One message; `leave` is the event that takes it away."""
    words = t_id(item.message, name=item.name)
    more = rx.cond(item.href != "", rx.el.p(link(t_id(item.action), href=item.href)), rx.fragment())
    return rx.el.div(
        icon(item.icon),
        rx.el.div(rx.el.b(words), more),
        _close(words, leave),
        parts.After.create(seconds=seconds, on_time=leave),
        class_name="toast",
        data_tone=item.tone,
        key=item.key,
    )


def _notice() -> rx.Component:
    """The gate's newest notice; an error stays until it is read, because it may need a reference written down."""
    words = t_id(Notices.key)
    reference = rx.el.p(t("state-reference", reference=Notices.reference), class_name="mono small")
    return rx.el.div(
        icon("circle-alert"),
        rx.el.div(
            rx.el.b(words),
            rx.cond(Notices.reason != "", rx.el.p(t_code("reason", Notices.reason)), rx.fragment()),
            rx.cond(Notices.reference != "", reference, rx.fragment()),
        ),
        _close(words, Notices.dismiss()),
        class_name="toast",
        data_tone="critical",
        key=Notices.serial.to_string(),
    )


def _close(words: rx.Var[str], leave: Any) -> rx.Component:
    return rx.el.button(
        icon("x"),
        class_name="iconbtn",
        data_size="s",
        type="button",
        aria_label=t("toast-dismiss", title=words),
        on_click=leave,
    )
