"""Start page, customer's page and system console: everybody sees their own plane, and nothing of the others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.world import OWNER, PLATFORM, VIEWER, World, settled, signed_in
from tests.people import sign_in_page

pytestmark = pytest.mark.browser
NOTHING = "Nothing is here"


def look(page: Page, world: World, path: str) -> Page:
    """Go to a page and wait for its answer."""
    page.goto(world.origin + path)
    settled(page)
    return page


def test_the_start_page_offers_one_way_in_and_remembers_where_one_wanted_to_go(browser: Browser, world: World) -> None:
    with browser.new_context(locale="de-DE") as context:
        page = look(context.new_page(), world, "/")
        expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
        assert page.locator(".btn").count() == 1
        page.get_by_label("Sprache").select_option("en")
        page.goto(f"{world.origin}/admin/{world.northwind}/members")
        expect(
            page.get_by_text("open the page you asked for").or_(page.get_by_text("gewünschte Seite"))
        ).to_be_visible()
        page.locator("a.btn").click()
        page.locator(f'button[value="{OWNER}"]').click()
        page.wait_for_url(f"**/admin/{world.northwind}/members*")


def test_somebody_nobody_invited_is_told_so(browser: Browser, world: World) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        sign_in_page(page, world.origin, "newcomer")
        expect(page.get_by_role("heading", name="You belong to no workspace yet")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_each_person_starts_in_their_own_plane(browser: Browser, world: World) -> None:
    for key, place in ((OWNER, "/admin"), (VIEWER, "/review"), (PLATFORM, "/system")):
        with signed_in(browser, world, key) as context:
            page = context.new_page()
            page.goto(world.origin)
            page.wait_for_url(lambda url, place=place: place in url)


@pytest.mark.proves("ACC-014")
def test_the_chooser_shows_ones_own_workspaces_by_keyboard_and_in_the_header(browser: Browser, world: World) -> None:
    with signed_in(browser, world, "both-workspaces", locale="en-GB") as context:
        page = look(context.new_page(), world, "/admin")
        names = page.get_by_role("main").get_by_role("link")
        expect(names).to_have_text(["Fabrikam IT", "Northwind MSP"])
        look(page, world, "/admin?q=fabri")
        expect(names).to_have_text(["Fabrikam IT"])
        while not names.first.evaluate("link => link === document.activeElement"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/admin/{world.fabrikam}*")
        page.get_by_role("button", name="Switch workspace, now Fabrikam IT").press("Enter")
        page.get_by_role("menuitem", name="Northwind MSP").press("Enter")
        page.wait_for_url(f"**/admin/{world.northwind}*")
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, "/admin")
        expect(page.get_by_role("main").get_by_role("link")).to_have_text(["Northwind MSP"])


@pytest.mark.proves("ACC-016", "IDS-018", "IDS-019", negative=True)
def test_pages_of_another_plane_are_not_there(browser: Browser, world: World) -> None:
    space = world.northwind
    tried = {
        OWNER: ("/system", "/system/runs", f"/review/{space}"),
        VIEWER: ("/system", f"/admin/{space}", f"/admin/{space}/members"),
        PLATFORM: (f"/admin/{space}", f"/admin/{space}/members", f"/review/{space}"),
    }
    for key, paths in tried.items():
        with signed_in(browser, world, key) as context:
            page = context.new_page()
            for path in paths:
                look(page, world, path)
                expect(page.get_by_role("heading", name=NOTHING)).to_be_visible()


def test_the_console_counts_workspaces_and_leads_to_their_runs(browser: Browser, world: World) -> None:
    with signed_in(browser, world, PLATFORM) as context:
        page = look(context.new_page(), world, "/system")
        expect(page.get_by_role("row", name="Northwind MSP")).to_contain_text("Production")
        page.get_by_label("Search name").fill("fabri")
        expect(page.get_by_role("row", name="Northwind MSP")).to_have_count(0)
        look(page, world, "/system")
        page.get_by_role("link", name="Northwind MSP").click()
        page.wait_for_url(f"**/system/runs?in={world.northwind}")
        rows = page.get_by_role("table", name="Runs").locator("tbody tr")
        expect(rows.filter(has_text="Export audit log").first).to_contain_text("Northwind MSP")
        page.get_by_label("State").select_option("failed")
        expect(page.get_by_role("heading", name="Nothing matches these filters")).to_be_visible()
        look(page, world, f"/system/runs?in={world.fabrikam}")
        expect(rows.filter(has_text="Northwind MSP")).to_have_count(0)


def test_the_customers_page_is_truthful_and_shows_their_tenants_only(browser: Browser, world: World) -> None:
    with signed_in(browser, world, VIEWER) as context:
        page, heard = context.new_page(), []
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))))
        look(page, world, f"/review/{world.northwind}")
        expect(page.get_by_role("heading", name="No review has been published yet")).to_be_visible()
        expect(page.get_by_text("Adventure Works")).to_be_visible()
        told = "".join(heard)
        assert "Adventure Works" in told
        for foreign in ("Contoso Manufacturing", "priya.raman", "Jana Petersen", "Litware"):
            assert foreign not in told
