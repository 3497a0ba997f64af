"""Signing in with Chromium, through the people page of the sandbox, at the running product."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.people import sign_in_page

pytestmark = pytest.mark.browser


@pytest.mark.proves("IDS-001", "IDS-006", "IDS-011", negative=True)
def test_through_the_people_page_to_the_workspaces(browser, product):
    """The first page after the way back has the session already, although its cookie keeps to this site."""
    with browser.new_context(locale="en-GB") as context:
        page = context.new_page()
        sign_in_page(page, product.origin, "both-workspaces", "/admin")
        expect(page.get_by_text("Northwind MSP").first).to_be_visible(timeout=15_000)
        holds_a_cookie_only(page)
        held = page.context.cookies()[0]["value"]
    for name in ("web", "sandbox"):
        told = product.log(name)
        assert [word for word in (held, "code=", "state=", "code_verifier", "id_token") if word in told] == []


def holds_a_cookie_only(page) -> None:
    held = {cookie["name"]: cookie for cookie in page.context.cookies() if cookie["name"].startswith("tp_")}
    assert set(held) == {"tp_session"}
    assert (held["tp_session"]["httpOnly"], held["tp_session"]["sameSite"]) == (True, "Strict")
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})").find(held["tp_session"]["value"]) == -1
