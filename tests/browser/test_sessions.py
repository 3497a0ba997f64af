"""The person's own sign-ins: seen, ended one by one or all at once, on every open page; and their preferences."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.world import World, settled
from tests.people import lend_cookie, session_in

pytestmark = pytest.mark.browser
PERSON = "northwind-approver"


@pytest.fixture
def devices(browser: Browser, world: World) -> Iterator[list[BrowserContext]]:
    """Two browsers of one person, each with a session of its own."""
    made = [browser.new_context(locale="en-GB") for _ in range(2)]
    for context in made:
        lend_cookie(context, world.origin, session_in(world.product, PERSON))
    yield made
    for context in made:
        context.close()


def own_page(context: BrowserContext, world: World) -> Page:
    """The person's own sessions."""
    page = context.new_page()
    page.goto(f"{world.origin}/account/sessions")
    settled(page)
    return page


def late_page(context: BrowserContext, world: World, words: str, title: str) -> None:
    """The page is whole, also when one of its two languages, the browser's and the person's, arrives last."""
    page = context.new_page()

    def arrive(route: Route) -> None:
        page.wait_for_timeout(1500)
        route.continue_()

    page.route(f"**/assets/{words}-*.js", arrive)
    page.goto(f"{world.origin}/account/sessions")
    settled(page)
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    page.close()


@pytest.mark.proves("IDS-015")
def test_one_other_device_is_signed_out_and_its_open_page_knows(devices, world: World) -> None:
    here, there = (own_page(context, world) for context in devices)
    here.reload()
    settled(here)
    rows = here.get_by_role("table", name="My sessions").locator("tbody tr")
    before = rows.count()
    expect(rows.first).to_contain_text("Chrome 142, Linux")
    expect(rows.first).to_contain_text("This device")
    rows.nth(1).get_by_role("button").click()
    here.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(here.get_by_text("Signed out there")).to_be_visible()
    expect(rows).to_have_count(before - 1)
    here.get_by_role("button", name="Sign out other devices").click() if before > 2 else None
    if before > 2:
        here.get_by_role("dialog").get_by_role("button", name="Sign out other devices").click()
    expect(here.get_by_text("You are signed in on this device only.")).to_be_visible()
    expect(there.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.mark.proves("IDS-014")
def test_signing_out_everywhere_ends_this_page_too(devices, world: World) -> None:
    here, there = (own_page(context, world) for context in devices)
    here.get_by_role("button", name="More actions for sign-ins").click()
    here.get_by_role("menuitem", name="Sign out everywhere").click()
    here.get_by_role("dialog").get_by_role("button", name="Sign out everywhere").click()
    for page in (here, there):
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    there.goto(f"{world.origin}/account/sessions")
    expect(there.get_by_text("Sign in to open the page you asked for.")).to_be_visible()


@pytest.mark.proves("SHL-003", "SHL-013")
def test_preferences_take_effect_at_once_and_follow_the_person(devices, world: World) -> None:
    here = own_page(devices[0], world)
    here.get_by_role("radiogroup", name="Language").get_by_text("Deutsch").click()
    expect(here.get_by_role("heading", name="Meine Sitzungen")).to_be_visible()
    here.get_by_role("radiogroup", name="Darstellung").get_by_text("Dunkel").click()
    expect(here.locator("html[data-theme=dark]")).to_have_count(1)
    there = own_page(devices[1], world)
    expect(there.get_by_role("heading", name="Meine Sitzungen")).to_be_visible()
    expect(there.locator("html[data-theme=dark]")).to_have_count(1)
    late_page(devices[1], world, "de-common", "Meine Sitzungen")
    late_page(devices[1], world, "en-common", "Meine Sitzungen")
    there.get_by_role("radiogroup", name="Darstellung").get_by_text("System").click()
    there.get_by_role("radiogroup", name="Sprache").get_by_text("Wie der Browser").click()
    expect(there.get_by_role("radio", name="System")).to_be_checked()
