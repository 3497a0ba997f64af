"""A seeded world with the suites' own operation in the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.operations import catalogue
from tests.operations.world import KIND, READING, Elsewhere, World, probe, reading
from tests.servers import Database


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    """Everything of one test's own."""
    probe()
    made = World(database)
    yield made
    made.close()
    catalogue.forget(KIND)


@pytest.fixture
def elsewhere(world: World) -> Iterator[Elsewhere]:
    """A stand-in for a tenant, and the operation that reads it."""
    made = Elsewhere()
    reading(made)
    yield made
    catalogue.forget(READING)
