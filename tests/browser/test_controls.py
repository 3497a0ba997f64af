"""Controls as people set them, and where they bite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tenantpilot.access.capabilities import Plane
from tenantpilot.operations import controls
from tests.browser.world import OWNER, PLATFORM, World, settled, signed_in
from tests.people import context_of, pointing_at

pytestmark = pytest.mark.browser
NAME = "Export run metadata"


@pytest.fixture(autouse=True)
def _everything_goes_on(world: World) -> Iterator[None]:
    """No stop outlives its test: other journeys start things."""
    yield
    with pointing_at(world.product.variables):
        ctx = context_of(OWNER, space=world.northwind, plane=Plane.ADMIN)
        staff = context_of(PLATFORM, plane=Plane.SYSTEM)
        for row in controls.list_controls(ctx).rows:
            if row.handle:
                controls.release(ctx, row.handle, "the test is over")
        for row in controls.list_installation_controls(staff).rows:
            if row.handle:
                controls.release_everywhere(staff, row.handle, "the test is over")


def opened(page: Page, world: World, address: str) -> Page:
    """A page of the product, with its answer."""
    page.goto(f"{world.origin}{address}")
    settled(page)
    return page


def confirm(page: Page, action: str, reason: str) -> None:
    """Answer the question about one operation."""
    page.get_by_role("button", name=f"{action}: {NAME}").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Reason").fill(reason)
    dialog.get_by_role("button", name=action, exact=True).click()
    expect(dialog).to_have_count(0)


@pytest.mark.proves("OPS-028", "OPS-030")
def test_an_operation_is_stopped_bites_and_goes_on(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER) as context:
        page = opened(context.new_page(), world, f"/admin/{world.northwind}/controls")
        row = page.get_by_role("row", name=NAME)
        expect(row).to_contain_text("Allowed")
        page.get_by_role("button", name=f"Stop: {NAME}").click()
        page.get_by_role("dialog").get_by_role("button", name="Stop", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("One entry needs your attention")
        page.keyboard.press("Escape")
        confirm(page, "Stop", "Spreadsheet went to the wrong people")
        expect(row).to_contain_text("Stopped")
        expect(row).to_contain_text("Spreadsheet went to the wrong people")
        expect(row).to_contain_text("Priya Raman")
        opened(page, world, f"/admin/{world.northwind}/operations")
        expect(page.get_by_text("Some operations are stopped")).to_be_visible()
        page.get_by_role("button", name=NAME).click()
        expect(page.get_by_text("This workspace has stopped this kind of operation.").first).to_be_visible()
        page.get_by_role("link", name="See the controls").click()
        confirm(page, "Allow again", "Recipients are right again")
        expect(page.get_by_role("row", name=NAME)).to_contain_text("Allowed")


@pytest.mark.proves("OPS-030", "OPS-031", negative=True)
def test_who_may_not_set_them_sees_them_and_is_offered_nothing(browser: Browser, world: World) -> None:
    with pointing_at(world.product.variables):
        controls.stop_everywhere(context_of(PLATFORM, plane=Plane.SYSTEM), "", "Database is being moved")
    with signed_in(browser, world, "northwind-read-only") as context:
        page = opened(context.new_page(), world, f"/admin/{world.northwind}/controls")
        expect(page.get_by_text("Everything is stopped", exact=True)).to_be_visible()
        row = page.get_by_role("row", name=NAME)
        expect(row).to_contain_text("Database is being moved")
        expect(row).to_contain_text("By the people who run this installation")
        main = page.get_by_role("main")
        assert main.get_by_role("button", name="Stop").count() == 0
        assert main.get_by_role("button", name="Allow again").count() == 0


@pytest.mark.proves("OPS-028", "OPS-031")
def test_platform_staff_stop_an_operation_everywhere(browser: Browser, world: World) -> None:
    with signed_in(browser, world, PLATFORM) as context:
        page = opened(context.new_page(), world, "/system/controls")
        confirm(page, "Stop", "Incident 4711")
        expect(page.get_by_role("row", name=NAME)).to_contain_text("Aiko Tanaka")
        with signed_in(browser, world, OWNER) as theirs:
            seen = opened(theirs.new_page(), world, f"/admin/{world.northwind}/controls")
            expect(seen.get_by_role("row", name=NAME)).to_contain_text("Incident 4711")
            assert seen.get_by_role("button", name=f"Allow again: {NAME}").count() == 0
        confirm(page, "Allow again", "Over")
        expect(page.get_by_role("row", name=NAME)).to_contain_text("Allowed")
