"""A seeded world with the suites' own operation in the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.operations import catalogue
from tests.operations.world import KIND, World, probe
from tests.servers import Database


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    """Everything of one test's own."""
    probe()
    made = World(database)
    yield made
    made.close()
    catalogue.forget(KIND)
