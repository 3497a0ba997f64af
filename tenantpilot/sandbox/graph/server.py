"""The sandbox's Graph on a free loopback port, in a thread of the calling process: for tests and benches."""

from __future__ import annotations

import socket
import threading
import time
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn

from tenantpilot.sandbox.graph.app import graph_app
from tenantpilot.sandbox.graph.data import AppRegistration, TenantData
from tenantpilot.sandbox.graph.faults import Faults
from tenantpilot.sandbox.graph.limits import Limits
from tenantpilot.sandbox.graph.log import RequestLog
from tenantpilot.sandbox.graph.tenant import Tenant
from tenantpilot.sandbox.graph.world import World

_HOST = "127.0.0.1"
KEEP_ALIVE = 75


class GraphSandbox:
    """`with GraphSandbox() as graph: graph.add_tenant(data)`; then point the product at `graph_url` and `login_url`.

    `faults` spoils requests on purpose, `log` remembers every request, `world` is everything else. `throttling=False`
    lifts the published limits. The same `seed` gives the same request ids and shuffles. `certificate` and `key` (PEM
    files) make it serve https; `state` is a file that keeps what happened over a restart.
    """

    def __init__(
        self,
        *,
        throttling: bool = True,
        limits: Limits | None = None,
        seed: int = 0,
        certificate: Path | None = None,
        key: Path | None = None,
        state: Path | None = None,
        port: int = 0,
    ) -> None:
        self.world = World(limits=limits or Limits(is_on=throttling), seed=seed, state=state)
        self.faults: Faults = self.world.faults
        self.log: RequestLog = self.world.log
        self._certificate, self._key, self._port = certificate, key, port
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def origin(self) -> str:
        """Scheme, host and port; Graph and the login service answer here too, as on their own hosts."""
        return f"{'https' if self._certificate else 'http'}://{_HOST}:{self._port}"

    @property
    def graph_url(self) -> str:
        """Append /v1.0/… or /beta/…"""
        return f"{self.origin}/graph"

    @property
    def login_url(self) -> str:
        """Append /{tenant}/oauth2/v2.0/token or /{tenant}/adminconsent."""
        return f"{self.origin}/login"

    @property
    def control_url(self) -> str:
        """The control page and, below /api, its JSON."""
        return f"{self.origin}/control"

    def add_tenant(self, tenant: TenantData) -> Tenant:
        """Serve `tenant` from now on; its data is not changed by what happens to it."""
        return self.world.add_tenant(tenant)

    def register(self, app: AppRegistration) -> None:
        """Make a multi-tenant application known; tenants consent to it on the consent page."""
        self.world.register(app)

    def tenant(self, tenant_id: str) -> Tenant:
        """The running tenant: `apps`, `is_gone`, `licences` and `unsupported` may be changed at any time."""
        found = self.world.tenant(tenant_id)
        if found is None:
            raise KeyError(tenant_id)
        return found

    def advance(self, tenant_id: str, until: datetime) -> int:
        """Let a tenant's timeline happen up to a moment."""
        return self.world.advance(self.tenant(tenant_id), until)

    def __enter__(self) -> Self:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # or asyncio leaves Nagle on
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_HOST, self._port))
        self._port = listener.getsockname()[1]
        config = uvicorn.Config(
            graph_app(self.world),
            access_log=False,
            log_config=None,
            server_header=False,
            lifespan="off",
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=1,
            ssl_certfile=self._certificate,
            ssl_keyfile=self._key,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listener]}, name="graph-sandbox", daemon=True
        )
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the sandbox did not start")
            time.sleep(0.005)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None and self._thread is not None:
            self._server.should_exit = self._server.force_exit = True  # nobody waits for answers that never come
            self._thread.join(10)
        if self.world.journal is not None:
            self.world.journal.close()
