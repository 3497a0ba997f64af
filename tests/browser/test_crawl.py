"""Every page in both themes, both languages, full, empty and refused: no accessibility violation, no gap in the words.

The list of pages comes from the registry, so that a new page is crawled, or fails here until the crawl can reach it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tenantpilot.access.capabilities import Plane
from tenantpilot.ui.pages import registry
from tests.browser.world import OWNER, PLATFORM, VIEWER, World, settled, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANGUAGES = {"en": "en-GB", "de": "de-DE"}
STATES = ("full", "empty", "refused")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK, WIDE = {"width": 390, "height": 844}, {"width": 1440, "height": 900}, {"width": 2560, "height": 1440}
PEOPLE = {Plane.ADMIN: OWNER, Plane.REVIEW: VIEWER, Plane.SYSTEM: PLATFORM}
POLICY = "/admin/[space]/inventory/[policy]"
# Further looks at a page whose address says which.
FURTHER = {
    "/admin/[space]/inventory": ("?ghosts=only", "?environment_id=[tenant]", "?q=nothing-is-called-so"),
    "/admin/[space]/tenants/[tenant]": ("[small]",),
    "/admin/[space]/baselines/[baseline]": (
        "?tab=capture&environment_id=[tenant]",
        "?tab=add",
        "?tab=rules",
        "?tab=rings",
        "?part=[part]",
    ),
    "/admin/[space]/compare/[comparison]": ("?tab=proposals", "?result=[result]"),
    "/admin/[space]/findings": ("?view=decide", "?view=hygiene", "?q=nothing-is-called-so", "?severity=purple"),
    "/admin/[space]/exceptions": ("?view=force",),
    "/admin/[space]/exceptions/[exception]": ("[waiting]",),
    "/admin/[space]/rules": ("?tab=severity", "?tab=exception"),
    POLICY: ("?tab=history", "?tab=diff", "?tab=assignments", "?tab=raw", "[ghost]"),
}


def _cases() -> list[tuple[str, str]]:
    shown = [one for one in registry.PAGES if not one.is_development]
    cases = [(one.route, state) for one in shown for state in STATES if state == "full" or "[space]" in one.route]
    return cases + [(route, more) for route, found in FURTHER.items() for more in found]


def _person(route: str, state: str) -> str:
    one = next(page for page in registry.PAGES if page.route == route)
    if one.is_public:
        return ""
    key = PEOPLE[one.plane] if one.plane else OWNER
    return key.replace("northwind", "fabrikam") if state == "empty" else key


def _address(world: World, route: str, state: str) -> str:
    if state not in STATES:
        route = route + state if state[0] == "?" else route.rpartition("/")[0] + f"/{state}"
    elif route.endswith("/connections/new"):
        route += "?environment_id=[tenant]"
    for name, value in world.filled(state).items():
        route = route.replace(name, value)
    assert "[" not in route, f"the crawl does not know how to fill {route}"
    return world.origin + ("/nowhere" if route == "404" else route)


class Eyes:
    """One page per person and language, kept for the next look; `gaps` are words that no catalogue has."""

    def __init__(self, browser: Browser, world: World, language: str) -> None:
        self.language, self.gaps = language, []
        self._browser, self._world = browser, world
        self._opened: dict[str, Page] = {}
        self._stack = ExitStack()

    def open(self, key: str, url: str) -> Page:
        """Go to an address as somebody."""
        if key not in self._opened:
            options = {"locale": LANGUAGES[self.language], "viewport": DESK}
            context = self._stack.enter_context(signed_in(self._browser, self._world, key, **options))
            context.add_init_script(Axe().axe_script)
            self._opened[key] = context.new_page()
            self._opened[key].on("console", lambda message: self._heard(message.text))
        page = self._opened[key]
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size(DESK)
        self.gaps.clear()
        page.goto(url)
        settled(page)
        return page

    def _heard(self, text: str) -> None:
        if "did not match any messages" in text:
            self.gaps.append(text)

    def close(self) -> None:
        """Close every page."""
        self._stack.close()


@pytest.fixture(scope="module", params=LANGUAGES)
def eyes(request: pytest.FixtureRequest, browser: Browser, world: World) -> Iterator[Eyes]:
    """Eyes that read one language."""
    made = Eyes(browser, world, request.param)
    yield made
    made.close()


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it is now."""
    options = json.dumps({"runOnly": STANDARD, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run(document, {options})")
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def header_actions(page: Page) -> tuple[int, int]:
    """How many filled buttons the page's head has, and how many buttons besides menus of further actions."""
    acts = page.locator("main :is(.pagehead, .rechead) .acts .btn")
    primary = page.locator("main :is(.pagehead, .rechead) .acts .btn[data-kind=primary]").count()
    menus = page.locator("main :is(.pagehead, .rechead) .acts [aria-haspopup=menu]").count()
    return primary, acts.count() - menus


@pytest.mark.proves("SHL-005", "SHL-011", "SHL-014", "SHL-017", negative=True)
@pytest.mark.parametrize(("route", "state"), _cases())
def test_page_has_no_violation_no_gap_and_fits(eyes: Eyes, world: World, route: str, state: str) -> None:
    page = eyes.open(_person(route, state), _address(world, route, state))
    assert page.evaluate("document.documentElement.lang") == eyes.language
    primary, buttons = header_actions(page)
    assert (primary <= 1, buttons <= 2) == (True, True), "one primary and one secondary action, the rest in a menu"
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert violations(page) == [], theme
    for size in (DESK, PHONE, WIDE):
        page.set_viewport_size(size)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"scrolls sideways by {wider} px at {size['width']}"
    assert eyes.gaps == []
