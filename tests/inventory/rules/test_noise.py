"""Thirty captures of a policy that nobody changed have one digest; what must be unknown is not taken for an edit."""

from __future__ import annotations

import pytest

from tenantpilot.inventory.diff import diff, is_same
from tenantpilot.inventory.targets import compare
from tests.inventory.rules.bodies import (
    FILTER,
    GROUP,
    assignments,
    catalog,
    choice,
    compliance,
    conditional_access,
    contract,
    custom,
    made,
    needs_objects,
    oma,
    own,
    real,
    target,
)
from tests.inventory.rules.noise import noisy

CAPTURES = 30


@pytest.mark.proves("INV-001")
def test_thirty_noisy_captures_of_own_policies_have_one_digest(veil) -> None:
    for owner, body in own():
        first = made(body, owner, veil)
        for seed in range(CAPTURES):
            varied, known = noisy(body, seed)
            again = made(varied, owner, veil, ids_by_name=known)
            assert again.settings.digest == first.settings.digest, (owner.family, seed)
            assert again.assignments.digest == first.assignments.digest, (owner.family, seed)
            assert again.references == first.references
            assert is_same(first.settings.content, again.settings.content)


@needs_objects
@pytest.mark.proves("INV-001")
def test_thirty_noisy_captures_of_every_real_policy_have_one_digest(veil) -> None:
    for owner, body, file in real():
        first = made(body, owner, veil)
        for seed in range(CAPTURES):
            varied, known = noisy(body, seed)
            again = made(varied, owner, veil, ids_by_name=known)
            assert again.settings.digest == first.settings.digest, (file, seed)
            assert again.assignments.digest == first.assignments.digest, (file, seed)


@pytest.mark.proves("INV-002")
@pytest.mark.parametrize("value", [False, 0, "notConfigured", None, [], {}, ""])
def test_a_new_property_with_its_default_is_no_version(veil, value) -> None:
    owner = contract("device_compliance")
    before = made(compliance(), owner, veil)
    after = made(compliance(brandNewSwitch=value), owner, veil)
    assert is_same(before.settings.content, after.settings.content)
    assert is_same(after.settings.content, before.settings.content)
    assert diff(before.settings.content, after.settings.content).total == 0


@pytest.mark.proves("INV-002", negative=True)
@pytest.mark.parametrize(("was", "becomes"), [(None, False), (None, 0), (True, False), (0, False), (1, True), ("1", 1)])
def test_a_property_that_was_there_and_differs_is_a_version(veil, was, becomes) -> None:
    owner = contract("device_compliance")
    before = made(compliance(someSwitch=was), owner, veil)
    after = made(compliance(someSwitch=becomes), owner, veil)
    assert not is_same(before.settings.content, after.settings.content)
    assert before.settings.digest != after.settings.digest


@pytest.mark.proves("INV-002", negative=True)
def test_a_new_property_that_says_something_is_a_version(veil) -> None:
    owner = contract("device_compliance")
    before = made(compliance(), owner, veil)
    for value in (True, 5, "block", ["x"], {"mode": "on"}):
        assert not is_same(before.settings.content, made(compliance(brandNew=value), owner, veil).settings.content)


@pytest.mark.proves("INV-003", negative=True)
def test_a_reference_shown_by_an_unknown_name_is_no_edit_and_no_match(veil) -> None:
    owner = contract("settings_catalog")
    policy = catalog(choice("device_a", "1"))
    first = made(policy, owner, veil)
    shown = target("group", "", FILTER, "include") | {"groupDisplayName": "All staff"}
    named = made({**policy, "assignments": [*policy["assignments"][1:], {"id": "x", "target": shown}]}, owner, veil)
    assert is_same(first.assignments.content, named.assignments.content)
    assert compare(first.assignments.content, named.assignments.content) == ()
    assert "All staff" not in named.assignments.content.decode()
    assert all(item.id != GROUP for item in named.references)


