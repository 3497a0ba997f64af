"""Every page of the product: importing a page module registers it, `add_pages` hands all of them to the app."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.admin.chooser_state import Chooser


def add_pages(app: rx.App) -> None:
    """Add every registered page."""
    app.add_page(
        lambda: rx.el.main(rx.foreach(Chooser.cards, lambda c: rx.el.a(c.name, href=c.href))),
        route="/admin",
        on_load=[Chooser.load],
    )
