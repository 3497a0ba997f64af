"""Work on findings as people do it: decide, claim, fix, ask, approve, many at once, by keyboard and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tenantpilot.findings import moves
from tenantpilot.findings.filters import FindingFilters
from tenantpilot.findings.reading import list_findings
from tenantpilot.findings.views import FindingRow
from tests.browser.work import APPROVER, BASELINE, MANAGER, OPERATOR
from tests.browser.world import World, settled, signed_in

pytestmark = pytest.mark.browser
READER = "northwind-read-only"
PHONE = {"width": 390, "height": 844}


@contextmanager
def person(browser: Browser, world: World, key: str, path: str, **options: object) -> Iterator[Page]:
    """Somebody's page of Northwind."""
    with signed_in(browser, world, key, locale="en-GB", **options) as context:
        page = context.new_page()
        go(page, world, path)
        yield page


def go(page: Page, world: World, path: str) -> None:
    """Open a page of Northwind and wait for its answer."""
    page.goto(f"{world.origin}/admin/{world.northwind}{path}")
    settled(page)


def fresh(world: World, severity: str = "medium") -> FindingRow:
    """A finding that nobody touched yet."""
    with world.person(OPERATOR) as ctx:
        filters = FindingFilters(source=BASELINE.ref, severity=severity, view="decide")
        rows = list_findings(ctx, filters).rows
    return next(row for row in rows if row.status == "new" and row.assignee is None)


def head(page: Page) -> Locator:
    """The head of a record."""
    return page.locator("main .rechead")


@pytest.mark.proves("FWK-101", "FWK-105")
def test_a_finding_is_found_by_keyboard_triaged_claimed_and_called_fixed(browser: Browser, world: World) -> None:
    row = fresh(world)
    with person(browser, world, OPERATOR, f"/findings?view=decide&severity=medium&q=F-{row.number}") as page:
        page.locator("main h1").click()
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/findings/fnd_*")
        head(page).get_by_role("button", name="Triage").click()
        page.get_by_role("dialog").get_by_role("button", name="Triage").click()
        expect(head(page)).to_contain_text("Triaged")
        page.get_by_role("complementary").get_by_role("button", name="Claim").click()
        page.get_by_role("dialog").get_by_role("button", name="Claim").click()
        expect(page.get_by_role("complementary")).to_contain_text("Me")
        head(page).get_by_role("button", name="Start work").click()
        page.get_by_role("dialog").get_by_role("button", name="Start work").click()
        expect(head(page)).to_contain_text("In progress")
        head(page).get_by_role("button", name="Mark as fixed").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Mark as fixed").click()
        expect(dialog.get_by_role("alert")).to_contain_text("required")
        dialog.get_by_label("Reason").fill("Set back in the portal.")
        dialog.get_by_role("button", name="Mark as fixed").click()
        expect(head(page)).to_contain_text("Waiting for proof")
        expect(page.locator(".timeline")).to_contain_text("Set back in the portal.")


@pytest.mark.proves("FWK-105")
def test_the_page_of_a_finding_shows_differences_both_ways_and_keeps_what_was_said(
    browser: Browser, world: World
) -> None:
    with person(browser, world, OPERATOR, f"/findings/{world.work.finding}") as page:
        value = page.locator(".cmp-row > .was").first
        beside = value.bounding_box() or {}
        page.get_by_text("Inline", exact=True).click()
        below = value.bounding_box() or {}
        assert below["width"] > beside["width"]
        for part in ("Why it matters", "What happens next", "Timeline"):
            expect(page.get_by_role("heading", name=part)).to_be_visible()
        page.get_by_label("Comment", exact=True).fill("Agreed until spring.")
        page.get_by_role("button", name="Add comment").click()
        expect(page.locator(".timeline .said").first).to_have_text("Agreed until spring.")
        expect(page.get_by_label("Comment", exact=True)).to_have_value("")


@pytest.mark.proves("FWK-105", negative=True)
def test_who_may_only_read_is_offered_no_decision(browser: Browser, world: World) -> None:
    with person(browser, world, READER, f"/findings/{world.work.finding}") as page:
        expect(head(page)).to_be_visible()
        assert head(page).get_by_role("button").count() == 0
        expect(page.get_by_label("Comment", exact=True)).to_have_count(0)


