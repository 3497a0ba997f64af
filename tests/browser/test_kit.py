"""The component kit on its own page: accessible in every state and theme; numbers and dates by language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOLDER = ".web-kit"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# What the page shows for the same values: moment, span, number, size, plural of six and of one.
GOLDEN = {
    "en-GB": ("5 Jan 2026, 09:12", "13m 32s", "48,210", "5.3 MB", "6 rows, more follow", "One entry needs"),
    "de-DE": ("05.01.2026, 09:12", "13 Min. 32 Sek.", "48.210", "5,3 MB", "6 Zeilen, weitere folgen", "Eine Angabe"),
}


@pytest.fixture(scope="module")
def kit(start_product: Callable[..., object]) -> Iterator[str]:
    """The address of the kit's page, in a product that was built for development."""
    development = {"TENANTPILOT_DEVELOPMENT": "1", "REFLEX_WEB_WORKDIR": FOLDER}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in development.items():
            patch.setenv(name, value)  # for the build, which reads this process's environment
        product = start_product("web", **development)
    yield f"{product.origin}/_kit"
    product.stop()


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe finds, in short; `within` looks at what opened only, because the page behind it may be scrolled."""
    found = Axe().run(page, context=within, options={"runOnly": STANDARD}).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def opened(browser: Browser, kit: str, **options: object) -> Page:
    """The page, in a browser context of its own."""
    page = browser.new_context(reduced_motion="reduce", timezone_id="UTC", **options).new_page()
    page.goto(kit)
    page.wait_for_selector("html[data-words=whole]", state="attached")
    expect(page.get_by_role("heading", name="Component kit")).to_be_visible()
    return page


@pytest.mark.proves("SHL-014", "SHL-017", negative=True)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_part_is_accessible_and_fits(browser: Browser, kit: str, theme: str, size: dict[str, int]) -> None:
    page = opened(browser, kit, color_scheme=theme, viewport=size, locale="en-GB")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    page.locator("td.sel input").first.click()
    expect(page.get_by_role("toolbar")).to_be_visible()
    assert violations(page) == []
    page.context.close()


@pytest.mark.proves("SHL-015")
@pytest.mark.parametrize("opener", ["Open dialog", "Restore 12 policies", "Popover"])
def test_what_opens_is_accessible_and_gives_the_focus_back(browser: Browser, kit: str, opener: str) -> None:
    page = opened(browser, kit, viewport=DESK, locale="en-GB")
    button = page.get_by_role("button", name=opener, exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page, "[role=dialog]") == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    page.context.close()


@pytest.mark.proves("SHL-011", negative=True)
def test_an_irreversible_step_waits_for_the_words_and_a_refusal_keeps_the_dialog(browser: Browser, kit: str) -> None:
    page = opened(browser, kit, viewport=DESK, locale="en-GB")
    page.get_by_role("button", name="Restore 12 policies", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Changes the Microsoft tenant")).to_be_visible()
    last = dialog.get_by_role("button", name="Restore 12 policies")
    expect(last).to_be_disabled()
    dialog.get_by_role("textbox").fill("restore 12")
    last.click()
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody changed this in the meantime")
    expect(dialog.get_by_role("textbox")).to_have_value("restore 12")
    page.context.close()


@pytest.mark.proves("SHL-009")
def test_rows_are_moved_through_and_selected_by_keyboard(browser: Browser, kit: str) -> None:
    page = opened(browser, kit, viewport=DESK, locale="en-GB")
    expect(page.locator(".form-errors")).to_be_focused()  # as it must, when a server's answer holds errors
    page.wait_for_timeout(500)
    page.evaluate("document.activeElement?.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("tr[aria-selected=true]")).to_have_attribute("data-handle", "h2")
    expect(page.get_by_role("toolbar")).to_contain_text("1 selected")
    page.keyboard.press("Escape")
    expect(page.locator("tr[aria-selected=true]")).to_have_count(0)
    page.get_by_role("table", name="Runs").get_by_role("link", name="Items").click()
    page.wait_for_url("**/_kit/?sort=-items")
    page.context.close()


@pytest.mark.proves("SHL-004")
@pytest.mark.parametrize("locale", GOLDEN)
def test_numbers_dates_and_plurals_follow_the_language(browser: Browser, kit: str, locale: str) -> None:
    page = opened(browser, kit, viewport=DESK, locale=locale)
    for said in GOLDEN[locale]:
        expect(page.locator(".kit").get_by_text(said).first).to_be_visible()
    page.context.close()
