"""The Graph part of the sandbox as one ASGI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tenantpilot.sandbox.graph import consent, control, control_page
from tenantpilot.sandbox.graph.control import Endpoint
from tenantpilot.sandbox.graph.door import Door
from tenantpilot.sandbox.graph.world import World

_ITEM = "/control/tenants/{tenant}/{collection}/{id}"


def _bound(world: World, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await endpoint(world, request)

    return answer


def _consent_routes(world: World) -> list[Route]:
    answer = _bound(world, consent.consent)
    paths = ("/login/{tenant}/adminconsent", "/{tenant}/adminconsent", "/login/{tenant}/v2.0/adminconsent")
    return [Route(path, answer, methods=["GET", "POST"]) for path in paths]


def _control_routes(world: World) -> list[Route]:
    doors: list[tuple[str, Endpoint, list[str]]] = [
        ("/control/tenants", control.tenants, ["GET"]),
        ("/control/reset", control.reset, ["POST"]),
        ("/control/faults", control.faults, ["GET", "POST", "DELETE"]),
        ("/control/faults/{id}", control.fault, ["DELETE"]),
        ("/control/log", control.log, ["GET", "DELETE"]),
        ("/control/limits", control.limits, ["GET", "PATCH"]),
        ("/control/tenants/{tenant}", control.tenant_state, ["GET", "PATCH"]),
        ("/control/tenants/{tenant}/timeline", control.timeline, ["POST"]),
        ("/control/tenants/{tenant}/reset", control.reset, ["POST"]),
        ("/control/tenants/{tenant}/apps/{client}", control.app_state, ["PATCH"]),
        (_ITEM, control.item, ["GET", "PUT", "PATCH", "DELETE"]),
        (f"{_ITEM}/restore", control.restore, ["POST"]),
    ]
    return [
        Route("/control", _bound(world, control_page.show), methods=["GET"]),
        Route("/control", _bound(world, control_page.act), methods=["POST"]),
        *(Route(path, control.guarded(world, endpoint), methods=methods) for path, endpoint, methods in doors),
    ]


def graph_app(world: World) -> ASGIApp:
    """Everything below /graph, /login and /control, and Graph and login at the root."""
    return Door(world, Starlette(routes=[*_consent_routes(world), *_control_routes(world)]))
