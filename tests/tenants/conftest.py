"""A seeded database with a world that knows tenants and connections."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.provider.connections.world import World
from tests.servers import Database


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    """Everything of one test's own."""
    made = World(database)
    yield made
    made.close()
