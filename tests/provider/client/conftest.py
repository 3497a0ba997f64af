from collections.abc import Iterator

import pytest

from tenantpilot.sandbox.graph.server import GraphSandbox


@pytest.fixture(scope="session")
def shared_graph() -> Iterator[GraphSandbox]:
    with GraphSandbox(throttling=False) as graph:
        yield graph


@pytest.fixture
def graph(shared_graph: GraphSandbox) -> Iterator[GraphSandbox]:
    """The sandbox without faults; tenants are each test's own."""
    shared_graph.faults.clear()
    yield shared_graph
    shared_graph.faults.clear()
