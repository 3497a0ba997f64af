"""A sandbox provider and the product's sign-in routes for each file; a database of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from tenantpilot.access.signin import routes
from tenantpilot.kernel.settings import settings
from tenantpilot.sandbox.app import demo_identity, sandbox_app
from tenantpilot.sandbox.identity.state import IdentityState
from tests.live import free_port
from tests.security.signin.world import CLIENT_ID, CLIENT_SECRET, Browser, Recorder, serving


class World:
    """Where everything is. `provider` is the sandbox's own memory: its keys and its faults."""

    secret = CLIENT_SECRET

    def __init__(self) -> None:
        self.port, self.provider_port = free_port(), free_port()
        self.origin = f"http://localhost:{self.port}"
        base = f"http://localhost:{self.provider_port}"
        identity = demo_identity(base, self.origin, CLIENT_ID, CLIENT_SECRET)
        self.issuer = identity.issuer
        self.sandbox = sandbox_app(identity)
        self.provider: IdentityState = self.sandbox.state.identity
        self.recorder = Recorder(self.sandbox)
        self.opened: list[Browser] = []

    def browser(self, **headers: str) -> Browser:
        made = Browser(self.origin, **headers)
        self.opened.append(made)
        return made

    def close_browsers(self) -> None:
        while self.opened:
            self.opened.pop().http.close()


@pytest.fixture(scope="module")
def running() -> Iterator[World]:
    world = World()
    with serving(Starlette(routes=routes.routes()), world.port), serving(world.recorder, world.provider_port):
        yield world


@pytest.fixture
def world(running: World, empty_database, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The running world over an empty database, with nothing left from the test before."""
    monkeypatch.setenv("TENANTPILOT_ORIGIN", running.origin)
    monkeypatch.setenv("OIDC_ISSUER", running.issuer)
    monkeypatch.setenv("OIDC_CLIENT_ID", CLIENT_ID)
    monkeypatch.setenv("OIDC_CLIENT_SECRET", CLIENT_SECRET)
    settings.cache_clear()
    routes.provider.cache_clear()
    routes.throttle.forget()
    running.provider.faults.clear()
    running.recorder.seen.clear()
    yield running
    running.close_browsers()
    assert running.provider.faults.waiting() == [], "an armed fault was never met"


@pytest.fixture
def visitor(world: World) -> Browser:
    return world.browser()
