"""A Graph of a few lines for tests of the client: answers by address, a clock that only sleeping moves, a log."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import unquote

import httpx2

from tenantpilot.provider.client.graph import GraphClient
from tenantpilot.provider.client.link import Link, SecretCredential
from tenantpilot.provider.client.patience import Patience, Tools
from tenantpilot.provider.governor.local import LocalGovernor
from tests import loops

TENANT = "7b1f3c1e-0000-4000-8000-000000000001"
CLIENT = "7b1f3c1e-0000-4000-8000-000000000002"
GRAPH, LOGIN = "http://127.0.0.1:1/graph", "http://127.0.0.1:1/login"
ROLES = ["DeviceManagementConfiguration.Read.All", "Policy.Read.All"]
_numbers = count()

Reply = Any  # a dict (200), (status, body), (status, body, headers), an exception, a Response, or a callable


def token(roles: list[str] | None = None, tenant: str = TENANT) -> str:
    """An access token that can be read and not verified."""
    claims = {"tid": tenant, "roles": ROLES if roles is None else roles}
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"e30.{payload}.x"


@dataclass
class Seen:
    """A request, parts of batches included."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes = b""
    at: float = 0.0

    @property
    def address(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass
class Graph:
    """`replies` by path (without version and query) or by whole address; a list is used up from its front."""

    replies: dict[str, Reply] = field(default_factory=dict)
    tokens: list[Reply] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    parts: list[Seen] = field(default_factory=list)
    permits: int = 0
    refuse_after: int | None = None
    refusal: BaseException = field(default_factory=lambda: PermissionError("withdrawn"))
    now: float = 0.0
    slept: list[float] = field(default_factory=list)
    fetched_tokens: int = 0

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)

    async def confirm(self) -> None:
        self.permits += 1
        if self.refuse_after is not None and self.permits > self.refuse_after:
            raise self.refusal

    async def handle(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        if url.path.startswith("/login"):
            self.fetched_tokens += 1
            good = {"access_token": token(), "expires_in": 3599, "token_type": "Bearer"}
            reply = self.tokens.pop(0) if self.tokens else good
            self.seen.append(Seen("POST", url.path, "", dict(request.headers), request.content, self.now))
            return await self._response(reply)
        path = url.raw_path.decode().partition("?")[0].removeprefix("/graph/").partition("/")[2]
        seen = Seen(request.method, path, url.query.decode(), dict(request.headers), request.content, self.now)
        self.seen.append(seen)
        if path == "$batch" and "$batch" not in self.replies:
            return await self._batch(request)
        return await self._response(self._reply(seen))

    def _reply(self, seen: Seen) -> Reply:
        key = seen.address if seen.address in self.replies else unquote(seen.path)
        reply = self.replies.get(key, (404, {"error": {"code": "ResourceNotFound", "message": "no such thing"}}))
        if isinstance(reply, list):
            reply = reply.pop(0) if len(reply) > 1 else reply[0]
        return reply(seen) if callable(reply) else reply

    async def _batch(self, request: httpx2.Request) -> httpx2.Response:
        responses = []
        for one in json.loads(request.content)["requests"]:
            path, _, query = one["url"].lstrip("/").partition("?")
            part = Seen(one["method"], path, query, {}, at=self.now)
            self.parts.append(part)
            answer = await self._response(self._reply(part))
            body = json.loads(answer.content) if answer.content else None
            responses.append(
                {"id": one["id"], "status": answer.status_code, "headers": dict(answer.headers), "body": body}
            )
        return httpx2.Response(200, json={"responses": responses[::-1]}, headers={"request-id": "batch"})

    async def _response(self, reply: Reply) -> httpx2.Response:
        if isinstance(reply, Awaitable):
            reply = await reply
        if isinstance(reply, BaseException):
            raise reply
        if isinstance(reply, httpx2.Response):
            return reply
        status, body, headers = (*reply, {})[:3] if isinstance(reply, tuple) else (200, reply, {})
        if isinstance(body, bytes):
            return httpx2.Response(status, content=body, headers={"request-id": "r-1"} | headers)
        return httpx2.Response(status, json=body, headers={"request-id": "r-1"} | headers)

    @property
    def addresses(self) -> list[str]:
        """What Graph itself was asked, in order."""
        return [one.address for one in self.seen if not one.path.startswith("/login")]


def tools(graph: Graph, **more: Any) -> Tools:
    """The client's tools on this clock; dice always show the middle."""
    return Tools(
        transport=httpx2.MockTransport(graph.handle), sleep=graph.sleep, clock=lambda: graph.now,
        uniform=lambda low, high: (low + high) / 2, **more,
    )  # fmt: skip


def link(key: str = "", **more: Any) -> Link:
    """A connection nobody else has tokens of."""
    known = {"tenant_id": TENANT, "client_id": CLIENT, "credential": SecretCredential("s3cret"), "graph_url": GRAPH,
             "login_url": LOGIN, "key": key or f"con_{next(_numbers)}"}  # fmt: skip
    return Link(**(known | more))


@asynccontextmanager
async def client(
    graph: Graph, *, to: Link | None = None, background: bool = False, **more: Any
) -> AsyncIterator[GraphClient]:
    """A client of this Graph."""
    governor = LocalGovernor(clock=lambda: graph.now)
    async with GraphClient(
        to or link(), graph.confirm, governor, background=background, tools=tools(graph, **more)
    ) as found:
        yield found


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine."""
    return loops.run(work)


def read(graph: Graph, *families: Any, known: Any = None, hydrate: Any = (), **more: Any) -> dict[str, Any]:
    """Readings by family."""

    async def work() -> dict[str, Any]:
        async with client(graph, **more) as one:
            return {found.family: found async for found in one.read_families(families, known, hydrate=hydrate)}

    return run(work())


def patience(**more: Any) -> Patience:
    return Patience(**more)


def next_link(path: str, version: str = "beta") -> str:
    return f"{GRAPH}/{version}/{path}"


def error(code: str, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "innerError": {"request-id": "inner-1"}}}


Handler = Callable[[Seen], Reply]
