"""The registry holds together by itself, without any facts beside it."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

import pytest

from tenantpilot.i18n import LOCALES, message_id
from tenantpilot.i18n.server import text
from tenantpilot.provider.contracts import everywhere
from tenantpilot.provider.contracts.model import PLATFORMS
from tenantpilot.provider.contracts.names import CHANGE_LOGS, NAME_SOURCES, NAMES_IN_FAMILIES
from tenantpilot.provider.contracts.paths import places, steps
from tenantpilot.provider.contracts.registry import FEATURES, belongs, contracts, find, listings
from tests.provider.contracts.secrets import CORPUS, PLANTED

ALL = list(contracts().values())
BY_FAMILY = pytest.mark.parametrize("contract", ALL, ids=lambda contract: contract.family)
AREAS = re.compile(r"intune/[a-z0-9_]+|conditional_access|directory|windows_365")
# What the provider uses in paths of parts beside ids: properties that the list itself brings.
LISTED_PROPERTIES = {"templateId"}
GROUP_ORDER = ["device_configuration", "endpoint_security", "compliance", "scripts", "updates", "apps", "enrollment",
               "access", "directory", "rbac", "tenant_wide", "windows_365"]  # fmt: skip


@pytest.mark.proves("PRV-001")
def test_families_are_many_and_each_is_found_by_its_key():
    assert len(ALL) == len({contract.family for contract in ALL}) >= 55
    assert all(find(family) is contract and contract.family == family for family, contract in contracts().items())
    assert find("not_a_family") is None
    assert list(dict.fromkeys(contract.group for contract in ALL)) == GROUP_ORDER


@pytest.mark.proves("PRV-001")
@BY_FAMILY
def test_a_contract_is_complete(contract):
    assert re.fullmatch(r"[a-z][a-z0-9_]{2,39}", contract.family)
    assert re.fullmatch(r"[A-Za-z]+(/[A-Za-z]+)+", contract.path), "a path without slashes at its ends and options"
    assert AREAS.fullmatch(contract.area)
    assert contract.feature in FEATURES
    assert contract.read_permissions
    assert contract.platform == "" or contract.platform in PLATFORMS
    assert contract.name_property or contract.is_singleton
    assert contract.page_size is None or 20 <= contract.page_size <= 1000
    assert not (contract.only_types and contract.not_types)
    assert contract.restore_order > 0
    assert (contract.update_verb == "") <= (contract.update_statuses == ())
    assert bool(contract.assign_statuses) <= bool(contract.assign_path)
    assert bool(contract.assign_path) <= contract.has_assignments


@BY_FAMILY
def test_every_place_a_contract_names_is_written_as_a_path(contract):
    places = [
        *contract.volatile, *contract.volatile_when_null, *contract.copies, *contract.unordered,
        *(name for twin in contract.twins for name in twin), *(item.path for item in contract.secrets),
        *(item.path for item in contract.texts), *(item.path for item in contract.references),
    ]  # fmt: skip
    assert all(steps(place) for place in places)
    assert [path for path, times in Counter(contract.unordered).items() if times > 1] == []
    assert not any(path.endswith("[]") for path in contract.unordered), "the list itself, not its members"
    conditions = [item.when for item in (*contract.secrets, *contract.references) if item.when]
    assert all(name and value for name, value in conditions)


@BY_FAMILY
def test_parts_have_an_address_and_a_place(contract):
    names = {part.name for part in contract.parts}
    for part in contract.parts:
        words = set(re.findall(r"\{(\w+)\}", part.path))
        assert words <= {"id", "part", *LISTED_PROPERTIES}
        assert ("part" in words) == bool(part.per)
        assert not part.per or part.per in names - {part.name}
        assert part.is_item or "{" in part.path or contract.is_singleton
        assert part.is_item <= (not part.is_collection)
        assert part.is_optional <= (not part.is_collection and not part.is_item)
        assert part.in_list <= (part.name in contract.query)
    assert {part for part, _ in contract.counts} <= names


@BY_FAMILY
def test_assignments_are_brought_by_list_or_part_where_there_are_any(contract):
    brought = contract.assignments_in in contract.query or any(
        contract.assignments_in in (part.name if not part.is_item else part.query) for part in contract.parts
    )
    assert brought == contract.has_assignments


@pytest.mark.proves("PRV-003", negative=True)
def test_noise_of_all_families_is_noise_in_each_and_meaning_is_not():
    assert all(contract.volatile >= everywhere.VOLATILE for contract in ALL)
    meaningful = {
        "enrollment_configurations": "priority", "apple_user_enrollment": "priority",
        "app_configuration_devices": "targetedMobileApps", "conditional_access": "state",
        "settings_catalog": "settings", "device_configuration": "roleScopeTagIds",
    }  # fmt: skip
    assert {f: p for f, p in meaningful.items() if p in contracts()[f].volatile} == {}
    ours = {c.name_property for c in ALL if c.name_property != "id"} | {"description", "assignments", "settings"}
    assert [(c.family, place) for c in ALL for place in c.volatile if place in ours] == []


@pytest.mark.proves("PRV-004", negative=True)
def test_names_that_are_secret_anywhere_are_secret_in_every_family():
    for contract in ALL:
        hidden = {item.path for item in contract.secrets if item.when is None}
        assert hidden >= {f"**.{name}" for name in everywhere.SECRET_NAMES}
    shown = {"displayName", "description", "value", "name", "passwordRequired", "preSharedKeyIsSet"}
    assert shown.isdisjoint(everywhere.SECRET_NAMES)


@pytest.mark.proves("PRV-004", negative=True)
@pytest.mark.parametrize(("family", "body"), [(family, body) for family, bodies in CORPUS.items() for body in bodies])
def test_no_planted_secret_is_missed_and_nothing_else_is_hidden(family, body):
    found = [holder[key] for secret in find(family).secrets for holder, key in places(body, secret.path, secret.when)]
    planted = re.findall(rf"{PLANTED}\w+", str(body))
    assert planted
    assert set(re.findall(rf"{PLANTED}\w+", str(found))) == set(planted)
    assert "shown" not in str(found)


@pytest.mark.proves("PRV-005", negative=True)
def test_families_that_share_a_list_divide_it_without_overlap():
    assert sorted(c.family for listing in listings() for c in listing.families) == sorted(contracts())
    addresses = [(listing.families[0].version, listing.path) for listing in listings()]
    assert len(addresses) == len(set(addresses))
    shared = [listing for listing in listings() if len(listing.families) > 1]
    assert [listing.path for listing in shared] == ["deviceManagement/deviceConfigurations"]
    for listing in shared:
        assert {(c.query, c.page_size) for c in listing.families} == {(listing.query, listing.page_size)}


@pytest.mark.proves("PRV-005", negative=True)
@pytest.mark.parametrize(
    ("body", "family"),
    [
        ({"@odata.type": "#microsoft.graph.windowsUpdateForBusinessConfiguration"}, "update_rings"),
        ({"@odata.type": "#microsoft.graph.iosUpdateConfiguration"}, "update_rings"),
        ({"@odata.type": "#microsoft.graph.windows10CustomConfiguration"}, "device_configuration"),
        ({"@odata.type": "#microsoft.graph.aTypeOfTomorrow"}, "device_configuration"),
        ({}, "device_configuration"),
        ({"@odata.type": 7}, "device_configuration"),
    ],
)
def test_each_device_configuration_belongs_to_one_family(body, family):
    (listing,) = [one for one in listings() if one.path == "deviceManagement/deviceConfigurations"]
    assert listing.owner(body).family == family
    assert [c.family for c in listing.families if belongs(c, body)] == [family]


@pytest.mark.proves("PRV-005", negative=True)
def test_what_belongs_to_the_provider_or_to_another_list_belongs_to_no_family():
    assert not belongs(contracts()["remediations"], {"isGlobalScript": True})
    assert belongs(contracts()["remediations"], {"isGlobalScript": False})
    assert not belongs(contracts()["intune_roles"], {"isBuiltIn": True})
    configuration = {"@odata.type": "#microsoft.graph.targetedManagedAppConfiguration"}
    assert not belongs(contracts()["app_protection"], configuration)
    assert belongs(contracts()["app_configuration_apps"], configuration)


def test_names_and_logs_rest_on_features_and_families_that_exist():
    assert {source.feature for source in NAME_SOURCES.values()} <= FEATURES.keys()
    assert {log.feature for log in CHANGE_LOGS.values()} <= FEATURES.keys()
    assert {source.family for source in NAMES_IN_FAMILIES.values()} <= contracts().keys()
    kinds = {item.kind for contract in ALL for item in contract.references}
    assert kinds <= NAME_SOURCES.keys() | NAMES_IN_FAMILIES.keys()
    groups = [group for log in CHANGE_LOGS.values() for group in log.groups]
    assert sorted(groups) == sorted(GROUP_ORDER)


def test_every_feature_is_needed_and_asks_for_what_its_families_need():
    for feature in FEATURES.values():
        assert all(
            re.fullmatch(r"[A-Z][A-Za-z0-9]+\.Read(Basic)?\.[A-Z][A-Za-z]+", name) for name in feature.permissions
        )
        needed = {name for family in feature.families for name in contracts()[family].read_permissions}
        assert needed <= set(feature.permissions)
    used = {c.feature for c in ALL} | {s.feature for s in NAME_SOURCES.values()} | {
        log.feature for log in CHANGE_LOGS.values()
    }  # fmt: skip
    assert used == FEATURES.keys()


def test_nothing_in_the_registry_can_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        contracts()["apps"].path = "elsewhere"
    with pytest.raises(TypeError):
        contracts()["apps"] = ALL[0]


@pytest.mark.proves("PRV-008")
@pytest.mark.parametrize("locale", LOCALES)
def test_people_read_names_for_all_of_it(locale):
    said = [text(locale, message_id("family", contract.family)) for contract in ALL]
    assert len(set(said)) == len(said), "two families of one name cannot be told apart"
    codes = [("family-group", group) for group in GROUP_ORDER] + [("feature", key) for key in FEATURES]
    codes += [("platform", platform) for platform in PLATFORMS]
    assert all(text(locale, message_id(area, code)).strip() for area, code in codes)
