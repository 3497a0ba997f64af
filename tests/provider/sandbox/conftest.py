"""A sandbox of its own for every test; it starts in a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.provider.sandbox.world import OTHER, Caller, tenant


@pytest.fixture
def sandbox() -> Iterator[GraphSandbox]:
    with GraphSandbox() as running:
        running.add_tenant(tenant())
        running.add_tenant(tenant(OTHER, policies=1))
        yield running


@pytest.fixture
def caller(sandbox: GraphSandbox) -> Iterator[Caller]:
    one = Caller(sandbox)
    with one.http:
        assert one.sign_in().status_code == 200
        yield one
