"""The bar above a page: switcher, palette, notifications, the person's own menu."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.views import NotificationRow, WorkspaceCard
from tenantpilot.ui.components import (
    avatar,
    button,
    empty_state,
    icon,
    letter_mark,
    link,
    menu,
    menu_line,
    menu_link,
    moment,
    options,
    parts,
    popover,
    pulse,
    segments,
    status_glyph,
    t,
    t_code,
)
from tenantpilot.ui.shell.navigation import address, navigation
from tenantpilot.ui.shell.state import Shell

NEWS_SECONDS = 20


def first_letter(name: rx.Var[str]) -> rx.Var[str]:
    """The letter in a workspace's square."""
    return name[0:1].upper()


def switcher() -> rx.Component:
    """Name of the open workspace; opens the list of the others."""
    name = Shell.workspace.name
    face = rx.fragment(
        letter_mark(first_letter(name)), rx.el.span(name, class_name="trunc"), icon("chevrons-up-down", small=True)
    )
    shown = menu(
        rx.foreach(Shell.workspaces, _workspace),
        menu_line(),
        menu_link(t("header-workspaces-all"), href="/admin", icon="building-2"),
        label=t("header-workspace-switch", name=name),
        face=face,
        trigger_class="switcher",
        align="start",
    )
    return rx.cond(name != "", shown, link(t("header-workspaces-all"), href="/admin", class_name="switcher"))


def _workspace(card: rx.Var[WorkspaceCard]) -> rx.Component:
    return menu_link(
        card.name,
        href=card.href,
        current=card.space == Shell.workspace.space,
        mark=letter_mark(first_letter(card.name)),
    )


def active_runs() -> rx.Component:
    """How many runs wait or work in this workspace; leads to their list."""
    number = rx.el.span(Shell.active_runs, class_name="num", aria_hidden="true")
    shown = link(
        rx.el.span(class_name="spin", aria_hidden="true"),
        number,
        rx.el.span(t("header-running"), class_name="only-wide", aria_hidden="true"),
        rx.el.span(t("header-active-runs", count=Shell.active_runs), class_name="vh"),
        href=address("/admin/[space]/operations") + "?state=active",
        class_name="runs-btn",
    )
    return rx.cond(Shell.active_runs > 0, shown, rx.fragment())


def bell() -> rx.Component:
    """Notifications: a dot while something is unread, the list on a click."""
    dot = rx.cond(Shell.unread > 0, rx.el.span(class_name="dot"), rx.fragment())
    mark = button(t("notifications-mark-read"), kind="quiet", size="s", on_click=Shell.read_all)
    head = rx.el.div(
        rx.el.h2(t("notifications-title")),
        rx.el.span(class_name="push"),
        rx.cond(Shell.unread > 0, mark, rx.fragment()),
        class_name="pop-head",
    )
    nothing = empty_state(t("notifications-empty-title"), t("notifications-empty-body"), icon_name="bell")
    body = rx.cond(
        Shell.notifications.length() > 0,
        rx.el.ul(rx.foreach(Shell.notifications, _note), class_name="notes"),
        nothing,
    )
    return rx.fragment(
        popover(
            head,
            body,
            face=rx.fragment(icon("bell"), dot),
            label=t("notifications-label", count=Shell.unread),
        ),
        pulse(Shell.look, seconds=NEWS_SECONDS),
    )


def _note(row: rx.Var[NotificationRow]) -> rx.Component:
    words = rx.el.span(
        rx.el.b(
            rx.cond(row.operation != "", t_code("operation", row.operation), t("notice-finding", number=row.finding))
        ),
        rx.el.span(
            rx.cond(row.outcome != "", t_code("outcome", row.outcome), t_code("notice", row.kind)),
            rx.cond(row.reason != "", rx.el.span(": ", t_code("reason", row.reason)), rx.fragment()),
            class_name="note-o",
        ),
        rx.el.span(row.workspace_name, class_name="small muted trunc"),
        class_name="note-w",
    )
    return rx.el.li(
        parts.PanelLink.create(
            rx.cond(row.outcome != "", status_glyph("outcome", row.outcome), icon("hourglass", small=True)),
            words,
            moment(row.at),
            href=row.href,
            class_name="note",
            data_unread=rx.cond(row.is_unread, "", rx.Var(_js_expr="undefined")),
            on_click=Shell.read_one(row.handle),
        ),
        key=row.handle,
    )


def person_menu(*, links: bool = True) -> rx.Component:
    """Who one is, own pages, other planes, language and theme, the way out."""
    name = Shell.profile.name
    head = rx.el.div(
        rx.el.div(rx.el.b(name), rx.el.div(Shell.profile.email, class_name="small muted trunc"), class_name="pop-who"),
        class_name="pop-sec",
    )
    return popover(
        head,
        rx.el.div(*_planes(), class_name="pop-sec pop-links") if links else rx.fragment(),
        rx.el.div(_language(), _theme(), class_name="pop-sec"),
        rx.el.div(parts.SignOut.create(t("account-sign-out")), class_name="pop-sec pop-links"),
        face=rx.fragment(avatar(Shell.initials)),
        label=t("header-account", name=name),
    )


def _planes() -> list[Any]:
    places = (
        (Shell.profile.has_admin, "plane-admin", "/admin", "gauge"),
        (Shell.profile.has_review, "plane-review", "/review", "file-text"),
        (Shell.profile.is_platform_operator, "plane-system", "/system", "cpu"),
    )
    offered = [rx.cond(may, _place(label, href, sign), rx.fragment()) for may, label, href, sign in places]
    return [_place("account-sessions", "/account/sessions", "monitor"), *offered]


def _place(label: str, href: str, sign: str) -> rx.Component:
    return parts.PanelLink.create(icon(sign, small=True), t(label), href=href, class_name="opt-row")


def _language() -> rx.Component:
    choices = options(("en", t("language-en")), ("de", t("language-de")))
    shown = parts.LanguageSegments.create(
        label=t("language-label"),
        name="language",
        options=choices,
        on_pick=lambda value: Shell.choose("language", value),
    )
    return rx.el.div(rx.el.span(t("language-label")), shown, class_name="pop-row")


def _theme() -> rx.Component:
    choices = options(("system", t("theme-system")), ("light", t("theme-light")), ("dark", t("theme-dark")))
    shown = segments(
        t("theme-label"),
        choices,
        name="theme",
        value=Shell.profile.theme,
        on_pick=lambda value: Shell.choose("theme", value),
    )
    return rx.el.div(rx.el.span(t("theme-label")), shown, class_name="pop-row")


def top(*start: Any, end: Any = ()) -> rx.Component:
    """The bar itself: what is particular at the start, what everybody has at the end."""
    return rx.el.header(*start, rx.el.span(class_name="push"), *end, class_name="top")


def drawer(plane: str) -> rx.Component:
    """The navigation of small screens."""
    return parts.Drawer.create(*navigation(plane))
