"""Every edit is seen, and seen where it was made."""

from __future__ import annotations

import copy
import random
import re
from typing import Any

import pytest

from tenantpilot.inventory.diff import diff, is_same
from tenantpilot.inventory.targets import compare
from tests.inventory.rules.bodies import (
    FILTER,
    GROUP,
    OTHER_GROUP,
    THIRD_GROUP,
    assignments,
    catalog,
    choice,
    collection,
    compliance,
    conditional_access,
    contract,
    made,
    needs_objects,
    own,
    real,
    target,
)
from tests.inventory.rules.naive import leaves

# Everything of the real policies in which an edit is not seen: copies of other objects, old names of newer properties,
# counters and states of the provider.
UNSEEN = {
    "presentation", "supportedOn", "hasRelatedDefinitions", "groupPolicyCategoryId", "minDeviceCspVersion",
    "minUserCspVersion", "policyConfigurationIngestionType", "version", "deployedAppCount", "dependentAppCount",
    "isFeatured", "publishingState", "supersededAppCount", "supersedingAppCount", "uploadState", "usedLicenseCount",
    "enableWhiteGlove", "extractHardwareHash", "language", "managementServiceAppId", "outOfBoxExperienceSettings",
    "authenticationStrength", "deviceReporting", "inventorySyncStatus", "newUpdates", "isBuiltInRoleDefinition",
    "deviceEnrollmentConfigurationType", "permissions", "defaultLocale", "deviceHealthScriptType", "isGlobalScript",
    "highestAvailableVersion", "isBuiltIn", "templateDisplayName", "templateDisplayVersion",
    "featureUpdatesPauseStartDate", "featureUpdatesWillBeRolledBack", "qualityUpdatesPauseExpiryDateTime",
    "qualityUpdatesPauseStartDate", "qualityUpdatesRollbackStartDateTime", "qualityUpdatesWillBeRolledBack",
}  # fmt: skip


def _put(body: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    for step in path[:-1]:
        body = body[step]
    body[path[-1]] = value


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str) and re.fullmatch(r"[0-9a-fA-F-]{36}", value):
        return value[:-1] + ("1" if value[-1] != "1" else "2")  # another id: a name would be unknown, not an edit
    return f"{value or 'edited'}x"


def _editable(body: dict[str, Any]) -> list[tuple[tuple[Any, ...], Any]]:
    return [
        (path, value)
        for path, value in leaves(body)
        if UNSEEN.isdisjoint(path) and path[-2:] != ("definition", "displayName") and value != "****"
    ]


def _edits_are_seen(owner, body, veil, seed: int, label: str) -> int:
    dice = random.Random(seed)
    first = made(body, owner, veil)
    choices = _editable(body)
    chosen = dice.sample(choices, min(4, len(choices)))
    for path, value in chosen:
        edited = copy.deepcopy(body)
        _put(edited, path, _other(value))
        again = made(edited, owner, veil)
        assert again.settings.digest != first.settings.digest, (label, path)
        assert not is_same(first.settings.content, again.settings.content), (label, path)
        root = str(path[0])
        told = diff(first.settings.content, again.settings.content).differences
        assert told, (label, path)
        assert all(item.path.startswith(root) for item in told), (label, path, told)
    return len(chosen)


@pytest.mark.proves("INV-007")
@pytest.mark.parametrize("seed", range(20))
def test_edits_of_own_policies_are_seen_where_they_are(veil, seed) -> None:
    assert sum(_edits_are_seen(owner, body, veil, seed, owner.family) for owner, body in own()) >= 15


@needs_objects
@pytest.mark.proves("INV-007")
def test_edits_of_every_real_policy_are_seen_where_they_are(veil) -> None:
    seen = sum(_edits_are_seen(owner, body, veil, at, file) for at, (owner, body, file) in enumerate(real()))
    assert seen > 1000


def _nested() -> dict[str, Any]:
    inner = collection("user_edge_list_items", "one", "two")
    return catalog(choice("user_edge_list", "1", inner, choice("user_edge_extra", "0")), choice("device_other", "1"))


@pytest.mark.proves("INV-007")
def test_deleting_a_setting_is_seen(veil) -> None:
    owner = contract("settings_catalog")
    body = _nested()
    less = {**body, "settings": body["settings"][:1]}
    [one] = _diff(body, less, owner, veil)
    assert (one.kind, one.path.partition("]")[0]) == ("removed", "settings[device_other")


