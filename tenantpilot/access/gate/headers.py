"""Response headers of everything this process serves."""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Files whose names carry a digest of their content.
_HASHED = re.compile(r"^/assets/[^/]+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+(\.map)?$")
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_HSTS = "max-age=63072000; includeSubDomains"
_IMMUTABLE = "public, max-age=31536000, immutable"
_DATA_ONLY = "default-src 'none'; frame-ancestors 'none'"


class SecurityHeaders:
    """Adds what is missing; a response that sets a stricter policy of its own keeps it."""

    def __init__(self, app: ASGIApp, policy: Callable[[], str], *, secure: bool) -> None:
        self._app, self._policy, self._secure = app, policy, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(scope=message), scope["path"], message["status"])
            await send(message)

        await self._app(scope, receive, with_headers)

    def _complete(self, headers: MutableHeaders, path: str, status: int) -> None:
        for name, value in _ALWAYS.items():
            headers.setdefault(name, value)
        if self._secure:
            headers["strict-transport-security"] = _HSTS
        is_page = headers.get("content-type", "").startswith("text/html")
        headers.setdefault("content-security-policy", self._policy() if is_page else _DATA_ONLY)
        if _HASHED.match(path) and status in (200, 304):
            headers["cache-control"] = _IMMUTABLE
        elif is_page:
            headers["cache-control"] = "no-store"
        else:
            headers.setdefault("cache-control", "no-cache")
