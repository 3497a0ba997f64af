"""Runs the sandbox until it is told to stop."""

from __future__ import annotations

import uvicorn

from tenantpilot.sandbox.app import demo_identity, sandbox_app


def serve(*, port: int, product_origin: str, client_id: str, client_secret: str) -> None:
    """Serve on the loopback interface only. Access logs stay off: authorization addresses carry codes and states."""
    identity = demo_identity(f"http://localhost:{port}", product_origin, client_id, client_secret)
    uvicorn.run(sandbox_app(identity), host="127.0.0.1", port=port, access_log=False, log_level="warning")
