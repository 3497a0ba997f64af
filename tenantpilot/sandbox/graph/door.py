"""The ASGI door: every request is logged when it arrives, before anything else happens to it."""

from __future__ import annotations

import asyncio
import logging
import time
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph import batch, login, service
from tenantpilot.sandbox.graph.answer import Answer, Delivery, Ids, error
from tenantpilot.sandbox.graph.call import Call, RefusedError
from tenantpilot.sandbox.graph.log import Entry, Kind
from tenantpilot.sandbox.graph.world import World

_DIAGNOSTIC = (
    b'{"ServerInfo":{"DataCenter":"Switzerland North","Slice":"E","Ring":"4","ScaleUnit":"002",'
    b'"RoleInstance":"ZRH00000F4A"}}'
)
_VERSIONS = ("v1.0", "beta")


class CutError(Exception):
    """Ends the connection in the middle of an answer; the server closes what the application left unfinished."""


def _is_no_accident(record: logging.LogRecord) -> bool:
    """Leaves answers that were cut on purpose out of the server's log."""
    return not (record.exc_info and record.exc_info[0] is CutError)


async def _body(receive: Receive) -> bytes:
    pieces = []
    while True:
        message = await receive()
        pieces.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(pieces)


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


class Door:
    """Graph below /graph, the login service below /login, both also at the root for clients with fixed addresses.

    `further` answers everything else: consent, control, pages.
    """

    def __init__(self, world: World, further: ASGIApp) -> None:
        self.world = world
        self._further = further
        logging.getLogger("uvicorn.error").addFilter(_is_no_accident)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._further(scope, receive, send)
            return
        raw = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
        if raw.startswith("/graph/"):
            await self._graph(scope, receive, send, "/graph", raw[7:])
        elif raw[1:6] in {"v1.0/", "beta/"}:
            await self._graph(scope, receive, send, "", raw[1:])
        else:
            prefix = "/login" if raw.startswith("/login/") else ""
            await self._login(scope, receive, send, prefix, raw[len(prefix) + 1 :])

    def _entry(self, kind: Kind, scope: Scope, path: str, query: str, ids: Ids) -> Entry:
        entry = Entry(0, now(), kind, scope["method"], path, query)
        entry.request_id, entry.client_request_id = ids.request, ids.client
        return self.world.log.add(entry)

    async def _graph(self, scope: Scope, receive: Receive, send: Send, prefix: str, path: str) -> None:
        headers = _headers(scope)
        ids = self.world.ids(headers.get("client-request-id", ""))
        version, _, rest = path.partition("/")
        query = scope["query_string"].decode("latin-1")
        entry = self._entry("graph", scope, f"/{path}", query, ids)
        began = time.monotonic()
        base = f"{scope['scheme']}://{headers.get('host', 'localhost')}{prefix}/{version}"
        call = Call(scope["method"], version, rest, query, base, ids, headers)
        if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
            call.body = await _body(receive)
        answer = self._answer(call, entry) if version in _VERSIONS else _no_version(ids, version)
        entry.fault = answer.fault
        await self._send(answer, receive, send, entry, began)

    def _answer(self, call: Call, entry: Entry) -> Answer:
        try:
            grant = service.authorize(self.world, call)
            entry.tenant, entry.client = grant.tenant_id, grant.client_id
            if call.path.strip("/") == "$batch" and call.method == "POST":
                return batch.run(self.world, call, grant, entry)
            return service.respond(self.world, call, grant)
        except RefusedError as refused:
            return refused.answer

    async def _login(self, scope: Scope, receive: Receive, send: Send, prefix: str, path: str) -> None:
        """What programs ask of the login service; people's pages are answered by `further`."""
        name, _, rest = path.partition("/")
        headers = _headers(scope)
        root = f"{scope['scheme']}://{headers.get('host', 'localhost')}"
        ids = self.world.ids(headers.get("client-request-id", ""))
        began = time.monotonic()
        if rest == "oauth2/v2.0/token" and scope["method"] == "POST":
            entry = self._login_entry(scope, path, name, ids)
            form = dict(parse_qsl((await _body(receive)).decode("latin-1"), keep_blank_values=True))
            entry.client = form.get("client_id", "")
            answer = login.token(self.world, name, form, headers, ids, (root, f"{root}/login"))
        elif rest == "v2.0/.well-known/openid-configuration":
            entry = self._login_entry(scope, path, name, ids)
            answer = login.configuration(self.world, name, f"{root}{prefix}", ids)
        elif rest == "discovery/instance":
            entry = self._login_entry(scope, path, name, ids)
            answer = login.instances(headers.get("host", "localhost"))
        else:
            await self._further(scope, receive, send)
            return
        entry.fault = answer.fault
        await self._send(answer, receive, send, entry, began)

    def _login_entry(self, scope: Scope, path: str, name: str, ids: Ids) -> Entry:
        entry = self._entry("login", scope, f"/{path}", "", ids)
        tenant = self.world.tenant(name)
        entry.tenant = tenant.data.tenant_id if tenant else name
        return entry

    async def _send(self, answer: Answer, receive: Receive, send: Send, entry: Entry, began: float) -> None:
        if answer.delivery is Delivery.NEVER:
            await self._hang(answer, receive)
        elif answer.delay:
            await asyncio.sleep(answer.delay)
        entry.status, entry.seconds = answer.status, round(time.monotonic() - began, 6)
        headers = [
            (b"request-id", entry.request_id.encode()),
            (b"client-request-id", entry.client_request_id.encode("latin-1")),
            (b"x-ms-ags-diagnostic", _DIAGNOSTIC),
            (b"strict-transport-security", b"max-age=31536000"),
            (b"cache-control", b"no-cache"),
            (b"content-length", str(len(answer.body)).encode()),
            *((name.lower().encode(), value.encode("latin-1")) for name, value in answer.headers.items()),
        ]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        if answer.delivery is Delivery.CUT:
            await send({"type": "http.response.body", "body": answer.body[: len(answer.body) // 2], "more_body": True})
            raise CutError
        await send({"type": "http.response.body", "body": answer.body})

    async def _hang(self, answer: Answer, receive: Receive) -> None:
        """Say nothing for a while, or until the caller is tired of it; then it is a gateway's timeout."""
        try:
            async with asyncio.timeout(answer.delay):
                while (await receive())["type"] != "http.disconnect":
                    pass
        except TimeoutError:
            answer.status, answer.body, answer.delivery = 504, b"", Delivery.WHOLE


def _no_version(ids: Ids, version: str) -> Answer:
    return error(ids, 400, "BadRequest", f"Invalid version: {version}")
