"""The sandbox's Graph on a free loopback port, in a thread of the calling process: for tests and benches."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from tenantpilot.sandbox.graph.data import TenantData


class GraphSandbox:
    """`with GraphSandbox() as graph: graph.add_tenant(data)`; then point the product at `graph_url` and `login_url`.

    `faults` spoils requests on purpose, `log` remembers every request. `throttling=False` lifts the published
    limits. The same `seed` gives the same ids, shuffles and page tokens. `certificate` and `key` (PEM files) make it
    serve https. `state` is a file that keeps edits over a restart.
    """

    def __init__(
        self,
        *,
        throttling: bool = True,
        seed: int = 0,
        certificate: Path | None = None,
        key: Path | None = None,
        state: Path | None = None,
        port: int = 0,
    ) -> None:
        raise NotImplementedError

    graph_url: str
    """Ends in /graph: append /v1.0/… or /beta/…"""
    login_url: str
    """Ends in /login: append /{tenant}/oauth2/v2.0/token"""
    control_url: str
    """Ends in /control."""

    def add_tenant(self, tenant: TenantData) -> None:
        """Serve `tenant` from now on; the same data object may be changed through `edit` only."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        raise NotImplementedError

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        raise NotImplementedError
