"""What stands around the pages without a plane's frame: the product's sign above, the language below."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.ui.components import brand_mark, icon, options, parts, t


def entry(*content: Any) -> rx.Component:
    """One narrow column: sign, content, language."""
    return rx.fragment(
        rx.el.div(brand_mark(), rx.el.b(t("product")), class_name="sign-brand"),
        *content,
        rx.el.footer(_language(), class_name="small muted sign-f"),
    )


def _language() -> rx.Component:
    languages = options(("en", t("language-en")), ("de", t("language-de")))
    listed = [rx.el.option(one["label"], value=one["value"]) for one in languages]
    return rx.el.label(
        rx.el.span(t("language-label")),
        rx.el.span(
            parts.LocaleSelect.create(*listed, class_name="select", data_size="s"),
            icon("chevron-down", small=True),
            class_name="select-wrap",
        ),
        class_name="row",
    )
