"""Findings to look at from above."""

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