@pytest.mark.proves("INV-003", negative=True)
def test_a_name_in_the_place_of_an_id_is_no_edit_and_no_match(veil) -> None:
    owner = contract("settings_catalog")
    policy = catalog(choice("device_a", "1"))
    first = made(policy, owner, veil)
    shown = target("group", "All staff", "Corporate devices", "include")
    named = made({**policy, "assignments": [*policy["assignments"][1:], {"id": "x", "target": shown}]}, owner, veil)
    assert is_same(first.assignments.content, named.assignments.content)
    assert compare(first.assignments.content, named.assignments.content) == ()
    assert named.is_assigned
    access = contract("conditional_access")
    body = conditional_access()
    known = made(body, access, veil)
    body["conditions"]["users"]["excludeGroups"] = [GROUP, "Break glass"]
    assert is_same(known.settings.content, made(body, access, veil).settings.content)
    body["conditions"]["users"]["excludeGroups"] = [GROUP]
    assert not is_same(known.settings.content, made(body, access, veil).settings.content)


@pytest.mark.proves("INV-003")
def test_a_name_that_one_object_has_is_read_as_its_id(veil) -> None:
    owner = contract("settings_catalog")
    policy = catalog(choice("device_a", "1"))
    first = made(policy, owner, veil)
    shown = target("group", "", FILTER, "include") | {"groupDisplayName": "All staff"}
    body = {**policy, "assignments": [*policy["assignments"][1:], {"id": "x", "target": shown}]}
    named = made(body, owner, veil, ids_by_name={("group", "All staff"): GROUP})
    assert named.assignments.digest == first.assignments.digest
    assert named.references == first.references


@pytest.mark.proves("INV-003")
def test_a_copy_of_another_object_counts_by_its_id_only(veil) -> None:
    owner = contract("conditional_access")
    first = made(conditional_access(), owner, veil)
    other = conditional_access()
    other["grantControls"]["authenticationStrength"] |= {"allowedCombinations": [], "displayName": "Renamed"}
    assert made(other, owner, veil).settings.digest == first.settings.digest
    other["grantControls"]["authenticationStrength"]["id"] = "00000000-0000-0000-0000-000000000004"
    assert made(other, owner, veil).settings.digest != first.settings.digest


@pytest.mark.proves("INV-004", negative=True)
def test_masked_and_hidden_values_never_make_a_version(veil) -> None:
    owner = contract("device_configuration")
    readable = made(custom(oma("a", "long-secret-value", encrypted=True)), owner, veil)
    masked = made(custom(oma("a", "****", encrypted=True)), owner, veil)
    missing = made(custom(oma("a", None, encrypted=True)), owner, veil)
    edited = made(custom(oma("a", "other-secret-value", encrypted=True)), owner, veil)
    assert masked.unreadable == ("omaSettings[].value",)
    for one in (masked, missing):
        assert is_same(readable.settings.content, one.settings.content)
        assert is_same(one.settings.content, edited.settings.content)
    assert not is_same(readable.settings.content, edited.settings.content)


@pytest.mark.proves("INV-005")
def test_assignments_stand_apart_and_missing_ones_are_unknown(veil) -> None:
    owner = contract("settings_catalog")
    policy = catalog(choice("device_a", "1"))
    first = made(policy, owner, veil)
    moved = made({**policy, "assignments": assignments("x", target("allLicensedUsers"))}, owner, veil)
    assert moved.settings.digest == first.settings.digest
    assert moved.assignments.digest != first.assignments.digest
    none = made({**policy, "assignments": []}, owner, veil)
    assert (none.assignments_known, none.is_assigned) == (True, False)
    unread = made({key: value for key, value in policy.items() if key != "assignments"}, owner, veil)
    assert (unread.assignments_known, unread.is_assigned) == (False, False)
    only_excluded = made({**policy, "assignments": assignments("x", target("exclusionGroup", GROUP))}, owner, veil)
    assert not only_excluded.is_assigned
