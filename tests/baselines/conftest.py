"""A sandbox with two small tenants for the whole file, read once; every test makes baselines of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.baselines.compare_world import CompareWorld
from tests.baselines.stock import Stock
from tests.inventory.world import pointed
from tests.servers import Database


@pytest.fixture(scope="module")
def stock_graph() -> Iterator[GraphSandbox]:
    with GraphSandbox(throttling=False) as made:
        yield made


@pytest.fixture(scope="module")
def stock(module_database: Database, stock_graph: GraphSandbox) -> Iterator[Stock]:
    """Both tenants read; shared by the tests of one file."""
    with pointed(Stock, module_database, stock_graph) as made:
        made.fill()
        yield made


@pytest.fixture
def changing(stock: Stock) -> Iterator[Stock]:
    """The same for a test that changes the reference tenant, which is as it was afterwards."""
    yield stock
    stock.restore()


@pytest.fixture
def world(database: Database, stock_graph: GraphSandbox) -> Iterator[CompareWorld]:
    """Both tenants for a test of its own, which brings what it needs."""
    with pointed(CompareWorld, database, stock_graph) as made:
        made.fill()
        yield made
