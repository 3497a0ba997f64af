"""The person's own sign-ins, and how they like their pages."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.views import SessionRow
from tenantpilot.ui.account.sessions_state import SignIns
from tenantpilot.ui.components import (
    Column,
    button,
    data_table,
    icon,
    menu,
    menu_item,
    moment,
    mutation_dialog,
    options,
    page_head,
    section,
    segments,
    t,
    title_cell,
)
from tenantpilot.ui.shell import Shell, page


@page("/account/sessions", title="account-sessions", on_load=[SignIns.load])
def sessions() -> rx.Component:
    """The list, and below it the preferences."""
    others = SignIns.rows.length() > 1
    return rx.fragment(
        page_head(
            t("account-sessions"),
            rx.cond(others, button(t("sessions-end-others"), on_click=SignIns.begin_others), rx.fragment()),
            menu(
                menu_item(
                    t("sessions-end-everywhere"), icon="log-out", danger=True, on_select=SignIns.begin_everywhere
                ),
                label=t("sessions-more"),
            ),
            purpose=t("sessions-purpose"),
        ),
        data_table(SignIns.rows, _columns(), label=t("account-sessions"), loading=~SignIns.is_loaded, flat=True),
        rx.cond(SignIns.is_loaded & ~others, rx.el.p(t("sessions-only-one"), class_name="muted after"), rx.fragment()),
        _preferences(),
        _dialogs(),
    )


def _columns() -> list[Column]:
    return [
        Column(t("sessions-column-device"), _device),
        Column(t("sessions-column-address"), lambda row: rx.el.span(row.address, class_name="num"), narrow="sub"),
        Column(t("sessions-column-started"), lambda row: moment(row.started_at, mode="datetime"), narrow="hide"),
        Column(t("sessions-column-seen"), lambda row: moment(row.last_seen_at), narrow="sub"),
        Column(t("sessions-column-ends"), lambda row: moment(row.ends_at, mode="datetime"), narrow="hide"),
        Column(rx.el.span(t("menu-more"), class_name="vh"), _end, right=True, narrow="end"),
    ]


def device(row: rx.Var[SessionRow]) -> rx.Var[str]:
    """Browser and system, as far as they are known."""
    both = rx.cond(row.system != "", row.browser + ", " + row.system, row.browser)
    known = rx.cond(row.browser != "", both, row.system)
    return rx.cond(known != "", known, t("sessions-unknown-device"))


def _device(row: rx.Var[SessionRow]) -> rx.Component:
    this = rx.cond(row.is_current, rx.el.span(t("sessions-this"), class_name="tag"), rx.fragment())
    return title_cell(rx.fragment(device(row), " ", this), lead=icon("monitor"))


def _end(row: rx.Var[SessionRow]) -> rx.Component:
    return button(
        t("sessions-end"),
        kind="quiet",
        size="s",
        aria_label=t("sessions-end-of", device=device(row)),
        on_click=SignIns.begin_one(row.handle),
    )


def _preferences() -> rx.Component:
    person = Shell.profile
    languages = options(("", t("language-browser")), ("en", t("language-en")), ("de", t("language-de")))
    themes = options(("system", t("theme-system")), ("light", t("theme-light")), ("dark", t("theme-dark")))
    rows = options(("comfortable", t("density-comfortable")), ("compact", t("density-compact")))
    return section(
        t("preferences-title"),
        rx.el.div(
            _choice("language", t("language-label"), languages, person.language),
            _choice("theme", t("theme-label"), themes, person.theme),
            _choice("density", t("density-label"), rows, person.density, help=t("density-help")),
            class_name="prefs",
        ),
        meta=t("preferences-purpose"),
        anchor="preferences",
    )


def _choice(name: str, label: rx.Var[str], offered: Any, value: rx.Var[str], help: Any = None) -> rx.Component:
    words = [rx.el.b(label)] if help is None else [rx.el.b(label), rx.el.span(help, class_name="small muted")]
    picked = segments(label, offered, name=f"prefer-{name}", value=value, on_pick=lambda v: Shell.choose(name, v))
    return rx.el.div(rx.el.div(*words, class_name="pref-w"), picked, class_name="pref")


def _dialogs() -> rx.Component:
    return rx.fragment(
        _ask(
            "one",
            t("sessions-one-title", device=rx.cond(SignIns.device != "", SignIns.device, t("sessions-unknown-device"))),
            rx.cond(SignIns.is_this, t("sessions-this-amount"), t("sessions-one-amount")),
            t("sessions-end"),
            SignIns.end_one,
        ),
        _ask(
            "others",
            t("sessions-others-title"),
            t("sessions-others-amount", count=SignIns.rows.length() - 1),
            t("sessions-end-others"),
            SignIns.end_others,
        ),
        _ask(
            "everywhere",
            t("sessions-everywhere-title"),
            t("sessions-everywhere-amount"),
            t("sessions-end-everywhere"),
            SignIns.end_everywhere,
        ),
    )


def _ask(name: str, title: Any, amount: Any, action: Any, on_confirm: Any) -> rx.Component:
    return mutation_dialog(
        title,
        scope="app",
        amount=amount,
        action=action,
        on_confirm=on_confirm,
        kind="danger-solid",
        open=SignIns.opened == name,
        on_open_change=SignIns.show,
    )
