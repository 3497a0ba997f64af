"""Captures of tenants that nobody changed: whatever noise the provider makes, no finding comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tenantpilot.kernel.settings import settings
from tenantpilot.provider.contracts.registry import listings
from tenantpilot.sandbox.graph.collections import COLLECTIONS
from tenantpilot.sandbox.graph.data import Json, Objects
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.baselines.compare_world import CompareWorld
from tests.inventory.rules.bodies import OBJECTS, own, real
from tests.inventory.rules.noise import noisy
from tests.servers import Database

CAPTURES = 30
FAMILIES = 14
NOISE_OF_ANSWERS = ("shuffled", "added", "twins")


def _bodies() -> list[tuple[str, Json]]:
    """Policies of our own, and real ones of several families where they are at hand, each with its collection."""
    places = {listing.path: listing for listing in listings()}
    named = {one.path: name for name, one in COLLECTIONS.items()}
    found = [(owner, body) for owner, body in own()]
    taken: set[str] = set()
    for owner, body, _ in real() if OBJECTS.is_dir() else []:
        if owner.family not in taken and len(taken) < FAMILIES and not owner.is_singleton:
            taken.add(owner.family)
            found.append((owner, body))
    path_of = {family.family: path for path, listing in places.items() for family in listing.families}
    return [(named[path_of[owner.family]], body) for owner, body in found if path_of[owner.family] in named]


@cache
def _named() -> dict[str, Objects]:
    """The groups and filters that policies point at, under the names that noise may show in their place."""
    known = {pair for _, body in _bodies() for seed in range(4) for pair in noisy(body, seed)[1].items()}
    groups = {ref: {"id": ref, "displayName": name} for (kind, name), ref in known if kind == "group"}
    filters = {
        ref: {"id": ref, "displayName": name, "platform": "windows10AndLater", "rule": "x", "roleScopeTags": ["0"]}
        for (kind, name), ref in known if kind == "filter"
    }  # fmt: skip
    return {"groups": groups, "assignmentFilters": filters}


def _collections(bodies: list[tuple[str, Json]], seed: int | None = None) -> dict[str, Objects]:
    made: dict[str, Objects] = {name: dict(objects) for name, objects in _named().items()}
    for at, (name, body) in enumerate(bodies):
        shown = body if seed is None else noisy(body, seed * 1000 + at)[0]
        made.setdefault(name, {})[body["id"]] = shown
    return made


@pytest.fixture
def quiet(database: Database, stock_graph: GraphSandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[CompareWorld]:
    """Both tenants with the same policies, held to what the first has."""
    monkeypatch.setenv("TENANTPILOT_GRAPH_URL", stock_graph.graph_url)
    monkeypatch.setenv("TENANTPILOT_LOGIN_URL", stock_graph.login_url)
    settings.cache_clear()
    world = CompareWorld(database, stock_graph)
    world.fill()
    yield world
    world.close()


@pytest.mark.proves("BAS-101")
def test_thirty_noisy_captures_give_no_finding(quiet: CompareWorld) -> None:
    bodies = _bodies()
    quiet.bring(_collections(bodies), _collections(bodies))
    families = [row["family"] for row in quiet.all("select distinct family from policy order by family")]
    quiet.hold("Quiet", quiet.reference_ref, quiet.customer_ref, families=tuple(families), exhaustive=True)
    tenants = (quiet.reference_ref, quiet.customer_ref)
    for ref in tenants:
        quiet.compare(ref)
    # In the other tenant some cannot be known again by what they set; a person says which they are.
    quiet.point_all(quiet.customer_ref)
    standing = {ref: _said(quiet, ref) for ref in tenants}
    assert {said for ref in tenants for said in standing[ref].values()} == {"match"}

    for capture in range(CAPTURES):
        ref = tenants[capture % 2]
        served = quiet.reference if ref == quiet.reference_ref else quiet.customer
        served.data.collections.clear()
        served.data.collections.update(_collections(bodies, capture))
        served.restart()
        quiet.graph.faults.clear()
        quiet.graph.faults.add(NOISE_OF_ANSWERS[capture % 3])
        run = quiet.read_all(ref, families=families)
        assert run["outcome"] == "succeeded", capture
        quiet.compare(ref)
        assert _said(quiet, ref) == standing[ref], capture
    quiet.graph.faults.clear()
    assert quiet.one("select count(*) from finding where source_kind = 'baseline'") == 0
    assert quiet.one("select count(*) from comparison where is_current") == len(tenants)


def _said(world: CompareWorld, ref: str) -> dict[str, Any]:
    return {part: row["result"] for part, row in world.results(ref).items()}