@pytest.mark.proves("FWK-107", "FWK-108")
def test_an_acceptance_is_asked_for_and_given_by_somebody_else(browser: Browser, world: World) -> None:
    row = fresh(world, "high")
    with person(browser, world, OPERATOR, f"/findings/{row.finding_ref}") as page:
        head(page).get_by_role("button", name="Request acceptance").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Ends on").fill("2199-01-01")
        dialog.get_by_label("Justification").fill("The vendor's fix comes next month.")
        dialog.get_by_role("button", name="Request acceptance").click()
        expect(dialog.get_by_role("alert")).to_be_visible()
        assert dialog.get_by_label("Justification").input_value() == "The vendor's fix comes next month."
        dialog.get_by_label("Ends on").fill(_in_days(page, 14))
        dialog.get_by_role("button", name="Request acceptance").click()
        head(page).get_by_role("link", name="Open request").click()
        page.wait_for_url("**/exceptions/exc_*")
        expect(head(page)).to_contain_text("Waiting for approval")
        expect(head(page).get_by_role("button", name="Approve")).to_have_count(0)
        address = page.url
    with person(browser, world, MANAGER, "/exceptions") as page:
        expect(page.locator(".notice")).to_contain_text("for you")
        page.goto(address)
        settled(page)
        head(page).get_by_role("button", name="Approve").click()
        page.get_by_role("dialog").get_by_role("button", name="Approve").click()
        expect(head(page)).to_contain_text("In force")
        expect(page.locator(".lede")).to_contain_text("accepted this on")
        go(page, world, f"/findings/{row.finding_ref}")
        expect(head(page)).to_contain_text("Risk accepted")


def _in_days(page: Page, days: int) -> str:
    made = page.evaluate("days => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)", days)
    return str(made)


@pytest.mark.proves("FWK-107", negative=True)
def test_a_revoked_acceptance_says_who_and_opens_the_finding(browser: Browser, world: World) -> None:
    with person(browser, world, MANAGER, f"/exceptions/{world.work.accepted}") as page:
        page.get_by_role("button", name="More actions").click()
        page.get_by_role("menuitem", name="Revoke acceptance").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Revoke acceptance").click()
        expect(dialog.get_by_role("alert")).to_contain_text("required")
        dialog.get_by_label("Reason").fill("It is worse than it looked.")
        dialog.get_by_role("button", name="Revoke acceptance").click()
        expect(head(page)).to_contain_text("Revoked")
        expect(page.locator("main")).to_contain_text("It is worse than it looked.")
    with person(browser, world, APPROVER, "/exceptions?view=ended") as page:
        expect(page.get_by_role("row", name="Revoked").first).to_be_visible()


@pytest.mark.proves("FWK-106", negative=True)
def test_a_decision_about_what_changed_meanwhile_says_who_did_what_and_keeps_the_words(
    browser: Browser, world: World
) -> None:
    row = fresh(world, "high")
    with person(browser, world, OPERATOR, f"/findings/{row.finding_ref}") as page:
        head(page).get_by_role("button", name="Triage").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Reason").fill("Looked at with the customer.")
        with world.person(MANAGER) as other:
            theirs = list_findings(other, FindingFilters(q=f"F-{row.number}")).rows[0]
            moves.move(other, theirs.handle, "start", version=theirs.version)
            name = other.display_name
        dialog.get_by_role("button", name="Triage").click()
        expect(dialog.get_by_role("alert")).to_contain_text("Somebody was quicker")
        expect(dialog.get_by_role("alert")).to_contain_text(f"{name}: started work")
        assert dialog.get_by_label("Reason").input_value() == "Looked at with the customer."
        expect(head(page)).to_contain_text("In progress")


@pytest.mark.proves("FWK-102")
def test_many_are_changed_at_once_and_what_was_left_out_is_told(browser: Browser, world: World) -> None:
    with person(browser, world, OPERATOR, f"/findings?source={BASELINE.ref}&severity=low") as page:
        page.locator("main h1").click()
        page.keyboard.press("j")
        page.keyboard.press("x")
        expect(page.get_by_role("toolbar", name="Actions for the selection")).to_contain_text("1 selected")
        page.get_by_label("Select all rows on this page").check()
        _act(page, "Triage")
        expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("changed")
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        expect(page.get_by_role("toolbar")).to_have_count(0)
        page.get_by_label("Select all rows on this page").check()
        page.get_by_role("toolbar").get_by_role("button", name="Triage").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("Nothing to do: it is so already")


