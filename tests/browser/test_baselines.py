"""Baselines as an operator works with them: captured, published, assigned, compared; a rule tried; a match decided."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tenantpilot.baselines.profiles import create_baseline
from tests.browser.test_tenants import look
from tests.browser.world import OWNER, World, settled, signed_in

pytestmark = pytest.mark.browser
NAME, GROUP, SPARE = "Compliance only", "Manufacturing", "Only tried out"
LARGE, SMALL = "Adventure Works", "Contoso Manufacturing"
FAMILY = "Device compliance policies"


@pytest.fixture(scope="module")
def desk(browser: Browser, world: World) -> Iterator[BrowserContext]:
    """An owner's browser."""
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        yield context


def dialog(page: Page) -> Locator:
    """The one dialog that is open."""
    return page.get_by_role("dialog")


def rows(page: Page, table: str) -> Locator:
    """The rows of a table, without its head."""
    return page.get_by_role("table", name=table).locator("tbody tr")


@pytest.mark.proves("BAS-201", "BAS-202", "BAS-203", "BAS-206")
def test_a_baseline_is_captured_published_assigned_compared_and_read_to_one_result(
    desk: BrowserContext, world: World
) -> None:
    page = look(desk.new_page(), world, "/baselines")
    _create(page)
    _capture(page)
    _publish(page)
    _assign(page)
    page.get_by_role("link", name="Compare", exact=True).last.click()
    page.wait_for_url("**/compare?baseline=**")
    settled(page)
    sheet = page.get_by_role("grid", name=f"Tenants against {NAME}")
    page.get_by_role("button", name="Compare tenants").click()
    cell = sheet.get_by_role("gridcell", name=re.compile(rf"^{LARGE}, .*: Matches"))
    expect(cell.first).to_be_visible()
    expect(sheet.get_by_role("rowheader", name=SMALL)).to_contain_text(re.compile("now|ago"))
    _walk(page, sheet)
    page.close()


def _create(page: Page) -> None:
    page.get_by_role("button", name="Create baseline").click()
    dialog(page).get_by_role("button", name="Create baseline").click()
    expect(dialog(page).get_by_role("alert")).to_contain_text("Name")
    dialog(page).get_by_label("Name").fill(NAME)
    dialog(page).get_by_role("button", name="Create baseline").click()
    page.wait_for_url("**/baselines/bsl_*tab=capture*")
    settled(page)


def _capture(page: Page) -> None:
    """The tenant first; a family that was not read completely is not offered, and says why."""
    rows(page, "Reference tenant").filter(has_text=SMALL).get_by_role("link").click()
    expect(page.get_by_role("heading", name="Cannot be captured")).to_be_visible()
    refused = page.locator(".unread").get_by_role("listitem").filter(has_text="PowerShell platform scripts")
    expect(refused).to_contain_text("Forbidden, unknown")
    expect(page.get_by_role("checkbox", name="PowerShell platform scripts")).to_have_count(0)
    page.get_by_role("combobox", name="Reference tenant").select_option(label=LARGE)
    page.get_by_role("checkbox", name="PowerShell platform scripts").wait_for()
    page.get_by_role("button", name="Choose none").click()
    expect(page.get_by_role("checkbox", name="PowerShell platform scripts")).not_to_be_checked()
    page.get_by_role("checkbox", name=FAMILY).check()
    page.get_by_role("button", name="Capture", exact=True).click()
    expect(rows(page, "Parts").first).to_contain_text(FAMILY)


