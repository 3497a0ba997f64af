"""Search and jump from the keyboard (Ctrl/Cmd K): pages and workspaces at once, records found by the server."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.ui.components import parts, t
from tenantpilot.ui.shell.navigation import ADMIN, Entry, address
from tenantpilot.ui.shell.palette_state import Palette
from tenantpilot.ui.shell.registry import routes
from tenantpilot.ui.shell.state import Shell


def _page(entry: Entry) -> dict[str, Any]:
    inside = Shell.workspace.space != ""
    return {
        "id": f"page:{entry.route}",
        "group": t("palette-group-pages"),
        "label": t(entry.label),
        "icon": entry.icon,
        "href": address(entry.route),
        "show": inside & getattr(Shell.workspace, entry.flag) if entry.flag else inside,
    }


def _place(label: str, href: str, icon: str, show: Any) -> dict[str, Any]:
    return {"id": f"place:{href}", "group": t("palette-group-pages"), "label": t(label), "icon": icon, "href": href,
            "show": show}  # fmt: skip


def _items() -> list[dict[str, Any]]:
    known = routes()
    pages = [_page(entry) for _, entries in ADMIN for entry in entries if entry.route in known]
    person = Shell.profile
    places = [
        _place("header-workspaces-all", "/admin", "building-2", person.has_admin),
        _place("plane-review", "/review", "file-text", person.has_review),
        _place("plane-system", "/system", "cpu", person.is_platform_operator),
        _place("account-sessions", "/account/sessions", "monitor", True),
    ]
    return [*pages, *(place for place in places if place["href"] in known)]


def palette() -> rx.Component:
    """The search field of the header and the dialog it opens."""
    return parts.Palette.create(
        items=_items(),
        workspaces=Shell.workspaces,
        results=Palette.hits,
        groups={
            "workspace": t("palette-group-workspaces"),
            "run": t("palette-group-runs"),
            "member": t("nav-members"),
            "tenant": t("nav-tenants"),
            "finding": t("palette-group-findings"),
        },
        on_query=Palette.search,
    )