def _act(page: Page, name: str) -> None:
    page.get_by_role("toolbar").get_by_role("button", name=name).click()
    page.get_by_role("dialog").get_by_role("button", name=name).click()


@pytest.mark.proves("FWK-102")
def test_the_bar_of_a_selection_fits_a_phone(browser: Browser, world: World) -> None:
    with person(browser, world, OPERATOR, "/findings", viewport=PHONE) as page:
        for place in range(3):
            page.locator("td.sel input").nth(place).check()
        bar = page.get_by_role("toolbar", name="Actions for the selection")
        box = bar.bounding_box() or {}
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        bar.get_by_role("button", name="More").click()
        page.get_by_role("menuitem", name="Set owner").click()
        expect(page.get_by_role("dialog", name="Set the owner")).to_be_visible()


@pytest.mark.proves("FWK-101", "FWK-103")
def test_filters_stand_in_the_address_and_are_kept_under_a_name(browser: Browser, world: World) -> None:
    with person(browser, world, OPERATOR, "/findings") as page:
        page.get_by_role("combobox", name="Result").select_option("missing")
        page.wait_for_url("**kind=missing**")
        expect(page.get_by_role("row").nth(1)).to_contain_text("Missing")
        page.get_by_role("link", name=re.compile("^Needs a decision")).click()
        page.wait_for_url("**view=decide**")
        page.get_by_role("button", name="Saved views").click()
        page.get_by_role("menuitem", name="Save this view").click()
        page.get_by_label("Name of the view").fill("Gaps")
        page.get_by_role("dialog").get_by_role("button", name="Save this view").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        go(page, world, "/findings")
        page.get_by_role("button", name="Saved views").click()
        page.get_by_role("menuitem", name="Gaps", exact=True).click()
        page.wait_for_url("**kind=missing&view=decide")
        page.get_by_role("button", name="Saved views").click()
        page.get_by_role("menuitem", name=re.compile("Delete view")).click()
        page.get_by_role("dialog").get_by_role("button", name="Delete view").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.get_by_role("button", name="Saved views").click()
        expect(page.get_by_role("menuitem", name="Gaps", exact=True)).to_have_count(0)


@pytest.mark.proves("FWK-104")
def test_work_that_nobody_answers_for_is_shown_and_mended(browser: Browser, world: World) -> None:
    with person(browser, world, MANAGER, "/findings?view=hygiene&problem=ownerless") as page:
        expect(page.locator("main")).to_contain_text("Nobody answers for these")
        expect(page.locator("tbody tr").first).to_be_visible()
        before = page.locator("tbody tr").count()
        page.locator("td.sel input").first.check()
        page.get_by_role("toolbar").get_by_role("button", name="Set owner").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Who answers for it").select_option(index=1)
        dialog.get_by_role("button", name="Set owner").click()
        expect(dialog.get_by_role("status")).to_contain_text("1 finding changed")
        dialog.get_by_role("button", name="Close").click()
        expect(page.locator("tbody tr")).to_have_count(before - 1)


@pytest.mark.proves("FWK-109")
def test_service_levels_are_changed_with_a_reason_and_stand_in_the_history(browser: Browser, world: World) -> None:
    with person(browser, world, MANAGER, "/rules") as page:
        page.get_by_role("button", name="Change rules").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("group", name="Gold").get_by_label("Critical").fill("6")
        dialog.get_by_role("button", name="Put in force").click()
        expect(dialog.get_by_role("alert")).to_contain_text("Reason")
        dialog.get_by_label("Reason").fill("Agreed with all gold customers.")
        dialog.get_by_role("button", name="Put in force").click()
        expect(page.get_by_role("table", name="Time until due")).to_contain_text("6 hours")
        expect(page.locator(".timeline")).to_contain_text("Agreed with all gold customers.")


@pytest.mark.proves("FWK-109", negative=True)
def test_who_may_not_change_rules_is_not_offered_it(browser: Browser, world: World) -> None:
    with person(browser, world, OPERATOR, "/rules?tab=exception") as page:
        expect(page.get_by_role("heading", name="Longest acceptance in days")).to_be_visible()
        expect(page.get_by_role("button", name="Change rules")).to_have_count(0)
