"""The frame around every page: registry of pages, layouts of the planes, header, notices, and the state behind them.

A page module needs only this:

    from tenantpilot.ui.shell import page

    @page("/admin/[space]/operations", title="nav-operations", on_load=[Operations.load])
    def operations() -> rx.Component:
        return rx.fragment(page_head(t("nav-operations")), ...)

`Toasts.show(...)` tells the person that something worked; refusals and errors are shown by the gate's notices.
"""

from tenantpilot.ui.shell.app import make_app
from tenantpilot.ui.shell.registry import PAGES, Page, add_pages, page
from tenantpilot.ui.shell.state import Shell
from tenantpilot.ui.shell.toasts import Toasts

__all__ = ["PAGES", "Page", "Shell", "Toasts", "add_pages", "make_app", "page"]
