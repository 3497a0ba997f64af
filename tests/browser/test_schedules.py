"""Schedules as people keep them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_members import actions
from tests.browser.world import OWNER, World, settled, signed_in

pytestmark = pytest.mark.browser


def schedules_page(page: Page, world: World) -> Page:
    """The schedules of Northwind."""
    page.goto(f"{world.origin}/admin/{world.northwind}/schedules")
    settled(page)
    return page


def choose(page: Page, action: str, name: str = "Export run metadata") -> None:
    """Choose an action of the row's menu and confirm it."""
    page.get_by_role("button", name=f"Actions for {name}").click()
    page.get_by_role("menuitem", name=action).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=action).click()
    expect(dialog).to_have_count(0)  # while it is open, the page behind it is hidden and seems to have no rows


def test_a_schedule_is_created_paused_resumed_and_deleted(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER) as context:
        page = schedules_page(context.new_page(), world)
        page.get_by_role("button", name="Create schedule").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Operation").select_option("run.export")
        dialog.get_by_label("Every week").check()
        dialog.get_by_label("Day", exact=True).select_option("4")
        dialog.get_by_label("Time of day").fill("06:30")
        dialog.get_by_label("Time zone").select_option("Europe/Berlin")
        dialog.get_by_role("button", name="Create schedule").click()
        row = page.get_by_role("row", name="Export run metadata")
        expect(row).to_contain_text("Friday at 06:30")
        expect(row).to_contain_text("Europe/Berlin")
        expect(row).to_contain_text("Active")
        choose(page, "Pause schedule")
        expect(row).to_contain_text("Paused")
        choose(page, "Resume schedule")
        expect(row).to_contain_text("Active")
        choose(page, "Delete schedule")
        expect(row).to_have_count(0)
    mine = [action for action in actions(world) if action.startswith("schedule.")]  # runs of other tests write too
    assert mine[:4] == ["schedule.deleted", "schedule.resumed", "schedule.paused", "schedule.created"]


def test_a_time_that_is_none_is_said_beside_its_field(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER) as context:
        page = schedules_page(context.new_page(), world)
        page.get_by_role("button", name="Create schedule").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Every hour").check()
        dialog.get_by_label("Minute of the hour").fill("75")
        dialog.get_by_role("button", name="Create schedule").click()
        expect(page.get_by_role("alert")).to_contain_text("One entry needs your attention")
        assert dialog.get_by_label("Minute of the hour").input_value() == "75"
        assert dialog.get_by_label("Every hour").is_checked()


@pytest.mark.parametrize("key", ["northwind-operator", "northwind-read-only"])
def test_whoever_may_not_manage_schedules_is_offered_nothing(browser: Browser, world: World, key: str) -> None:
    with signed_in(browser, world, key) as context:
        page = schedules_page(context.new_page(), world)
        expect(page.get_by_role("heading", name="Schedules")).to_be_visible()
        assert page.get_by_role("button", name="Create schedule").count() == 0


@pytest.mark.proves("OPS-034", negative=True)
def test_an_operation_about_a_tenant_is_scheduled_for_a_chosen_one(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER) as context:
        page = schedules_page(context.new_page(), world)
        page.get_by_role("button", name="Create schedule").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Operation").select_option("inventory.sync")
        create = dialog.get_by_role("button", name="Create schedule")
        create.click()
        expect(page.get_by_role("alert")).to_contain_text("One entry needs your attention")
        chosen = dialog.get_by_label("Tenant")
        name = chosen.locator("option").nth(1).inner_text()
        chosen.select_option(label=name)
        create.click()
        row = page.get_by_role("row", name="Sync inventory")
        expect(row).to_contain_text(name)
        choose(page, "Delete schedule", "Sync inventory")
        expect(row).to_have_count(0)
