"""The demonstration's tenants as data: size, difference, repetition, and references that lead somewhere."""

from __future__ import annotations

import base64
import binascii
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tenantpilot.sandbox.graph.collections import COLLECTIONS
from tenantpilot.sandbox.graph.data import INTUNE, TenantData
from tenantpilot.sandbox.graph.demo.planted import PLANTED
from tenantpilot.sandbox.graph.demo.profiles import ADVENTURE_WORKS, LITWARE, PROFILES, WIDE_WORLD, Profile
from tenantpilot.sandbox.graph.demo.tenants import NOT_POLICIES, build, policy_count

TODAY = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
BIG = [ADVENTURE_WORKS, LITWARE]
_BASE64 = re.compile(r"^[A-Za-z0-9+/]{16,}={0,2}$")


@pytest.fixture(scope="module")
def tenants() -> dict[str, TenantData]:
    """All four tenants as of one afternoon."""
    return {one.key: build(one, today=TODAY) for one in PROFILES}


def _at_the_end(data: TenantData) -> dict[str, dict[str, Any]]:
    """Every object after the whole year."""
    objects = {name: dict(items) for name, items in data.collections.items()}
    for entry in data.timeline:
        if entry.object is None:
            del objects[entry.collection][entry.id]
        else:
            objects[entry.collection][entry.id] = entry.object
    return objects


def _texts(value: Any) -> Iterator[str]:
    """Every text inside, also those that are carried in base64."""
    if isinstance(value, str):
        yield value
        if _BASE64.match(value):
            with suppress(binascii.Error):
                yield base64.b64decode(value).decode(errors="replace")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def _targets(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("target"), dict):
            yield value["target"]
        for inner in value.values():
            yield from _targets(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _targets(inner)


@pytest.mark.proves("DEM-001")
@pytest.mark.parametrize("profile", BIG, ids=lambda one: one.key)
def test_big_tenants_have_hundreds_of_policies_over_many_families(tenants, profile: Profile):
    for objects in (tenants[profile.key].collections, _at_the_end(tenants[profile.key])):
        policies = {name: items for name, items in objects.items() if name not in NOT_POLICIES and items}
        assert sum(len(items) for items in policies.values()) >= 400
        assert len(policies) >= 50
        assert sum(len(items) >= 5 for items in policies.values()) >= 20


@pytest.mark.proves("DEM-001")
def test_small_tenants_are_small_and_all_are_different(tenants):
    for profile in PROFILES:
        assert profile in BIG or 40 <= policy_count(tenants[profile.key]) <= 120
    ids = Counter(
        id_
        for data in tenants.values()
        for name, items in data.collections.items()
        if name in {"configurationPolicies", "deviceConfigurations", "groups", "conditionalAccessPolicies"}
        for id_ in items
    )
    assert max(ids.values()) == 1
    assert len({data.tenant_id for data in tenants.values()}) == len(PROFILES)


@pytest.mark.proves("DEM-002")
def test_the_same_seed_and_day_give_the_same_tenant_and_quickly(tenants):
    began = time.process_time()  # busy neighbours do not count
    again = build(ADVENTURE_WORKS, today=TODAY)
    assert time.process_time() - began < 1
    assert again == tenants[ADVENTURE_WORKS.key]
    assert build(ADVENTURE_WORKS, today=TODAY.replace(hour=1)) == again


@pytest.mark.proves("DEM-002")
def test_another_day_moves_dates_and_nothing_else(tenants):
    known = tenants[ADVENTURE_WORKS.key]
    later = build(ADVENTURE_WORKS, today=TODAY + timedelta(days=7))
    assert [(e.operation, e.collection, e.id) for e in later.timeline] == [
        (e.operation, e.collection, e.id) for e in known.timeline
    ]
    assert later.timeline[0].at - known.timeline[0].at == timedelta(days=7)
    for name, items in known.collections.items():
        assert items.keys() == later.collections[name].keys()


@pytest.mark.proves("DEM-003")
@pytest.mark.parametrize("profile", BIG, ids=lambda one: one.key)
def test_a_year_of_changes_is_made_of_everything_that_happens(tenants, profile: Profile):
    data = tenants[profile.key]
    entries = data.timeline
    kinds = Counter(entry.operation for entry in entries)
    assert len(entries) >= 140
    assert min(kinds[kind] for kind in ("Create", "Patch", "Delete", "Assign")) >= 8
    assert entries == sorted(entries, key=lambda entry: entry.at)
    assert all(TODAY - timedelta(days=366) < entry.at < TODAY for entry in entries)
    assert all(entry.at.weekday() < 5 and 7 <= entry.at.hour < 17 for entry in entries)
    assert sum(entry.at > TODAY - timedelta(days=8) for entry in entries) >= 8
    assert {entry.actor for entry in entries} == {*profile.people, profile.robot}
    assert any(entry.operation == "Delete" and entry.at > TODAY - timedelta(days=40) for entry in entries)


@pytest.mark.proves("DEM-003")
@pytest.mark.parametrize("profile", BIG, ids=lambda one: one.key)
def test_some_policies_are_renamed_and_some_are_made_again_under_a_known_name(tenants, profile: Profile):
    data = tenants[profile.key]
    names: dict[tuple[str, str], str] = {}
    for collection, items in data.collections.items():
        for id_, item in items.items():
            names[collection, id_] = str(item.get(COLLECTIONS[collection].name_property))
    gone, renamed, again = set(), 0, 0
    for entry in data.timeline:
        place = (entry.collection, entry.id)
        if entry.object is None:
            gone.add((entry.collection, names[place]))
            continue
        name = str(entry.object.get(COLLECTIONS[entry.collection].name_property))
        renamed += entry.operation == "Patch" and names[place] != name
        again += entry.operation == "Create" and (entry.collection, name) in gone
        names[place] = name
    assert renamed >= 3
    assert again >= 1


@pytest.mark.proves("DEM-003")
@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.key)
def test_every_edit_changes_something_and_assignments_only_themselves(tenants, profile: Profile):
    data = tenants[profile.key]
    objects = {name: dict(items) for name, items in data.collections.items()}
    dated = {"lastModifiedDateTime", "modifiedDateTime", "version"}
    for entry in data.timeline:
        before = objects[entry.collection].get(entry.id)
        if entry.object is None:
            del objects[entry.collection][entry.id]
            continue
        assert (before is None) == (entry.operation == "Create")
        objects[entry.collection][entry.id] = entry.object
        if before is not None:
            changed = {key for key in before.keys() | entry.object.keys() if before.get(key) != entry.object.get(key)}
            assert changed - dated, f"{entry.operation} of {entry.collection} changes nothing"
            if entry.operation == "Assign":
                assert changed <= {"assignments", "isAssigned"}


