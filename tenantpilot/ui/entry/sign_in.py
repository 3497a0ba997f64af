"""The start page: one way in. People who are signed in are led on; strangers are told what they lack."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.components import notice, parts, t
from tenantpilot.ui.entry.frame import entry
from tenantpilot.ui.entry.sign_in_state import Start
from tenantpilot.ui.shell import page


@page("/", title="sign-in-title", on_load=[Start.load])
def sign_in() -> rx.Component:
    """The button works at once, before anything is loaded."""
    return entry(rx.cond(Start.is_stranger, _stranger(), _offer()))


def _offer() -> rx.Component:
    return rx.fragment(
        rx.el.h1(t("sign-in-title")),
        rx.el.p(t("sign-in-body"), class_name="muted"),
        rx.match(
            Start.wanted,
            ("invitation", notice(t("sign-in-invited"), icon_name="mail")),
            ("page", notice(t("sign-in-wanted"), icon_name="log-in")),
            rx.fragment(),
        ),
        rx.el.div(
            parts.SignInLink.create(rx.cond(Start.is_entra, t("sign-in-entra"), t("sign-in-continue"))),
            class_name="sign-b",
        ),
    )


def _stranger() -> rx.Component:
    return rx.fragment(
        rx.el.h1(t("stranger-title")),
        rx.el.p(t("stranger-body"), class_name="muted"),
        rx.el.p(t("join-as", name=Start.name, email=Start.email), class_name="muted"),
        rx.el.div(parts.SignOutButton.create(t("stranger-sign-out")), class_name="sign-b"),
    )
