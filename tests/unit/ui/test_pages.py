"""The registry of pages: frames by route, and the kit's page in development only."""

from __future__ import annotations

import pytest
import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.ui.shell import registry


class Recorder:
    """Takes the routes that are handed to the app."""

    def __init__(self) -> None:
        self.routes: list[str] = []

    def add_page(self, _draw: object, *, route: str, title: object, on_load: list[object]) -> None:
        """Note one route."""
        assert title is not None
        assert on_load
        self.routes.append(route)


@pytest.mark.parametrize(
    ("route", "plane", "layout"),
    [
        ("/admin", Plane.ADMIN, "chooser"),
        ("/admin/[space]/audit", Plane.ADMIN, "workspace"),
        ("/system/runs", Plane.SYSTEM, "system"),
        ("/review/[space]", Plane.REVIEW, "review"),
        ("/account/sessions", None, "account"),
        ("/", None, "bare"),
        ("/administration", None, "bare"),
    ],
)
def test_the_route_decides_plane_and_frame(route, plane, layout):
    assert (registry.plane_of(route), registry.layout_of(route)) == (plane, layout)


def test_pages_for_development_are_left_out_of_the_product(monkeypatch):
    monkeypatch.setattr(registry, "PAGES", [])
    registry.page("/", title="sign-in-title")(rx.fragment)
    registry.page("/_kit", title="product", development=True)(rx.fragment)
    shown, developing = Recorder(), Recorder()
    registry.add_pages(shown)
    registry.add_pages(developing, development=True)
    assert (shown.routes, developing.routes) == (["/"], ["/", "/_kit"])


def test_a_page_with_a_frame_loads_the_frame_first(monkeypatch):
    monkeypatch.setattr(registry, "PAGES", [])
    registry.page("/admin/[space]", title="nav-home", on_load=["own"])(rx.fragment)
    [page] = registry.PAGES
    assert [getattr(step, "fn", step).__name__ if step != "own" else step for step in page.on_load] == [
        "open_page",
        "load",
        "own",
    ]
