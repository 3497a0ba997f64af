"""A sandbox with two small tenants for the whole file, read once; every test makes baselines of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.kernel.settings import settings
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.baselines.stock import Stock
from tests.servers import Database


@pytest.fixture(scope="module")
def stock_graph() -> Iterator[GraphSandbox]:
    with GraphSandbox(throttling=False) as made:
        yield made


def _stocked(database: Database, graph: GraphSandbox, patch: pytest.MonkeyPatch) -> Iterator[Stock]:
    patch.setenv("TENANTPILOT_GRAPH_URL", graph.graph_url)
    patch.setenv("TENANTPILOT_LOGIN_URL", graph.login_url)
    settings.cache_clear()
    made = Stock(database, graph)
    made.fill()
    yield made
    made.close()


@pytest.fixture(scope="module")
def stock(module_database: Database, stock_graph: GraphSandbox) -> Iterator[Stock]:
    """Both tenants read; shared by the tests of one file."""
    with pytest.MonkeyPatch.context() as patch:
        yield from _stocked(module_database, stock_graph, patch)


@pytest.fixture
def changing(stock: Stock) -> Iterator[Stock]:
    """The same for a test that changes the reference tenant, which is as it was afterwards."""
    yield stock
    stock.restore()
