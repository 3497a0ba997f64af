"""The sandbox as one server: each part of the outside world is mounted below its own path."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route

from tenantpilot.sandbox.graph.app import graph_app
from tenantpilot.sandbox.graph.world import World
from tenantpilot.sandbox.identity.app import identity_app
from tenantpilot.sandbox.identity.settings import Client, IdentitySettings
from tenantpilot.sandbox.identity.state import IdentityState

IDENTITY_PATH = "/identity"
CALLBACK_PATH = "/auth/callback"
CONSENT_PATH = "/provider/consent/callback"


def demo_identity(base: str, product_origin: str, client_id: str, client_secret: str) -> IdentitySettings:
    """A provider at `base` that knows exactly one client, the product at `product_origin`."""
    return IdentitySettings(
        issuer=f"{base}{IDENTITY_PATH}",
        clients=(
            Client(
                client_id=client_id,
                client_secret=client_secret,
                redirect_uris=(f"{product_origin}{CALLBACK_PATH}",),
                post_logout_redirect_uris=(f"{product_origin}/",),
            ),
        ),
    )


async def _health(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


def sandbox_app(
    identity: IdentitySettings, *, world: World | None = None, further: Sequence[BaseRoute] = ()
) -> Starlette:
    """The whole sandbox; `app.state.identity` and `app.state.world` are its memory, for tests in the same process.

    Graph's part comes last and sees every other path: real clients expect Graph and the login service at the root.
    """
    state, world = IdentityState(identity), world or World()
    app = Starlette(
        routes=[
            Route("/healthz", _health, methods=["GET"]),
            Mount(IDENTITY_PATH, identity_app(state)),
            *further,
            Mount("/", graph_app(world)),
        ]
    )
    app.state.identity, app.state.world = state, world
    return app
