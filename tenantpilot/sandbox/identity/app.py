"""The provider as an ASGI application; everything hangs below its issuer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from tenantpilot.sandbox.identity import authorize, control, exchange, picker
from tenantpilot.sandbox.identity.faults import Fault, Stage
from tenantpilot.sandbox.identity.keys import ALGORITHMS
from tenantpilot.sandbox.identity.state import IdentityState

Endpoint = Callable[[IdentityState, Request], Awaitable[Response]]


def metadata(issuer: str) -> dict[str, Any]:
    """The discovery document (OpenID Connect Discovery 1.0, section 3)."""
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "userinfo_endpoint": f"{issuer}/userinfo",
        "jwks_uri": f"{issuer}/keys",
        "end_session_endpoint": f"{issuer}/end-session",
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": list(ALGORITHMS),
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "profile", "email"],
        "claims_supported": ["sub", "name", "preferred_username", "email", "email_verified"],
        "ui_locales_supported": ["en", "de"],
        "authorization_response_iss_parameter_supported": True,
    }


async def discovery(state: IdentityState, _request: Request) -> Response:
    """GET: where everything is."""
    armed = state.faults.take(Stage.DISCOVERY)
    if armed and armed.fault is Fault.DISCOVERY_DOWN:
        return PlainTextResponse("upstream failure", 503)
    document = metadata(state.settings.issuer)
    if armed and armed.fault is Fault.DISCOVERY_WRONG_ISSUER:
        document["issuer"] = "https://login.attacker.example"
    return JSONResponse(document)


async def keys(state: IdentityState, _request: Request) -> Response:
    """GET: the public keys."""
    if state.faults.take(Stage.KEYS):
        return PlainTextResponse("upstream failure", 503)
    return JSONResponse(state.keys.published())


async def end_session(state: IdentityState, request: Request) -> Response:
    """GET: RP-initiated sign-out; this provider keeps no session of its own, so it only leads back."""
    client = state.settings.client(request.query_params.get("client_id", ""))
    target = request.query_params.get("post_logout_redirect_uri", "")
    if client is None or target not in client.post_logout_redirect_uris:
        return picker.unknown_client(request)
    back = request.query_params.get("state", "")
    return RedirectResponse(f"{target}?{urlencode({'state': back})}" if back else target, 303)


def identity_app(state: IdentityState) -> Starlette:
    """The provider around `state`; `control` routes exist for demonstrations and tests."""

    def bound(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            return await endpoint(state, request)

        return answer

    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", bound(discovery), methods=["GET"]),
            Route("/keys", bound(keys), methods=["GET"]),
            Route("/authorize", bound(authorize.show), methods=["GET"]),
            Route("/authorize", bound(authorize.choose), methods=["POST"]),
            Route("/token", bound(exchange.token), methods=["POST"]),
            Route("/userinfo", bound(exchange.userinfo), methods=["GET"]),
            Route("/end-session", bound(end_session), methods=["GET"]),
            Route("/control", bound(control.show), methods=["GET"]),
            Route("/control", bound(control.arm), methods=["POST"]),
            Route("/control", bound(control.clear), methods=["DELETE"]),
            Route("/control/rotate", bound(control.rotate), methods=["POST"]),
        ]
    )
