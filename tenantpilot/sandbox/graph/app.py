"""The Graph part of the sandbox as one ASGI application."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.types import ASGIApp

from tenantpilot.sandbox.graph.door import Door
from tenantpilot.sandbox.graph.world import World


def graph_app(world: World) -> ASGIApp:
    """Everything below /graph, /login and /control, and Graph and login at the root."""
    pages = Starlette()
    return Door(world, pages)
