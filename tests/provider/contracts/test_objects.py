"""Real objects find their family, and what the contract says of them holds."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.contracts.paths import values
from tenantpilot.provider.contracts.registry import Listing, belongs, contracts, listings
from tests.provider.contracts.facts import MISSING, OBJECTS

pytestmark = pytest.mark.skipif(not OBJECTS.is_dir(), reason=MISSING)
# Not policies: templates belong to the provider, groups are read for their names.
NO_FAMILY = {"conditionalAccessTemplates", "groups"}
FOLDERS = sorted(
    path.name for path in (OBJECTS.iterdir() if OBJECTS.is_dir() else ())
    if path.is_dir() and not path.name.startswith("_") and path.name not in NO_FAMILY
)  # fmt: skip


@cache
def objects(folder: str) -> tuple[dict[str, Any], ...]:
    """The real objects of a collection."""
    files = sorted((OBJECTS / folder).glob("*.json"))
    return tuple(json.loads(file.read_text(encoding="utf-8-sig")) for file in files)


def listing_of(folder: str) -> Listing:
    """The list that shows a folder's objects, by the address the folder has at the provider."""
    known = json.loads((OBJECTS.parent / "collections.json").read_text(encoding="utf-8"))
    version, _, path = known[folder]["graphPath"].partition("/")
    (found,) = [one for one in listings() if (one.families[0].version, one.path) == (version, path)]
    return found


def family_of(folder: str, body: dict[str, Any]) -> Contract:
    """The family of an object, also where a list shows objects of another collection."""
    owner = listing_of(folder).owner(body)
    if owner is None and belongs(contracts()["app_configuration_apps"], body):
        return contracts()["app_configuration_apps"]
    assert owner is not None
    return owner


@pytest.mark.proves("PRV-006")
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_real_object_has_one_family_an_id_and_a_name(folder):
    assert objects(folder)
    for body in objects(folder):
        contract = family_of(folder, body)
        assert isinstance(body["id"], str)
        assert body["id"]
        assert isinstance(body.get(contract.name_property), str), contract.family


@pytest.mark.parametrize("folder", ["configurationPolicies", "compliancePolicies"])
def test_what_is_counted_is_all_there(folder):
    for body in objects(folder):
        for part, count in family_of(folder, body).counts:
            assert len(body[part]) == body[count]


@pytest.mark.parametrize("folder", FOLDERS)
def test_references_are_ids_and_no_names(folder):
    for body in objects(folder):
        contract = family_of(folder, body)
        found = [value for reference in contract.references for value in values(body, reference.path)]
        kinds = {type(value) for value in found if not isinstance(value, list)}
        assert kinds <= {str, type(None), int}


def test_update_rings_are_apart_from_templates():
    found = {family_of("deviceConfigurations", body).family for body in objects("deviceConfigurations")}
    assert found == {"device_configuration", "update_rings"}
