"""PostgreSQL or Redis goes away under the running product and comes back: nothing has to be restarted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.live import Product
from tests.people import lend_cookie, session_in, sign_in, space_in
from tests.servers import Servers, command, environment
from tests.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.proves("STI-010")]
UNAVAILABLE, WAITING = "TenantPilot is not available", "Connection lost. Trying again"
PROCESSES = ("sandbox", "web", "worker-person", "worker-background", "relay")


@dataclass
class Installation:
    """A product on servers that a test may stop."""

    servers: Servers
    product: Product
    space: str
    token: str

    @property
    def origin(self) -> str:
        """Where it is."""
        return self.product.origin

    def status(self, path: str) -> int:
        """What a plain request is answered with."""
        return httpx2.get(f"{self.origin}{path}", follow_redirects=False, timeout=30).status_code


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One for both outages: each test leaves it recovered, or the next one fails for a reason."""
    servers = Servers()
    addresses = servers.start()
    database = addresses.create("outage")
    command("seed", environment(addresses, database))
    folder: Path = tmp_path_factory.mktemp("outage")
    product = Product(addresses, database, folder, redis_number=1)
    try:
        product.start(*PROCESSES)
        yield Installation(servers, product, space_in(product, "northwind"), session_in(product, "northwind-owner"))
    finally:
        product.stop()
        servers.stop()


@pytest.fixture
def page(browser: Browser, installation: Installation) -> Iterator[Page]:
    """A page of Northwind's owner."""
    with browser.new_context(locale="en-GB") as context:
        lend_cookie(context, installation.origin, installation.token)
        yield context.new_page()


@pytest.mark.parametrize("which", ["postgres", "redis"])
def test_an_outage_is_said_clearly_and_ends_by_itself(installation: Installation, page: Page, which: str):
    away, origin = installation, installation.origin
    server = getattr(installation.servers, which)
    before = {name: process.pid for name, process in away.product.processes.items()}
    page.goto(f"{origin}/admin/{away.space}/members")
    expect(page.get_by_role("heading", level=1)).to_have_text("Members")

    server.process.kill()
    until(lambda: away.status("/readyz") == 503, "the readiness check to fail")
    assert away.status("/healthz") == 200
    page.get_by_role("link", name="Audit log").first.click()
    expect(page.get_by_text("Try again in a minute").first).to_be_visible()
    page.goto(f"{origin}/admin/{away.space}/members")
    expect(page.get_by_text(WAITING).or_(page.get_by_text(UNAVAILABLE)).first).to_be_visible()

    server.start()
    until(lambda: away.status("/readyz") == 200, "the readiness check to pass")
    expect(page.get_by_role("heading", level=1)).to_have_text("Members", timeout=30_000)  # without a reload
    assert sign_in(origin, "northwind-operator")
    assert {name: process.pid for name, process in away.product.processes.items()} == before
    assert all(process.is_running for process in away.product.processes.values())


def test_sign_in_says_that_the_database_is_away(installation: Installation, page: Page):
    installation.servers.postgres.process.kill()
    until(lambda: installation.status("/readyz") == 503, "the readiness check to fail")
    page.goto(f"{installation.origin}/auth/sign-in")
    expect(page.get_by_role("heading", level=1)).to_have_text("TenantPilot cannot sign anybody in right now")
    installation.servers.postgres.start()
    until(lambda: installation.status("/readyz") == 200, "the readiness check to pass")
    assert sign_in(installation.origin, "northwind-operator")
