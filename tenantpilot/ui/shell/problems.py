"""What stands in place of a page that cannot be shown: absent, forbidden, signed out, unavailable, an error."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.gate.notices import Notices
from tenantpilot.ui.components import icon, link_button, parts, t

# The gate's message key -> which problem it is, its sign.
KINDS = {
    "error-not-found": ("not-found", "circle-dashed"),
    "error-forbidden": ("forbidden", "lock"),
    "error-sign-in-required": ("signed-out", "log-in"),
    "error-invalid-input": ("address", "circle-dashed"),
    "error-unavailable": ("unavailable", "wifi-off"),
}


def problem(kind: str, sign: str, *actions: rx.Component) -> rx.Component:
    """A whole page's worth of problem: what happened, what it means, where to go."""
    return rx.el.div(
        rx.el.div(
            rx.el.span(icon(sign), class_name="pic"),
            rx.el.div(
                rx.el.h1(t(f"problem-{kind}-title")),
                rx.el.p(t(f"problem-{kind}-body")),
                rx.el.div(*actions, class_name="row wrap"),
                rx.cond(
                    Notices.reference != "",
                    rx.el.p(t("state-reference", reference=Notices.reference), class_name="mono small ref"),
                    rx.fragment(),
                ),
            ),
            class_name="state",
        ),
        class_name="problem",
        role="alert",
    )


def home() -> rx.Component:
    """The way to the start page."""
    return link_button(t("problem-home"), href="/", plain=True)


def reload() -> rx.Component:
    """Load the page again."""
    return parts.Reload.create(t("problem-reload"))


def not_found() -> rx.Component:
    """Nothing at this address that the person may see."""
    return problem("not-found", "circle-dashed", home())


def page_problem() -> rx.Component:
    """The problem the gate reported for this page."""
    cases = [(key, problem(kind, sign, *_ways_on(kind), home())) for key, (kind, sign) in KINDS.items()]
    return rx.match(Notices.page_problem, *cases, problem("error", "circle-alert", reload(), home()))


def _ways_on(kind: str) -> list[rx.Component]:
    if kind == "signed-out":
        return [link_button(t("problem-sign-in"), href="/auth/sign-in", kind="primary", plain=True)]
    if kind == "address":  # what cannot be understood of an address stands behind the question mark
        return [link_button(t("problem-address-without"), href="?", kind="primary", plain=True)]
    return [reload()] if kind == "unavailable" else []
