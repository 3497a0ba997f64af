"""The product's own web process, with its pages, for everything that is asked over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from tenantpilot.commands import frontend
from tests import people
from tests.security.attacks import booty
from tests.security.harness.world import World


@pytest.fixture(scope="module")
def world(servers, module_database, redis_numbers, tmp_path_factory) -> Iterator[World]:
    frontend.build()
    made = World(
        servers, module_database, tmp_path_factory.mktemp("web"), redis_number=next(redis_numbers), state="redis"
    )
    try:
        made.start(pages=True)
        booty.furnish(people.context_of("northwind-owner"))
        yield made
    finally:
        made.stop()


@pytest.fixture
def http(world) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=world.origin, follow_redirects=False, timeout=20) as client:
        yield client
