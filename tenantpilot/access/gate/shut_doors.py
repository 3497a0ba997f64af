"""Doors of Reflex the product does not use. They answer as if they did not exist.

`/_upload` takes a state key from a header, without socket, cookie or route; the product's uploads, when there are
some, take routes of their own. The others tell strangers about the installation.
"""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SHUT = ("/_upload", "/_health", "/_all_routes", "/auth-codespace", "/sitemap.xml", "/ping")


class ShutDoors:
    """Answers 404 for endpoints that come with the framework."""

    def __init__(self, app: ASGIApp, doors: tuple[str, ...] = SHUT) -> None:
        self._app, self._doors = app, doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and self._is_shut(scope["path"]):
            await PlainTextResponse("not found", status_code=404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_shut(self, path: str) -> bool:
        return any(path == door or path.startswith(f"{door}/") for door in self._doors)
