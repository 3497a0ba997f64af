"""The long-running processes of an installation, one per command, each replaced by count to scale."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from tenantpilot.commands import frontend
from tenantpilot.commands.starting import require_configuration, require_schema
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.settings import settings


def web(*, port: int, host: str, processes: int, build: bool) -> None:
    """Check the configuration, build the front end if its sources changed, then become the web server."""
    require_configuration(signs_in=True, processes=processes)
    require_schema()
    os.chdir(frontend.ROOT)
    if build:
        frontend.build()
    environ = frontend.environment() | {
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--factory",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(processes),
        "--respawn-failed-workers",
        "--workers-kill-timeout",
        "5",
        "--log-level",
        "warning",
        "--no-access-log",
        "tenantpilot.commands.web_worker:web",
    ]
    os.execve(sys.executable, command, environ)


def sandbox(*, port: int, state: Path | None, certificate: Path | None, key: Path | None, day: datetime | None) -> None:
    """Serve the sandbox: identity provider and tenants of the demonstration, on the loopback interface only."""
    from tenantpilot.sandbox.server import serve  # noqa: PLC0415

    known = settings()
    serve(
        port=port,
        product_origin=known.origin,
        client_id=known.oidc_client_id,
        client_secret=known.oidc_client_secret,
        state=state,
        certificate=certificate,
        key=key,
        day=day.replace(tzinfo=UTC) if day else now(),
    )


def worker(*, queue: str) -> None:
    """Execute runs of one queue until told to stop."""
    from tenantpilot.workers.main import run_worker  # noqa: PLC0415

    require_configuration()
    require_schema()
    run_worker(queue)


def relay() -> None:
    """Publish, schedule and recover until told to stop."""
    from tenantpilot.workers.relay import run_relay  # noqa: PLC0415

    require_configuration()
    require_schema()
    run_relay()
