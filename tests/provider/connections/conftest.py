"""A seeded database, with and without a sandbox's Graph that the settings point at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.kernel.settings import settings
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.provider.connections.world import World, tenant_data
from tests.servers import Database


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    """Everything of one test's own."""
    made = World(database)
    yield made
    made.close()


@pytest.fixture
def graph(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphSandbox]:
    """A Graph with the suites' tenant in it."""
    with GraphSandbox(throttling=False) as made:
        made.add_tenant(tenant_data())
        monkeypatch.setenv("TENANTPILOT_GRAPH_URL", made.graph_url)
        monkeypatch.setenv("TENANTPILOT_LOGIN_URL", made.login_url)
        settings.cache_clear()
        yield made
    settings.cache_clear()
