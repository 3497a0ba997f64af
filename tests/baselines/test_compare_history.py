"""Edits that people really made to real policies: each is found on its policy, and noise between them on none."""

from __future__ import annotations

import copy
import uuid
from itertools import pairwise

import pytest

from tenantpilot.sandbox.graph.data import Json, Objects
from tests.baselines.compare_world import CompareWorld
from tests.inventory.rules.bodies import OBJECTS, histories, needs_objects
from tests.inventory.rules.naive import changed_properties

COLLECTIONS = {"conditional_access": "conditionalAccessPolicies", "settings_catalog": "configurationPolicies"}


def _pairs() -> list[tuple[str, Json, Json]]:
    """Every two consecutive states, as two states of a policy of its own."""
    found = []
    for owner, name, bodies in histories() if OBJECTS.is_dir() else []:
        for at, states in enumerate(pairwise(bodies)):
            ident = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{name}/{at}"))
            before, after = (copy.deepcopy(one) | {"id": ident} for one in states)
            found.append((owner.family, before, after))
    return found


def _served(pairs: list[tuple[str, Json, Json]], at: int) -> dict[str, Objects]:
    made: dict[str, Objects] = {}
    for family, *states in pairs:
        body = states[at]
        if "settings" in body:
            body["settingCount"] = len(body["settings"])
        made.setdefault(COLLECTIONS[family], {})[body["id"]] = body
    return made


@needs_objects
@pytest.mark.proves("BAS-101", "BAS-103")
def test_each_real_edit_is_found_on_its_policy(world: CompareWorld) -> None:
    pairs = _pairs()
    edited = {before["id"]: changed_properties(before, after) for _, before, after in pairs}
    edited = {ident: changed for ident, changed in edited.items() if changed}
    assert len(edited) == 21
    world.bring(_served(pairs, 0))
    world.hold("Real", world.reference_ref, families=tuple(COLLECTIONS), exhaustive=True)
    world.compare(world.reference_ref)
    assert world.findings(world.reference_ref) == []

    world.reference.data.collections.update(_served(pairs, 1))
    world.reference.restart()
    world.read_all(world.reference_ref, families=list(COLLECTIONS))
    world.compare(world.reference_ref)
    found = {ident: row for ident, row in world.results(world.reference_ref).items() if row["result"] != "match"}
    content = {ident for ident, row in found.items() if row["detail"].get("paths")}
    assert content == set(edited)
    for ident, changed in edited.items():
        roots = {path.partition(".")[0].partition("[")[0] for _, path in found[ident]["detail"]["paths"]}
        assert roots == changed
    assert {one["provider_id"] for one in world.findings(world.reference_ref)} == set(found)
