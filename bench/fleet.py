"""A fleet under the published limits, in simulated time: 500 tenants, 40 families each, the product's own client.

Everything but the provider and the clock is the product's: client, batches, patience, governor. The provider counts
each request against the limits without mercy and answers after a fifth of a second.
"""

from __future__ import annotations

import asyncio
import json
import statistics
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import islice

import httpx2

from bench.rows import Row
from tenantpilot.provider.client import GraphClient, Link, SecretCredential, Tools
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.provider.governor.demand import Demand
from tenantpilot.provider.governor.local import LocalGovernor
from tenantpilot.provider.governor.model import Governor
from tenantpilot.provider.reading import FamilyReading, State
from tests.provider.governor.clock import now, run
from tests.provider.governor.limits import Strict

TENANTS, FAMILIES, OBJECTS = 500, 40, 12
WORKERS, PEOPLE = 16, 20
LATENCY = 0.2
GRAPH, LOGIN = "http://127.0.0.1/graph", "http://127.0.0.1/login"
CLIENT = "fleet"


class Ungoverned:
    """Lets everything pass: what the simulated provider would say to a client without a governor."""

    async def admit(self, _demand: Demand) -> float:
        return 0.0

    async def throttled(self, _demand: Demand, _retry_after: float | None) -> None:
        """Learns nothing."""

    async def aclose(self) -> None:
        """Holds nothing."""


@dataclass
class Fleet:
    """One simulation."""

    governor: Governor
    families: list[Contract]
    limits: Strict = field(default_factory=lambda: Strict(now))
    starts: list[float] = field(default_factory=list)
    people: list[float] = field(default_factory=list)
    states: dict[State, int] = field(default_factory=dict)
    seconds: float = 0.0

    async def answer(self, request: httpx2.Request) -> httpx2.Response:
        """The provider."""
        path = request.url.path
        if path.startswith("/login"):
            await asyncio.sleep(LATENCY)
            return httpx2.Response(200, json={"access_token": path.split("/")[2], "expires_in": 3599})
        tenant = request.headers["Authorization"].removeprefix("Bearer ")
        path = path.removeprefix("/graph/").partition("/")[2]
        await asyncio.sleep(0)
        if path != "$batch":
            response = self._one(tenant, path)
            await asyncio.sleep(LATENCY)
            return httpx2.Response(response["status"], json=response["body"])
        parts = json.loads(request.content)["requests"]
        responses = [{"id": one["id"]} | self._one(tenant, one["url"].lstrip("/").partition("?")[0]) for one in parts]
        await asyncio.sleep(LATENCY)
        return httpx2.Response(200, json={"responses": responses})

    def _one(self, tenant: str, path: str) -> dict:
        contract = next((one for one in self.families if path == one.path or path.startswith(f"{one.path}/")), None)
        if not self.limits.take(tenant, CLIENT, contract.area if contract else ""):
            return {"status": 429, "headers": {}, "body": {"error": {"code": "TooManyRequests", "message": "x"}}}
        if contract is not None and path == contract.path:
            members = [
                {"id": f"{contract.row}-{number}", "displayName": "x", "templateId": "t"} for number in range(OBJECTS)
            ]
            return {"status": 200, "headers": {}, "body": {"value": members}}
        part = path.rsplit("/", 1)[-1]
        body = {"id": part} if contract and path.count("/") == contract.path.count("/") + 1 else {"value": []}
        return {"status": 200, "headers": {}, "body": body}

    async def sync(self, tenant: int, *, background: bool, noted: list[float], asked_at: float) -> None:
        """Read a tenant; note how long after it was asked for the first answer of Graph arrived."""
        first: list[float] = []

        async def answer(request: httpx2.Request) -> httpx2.Response:
            response = await self.answer(request)
            if not first and "/graph/" in str(request.url):
                first.append(now())
                noted.append(now() - asked_at)
            return response

        name = f"tenant-{tenant}"
        to = Link(name, CLIENT, SecretCredential("x"), GRAPH, LOGIN, f"{name}-{background}-{id(self)}")
        tools = Tools(transport=httpx2.MockTransport(answer), clock=now)
        async with GraphClient(to, _always, self.governor, background=background, tools=tools) as client:
            async for reading in client.read_families(self.families):
                self._note(reading)

    def _note(self, reading: FamilyReading) -> None:
        self.states[reading.state] = self.states.get(reading.state, 0) + 1


async def _always() -> None:
    return


def _families() -> list[Contract]:
    """Forty families of all areas, lists with parts among them; singletons are left out, they cost one request."""
    lists = [one for one in contracts().values() if not one.is_singleton and not one.skip_when and not one.only_types]
    return list(islice((one for one in lists if all(not part.typed_path for part in one.parts)), FAMILIES))


def _simulated(work: Callable[[], Awaitable[Fleet]]) -> Fleet:
    return run(work())  # type: ignore[arg-type]


async def _fleet(governor: Governor, tenants: int, people: int) -> Fleet:
    """All tenants are due at once; workers take them in turn. People come in between, each to a tenant being read."""
    fleet = Fleet(governor, _families())
    due = iter(range(tenants))
    working: set[int] = set()

    async def worker() -> None:
        for tenant in due:
            working.add(tenant)
            await fleet.sync(tenant, background=True, noted=fleet.starts, asked_at=0.0)
            working.discard(tenant)

    async def person(number: int) -> None:
        await asyncio.sleep(5 + 7 * number)
        tenant = next(iter(working), number)
        await fleet.sync(tenant, background=False, noted=fleet.people, asked_at=now())

    await asyncio.gather(*(worker() for _ in range(WORKERS)), *(person(number) for number in range(people)))
    fleet.seconds = now()
    return fleet


def measure() -> list[Row]:
    """All rows of this subject."""
    fleet = _simulated(lambda: _fleet(LocalGovernor(clock=now), TENANTS, PEOPLE))
    control = _simulated(lambda: _fleet(Ungoverned(), TENANTS // 10, 0))
    families = len(_families())
    unread = sum(count for state, count in fleet.states.items() if state is not State.READ)
    median = statistics.median(fleet.starts)
    what = f"{TENANTS} tenants x {families} families, simulated clock, published limits"
    return [
        Row(
            f"{what}: families that failed by 429",
            "none",
            f"{unread} of {sum(fleet.states.values())}; {fleet.limits.refused} of"
            f" {fleet.limits.served + fleet.limits.refused} requests refused",
            unread == 0 and fleet.limits.refused == 0,
            note=f"{WORKERS} workers, {fleet.seconds / 60:.0f} simulated minutes for all; without the governor"
            f" {TENANTS // 10} tenants have {control.limits.refused} of"
            f" {control.limits.served + control.limits.refused} requests refused",
        ),
        Row(
            "delay until a tenant's reading starts, the longest beside the median",
            "below 3",
            f"{max(fleet.starts) / median:.2f}x ({max(fleet.starts):.0f} s, median {median:.0f} s)",
            max(fleet.starts) < 3 * median,
            note="all tenants due at the same moment",
        ),
        Row(
            "a person's run starts while the fleet is read, on a tenant that is being read",
            "within 10 s",
            f"{max(fleet.people):.1f} s at most, median {statistics.median(fleet.people):.1f} s",
            max(fleet.people) < 10,
            note=f"{PEOPLE} runs, until Graph's first answer; people have workers of their own",
        ),
    ]
