"""The registry says what is known of the provider, or a deviation says why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tenantpilot.provider.contracts.everywhere import VOLATILE
from tenantpilot.provider.contracts.names import CHANGE_LOGS, NAME_SOURCES
from tenantpilot.provider.contracts.registry import FEATURES, contracts
from tests.provider.contracts.deviations import DEVIATIONS
from tests.provider.contracts.differences import differences
from tests.provider.contracts.facts import MISSING, TABLE, facts
from tests.provider.contracts.secrets import HIDDEN, SEARCHED, WITHOUT_SECRETS

pytestmark = pytest.mark.skipif(not TABLE.is_file(), reason=MISSING)
NOT_FAMILIES = {35, 50}  # the tenant's log of changes and groups: read for authors and names


@pytest.mark.proves("PRV-001")
def test_every_known_kind_of_resource_is_declared():
    declared = {contract.row for contract in contracts().values()}
    others = {source.row for source in NAME_SOURCES.values()} | {log.row for log in CHANGE_LOGS.values()}
    assert declared == facts().keys() - NOT_FAMILIES
    assert others >= NOT_FAMILIES
    assert len(declared) >= 45


@pytest.mark.proves("PRV-002", negative=True)
@pytest.mark.parametrize("family", contracts())
def test_a_contract_says_what_is_known(family):
    contract = contracts()[family]
    explained = {(column, word) for owner, column, word in DEVIATIONS if owner == family}
    assert differences(contract, facts()[contract.row]) == explained


@pytest.mark.proves("PRV-002", negative=True)
@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"path": "deviceManagement/deviceConfigurations"}, "path"),
        ({"version": "v1.0"}, "version"),
        ({"name_property": "displayName"}, "name"),
        ({"scope_tags": "roleScopeTags"}, "scope_tags"),
        ({"query": "", "parts": ()}, "expand"),
        ({"volatile": VOLATILE - {"settingCount"}}, "volatile"),
        ({"read_permissions": ("DeviceManagementApps.Read.All",)}, "read"),
        ({"write_permissions": ("DeviceManagementApps.ReadWrite.All",)}, "write"),
        ({"create_statuses": (200,)}, "create"),
        ({"update_verb": "PATCH", "update_statuses": (200,)}, "update"),
        ({"delete_statuses": ()}, "delete"),
        ({"assign_statuses": (204,)}, "assign"),
        ({"assign_path": ""}, "assign"),
    ],
)
def test_a_wrong_declaration_is_noticed(changed, column):
    contract = contracts()["settings_catalog"]
    assert differences(contract, facts()[1]) == set()
    assert column in {found for found, _ in differences(replace(contract, **changed), facts()[1])}


def test_what_another_page_says_of_a_permission_is_asked_for_by_a_feature():
    asked = {name for feature in FEATURES.values() for name in feature.permissions}
    assert facts()[44].permissions("read") - asked == {"Group.Read.All"}, "GroupMember.Read.All is the lesser one"
    assert "GroupMember.Read.All" in facts()[50].permissions("read") & asked
    assert facts()[35].permissions("read") & asked


@pytest.mark.proves("PRV-004", negative=True)
@pytest.mark.parametrize("row", sorted(set(range(1, 52)) - NOT_FAMILIES))
def test_whatever_is_called_secret_is_declared_as_secret_or_searched(row):
    families = [contract for contract in contracts().values() if contract.row == row]
    said = facts()[row].cells["secret"]
    assert (row in HIDDEN or row in SEARCHED) != (said == "-" or row in WITHOUT_SECRETS), said
    assert {item.path for contract in families for item in contract.secrets} >= set(HIDDEN.get(row, ())), said
    assert {item.path for contract in families for item in contract.texts} >= set(SEARCHED.get(row, ())), said
