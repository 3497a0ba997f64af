"""Captures of tenants that nobody changed: whatever noise the provider makes, no finding comes of it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tenantpilot.provider.contracts.registry import listings
from tenantpilot.sandbox.graph.collections import COLLECTIONS
from tenantpilot.sandbox.graph.data import Json, Objects
from tests.baselines.compare_world import CompareWorld
from tests.inventory.rules.bodies import OBJECTS, own, real
from tests.inventory.rules.noise import noisy

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


@pytest.mark.proves("BAS-101")
def test_thirty_noisy_captures_give_no_finding(world: CompareWorld) -> None:
    bodies = _bodies()
    world.bring(_collections(bodies), _collections(bodies))
    families = [row["family"] for row in world.all("select distinct family from policy order by family")]
    world.hold("Quiet", world.reference_ref, world.customer_ref, families=tuple(families), exhaustive=True)
    tenants = (world.reference_ref, world.customer_ref)
    for ref in tenants:
        world.compare(ref)
    # In the other tenant some cannot be known again by what they set; a person says which they are.
    world.point_all(world.customer_ref)
    standing = {ref: _said(world, ref) for ref in tenants}
    assert {said for ref in tenants for said in standing[ref].values()} == {"match"}

    for capture in range(CAPTURES):
        ref = tenants[capture % 2]
        served = world.reference if ref == world.reference_ref else world.customer
        served.data.collections.clear()
        served.data.collections.update(_collections(bodies, capture))
        served.restart()
        world.graph.faults.clear()
        world.graph.faults.add(NOISE_OF_ANSWERS[capture % 3])
        run = world.read_all(ref, families=families)
        assert run["outcome"] == "succeeded", capture
        world.compare(ref)
        assert _said(world, ref) == standing[ref], capture
    world.graph.faults.clear()
    assert world.one("select count(*) from finding where source_kind = 'baseline'") == 0
    assert world.one("select count(*) from comparison where is_current") == len(tenants)


def _said(world: CompareWorld, ref: str) -> dict[str, Any]:
    return {part: row["result"] for part, row in world.results(ref).items()}
