"""A whole sync against the sandbox: everything is read and written down once, and reading it again changes nothing."""

from __future__ import annotations

import copy
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tenantpilot.inventory import coverage, policies
from tenantpilot.provider.contracts.registry import contracts, listings
from tests.inventory.rules.bodies import NO_POLICIES, OBJECTS, histories, needs_objects
from tests.inventory.rules.naive import changed_properties
from tests.inventory.test_faults import Unlimited
from tests.inventory.world import empty_tenant, small_demo

CAPTURES = 30
COLLECTIONS = {"conditional_access": "conditionalAccessPolicies"}


@pytest.fixture(autouse=True)
def unlimited(monkeypatch):
    monkeypatch.setattr("tenantpilot.inventory.source.governor", Unlimited)


def real_tenant(folder: Path = OBJECTS):
    made = empty_tenant()
    for path in sorted(folder.glob("*/*.json")):
        if not path.parent.name.startswith("_"):
            made.put(path.parent.name, json.loads(path.read_text(encoding="utf-8-sig")))
    return made


def policies_of(folder: Path) -> set[str]:
    """The ids of all real objects that some family reads: neither the provider's own nor what is no policy."""
    known = json.loads((folder.parent / "collections.json").read_text(encoding="utf-8"))
    owners = {(one.families[0].version, one.path): one for one in listings()}
    found = set()
    for path in sorted(folder.glob("*/*.json")):
        if path.parent.name not in NO_POLICIES and not path.parent.name.startswith("_"):
            version, _, place = known[path.parent.name]["graphPath"].partition("/")
            body = json.loads(path.read_text(encoding="utf-8-sig"))
            if owners[version, place].owner(body) is not None:
                found.add(body["id"])
    return found


@pytest.mark.proves("INV-101")
@pytest.mark.proves("INV-102", negative=True)
def test_a_tenant_is_read_whole_and_thirty_readings_later_nothing_has_changed(world):
    world.serve(small_demo(60))
    first = world.sync()
    assert (first["outcome"], first["failed"], first["skipped"]) == ("succeeded", 0, 0)
    items = world.items(first)
    assert items.keys() == {*contracts(), "log", "names"}
    assert first["total"] == first["done"] == len(items)
    before, seen = world.state(), world.inventory()
    assert len(before) > 60
    assert {row["versions"] for row in before} == {1}
    assert (seen["policies"], seen["ghosts"], seen["changes_lately"]) == (len(before), 0, 0)
    families = ["settings_catalog", "device_compliance", "conditional_access"]
    assert set(families) <= contracts().keys()
    for number in range(CAPTURES):
        world.graph.faults.clear()
        for fault in ("shuffled", "added", "twins"):
            world.graph.faults.add(fault, variant="")
        arguments = {"mode": "full"} if number == CAPTURES - 1 else {"mode": "full", "families": families}
        assert world.sync(**arguments)["outcome"] == "succeeded"
    assert world.state() == before
    assert world.one("select count(*) from policy_version") == len(before)


@pytest.mark.proves("INV-101", "INV-106")
def test_an_incremental_reading_leaves_out_what_stands_unchanged(world):
    tenant = world.serve(small_demo(60))
    world.sync()
    before = world.graph.log.mark()
    world.sync()
    unchanged = len(world.graph.log.after(before))
    before = world.graph.log.mark()
    world.sync(mode="full")
    assert unchanged < len(world.graph.log.after(before))
    assert world.one("select count(distinct last_seen_at) from policy") == 1  # seen, all of them, just now
    (key, item), *_ = tenant.store.objects["deviceCompliancePolicies"].items()
    tenant.store.put("deviceCompliancePolicies", item | {"description": "Edited"}, at_once=True)
    world.sync()
    assert [row["number"] for row in world.versions(key)] == [1, 2]
    assert Counter(row["versions"] for row in world.state())[2] == 1


@needs_objects
@pytest.mark.proves("INV-102")
def test_all_real_objects_are_read_and_read_again_without_a_new_version(world):
    world.serve(real_tenant())
    first = world.sync()
    assert {key: (item["reason_code"], item["detail"]) for key, item in world.items(first).items()
            if item["status"] == "failed"} == {}  # fmt: skip
    before = world.state()
    assert len(before) >= 300
    assert policies_of(OBJECTS) <= {row["provider_id"] for row in before}
    assert {row["versions"] for row in before} == {1}
    for faults in (["shuffled"], ["added"], ["twins"], ["shuffled", "added", "twins"], []):
        world.graph.faults.clear()
        for fault in faults:
            world.graph.faults.add(fault)
        assert world.sync(mode="full")["failed"] == 0
        assert world.state() == before, faults


@needs_objects
@pytest.mark.proves("INV-102")
def test_each_real_edit_is_one_new_version_and_its_difference_is_told(world):
    """All consecutive pairs of states of real policies: one step of all histories per sync."""
    found = list(histories())
    tenant = world.serve(empty_tenant())
    ids = [str(bodies[0]["id"]) for _, _, bodies in found]
    for step in range(max(len(bodies) for _, _, bodies in found)):
        for key, (owner, _, bodies) in zip(ids, found, strict=True):
            if step < len(bodies):
                collection = COLLECTIONS.get(owner.family, owner.path.rpartition("/")[2])
                tenant.store.put(collection, copy.deepcopy(bodies[step]) | {"id": key}, at_once=True)
        assert world.sync(mode="full")["failed"] == 0
    ctx, rows = world.person(), world.policies()
    for key, (_, _, bodies) in zip(ids, found, strict=True):
        edits = sum(bool(changed_properties(old, new)) for old, new in pairwise(bodies))
        assert rows[key]["version"] == 1 + edits
        if edits:
            told = policies.policy_diff(ctx, rows[key]["public_id"])
            assert told.total
            assert not [row for row in told.rows if "DateTime" in row.path]


@pytest.mark.proves("INV-122")
def test_progress_and_coverage_are_what_was_read(world):
    world.serve(small_demo(60))
    ctx = world.person()
    assert coverage.sync_progress(ctx, world.tenant_ref) is None
    never = coverage.tenant_coverage(ctx, world.tenant_ref)
    assert {row.state for row in never.families} == {"never"}
    assert [(one.state, one.families) for one in never.states] == [("never", len(contracts()))]
    row = world.start()
    waiting = coverage.sync_progress(ctx, world.tenant_ref)
    assert waiting is not None
    assert (waiting.status, {one.state for one in waiting.families}) == ("queued", {"waiting"})
    world.work(row)
    done = coverage.sync_progress(ctx, world.tenant_ref)
    assert done is not None
    assert (done.outcome, done.is_active, {one.state for one in done.families}) == ("succeeded", False, {"read"})
    assert done.objects == len(world.policies())
    known = coverage.tenant_coverage(ctx, world.tenant_ref)
    assert sum(one.objects for one in known.families) == known.policies == len(world.policies())
    (listed,) = [one for one in coverage.list_tenant_inventories(ctx) if one.tenant_ref == world.tenant_ref]
    assert (listed.policies, listed.never_read) == (known.policies, False)
