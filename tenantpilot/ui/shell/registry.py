"""The list of pages. Importing a page module registers it; crawls, pictures and the app read the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.notices import Notices
from tenantpilot.ui.shell.state import Shell

Content = Callable[[], rx.Component]
Layout = Literal["workspace", "chooser", "account", "system", "review", "bare"]
Width = Literal["list", "record"]
PAGES: Final[list[Page]] = []
NOT_FOUND: Final = "404"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it is, what it is called, which frame it stands in."""

    route: str
    title: str
    content: Content
    layout: Layout
    plane: Plane | None
    on_load: tuple[Any, ...]
    width: Width = "list"
    is_public: bool = False
    is_development: bool = False


def plane_of(route: str) -> Plane | None:
    """The plane a route belongs to, as the gate sees it: its first segment."""
    first = route.strip("/").partition("/")[0]
    return Plane(first) if first in {plane.value for plane in Plane} else None


def layout_of(route: str) -> Layout:
    """The frame of a route unless the page asks for another."""
    plane = plane_of(route)
    if plane is Plane.ADMIN:
        return "workspace" if "[space]" in route else "chooser"
    if plane is not None:
        return "system" if plane is Plane.SYSTEM else "review"
    return "account" if route.startswith("/account") else "bare"


def page(
    route: str,
    *,
    title: str,
    on_load: Sequence[Any] = (),
    layout: Layout | None = None,
    width: Width = "list",
    development: bool = False,
) -> Callable[[Content], Content]:
    """Register the decorated function as the content of a page.

    `route` is like "/admin/[space]/operations/[run]"; it decides plane and frame: "workspace" (navigation and header
    of the operator console), "chooser", "account", "system", "review", or "bare" (nothing around: sign-in, problems).
    `title` is the message id of the noun, shown in the browser's tab. `on_load` are the page's own server_events with
    load=True; the frame's run before them. `width` "record" keeps a record page readable on wide screens.
    Every page but a bare one expects a signed-in person. `development` pages exist only with TENANTPILOT_DEVELOPMENT.
    """
    frame = layout or layout_of(route)

    def register(content: Content) -> Content:
        first: tuple[Any, ...] = (Notices.open_page,) if frame == "bare" else (Notices.open_page, Shell.load)
        PAGES.append(
            Page(
                route=route,
                title=title,
                content=content,
                layout=frame,
                plane=plane_of(route),
                on_load=(*first, *on_load),
                width=width,
                is_public=frame == "bare",
                is_development=development,
            )
        )
        return content

    return register


def routes() -> frozenset[str]:
    """Every registered route; navigation offers only what exists."""
    return frozenset(one.route for one in PAGES)


def add_pages(app: rx.App, *, development: bool = False) -> None:
    """Hand the registered pages to the app, each in its frame."""
    from tenantpilot.ui.shell.layouts import framed, tab_title  # noqa: PLC0415  layouts read the finished list

    for one in PAGES:
        if one.is_development and not development:
            continue
        app.add_page(framed(one), route=one.route, title=tab_title(one), on_load=list(one.on_load))