@pytest.mark.proves("DEM-004")
@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.key)
def test_all_references_lead_somewhere(tenants, profile: Profile):
    data = tenants[profile.key]
    for objects in (data.collections, _at_the_end(data)):
        groups, filters = objects["groups"], objects["assignmentFilters"]
        for name, items in objects.items():
            assert name in COLLECTIONS
            for item in items.values():
                for target in _targets(item):
                    assert target.get("groupId") is None or target["groupId"] in groups
                    one = target.get("deviceAndAppManagementAssignmentFilterId")
                    assert one is None or one in filters
                tags = item.get("roleScopeTagIds") or []
                assert set(tags) <= objects["roleScopeTags"].keys()
        for policy in objects["conditionalAccessPolicies"].values():
            users, places = policy["conditions"]["users"], policy["conditions"]["locations"] or {}
            assert {*users["includeGroups"], *users["excludeGroups"]} <= groups.keys()
            assert set(users["excludeUsers"]) <= objects["users"].keys()
            named = {*places.get("includeLocations", ()), *places.get("excludeLocations", ())} - {"All", "AllTrusted"}
            assert named <= objects["namedLocations"].keys()


@pytest.mark.proves("DEM-005")
@pytest.mark.parametrize("profile", BIG, ids=lambda one: one.key)
def test_planted_secrets_stand_in_the_big_tenants(tenants, profile: Profile):
    data = tenants[profile.key]
    text = "\n".join(
        inner for value in (data.collections, [entry.object for entry in data.timeline]) for inner in _texts(value)
    )
    assert [secret for secret in PLANTED if secret not in text] == []


@pytest.mark.proves("DEM-006")
@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.key)
def test_names_are_as_unruly_as_in_real_tenants(tenants, profile: Profile):
    catalogue = [item["name"] for item in tenants[profile.key].collections["configurationPolicies"].values()]
    assert max(Counter(catalogue).values()) >= 2, "equal names in one family"
    assert max(map(len, catalogue)) > 150
    assert any("\u0590" <= letter <= "\u06ff" for name in catalogue for letter in name), "right to left"
    assert any("ä" in name for name in catalogue)


@pytest.mark.proves("DEM-007")
def test_what_may_be_read_differs_between_the_tenants(tenants):
    granted = {one.key: tenants[one.key].apps[0].granted for one in PROFILES}
    assert granted[ADVENTURE_WORKS.key] - granted[LITWARE.key] == {
        "DeviceManagementScripts.Read.All",
        "CloudPC.Read.All",
    }
    assert not any("ReadWrite" in name for names in granted.values() for name in names)
    assert INTUNE not in tenants[WIDE_WORLD.key].licences
    assert sum(one.throttles_conditional_access for one in PROFILES) == 1


@pytest.mark.proves("DEM-008")
def test_a_tenant_can_be_made_huge_and_given_a_huge_policy():
    data = build(ADVENTURE_WORKS, today=TODAY, policies=5_000, with_large_policy=True)
    assert policy_count(data) >= 5_000
    sizes = sorted(len(json.dumps(item)) for item in data.collections["configurationPolicies"].values())
    assert sizes[-1] > 1_900_000
    assert sizes[-2] < 200_000
