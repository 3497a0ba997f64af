"""One sandbox for each module, with tenants made anew for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.sandbox.graph.limits import Limits
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.provider.sandbox.world import OTHER, Caller, tenant


@pytest.fixture(scope="module")
def running() -> Iterator[GraphSandbox]:
    with GraphSandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: GraphSandbox) -> GraphSandbox:
    world = running.world
    world.reset()
    world.log.clear()
    world.done.clear()
    world.tenants.clear()
    world.registrations.clear()
    world.governor.limits, world.tokens.lifetime = Limits(), 3599
    running.add_tenant(tenant())
    running.add_tenant(tenant(OTHER, policies=1))
    return running


@pytest.fixture
def caller(sandbox: GraphSandbox) -> Iterator[Caller]:
    one = Caller(sandbox)
    with one.http:
        assert one.sign_in().status_code == 200
        yield one
