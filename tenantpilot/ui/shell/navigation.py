"""Where one can go: the left navigation of the operator and system consoles. Shown, never deciding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import reflex as rx

from tenantpilot.access.gate.notices import Notices
from tenantpilot.ui.components import brand_mark, link, parts, t
from tenantpilot.ui.shell.registry import routes
from tenantpilot.ui.shell.state import Shell

SPACE = "[space]"


@dataclass(frozen=True, slots=True)
class Entry:
    """One destination. `flag` names the field of WorkspaceBrief that says whether this person may see it.

    `count` names what Shell counts for it: only what waits for this very person.
    """

    route: str
    label: str
    icon: str
    flag: str = ""
    count: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether only this very address counts as being there, because others begin with it."""
        return self.route in ("/admin/[space]", "/system")


ADMIN = (
    ("", (Entry("/admin/[space]", "nav-home", "gauge"),)),
    (
        "nav-group-work",
        (
            Entry("/admin/[space]/findings", "nav-findings", "scan-search"),
            Entry("/admin/[space]/exceptions", "nav-exceptions", "stamp", count="waiting"),
        ),
    ),
    (
        "nav-group-tenants",
        (
            Entry("/admin/[space]/tenants", "nav-tenants", "building-2"),
            Entry("/admin/[space]/inventory", "nav-inventory", "layers"),
            Entry("/admin/[space]/baselines", "nav-baselines", "ruler"),
            Entry("/admin/[space]/compare", "nav-compare", "grid"),
        ),
    ),
    (
        "nav-group-run",
        (
            Entry("/admin/[space]/operations", "nav-operations", "activity"),
            Entry("/admin/[space]/schedules", "nav-schedules", "calendar-clock"),
        ),
    ),
    ("nav-group-prove", (Entry("/admin/[space]/audit", "nav-audit", "scroll-text", "may_read_audit"),)),
    (
        "nav-group-manage",
        (
            Entry("/admin/[space]/groups", "nav-groups", "users"),
            Entry("/admin/[space]/rules", "nav-rules", "scale"),
            Entry("/admin/[space]/connections", "nav-connections", "plug"),
            Entry("/admin/[space]/members", "nav-members", "users"),
            Entry("/admin/[space]/controls", "nav-controls", "power"),
        ),
    ),
)
SYSTEM = (
    (
        "nav-group-installation",
        (
            Entry("/system", "nav-workspaces", "building-2"),
            Entry("/system/runs", "nav-runs", "activity"),
            Entry("/system/controls", "nav-controls", "power"),
        ),
    ),
)


def address(route: str) -> rx.Var[str]:
    """A route with the open workspace filled in."""
    before, found, after = route.partition(SPACE)
    return rx.Var.create(before) + Shell.workspace.space + after if found else rx.Var.create(route)


def when_allowed(entry: Entry, component: Any) -> Any:
    """The component, only for people whose role shows this entry."""
    return rx.cond(getattr(Shell.workspace, entry.flag), component, rx.fragment()) if entry.flag else component


def _link(entry: Entry) -> Any:
    counted = {"count": getattr(Shell, entry.count)} if entry.count else {}
    return when_allowed(
        entry,
        parts.NavLink.create(
            t(entry.label), href=address(entry.route), icon=entry.icon, exact=entry.is_exact, **counted
        ),
    )


def _group(label: str, entries: tuple[Entry, ...]) -> list[Any]:
    known = routes()
    shown = [_link(entry) for entry in entries if entry.route in known]
    head = [rx.el.div(t(label), class_name="nav-label")] if label else []
    return [rx.el.div(*head, *shown, class_name="nav-group")] if shown else []


def brand(plane: str, *, href: str) -> rx.Component:
    """The product's sign with the plane's name; leads to the plane's start."""
    words = rx.el.span(t("product"), rx.el.span(t(f"plane-{plane}"), class_name="plane-name"))
    return link(brand_mark(), words, href=href, class_name="brand")


def navigation(plane: str) -> list[Any]:
    """Brand and groups, for the rail and for the drawer of small screens."""
    listed = ADMIN if plane == "admin" else SYSTEM
    groups = [group for label, entries in listed for group in _group(label, entries)]
    return [brand(plane, href="/" + plane), rx.cond(_is_open(plane), rx.fragment(*groups), rx.fragment())]


def _is_open(plane: str) -> Any:
    """Whether there is something to move about in: not beside a problem that keeps a whole workspace closed."""
    open_space = Shell.workspace.space != "" if plane == "admin" else Shell.profile.is_platform_operator
    return open_space | (Notices.page_problem == "")


def rail(plane: str) -> rx.Component:
    """The navigation at the left, which can be folded to icons."""
    foot = rx.el.div(parts.RailToggle.create(), class_name="nav-foot")
    return rx.el.nav(
        rx.el.div(*navigation(plane), foot, class_name="nav-in"), class_name="nav", aria_label=t("nav-main")
    )
