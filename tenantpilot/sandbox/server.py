"""Runs the sandbox until it is told to stop."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import uvicorn

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.app import CONSENT_PATH, demo_identity, sandbox_app
from tenantpilot.sandbox.graph.demo.standing import add_demo_tenants, arm_demo_faults
from tenantpilot.sandbox.graph.server import KEEP_ALIVE
from tenantpilot.sandbox.graph.world import World


def demo_world(product_origin: str, today: datetime, state: Path | None = None) -> World:
    """The demonstration's tenants, whose year ended with `today`; their applications lead back to the product."""
    world = World(state=state)
    add_demo_tenants(world, today, until=now())
    arm_demo_faults(world)
    for tenant in world.tenants.values():
        for app in (*tenant.data.apps, *tenant.apps):
            app.redirect_uris = (f"{product_origin}{CONSENT_PATH}",)
            world.registrations.setdefault(app.client_id, app)
    return world


def serve(
    *,
    port: int,
    product_origin: str,
    client_id: str,
    client_secret: str,
    day: datetime,
    state: Path | None = None,
    certificate: Path | None = None,
    key: Path | None = None,
) -> None:
    """Serve on the loopback interface only. Access logs stay off: authorization addresses carry codes and states.

    `day` ends the tenants' year.
    `state` is a file that keeps what happened in them; `certificate` and `key` (PEM) switch to https.
    """
    scheme = "https" if certificate else "http"
    identity = demo_identity(f"{scheme}://localhost:{port}", product_origin, client_id, client_secret)
    uvicorn.run(
        sandbox_app(identity, world=demo_world(product_origin, day, state)),
        host="127.0.0.1",
        port=port,
        access_log=False,
        log_level="warning",
        timeout_keep_alive=KEEP_ALIVE,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
