"""One product for all browser tests of a process, beside a sandbox whose tenants the tests change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.browser import world as worlds


@pytest.fixture(scope="session")
def graph() -> Iterator[GraphSandbox]:
    """The tenants' side, in this process."""
    with GraphSandbox(throttling=False) as made:
        yield made


@pytest.fixture(scope="session")
def product(start_product, graph: GraphSandbox):
    """The product that reads the sandbox's tenants."""
    return start_product(TENANTPILOT_GRAPH_URL=graph.graph_url, TENANTPILOT_LOGIN_URL=graph.login_url)


@pytest.fixture(scope="session")
def world(product, graph: GraphSandbox) -> worlds.World:
    """The running product with runs and tenants on its pages."""
    return worlds.make(product, graph)
