"""What the first look at a page costs a browser that has never been here."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.world import OWNER, PLATFORM, VIEWER, World, settled, signed_in

pytestmark = pytest.mark.browser
MOST = 220 * 1024
PAGES = (
    ("", "/"),
    (OWNER, "/admin/{space}"),
    (OWNER, "/admin/{space}/operations"),
    (OWNER, "/admin/{space}/operations/{run}"),
    (OWNER, "/admin/{space}/operations/{sync}"),
    (OWNER, "/admin/{space}/audit"),
    (OWNER, "/admin/{space}/tenants"),
    (OWNER, "/admin/{space}/tenants/{tenant}"),
    (OWNER, "/admin/{space}/tenants/{tenant}/permissions"),
    (OWNER, "/admin/{space}/connections"),
    (OWNER, "/admin/{space}/connections/{connection}"),
    (OWNER, "/admin/{space}/connections/new?environment_id={tenant}"),
    (OWNER, "/admin/{space}/inventory"),
    (OWNER, "/admin/{space}/inventory/{policy}"),
    (OWNER, "/admin/{space}/inventory/{policy}?tab=diff"),
    (OWNER, "/admin/{space}/baselines"),
    (OWNER, "/admin/{space}/baselines/{baseline}"),
    (OWNER, "/admin/{space}/compare?baseline={baseline}"),
    (OWNER, "/admin/{space}/compare/{comparison}"),
    (OWNER, "/admin/{space}/compare/{comparison}?result={result}"),
    (OWNER, "/admin/{space}/groups"),
    (OWNER, "/admin/{space}/tenants/{tenant}/values"),
    (OWNER, "/admin/{space}/controls"),
    (OWNER, "/admin/{space}/findings"),
    (OWNER, "/admin/{space}/findings/{finding}"),
    (OWNER, "/admin/{space}/exceptions"),
    (OWNER, "/admin/{space}/exceptions/{exception}"),
    (OWNER, "/admin/{space}/rules"),
    (OWNER, "/admin/{space}/members"),
    (OWNER, "/admin/{space}/schedules"),
    (OWNER, "/account/sessions"),
    (PLATFORM, "/system/runs"),
    (PLATFORM, "/system/controls"),
    (VIEWER, "/review/{space}"),
)


@pytest.mark.proves("SHL-018")
@pytest.mark.parametrize(("key", "path"), PAGES)
def test_the_first_load_of_a_page_is_light(browser: Browser, world: World, key: str, path: str) -> None:
    with signed_in(browser, world, key, locale="de-DE") as context:
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        sizes: list[int] = []
        wire.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        known = {name.strip("[]"): value for name, value in world.filled().items()}
        page.goto(world.origin + path.format(**known, sync=world.read.sync))
        settled(page)
        page.wait_for_load_state("networkidle")
    assert len(sizes) > 5
    assert sum(sizes) <= MOST, f"{sum(sizes) / 1024:.0f} KB"
