"""Signing in, seeing one's sessions and ending them, in Chromium against the running product."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.people import sign_in_page

pytestmark = pytest.mark.browser
WHO = "both-workspaces"


@pytest.fixture
def two_browsers(browser):
    """Two browsers of the same person, who speaks English."""
    contexts = [browser.new_context(locale="en-GB") for _ in range(2)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def entered(page, product) -> None:
    sign_in_page(page, product.origin, WHO, "/admin")
    expect(page.get_by_text("Northwind MSP").first).to_be_visible(timeout=15_000)


@pytest.mark.proves("IDS-001", "IDS-011")
def test_through_the_people_page_to_the_workspaces(two_browsers, product):
    page = two_browsers[0]
    entered(page, product)
    held = {cookie["name"]: cookie for cookie in page.context.cookies() if cookie["name"].startswith("tp_")}
    assert set(held) == {"tp_session"}
    assert (held["tp_session"]["httpOnly"], held["tp_session"]["sameSite"]) == (True, "Strict")
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})").find(held["tp_session"]["value"]) == -1


def shut(page) -> None:
    """The page shows the way in and nothing else."""
    expect(page.get_by_role("link", name=re.compile("Continue with"))).to_be_visible(timeout=15_000)


@pytest.mark.proves("IDS-014", "IDS-015", negative=True)
def test_a_session_ended_in_one_browser_is_over_in_the_other(two_browsers, product):
    here, there = two_browsers
    entered(here, product)
    entered(there, product)
    here.goto(f"{product.origin}/account/sessions")
    rows = here.locator("table tbody tr")
    expect(rows.filter(has_text="This device")).to_have_count(1, timeout=15_000)
    before = rows.count()
    others = rows.filter(has_not_text="This device")
    others.first.get_by_role("button", name=re.compile("Sign out")).click()  # the latest one comes first
    here.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(rows).to_have_count(before - 1, timeout=15_000)
    shut(there)
    there.goto(f"{product.origin}/admin")
    shut(there)


@pytest.mark.proves("IDS-014", "IDS-015", negative=True)
def test_signing_out_everywhere_shuts_every_browser(two_browsers, product):
    here, there = two_browsers
    entered(here, product)
    entered(there, product)
    here.goto(f"{product.origin}/account/sessions")
    here.get_by_role("button", name="More actions for sign-ins").click(timeout=15_000)
    here.get_by_role("menuitem", name="Sign out everywhere").click()
    here.get_by_role("dialog").get_by_role("button", name="Sign out everywhere").click()
    for page in two_browsers:
        shut(page)
    there.goto(f"{product.origin}/admin")
    shut(there)
