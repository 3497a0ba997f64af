"""The probe app behind the real gate, in real processes, once with view state in memory and once in Redis."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.people import space_of
from tests.security.harness.world import World

APP = "tests.security.harness.probe_app"


@pytest.fixture(scope="module", params=["memory", "redis"])
def installation(request, servers, module_database, redis_numbers, tmp_path_factory) -> Iterator[World]:
    made = World(
        servers, module_database, tmp_path_factory.mktemp("web"), redis_number=next(redis_numbers), state=request.param
    )
    try:
        made.start(app=APP)
        yield made
    finally:
        made.stop()


@pytest.fixture
def world(installation: World) -> Iterator[World]:
    yield installation
    installation.close_sockets()


@pytest.fixture
def home(world: World) -> str:
    """The address of the workspace that the attacked people work in."""
    return f"/admin/{space_of('northwind')}"
