"""The whole product under attack, with the witness inside; limits are off because the suite is the flood."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import people
from tests.security.attacks import booty as treasure
from tests.security.attacks.siege import Siege
from tests.security.harness.world import World


@pytest.fixture(scope="module", params=["memory", "redis"])
def installation(request, servers, module_database, redis_numbers, tmp_path_factory) -> Iterator[World]:
    made = World(
        servers, module_database, tmp_path_factory.mktemp("web"), redis_number=next(redis_numbers), state=request.param
    )
    try:
        made.start(high_limits=True)
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def siege(installation) -> Siege:
    treasure.lay_out(installation)
    victim = people.space_of("northwind")
    return Siege(installation, treasure.collect(installation, victim), victim)
