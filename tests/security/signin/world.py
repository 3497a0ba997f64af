"""Sign-in as it happens: the product's own routes and an identity provider, both behind real HTTP, and a browser."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
import uvicorn

CLIENT_ID = "tenantpilot-tests"
# What must never be found again: names of the protocol's values that let somebody continue as somebody else.
SECRETS = {"code", "state", "nonce", "code_verifier", "access_token", "id_token", "client_secret"}
CLIENT_SECRET = "a secret: with / every % awkward + sign"


@contextlib.contextmanager
def serving(app, port: int) -> Iterator[None]:
    """An ASGI app behind a real socket, in a thread of this process, so that tests can hold its clock."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_config=None, access_log=False, lifespan="off", proxy_headers=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True, name=f"server-{port}")
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert thread.is_alive()
        assert time.monotonic() < deadline
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(10)


@dataclass
class Recorder:
    """Sits in front of the provider and remembers every secret that crossed it, for the search in logs and tables."""

    app: object
    seen: dict[str, set[str]] = field(default_factory=dict)

    def _note(self, pairs) -> None:
        for name, value in pairs:
            if name in SECRETS and isinstance(value, str) and value:
                self.seen.setdefault(name, set()).add(value)

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        self._note(parse_qsl(scope["query_string"].decode()))
        answered = bytearray()

        async def hear():
            message = await receive()
            self._note(parse_qsl(message.get("body", b"").decode("utf-8", "replace")))
            return message

        async def tell(message) -> None:
            if message["type"] == "http.response.start":
                for name, value in message["headers"]:
                    if name == b"location":
                        self._note(parse_qsl(urlsplit(value.decode()).query))
            answered.extend(message.get("body", b""))
            await send(message)

        await self.app(scope, hear, tell)
        with contextlib.suppress(ValueError):
            document = json.loads(answered)
            if isinstance(document, dict):
                self._note(document.items())
        return None


@dataclass
class Reply:
    """What the browser got in the end."""

    response: httpx2.Response

    @property
    def reason(self) -> str:
        """The reason code of a redirect to the problem page, or empty."""
        location = urlsplit(self.response.headers.get("location", ""))
        if location.path != "/auth/problem":
            return ""
        return parse_qs(location.query)["reason"][0]


class Browser:
    """One browser: cookies, and the steps a person takes. It follows no redirect by itself."""

    def __init__(self, origin: str, **headers: str) -> None:
        self.origin = origin
        self.http = httpx2.Client(follow_redirects=False, timeout=30, headers=headers)

    def get(self, url: str, **options) -> httpx2.Response:
        return self.http.get(url if "://" in url else self.origin + url, **options)

    def leave(self, path: str | None = None) -> str:
        """Start signing in; the provider's address with the request."""
        response = self.get("/auth/sign-in", params={"next": path} if path is not None else None)
        assert response.status_code == 303, response.text
        return response.headers["location"]

    def choose(self, authorization_url: str, person: str) -> str:
        """Pick somebody on the sandbox's people page; the address that leads back."""
        page = self.get(authorization_url)
        assert page.status_code == 200, page.text
        key = re.search(r'name="request" value="([^"]+)"', page.text)[1]
        response = self.http.post(authorization_url.partition("?")[0], data={"request": key, "person": person})
        assert response.status_code == 303, response.text
        return response.headers["location"]

    def come_back(self, callback_url: str) -> Reply:
        return Reply(self.get(callback_url))

    def sign_in(self, person: str, path: str | None = None) -> Reply:
        """The whole way."""
        return self.come_back(self.choose(self.leave(path), person))

    @property
    def session(self) -> str:
        """The session cookie's value, or empty."""
        return self.http.cookies.get("tp_session", default="")

    def sign_out(self, origin: str | None = "same", **form: str) -> httpx2.Response:
        headers = {} if origin is None else {"Origin": self.origin if origin == "same" else origin}
        return self.http.post(self.origin + "/auth/sign-out", headers=headers, data=form)

    def read_problem(self, reply: Reply) -> httpx2.Response:
        """Follow to the problem's page."""
        return self.get(reply.response.headers["location"])
