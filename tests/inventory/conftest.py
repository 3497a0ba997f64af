"""A sandbox Graph for the whole file, a product of each test's own that points at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.kernel.settings import settings
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.inventory.world import SyncWorld
from tests.servers import Database


@pytest.fixture(scope="module")
def graph() -> Iterator[GraphSandbox]:
    with GraphSandbox(throttling=False) as made:
        yield made


def _pointed(database: Database, graph: GraphSandbox, patch: pytest.MonkeyPatch) -> Iterator[SyncWorld]:
    patch.setenv("TENANTPILOT_GRAPH_URL", graph.graph_url)
    patch.setenv("TENANTPILOT_LOGIN_URL", graph.login_url)
    settings.cache_clear()
    graph.faults.clear()
    made = SyncWorld(database, graph)
    yield made
    made.close()


@pytest.fixture
def world(
    database: Database, graph: GraphSandbox, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SyncWorld]:
    """Everything of one test's own but the sandbox's process."""
    yield from _pointed(database, graph, monkeypatch)


@pytest.fixture(scope="module")
def shared(module_database: Database, graph: GraphSandbox) -> Iterator[SyncWorld]:
    """A product that the tests of one file share."""
    with pytest.MonkeyPatch.context() as patch:
        yield from _pointed(module_database, graph, patch)
