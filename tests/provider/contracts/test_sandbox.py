"""Contracts against a server that was written from the same facts by other hands: all of it is read, as promised."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator

import pytest

from tenantpilot.kernel.clock import now
from tenantpilot.provider.client.graph import GraphClient
from tenantpilot.provider.client.link import Link, SecretCredential
from tenantpilot.provider.contracts.registry import FEATURES, contracts
from tenantpilot.provider.governor.local import LocalGovernor
from tenantpilot.provider.posture_rules import assess
from tenantpilot.provider.reading import FamilyReading, State
from tenantpilot.sandbox.graph.data import AppRegistration, AppSecret, Objects, TenantData
from tenantpilot.sandbox.graph.demo import profiles
from tenantpilot.sandbox.graph.demo.tenants import build
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests import loops
from tests.provider.contracts.facts import MISSING, OBJECTS

EVERYTHING = {name for feature in FEATURES.values() for name in feature.permissions}
SECRET = "sandbox-secret"
PROFILE = profiles.profile("adventure-works")
# The facts name two permissions for it, one for each kind of its members; the server is content with one.
NEEDS_BOTH = {"policy_sets"}
Readings = dict[str, FamilyReading]


@pytest.fixture(scope="module")
def graph() -> Iterator[GraphSandbox]:
    with GraphSandbox() as sandbox:
        yield sandbox


async def read(graph: GraphSandbox, tenant: TenantData, secret: str = SECRET) -> Readings:
    """Every family of a tenant."""
    link = Link(tenant.tenant_id, tenant.apps[0].client_id, SecretCredential(secret), graph.graph_url, graph.login_url,
                key=tenant.tenant_id)  # fmt: skip

    async def confirm() -> None:
        return None

    async with GraphClient(link, confirm, LocalGovernor(), background=False) as client:
        return {reading.family: reading async for reading in client.read_families(list(contracts()))}


def tenant_of(number: int, granted: Iterable[str], collections: dict[str, Objects] | None = None) -> TenantData:
    app = AppRegistration(f"7b1f3c1e-0000-4000-8000-00000000a{number:03}", secrets=[AppSecret(SECRET)],
                          granted=set(granted))  # fmt: skip
    return TenantData(f"7b1f3c1e-0000-4000-8000-00000000b{number:03}", "Sandbox", "sandbox.example", apps=[app],
                      collections=collections or {})  # fmt: skip


def not_whole(readings: Readings) -> list[str]:
    return [
        f"{reading.family}: {reading.state} {reading.troubles[:1]}"
        for reading in readings.values()
        if reading.state is not State.READ or not reading.listed_all or not all(one.is_whole for one in reading.objects)
    ]


@pytest.mark.proves("PRV-009")
def test_every_family_of_a_believable_tenant_is_read_whole(graph):
    tenant = build(PROFILE, today=now(), policies=120)
    graph.add_tenant(tenant)
    readings = loops.run(read(graph, tenant, PROFILE.secret))
    assert readings.keys() == contracts().keys()
    assert not_whole(readings) == []
    assert len([reading for reading in readings.values() if reading.objects]) >= 40
    for reading in readings.values():
        contract = contracts()[reading.family]
        for one in reading.objects:
            for part in contract.parts:
                assert part.is_item or part.per or part.only_types or part.name in one.body, reading.family
            assert not contract.has_assignments or isinstance(one.body[contract.assignments_in], list), reading.family


@pytest.mark.proves("PRV-009")
@pytest.mark.skipif(not OBJECTS.is_dir(), reason=MISSING)
def test_every_real_object_is_read_whole(graph):
    collections: dict[str, Objects] = {
        folder.name: {body["id"]: body for body in map(_loaded, sorted(folder.glob("*.json")))}
        for folder in OBJECTS.iterdir()
        if folder.is_dir() and not folder.name.startswith("_")
    }
    tenant = tenant_of(1, EVERYTHING, collections)
    graph.add_tenant(tenant)
    readings = loops.run(read(graph, tenant))
    assert not_whole(readings) == []
    policies = {id_ for name, found in collections.items() for id_ in found} - {
        id_ for name in ("groups", "conditionalAccessTemplates") for id_ in collections[name]
    }
    assert {one.provider_id for reading in readings.values() for one in reading.objects} == policies


@pytest.mark.proves("PRV-007", negative=True)
def test_what_the_posture_calls_blocked_is_what_the_provider_refuses(graph):
    grants: list[set[str]] = [set(), EVERYTHING, *({name} for name in sorted(EVERYTHING))]
    tenants = [tenant_of(100 + number, granted) for number, granted in enumerate(grants)]
    for tenant in tenants:
        graph.add_tenant(tenant)

    async def everybody() -> list[Readings]:
        return list(await asyncio.gather(*(read(graph, tenant) for tenant in tenants)))

    for granted, readings in zip(grants, loops.run(everybody()), strict=True):
        refused = {family for family, reading in readings.items() if reading.state is State.FORBIDDEN}
        blocked = set(assess(granted).blocked)
        # Some families can be read with another feature's permission too: then nothing is refused.
        assert refused <= blocked, granted
        let_in = {family for family in blocked - refused if not _has_alternative(family, granted)}
        assert let_in <= NEEDS_BOTH, granted


def _has_alternative(family: str, granted: set[str]) -> bool:
    return not granted.isdisjoint(contracts()[family].read_alternatives)


def _loaded(path) -> dict:
    return json.loads(path.read_text(encoding="utf-8-sig"))
