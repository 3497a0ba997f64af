"""A sandbox Graph for the whole file, a product of each test's own that points at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.inventory.world import SyncWorld, pointed
from tests.servers import Database


@pytest.fixture(scope="module")
def graph() -> Iterator[GraphSandbox]:
    with GraphSandbox(throttling=False) as made:
        yield made


@pytest.fixture
def world(database: Database, graph: GraphSandbox, redis_url: str) -> Iterator[SyncWorld]:
    """Everything of one test's own but the sandbox's process."""
    with pointed(SyncWorld, database, graph) as made:
        yield made


@pytest.fixture(scope="module")
def shared(module_database: Database, graph: GraphSandbox) -> Iterator[SyncWorld]:
    """A product that the tests of one file share."""
    with pointed(SyncWorld, module_database, graph) as made:
        yield made