@pytest.mark.proves("INV-007")
def test_a_rename_is_seen(veil) -> None:
    owner = contract("settings_catalog")
    body = _nested()
    [one] = _diff(body, {**body, "name": "Browser, other"}, owner, veil)
    assert (one.path, one.kind, one.before, one.after) == ("name", "changed", "Browser, hardened", "Browser, other")


@pytest.mark.proves("INV-007")
def test_a_child_of_a_setting_is_seen_by_its_name(veil) -> None:
    owner = contract("settings_catalog")
    body, edited = _nested(), _nested()
    inner = edited["settings"][0]["settingInstance"]["choiceSettingValue"]["children"]
    inner[1]["choiceSettingValue"]["value"] = "user_edge_extra_1"
    inner.reverse()
    [one] = _diff(body, edited, owner, veil)
    assert "children[user_edge_extra]" in one.path
    assert (one.before, one.after) == ("user_edge_extra_0", "user_edge_extra_1")


@pytest.mark.proves("INV-007")
def test_a_member_of_a_collection_is_seen(veil) -> None:
    owner = contract("settings_catalog")
    body, edited = _nested(), _nested()
    members = edited["settings"][0]["settingInstance"]["choiceSettingValue"]["children"][0]
    members["simpleSettingCollectionValue"].insert(0, {**members["simpleSettingCollectionValue"][0], "value": "zero"})
    [one] = _diff(body, edited, owner, veil)
    assert (one.kind, one.after) == ("added", "zero")


@pytest.mark.proves("INV-007")
def test_a_scope_tag_is_seen(veil) -> None:
    owner = contract("settings_catalog")
    body = _nested()
    [one] = _diff(body, {**body, "roleScopeTagIds": ["9", "0", "7"]}, owner, veil)
    assert (one.kind, one.after) == ("added", "9")
    assert made({**body, "roleScopeTagIds": ["9", "0"]}, owner, veil).scope_tags == ("0", "9")


@pytest.mark.proves("INV-007")
def test_an_exclusion_of_conditional_access_is_seen(veil) -> None:
    owner = contract("conditional_access")
    edited = conditional_access()
    edited["conditions"]["users"]["excludeGroups"] = [OTHER_GROUP]
    [one] = _diff(conditional_access(), edited, owner, veil)
    assert (one.kind, one.path) == ("removed", f"conditions.users.excludeGroups[{GROUP}]")
    modes = {(item.kind, item.id): item.mode for item in made(conditional_access(), owner, veil).references}
    assert modes[("group", GROUP)] == "exclude"


@pytest.mark.proves("INV-007")
def test_a_later_action_is_seen(veil) -> None:
    owner = contract("device_compliance")
    edited = compliance()
    edited["scheduledActionsForRule"][0]["scheduledActionConfigurations"][1]["gracePeriodHours"] = 48
    [one] = _diff(compliance(), edited, owner, veil)
    assert one.path.endswith(f"[{THIRD_GROUP}].gracePeriodHours")
    assert (one.before, one.after) == ("24", "48")


@pytest.mark.proves("INV-005")
def test_edits_of_assignments_only_are_told_one_by_one(veil) -> None:
    owner = contract("settings_catalog")
    body = _nested()
    first = made(body, owner, veil)
    other = assignments("y", target("exclusionGroup", THIRD_GROUP), target("group", GROUP, FILTER, "exclude"))
    second = made({**body, "assignments": other}, owner, veil)
    assert first.settings.digest == second.settings.digest
    changes = compare(first.assignments.content, second.assignments.content)
    told = [(one.before and one.before.group_id, one.after and one.after.group_id) for one in changes]
    assert sorted(told, key=str) == sorted([(GROUP, GROUP), (OTHER_GROUP, None), (None, THIRD_GROUP)], key=str)
    [kept] = [one for one in changes if one.before and one.after]
    assert (kept.before.filter_mode, kept.after.filter_mode) == ("include", "exclude")


def _diff(before, after, owner, veil):
    old, new = made(before, owner, veil), made(after, owner, veil)
    assert old.settings.digest != new.settings.digest
    assert old.assignments.digest == new.assignments.digest
    return diff(old.settings.content, new.settings.content, family=owner.family).differences
