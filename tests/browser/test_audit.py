"""The audit log as people read it: filtered by the address, within their reach, entry by entry."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.world import OWNER, World, settled, signed_in

pytestmark = pytest.mark.browser
NARROWED, READER = "northwind-temporary", "northwind-read-only"


def look(page: Page, world: World, path: str) -> Page:
    page.goto(f"{world.origin}/admin/{world.northwind}/audit{path}")
    settled(page)
    return page


def texts(page: Page) -> list[str]:
    """What each row of the list says."""
    return [row.strip() for row in page.get_by_role("main").locator("tbody tr").all_inner_texts()]


@pytest.mark.proves("AUD-011")
def test_the_address_filters_the_list_and_a_row_opens_its_entry(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, "?action=workspace.created")
        rows = texts(page)
        assert len(rows) == 1
        assert rows[0].startswith("Workspace created")
        page.get_by_role("main").get_by_role("link", name="Workspace created").click()
        page.wait_for_url("**/audit/1")
        settled(page)
        expect(page.get_by_role("main")).to_contain_text("Northwind MSP")
        # A tab keeps what it showed last until the answer for the new address is there.
        shown = page.get_by_role("main").locator("tbody tr")
        look(page, world, "?until=2001-01-01")
        expect(shown).to_have_count(0)
        look(page, world, "?kind=tenant")
        expect(shown).to_have_count(2)


@pytest.mark.proves("AUD-011", negative=True)
def test_a_narrowed_member_reads_about_their_tenants_and_nothing_else(browser: Browser, world: World) -> None:
    with signed_in(browser, world, NARROWED, locale="en-GB") as context:
        page = look(context.new_page(), world, "")
        rows = texts(page)
        assert len(rows) == 1
        assert rows[0].startswith("Tenant added")
        page.goto(f"{world.origin}/admin/{world.northwind}/audit/1")
        settled(page)
        expect(page.get_by_role("main")).not_to_contain_text("Northwind MSP")


@pytest.mark.proves("AUD-011", negative=True)
def test_a_reader_without_the_capability_gets_no_entry(browser: Browser, world: World) -> None:
    with signed_in(browser, world, READER, locale="en-GB") as context:
        page = look(context.new_page(), world, "")
        assert texts(page) == []
        expect(page.get_by_role("main")).not_to_contain_text("Workspace created")
