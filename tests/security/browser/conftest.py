"""Chromium on the product's real pages, with the witness inside the server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.commands import frontend
from tests import people
from tests.security.attacks import booty
from tests.security.attacks.siege import Siege
from tests.security.harness.world import World


@pytest.fixture(scope="module")
def siege(servers, module_database, redis_numbers, tmp_path_factory) -> Iterator[Siege]:
    frontend.build()
    folder = tmp_path_factory.mktemp("web")
    world = World(servers, module_database, folder, redis_number=next(redis_numbers), state="redis")
    try:
        world.start(pages=True)
        booty.lay_out(world)
        victim = people.space_of("northwind")
        yield Siege(world, booty.collect(world, victim), victim)
    finally:
        world.stop()


@pytest.fixture
def visit(siege, browser):
    """A function that opens a page as somebody, with every violation and console error kept."""
    contexts = []

    def open_page(who: str, path: str, prepare=lambda page: None):
        context = browser.new_context()
        contexts.append(context)
        token = people.session_of(who)
        people.lend_cookie(context, siege.world.origin, token)
        page = context.new_page()
        page.token = token
        page.complaints = []
        page.on("console", lambda m: m.type in ("error", "warning") and page.complaints.append(m.text))
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.add_init_script(
            "window.violations = []; document.addEventListener('securitypolicyviolation',"
            " e => window.violations.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"
        )
        prepare(page)
        page.goto(siege.world.origin + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
