"""The frame around the pages: languages, themes and palette by keyboard, and the end of a session."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tenantpilot.access import sessions
from tests.browser.world import OWNER, World, settled, signed_in
from tests.people import context_of, pointing_at, session_of

pytestmark = pytest.mark.browser
# Notes every heading that is there, for screen readers too, and says nothing.
WATCH = """
window.bare = [];
const isThere = (one) => one.checkVisibility({ visibilityProperty: true });
const look = () => window.bare.push(...[...document.querySelectorAll("h1, h2, h3")]
    .filter((one) => !one.textContent && isThere(one)).map((one) => one.outerHTML));
new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
"""
# Faster than a driver's clicks can promise: types a letter and acts on another part of the page at once.
TYPE_AND_THEN = """
(other) => {
    const set = (one, value, event) => {
        Object.getOwnPropertyDescriptor(one.constructor.prototype, "value").set.call(one, value);
        one.dispatchEvent(new Event(event, { bubbles: true }));
    };
    set(document.querySelector("main input[type=search]"), "p", "input");
    const found = document.querySelector(other);
    if (found.tagName === "SELECT") set(found, "high", "change"); else found.click();
}
"""


class Late:
    """The socket of a page whose answers can be held back."""

    def __init__(self, page: Page) -> None:
        self._held: list[str | bytes] | None = None
        page.route_web_socket(lambda url: "/_event" in url, self._open)

    def _open(self, route: WebSocketRoute) -> None:
        self._route = route
        server = route.connect_to_server()
        route.on_message(server.send)
        server.on_message(self._answer)

    def _answer(self, frame: str | bytes) -> None:
        if self._held is None:
            self._route.send(frame)
        else:
            self._held.append(frame)

    def hold(self) -> None:
        """Keep what the server says from now on."""
        self._held = []

    def let_go(self) -> None:
        """Hand it over, in its order."""
        for frame in self._held or ():
            self._route.send(frame)
        self._held = None


def look(page: Page, world: World, path: str) -> Page:
    """Go to a page and wait for its answer."""
    page.goto(world.origin + path)
    settled(page)
    return page


@pytest.mark.proves("SHL-003", "SHL-013")
def test_language_and_theme_change_at_once_and_follow_the_person(browser: Browser, world: World) -> None:
    with signed_in(browser, world, "northwind-manager", locale="en-GB") as context:
        page = look(context.new_page(), world, "/account/sessions")
        page.evaluate("window.untouched = true")
        page.get_by_text("Deutsch", exact=True).click()
        expect(page.get_by_role("heading", name="Meine Sitzungen")).to_be_visible()
        page.get_by_text("Dunkel", exact=True).click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert page.evaluate("window.untouched === true")
    with signed_in(browser, world, "northwind-manager", locale="en-GB") as other_device:
        page = look(other_device.new_page(), world, "/account/sessions")
        expect(page.get_by_role("heading", name="Meine Sitzungen")).to_be_visible()


@pytest.mark.proves("SHL-015", "SHL-016")
def test_the_palette_opens_by_keyboard_goes_places_and_gives_the_focus_back(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, f"/admin/{world.northwind}/members")
        opener = page.get_by_role("button", name="Search or jump to")
        opener.focus()
        page.keyboard.press("Control+k")
        field = page.get_by_role("dialog").get_by_role("combobox")
        expect(field).to_be_focused()
        page.keyboard.press("Escape")
        expect(field).to_have_count(0)
        expect(opener).to_be_focused()
        page.keyboard.press("Control+k")
        page.keyboard.type("Operations")
        page.keyboard.press("Enter")
        page.wait_for_url("**/operations")


@pytest.mark.proves("SHL-015")
def test_a_dialog_that_the_server_opened_gives_the_focus_back(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, f"/admin/{world.northwind}/members")
        opener = page.get_by_role("button", name="Invite member")
        opener.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(opener).to_be_focused()


@pytest.mark.proves("SHL-015")
@pytest.mark.parametrize("key", ["Enter", "Space", "ArrowDown"])
def test_the_first_menu_of_a_page_opens_at_its_first_item_and_gives_the_focus_back(
    browser: Browser, world: World, key: str
) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, f"/admin/{world.northwind}/operations")
        page.route("**/assets/radix-*.js", lambda route: (page.wait_for_timeout(300), route.continue_()))
        opener = page.get_by_role("button", name="Switch workspace")
        opener.focus()
        page.keyboard.press(key)
        expect(page.get_by_role("menuitem").first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("menuitem").nth(1)).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("menu")).to_have_count(0)
        expect(opener).to_be_focused()


@pytest.mark.proves("SHL-010", "SHL-014", negative=True)
def test_no_heading_is_there_before_its_words(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="de-DE") as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.route("**/assets/de-*.js", lambda route: (page.wait_for_timeout(100), route.continue_()))
        place = f"/admin/{world.northwind}/baselines/{world.held.baseline}"
        for more in ("?tab=rings", f"?part={world.held.part}"):
            look(page, world, place + more)
            assert page.evaluate("bare") == []
        expect(page.get_by_role("heading", name="Zuweisungen")).to_be_visible()


@pytest.mark.proves("SHL-005", negative=True)
def test_words_that_did_not_come_are_asked_for_again(browser: Browser, world: World) -> None:
    failed: set[str] = set()

    def fail_once(route: Route) -> None:
        if route.request.url in failed:
            route.continue_()
        else:
            failed.add(route.request.url)
            route.abort()

    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = context.new_page()
        page.route("**/assets/en-*.js", fail_once)
        page.goto(f"{world.origin}/admin/{world.northwind}/members")
        expect(page.get_by_role("button", name="Invite member")).to_be_visible()
        assert failed


@pytest.mark.proves("SHL-016", negative=True)
def test_the_palette_offers_a_reader_no_audit_log(browser: Browser, world: World) -> None:
    with signed_in(browser, world, "northwind-read-only", locale="en-GB") as context:
        page = look(context.new_page(), world, f"/admin/{world.northwind}")
        page.keyboard.press("Control+k")
        expect(page.get_by_role("option", name="Operations")).to_be_visible()
        expect(page.get_by_role("option", name="Audit log")).to_have_count(0)


@pytest.mark.proves("SHL-009")
def test_lists_open_by_keyboard(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, f"/admin/{world.northwind}/operations")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/operations/run_*")


@pytest.mark.proves("SHL-020", negative=True)
def test_what_stands_of_an_earlier_visit_is_not_used_before_the_answer(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = context.new_page()
        late = Late(page)
        look(page, world, f"/admin/{world.northwind}/controls")
        rail = page.get_by_role("navigation", name="Main navigation")
        rail.get_by_role("link", name="Schedules").click()
        expect(page.get_by_role("button", name="Create schedule")).to_be_visible()
        late.hold()
        rail.get_by_role("link", name="Controls").click()
        stop = page.locator("main button", has_text="Stop").first
        expect(stop).to_be_visible()
        with pytest.raises(PlaywrightTimeoutError):
            stop.click(timeout=500)
        late.let_go()
        stop.click()
        expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.proves("SHL-020")
def test_a_search_that_is_being_typed_leads_nowhere_else(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, f"/admin/{world.northwind}/findings")
        page.evaluate(TYPE_AND_THEN, "main select[aria-label=Severity]")
        page.wait_for_url("**q=p**")
        assert "severity=high" in page.url
        look(page, world, f"/admin/{world.northwind}/findings")
        page.evaluate(TYPE_AND_THEN, "main tbody a")
        page.wait_for_url("**/findings/fnd_*")
        page.wait_for_timeout(600)  # longer than the field waits for the next letter
        assert "/findings/fnd_" in page.url


@pytest.mark.proves("SHL-010", negative=True)
def test_an_address_that_asks_for_something_unknown_says_so_and_leads_on(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, f"/admin/{world.northwind}/findings?severity=purple")
        expect(page.get_by_role("heading", name="This address asks for something unknown")).to_be_visible()
        page.get_by_role("link", name="Open the page without it").click()
        expect(page.get_by_role("heading", name="Findings", exact=True)).to_be_visible()
        assert "severity" not in page.url


@pytest.mark.proves("SHL-008")
def test_planes_look_different_at_a_glance(browser: Browser, world: World) -> None:
    seen = {}
    people = {OWNER: "/admin", "northwind-customer-viewer": "/review", "platform-operator": "/system"}
    for key, path in people.items():
        with signed_in(browser, world, key, locale="en-GB") as context:
            page = look(context.new_page(), world, path)
            colour = page.evaluate("getComputedStyle(document.querySelector('.plane')).getPropertyValue('--plane')")
            seen[colour.strip()] = page.locator("header").first.inner_text()
    assert len(seen) == len(people)
    assert all(name in " ".join(seen.values()) for name in ("Operator console", "Customer review", "System console"))


@pytest.mark.proves("IDS-014", negative=True)
def test_a_session_ended_elsewhere_ends_the_open_page(browser: Browser, world: World) -> None:
    with pointing_at(world.product.variables):
        world.tokens["northwind-approver"] = session_of("northwind-approver")
    with signed_in(browser, world, "northwind-approver", locale="en-GB") as context:
        page = look(context.new_page(), world, f"/admin/{world.northwind}")
        with pointing_at(world.product.variables):
            sessions.sign_out_everywhere(context_of("northwind-approver"))
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        page.goto(f"{world.origin}/admin/{world.northwind}")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
