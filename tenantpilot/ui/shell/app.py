"""Makes the Reflex app: no theme of Reflex's, our styles, languages around every page."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.components import parts

SHEETS = (
    "tokens",
    "base",
    "controls",
    "badges",
    "shell",
    "planes",
    "table",
    "record",
    "overlays",
    "figures",
    "inventory",
    "findings",
    "baselines",
    "entry",
    "responsive",
)


def make_app(*, development: bool = False) -> rx.App:
    """The app without pages and without its gate."""
    sheets = (*SHEETS, "kitpage") if development else SHEETS
    return rx.App(
        theme=None,
        toaster=None,
        reset_style=False,
        html_lang="en",
        stylesheets=[f"/styles/{name}.css" for name in sheets],
        head_components=[
            rx.el.script(src="/theme.js"),
            rx.el.link(rel="icon", type="image/svg+xml", href="/mark.svg"),
        ],
        app_wraps={
            (60, "Languages"): lambda _stateful: parts.Languages.create(),
            (55, "Boundary"): lambda _stateful: parts.Boundary.create(),
        },
    )
