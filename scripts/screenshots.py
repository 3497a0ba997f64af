"""Pictures of every page: both themes, desk and phone, from a running seeded product (`make screenshots`).

All of them go to `build/screenshots`, to be looked at; those that a document shows are renewed in `docs/images`.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, Page, sync_playwright

from bench import ground
from tenantpilot.access.capabilities import Plane
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.browser import world as worlds
from tests.chromium import launch_options
from tests.people import pointing_at, sign_in_page
from tests.servers import ROOT

if TYPE_CHECKING:
    from tenantpilot.ui.shell.registry import Page as Registered

SIZES = {"1440": {"width": 1440, "height": 900}, "390": {"width": 390, "height": 844}}
THEMES = ("light", "dark")
LONGEST = 1800  # a long list is cut: nobody reads a picture of it to the end
# Views of a page that its address names.
VIEWS = {"/admin/[space]/inventory/[policy]": ("history", "diff", "assignments")}
IMAGES = ROOT / "docs" / "images"
PEOPLE = {Plane.ADMIN: worlds.OWNER, Plane.REVIEW: worlds.VIEWER, Plane.SYSTEM: worlds.PLATFORM}


def main() -> None:
    """Start the product, let every operation run once, take the pictures."""
    parser = argparse.ArgumentParser(prog="make screenshots ARGS=...")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--language", choices=["en", "de"], default="en")
    parser.add_argument("--only", default="", help="a regular expression for routes")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    shown = _in_documents() if wanted.language == "en" else frozenset()
    with ExitStack() as stack:
        made = stack.enter_context(ground.servers(durable=False))
        graph = stack.enter_context(GraphSandbox(throttling=False))
        addresses = {"TENANTPILOT_GRAPH_URL": graph.graph_url, "TENANTPILOT_LOGIN_URL": graph.login_url}
        product = stack.enter_context(ground.product(made, ground.seeded(made), **addresses))
        world = worlds.make(product, graph)
        browser = stack.enter_context(stack.enter_context(sync_playwright()).chromium.launch(**launch_options()))
        pages = [one for one in _pages(product.variables) if re.search(wanted.only, one.route)]
        for theme in THEMES:
            for size in SIZES:
                for name in _take(browser, world, pages, wanted.out, theme=theme, size=size, language=wanted.language):
                    print(name)
                    if name in shown:
                        shutil.copy(wanted.out / name, IMAGES)


def _in_documents() -> frozenset[str]:
    """The names of the pictures that documents show, also of those that are not there yet."""
    documents = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    texts = (one.read_text(encoding="utf-8") for one in documents)
    return frozenset(name for text in texts for name in re.findall(r"images/([a-z0-9-]+\.png)", text))


def _pages(variables: dict[str, str]) -> list[Registered]:
    with pointing_at(variables):
        from tenantpilot.ui import pages  # noqa: F401, PLC0415 - Reflex reads the settings when it is imported
        from tenantpilot.ui.shell import registry  # noqa: PLC0415

        return [one for one in registry.PAGES if not one.is_development]


def _take(
    browser: Browser, world: worlds.World, pages: list[Registered], out: Path, *, theme: str, size: str, language: str
) -> Iterator[str]:
    locale = "de-DE" if language == "de" else "en-GB"
    for key in sorted({_person(one) for one in pages}):
        # Fonts, animations and the caret would make two pictures of one page differ.
        with browser.new_context(
            viewport=SIZES[size], color_scheme=theme, locale=locale, reduced_motion="reduce"
        ) as context:
            page = context.new_page()
            if key:
                sign_in_page(page, world.origin, key)
            for one in (one for one in pages if _person(one) == key):
                for view in ("", *VIEWS.get(one.route, ())):
                    name = "-".join(part for part in (_name(one.route), view, theme, size) if part) + ".png"
                    _open(page, world, f"{one.route}?tab={view}" if view else one.route)
                    _picture(page, out / name)
                    yield name


def _picture(page: Page, path: Path) -> None:
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, LONGEST)}
    page.screenshot(path=path, full_page=True, clip=clip, animations="disabled", caret="hide")


def _person(one: Registered) -> str:
    if one.is_public:
        return ""
    return PEOPLE[one.plane] if one.plane else worlds.OWNER


def _open(page: Page, world: worlds.World, route: str) -> None:
    if route.endswith("/connections/new"):
        route += "?environment_id=[tenant]"
    for name, value in world.filled().items():
        route = route.replace(name, value)
    page.goto(world.origin + ("/nowhere" if route == "404" else route))
    worlds.settled(page)


def _name(route: str) -> str:
    words = re.findall(r"[a-z0-9]+", route.replace("[space]", "workspace"))
    return "-".join(words) or "sign-in"


if __name__ == "__main__":
    main()