def _publish(page: Page) -> None:
    """A draft says so until it is published; then nothing of it can be changed."""
    expect(page.get_by_text("You see version 1, a draft")).to_be_visible()
    expect(rows(page, "Parts").first.get_by_role("checkbox")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    dialog(page).get_by_label("What is new").fill("The first one")
    dialog(page).get_by_role("button", name="Publish").click()
    expect(dialog(page)).to_have_count(0)
    expect(page.get_by_text("You see version 1, a draft")).to_have_count(0)
    expect(rows(page, "Parts").first.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("button", name="Edit", exact=True)).to_be_visible()


def _assign(page: Page) -> None:
    page.get_by_role("link", name="Rings and assignments").first.click()
    page.get_by_role("button", name="Assign").first.click()
    dialog(page).get_by_label("Tenant or group").select_option(label=f"{GROUP} · Group")
    dialog(page).get_by_role("button", name="Assign").click()
    expect(rows(page, "Where it holds")).to_contain_text(f"{GROUP}Group, 2 tenants")


def _walk(page: Page, sheet: Locator) -> None:
    """Over the sheet by keys alone, from a cell to what it stands for."""
    sheet.focus()
    page.keyboard.press("ArrowDown")
    marked = sheet.locator("[aria-selected=true]")
    expect(marked).to_have_accessible_name(re.compile(f"^{SMALL}, "))
    page.keyboard.press("End")
    last = marked.get_attribute("aria-colindex")
    page.keyboard.press("ArrowLeft")
    expect(marked).not_to_have_attribute("aria-colindex", str(last))
    said = str(marked.get_attribute("aria-label"))
    name, word = said.removeprefix(f"{SMALL}, ").rsplit(": ", 1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/cmp_*part=bsp_*")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator(".rechead .badge").first).to_have_text(word)


@pytest.mark.proves("BAS-204", negative=True)
def test_a_rule_shows_what_it_would_hide_before_it_is_saved(desk: BrowserContext, world: World) -> None:
    page = look(desk.new_page(), world, f"/baselines/{world.held.baseline}?tab=rules")
    page.get_by_role("button", name="Add rule").click()
    dialog(page).get_by_label("Path").fill("nothing.is.called.so")
    dialog(page).get_by_label("Why").fill("Noise")
    dialog(page).get_by_role("button", name="Preview effect").click()
    expect(dialog(page)).to_contain_text("No part of the draft has this property")
    dialog(page).get_by_role("button", name="Change rule").click()
    expect(dialog(page).get_by_label("Path")).to_have_value("nothing.is.called.so")
    dialog(page).get_by_label("Path").fill("**")
    dialog(page).get_by_role("button", name="Preview effect").click()
    expect(dialog(page).get_by_role("alert")).to_contain_text("Path")
    dialog(page).get_by_label("Path").fill("description")
    dialog(page).get_by_role("button", name="Preview effect").click()
    expect(dialog(page)).to_contain_text(re.compile(r"The rule would hide (no|\d+) difference"))
    expect(dialog(page).get_by_role("table", name="Effect by tenant")).to_contain_text(SMALL)
    expect(rows(page, "Rules")).to_have_count(0)
    dialog(page).get_by_role("button", name="Save rule").click()
    expect(rows(page, "Rules")).to_contain_text("description")
    page.close()


@pytest.mark.proves("BAS-207")
def test_a_proposal_is_compared_once_somebody_confirms_it(desk: BrowserContext, world: World) -> None:
    page = look(desk.new_page(), world, f"/compare/{world.held.small}?tab=proposals")
    waiting = rows(page, "Proposals")
    before = waiting.count()
    page.get_by_role("button", name="Same policy").first.click()
    expect(waiting).to_have_count(before - 1)
    page.get_by_role("button", name="Another policy").first.click()
    expect(waiting).to_have_count(before - 2)
    page.close()


@pytest.mark.proves("BAS-205", negative=True)
def test_a_baseline_is_deleted_only_by_its_name(desk: BrowserContext, world: World) -> None:
    with world.person() as ctx:
        ref = create_baseline(ctx, SPARE)
    page = look(desk.new_page(), world, f"/baselines/{ref}")
    page.get_by_role("button", name=f"Actions for {SPARE}").click()
    page.get_by_role("menuitem", name="Delete baseline").click()
    expect(dialog(page)).to_contain_text("It holds nowhere")
    dialog(page).get_by_label("Why").fill("Tried out")
    dialog(page).get_by_label(f"Type {SPARE}").fill("something else")
    dialog(page).get_by_role("button", name="Delete baseline").click()
    expect(dialog(page).get_by_role("alert")).to_be_visible()
    dialog(page).get_by_label(f"Type {SPARE}").fill(SPARE)
    dialog(page).get_by_role("button", name="Delete baseline").click()
    page.wait_for_url(re.compile(r"/baselines$"))
    settled(page)
    expect(page.get_by_role("row", name=SPARE)).to_have_count(0)
    page.close()


@pytest.mark.proves("BAS-208")
def test_a_tenant_is_compared_from_its_own_page(desk: BrowserContext, world: World) -> None:
    page = look(desk.new_page(), world, f"/tenants/{world.read.small}")
    held = rows(page, "Against its baselines").filter(has_text="Core 4.2")
    expect(held).to_contain_text(re.compile(r"Not comparable \d+"))
    expect(held).to_contain_text(re.compile(r"\d+ of \d+ families read"))
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("region").get_by_text("Started.")).to_be_visible()
    expect(page.get_by_role("button", name="Compare", exact=True)).to_be_enabled()
    page.get_by_role("button", name=f"Actions for {SMALL}").click()
    page.get_by_role("menuitem", name="Values for baselines").click()
    page.wait_for_url("**/values")
    settled(page)
    expect(rows(page, "Objects of other tenants").first).to_contain_text("Nobody said, not compared")
    page.close()
