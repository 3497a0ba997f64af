"""A world for a whole file, or one of the test's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.findings.world import FindingsWorld
from tests.servers import Database


@pytest.fixture
def world(database: Database) -> Iterator[FindingsWorld]:
    """Findings of one test's own."""
    made = FindingsWorld(database)
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared(module_database: Database) -> Iterator[FindingsWorld]:
    """Findings that the tests of one file share."""
    made = FindingsWorld(module_database)
    yield made
    made.close()
