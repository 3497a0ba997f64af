"""One request: admitted by the governor, permitted at the last moment, sent, asked again, read with limits."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import TracebackType
from typing import Self
from uuid import uuid4

import httpx2

from tenantpilot.provider.client.answers import MOST_BYTES, Answer, MalformedError, challenge, parse, retry_after
from tenantpilot.provider.client.link import Link
from tenantpilot.provider.client.patience import Tools, Tries
from tenantpilot.provider.client.problems import ProblemError, problem
from tenantpilot.provider.client.tokens import Token, TokenSource
from tenantpilot.provider.governor.demand import Demand
from tenantpilot.provider.governor.model import Governor
from tenantpilot.provider.reading import State

Confirm = Callable[[], Awaitable[None]]
_HEADERS = {
    "Accept": "application/json;odata.metadata=minimal",
    "Prefer": "include-unknown-enum-members",
    "User-Agent": "TenantPilot",
}


@dataclass(frozen=True)
class Ask:
    """A request to Graph: where, and how many requests it counts as in which service area."""

    url: str
    areas: Mapping[str, int]
    method: str = "GET"
    content: bytes | None = field(default=None, repr=False)


class _TooLargeError(Exception):
    pass


class Wire:
    """The connection to one tenant. After `confirm` has refused once nothing is sent any more."""

    def __init__(self, link: Link, confirm: Confirm, governor: Governor, *, background: bool, tools: Tools) -> None:
        self.link = link
        self.tools = tools
        self.governor = governor
        self.background = background
        self.tokens = TokenSource(link, self._post_form, tools.clock)
        self.sent = 0
        self._confirm = confirm
        self._refusal: BaseException | None = None
        self._slots = asyncio.Semaphore(tools.slots)
        self._http = _http(link, tools)

    async def __aenter__(self) -> Self:
        await self._http.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.__aexit__(kind, error, trace)

    def tries(self) -> Tries:
        """A fresh count of tries for one request."""
        return Tries(self.tools)

    def demand(self, areas: Mapping[str, int], *, is_write: bool = False) -> Demand:
        """What a request needs room for."""
        return Demand(self.link.tenant_id, self.link.client_id, areas, is_write, self.background)

    async def ask(self, ask: Ask) -> Answer:
        """The answer, after as many tries as patience allows; failures come as answers too.

        Raises:
            BaseException: whatever `confirm` refused with.
        """
        tries, has_new_token = self.tries(), False
        while True:
            try:
                token = await self.tokens.token()
            except ProblemError as error:
                return Answer(0, failure=error.problem, is_final=True)
            answer = await self._admitted(ask, token)
            if answer.status == 401 and not has_new_token and self.tokens.refused(token):
                has_new_token = True
                continue
            delay = tries.wait(answer)
            if answer.status == 429:
                await self.governor.throttled(self.demand(ask.areas), answer.retry_after)
            if delay is None:
                return replace(answer, is_final=True)
            await self.tools.sleep(delay)

    async def _admitted(self, ask: Ask, token: Token) -> Answer:
        """Send when there is room. Slots are given back meanwhile, so that a full area does not hold up others."""
        demand, waited = self.demand(ask.areas), 0.0
        while True:
            async with self._slots:
                wait = await self.governor.admit(demand)
                if wait <= 0:
                    headers = {**_HEADERS, "Authorization": f"Bearer {token.value}", "client-request-id": str(uuid4())}
                    if self.background:
                        headers["x-ms-throttle-priority"] = "low"
                    if ask.content is not None:
                        headers["Content-Type"] = "application/json"
                    return await self._send(ask.method, ask.url, headers, ask.content)
            waited += wait
            if waited > self.tools.patience.room:
                return Answer(0, failure=problem("throttled", State.THROTTLED), is_final=True)
            await self.tools.sleep(wait + self.tools.uniform(0.0, min(wait, 0.05)))

    async def _post_form(self, url: str, content: bytes) -> Answer:
        tries = self.tries()
        headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
        while True:
            answer = await self._send("POST", url, headers, content)
            delay = tries.wait(answer)
            if delay is None:
                return answer
            await self.tools.sleep(delay)

    async def _send(self, method: str, url: str, headers: dict[str, str], content: bytes | None) -> Answer:
        await self._confirmed()
        self.sent += 1
        sent_as = headers.get("client-request-id", "")
        try:
            async with (
                asyncio.timeout(self.tools.timeout),
                self._http.stream(method, url, headers=headers, content=content) as response,
            ):
                return _read(response, await _bytes(response), sent_as)
        except _TooLargeError:
            return Answer(0, failure=problem("answer_too_large", request_id=sent_as))
        except (TimeoutError, httpx2.TimeoutException):
            return Answer(0, failure=problem("timeout", request_id=sent_as))
        except httpx2.ConnectError as error:
            return Answer(0, failure=problem("graph_unreachable", detail=type(error).__name__, request_id=sent_as))
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
            return Answer(0, failure=problem("connection_lost", detail=type(error).__name__, request_id=sent_as))

    async def _confirmed(self) -> None:
        if self._refusal is not None:
            raise self._refusal
        try:
            await self._confirm()
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            self._refusal = error
            raise


async def _bytes(response: httpx2.Response) -> bytes:
    found = bytearray()
    async for chunk in response.aiter_bytes():
        found += chunk
        if len(found) > MOST_BYTES:
            raise _TooLargeError
    return bytes(found)


def _read(response: httpx2.Response, raw: bytes, sent_as: str) -> Answer:
    request_id = response.headers.get("request-id") or sent_as
    after = retry_after(response.headers.get("Retry-After"))
    status = response.status_code
    challenged = challenge(status, response.headers.get("WWW-Authenticate"), request_id)
    if challenged or not raw:
        return Answer(status, None, request_id, after, failure=challenged)
    try:
        return Answer(status, parse(raw), request_id, after)
    except MalformedError as error:
        if status >= 400:  # a proxy's page in HTML: the status says enough
            return Answer(status, None, request_id, after)
        bad = problem("answer_malformed", detail=str(error), request_id=request_id, status=status)
        return Answer(status, None, request_id, after, failure=bad)


def _http(link: Link, tools: Tools) -> httpx2.AsyncClient:
    """Room for all slots at once: a request that was permitted is not to wait for a connection."""
    return httpx2.AsyncClient(
        transport=tools.transport,
        verify=_context(),
        trust_env=not link.is_local,
        timeout=tools.timeout,
        limits=httpx2.Limits(max_connections=tools.slots * 2, max_keepalive_connections=tools.slots * 2),
    )


@lru_cache(maxsize=1)
def _context() -> ssl.SSLContext:
    return httpx2.create_ssl_context()
