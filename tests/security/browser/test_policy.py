"""The content security policy in a real browser: every page works under it, and what it forbids does not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.waiting import until

pytestmark = pytest.mark.browser


@pytest.mark.proves("CTS-021")
def test_every_page_works_under_the_policy(siege, visit):
    routes = [r["route"] for r in siege.world.web.ask("routes") if r["route"] not in ("404", "_kit")]
    wrong = {}
    for route in routes:
        path = siege.booty.place(route.removeprefix("index"), siege.victim)
        who = "platform-operator" if route.startswith("system") else "northwind-owner"
        page = visit("northwind-customer-viewer" if route.startswith("review") else who, path)
        page.wait_for_load_state("networkidle")
        found = page.evaluate("window.violations") + [c for c in page.complaints if "Content Security Policy" in c]
        if found:
            wrong[path] = found
        expect(page.locator("h1, main").first, path).to_be_visible(timeout=30_000)
    assert wrong == {}


@pytest.mark.proves("CTS-021", negative=True)
def test_an_injected_script_does_not_run(siege, visit):
    page = visit("northwind-owner", f"/admin/{siege.victim}")
    page.wait_for_load_state("networkidle")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.owned = 1';"
        " document.body.append(s); const i = document.createElement('div');"
        " i.innerHTML = '<img src=x onerror=\"window.owned = 2\">'; document.body.append(i); }"
    )
    until(
        lambda: any("script-src" in v for v in page.evaluate("window.violations")),
        "the violation",
        pause=lambda _: page.wait_for_timeout(50),
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.owned") is None
    framed = visit("northwind-owner", "/healthz")
    framed.set_content(f'<iframe src="{siege.world.origin}/admin"></iframe>')
    framed.wait_for_timeout(500)
    assert all("/admin" not in f.url or f == framed.main_frame for f in framed.frames)
