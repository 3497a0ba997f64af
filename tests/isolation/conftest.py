"""One world per file of tests; tests that change much take a database of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.isolation.world import World


@pytest.fixture(scope="module")
def world(module_database) -> Iterator[World]:
    made = World(module_database)
    yield made
    made.close()


@pytest.fixture
def own_world(database) -> Iterator[World]:
    made = World(database)
    yield made
    made.close()
