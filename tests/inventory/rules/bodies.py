"""Small policies of our own in the shapes that Graph gives them, and the real ones where they are at hand."""

from __future__ import annotations

import base64
import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tenantpilot.inventory.model import Normalised
from tenantpilot.inventory.normalise import normalise
from tenantpilot.inventory.veil import Veil
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.contracts.registry import find, listings

SHARED = Path(__file__).resolve().parents[4] / "shared" / "graph"
OBJECTS = SHARED / "objects"
# Collections of the real objects that are no policies: what assignments point at, and templates to make policies from.
NO_POLICIES = {"groups", "conditionalAccessTemplates"}
GROUP, OTHER_GROUP, THIRD_GROUP = (f"{n}1111111-2222-4333-8444-5555555555{n}0" for n in "abc")
FILTER = "f1111111-2222-4333-8444-555555555550"
needs_objects = pytest.mark.skipif(
    not OBJECTS.is_dir(), reason="no real objects beside the repository (../shared/graph)"
)


def b64(text: str, encoding: str = "utf-8") -> str:
    """A text as Graph carries scripts and profiles."""
    return base64.b64encode(text.encode(encoding)).decode()


def contract(family: str) -> Contract:
    """The contract of a family that exists."""
    found = find(family)
    assert found is not None, family
    return found


def target(kind: str, group: str = "", filter_id: str | None = None, mode: str = "none") -> dict[str, Any]:
    """One assignment's target."""
    return {
        "@odata.type": f"#microsoft.graph.{kind}AssignmentTarget",
        **({"groupId": group} if group else {}),
        "deviceAndAppManagementAssignmentFilterId": filter_id,
        "deviceAndAppManagementAssignmentFilterType": mode,
    }


def assignments(policy: str, *targets: dict[str, Any]) -> list[dict[str, Any]]:
    """Assignments as Graph lists them."""
    return [
        {"id": f"{policy}_{at}", "source": "direct", "sourceId": policy, "target": one}
        for at, one in enumerate(targets)
    ]


def choice(definition: str, value: str, *children: dict[str, Any]) -> dict[str, Any]:
    """A setting with one of several values."""
    return {
        "@odata.type": "#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
        "settingDefinitionId": definition,
        "settingInstanceTemplateReference": None,
        "choiceSettingValue": {
            "settingValueTemplateReference": None,
            "value": f"{definition}_{value}",
            "children": list(children),
        },
    }


def simple(definition: str, value: Any, kind: str = "String") -> dict[str, Any]:
    """A setting with a value of its own."""
    return {
        "@odata.type": "#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
        "settingDefinitionId": definition,
        "simpleSettingValue": {
            "@odata.type": f"#microsoft.graph.deviceManagementConfiguration{kind}SettingValue",
            "value": value,
            **({"valueState": "notEncrypted"} if kind == "Secret" else {}),
        },
    }


def collection(definition: str, *values: str) -> dict[str, Any]:
    """A setting with a list of values."""
    kind = "#microsoft.graph.deviceManagementConfigurationStringSettingValue"
    return {
        "@odata.type": "#microsoft.graph.deviceManagementConfigurationSimpleSettingCollectionInstance",
        "settingDefinitionId": definition,
        "simpleSettingCollectionValue": [{"@odata.type": kind, "value": value} for value in values],
    }


def catalog(*instances: dict[str, Any], **extra: Any) -> dict[str, Any]:
    """A settings catalog policy."""
    return {
        "id": "0a0a0a0a-1111-4222-8333-444444444444",
        "name": "Browser, hardened",
        "description": "",
        "platforms": "windows10",
        "technologies": "mdm",
        "roleScopeTagIds": ["0", "7"],
        "settingCount": len(instances),
        "creationSource": None,
        "createdDateTime": "2024-02-03T04:05:06.1234567Z",
        "lastModifiedDateTime": "2025-02-03T04:05:06.1234567Z",
        "templateReference": {
            "templateId": "", "templateFamily": "none", "templateDisplayName": None, "templateDisplayVersion": None,
        },
        "settings": [{"id": str(at), "settingInstance": one} for at, one in enumerate(instances)],
        "assignments": assignments(
            "0a0a0a0a-1111-4222-8333-444444444444",
            target("group", GROUP, FILTER, "include"),
            target("exclusionGroup", OTHER_GROUP),
        ),
        **extra,
    }  # fmt: skip


def conditional_access(**extra: Any) -> dict[str, Any]:
    """A conditional access policy."""
    return {
        "id": "ca0a0a0a-1111-4222-8333-444444444444",
        "displayName": "Require strong sign-in",
        "state": "enabled",
        "createdDateTime": "2024-02-03T04:05:06Z",
        "modifiedDateTime": "2025-02-03T04:05:06Z",
        "templateId": None,
        "conditions": {
            "clientAppTypes": ["browser", "mobileAppsAndDesktopClients"],
            "userRiskLevels": [],
            "applications": {"includeApplications": ["All"], "excludeApplications": []},
            "users": {
                "includeUsers": ["All"], "excludeUsers": [], "includeGroups": [], "excludeGroups": [GROUP, OTHER_GROUP],
                "includeRoles": [], "excludeRoles": ["62e90394-69f5-4237-9190-012177145e10"],
            },
            "locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]},
        },
        "grantControls": {
            "operator": "OR", "builtInControls": [], "termsOfUse": [],
            "authenticationStrength@odata.context": "https://graph.example/$metadata",
            "authenticationStrength": {
                "id": "00000000-0000-0000-0000-000000000002", "displayName": "Multifactor authentication",
                "allowedCombinations": ["fido2", "password,sms"], "modifiedDateTime": "2021-12-01T00:00:00Z",
            },
        },
        "sessionControls": None,
        **extra,
    }  # fmt: skip


def compliance(**extra: Any) -> dict[str, Any]:
    """A compliance policy with what happens to devices that fail it."""
    return {
        "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
        "id": "c0c0c0c0-1111-4222-8333-444444444444",
        "displayName": "Windows basics",
        "description": None,
        "version": 3,
        "lastModifiedDateTime": "2025-02-03T04:05:06Z",
        "roleScopeTagIds": ["0"],
        "bitLockerEnabled": True,
        "passwordRequired": False,
        "osMinimumVersion": "10.0.19045",
        "osMaximumVersion": None,
        "validOperatingSystemBuildRanges": [
            {"description": "22H2", "lowestVersion": "10.0.22621", "highestVersion": "10.0.22631"},
            {"description": "24H2", "lowestVersion": "10.0.26100", "highestVersion": "10.0.26200"},
        ],
        "scheduledActionsForRule": [{
            "id": "c0c0c0c0-1111-4222-8333-444444444444", "ruleName": None,
            "scheduledActionConfigurations": [
                {"id": "d1", "gracePeriodHours": 0, "actionType": "block",
                 "notificationTemplateId": "00000000-0000-0000-0000-000000000000", "notificationMessageCCList": []},
                {"id": "d2", "gracePeriodHours": 24, "actionType": "notification",
                 "notificationTemplateId": THIRD_GROUP, "notificationMessageCCList": []},
            ],
        }],
        "assignments": assignments("c0", target("allDevices"), target("exclusionGroup", GROUP)),
        **extra,
    }  # fmt: skip


def custom(*oma: dict[str, Any], **extra: Any) -> dict[str, Any]:
    """A custom configuration by OMA-URI."""
    return {
        "@odata.type": "#microsoft.graph.windows10CustomConfiguration",
        "id": "0e0e0e0e-1111-4222-8333-444444444444",
        "displayName": "Custom",
        "version": 1,
        "roleScopeTagIds": ["0"],
        "omaSettings": list(oma),
        "assignments": [],
        **extra,
    }


def oma(name: str, value: Any, *, encrypted: bool = False) -> dict[str, Any]:
    """One OMA-URI setting."""
    return {
        "@odata.type": "#microsoft.graph.omaSettingString",
        "displayName": name,
        "omaUri": f"./Vendor/MSFT/Example/{name}",
        "isEncrypted": encrypted,
        "secretReferenceValueId": "1_2_3" if encrypted else None,
        "value": value,
    }


def script(text: str, encoding: str = "utf-8", **extra: Any) -> dict[str, Any]:
    """A PowerShell script."""
    return {
        "id": "50505050-1111-4222-8333-444444444444",
        "displayName": "Set up",
        "fileName": "setup.ps1",
        "runAsAccount": "system",
        "scriptContent": b64(text, encoding),
        "roleScopeTagIds": ["0"],
        "assignments": assignments("50", target("group", GROUP)),
        **extra,
    }


def own() -> list[tuple[Contract, dict[str, Any]]]:
    """Small policies of several families."""
    nested = choice(
        "user_vendor_msft_edge_list", "1", collection("user_vendor_msft_edge_list_items", "one", "two", "three")
    )
    return [
        (contract("settings_catalog"), catalog(choice("device_a_b", "1"), nested, simple("device_c", 5, "Integer"))),
        (contract("conditional_access"), conditional_access()),
        (contract("device_compliance"), compliance()),
        (contract("device_configuration"), custom(oma("a", "<x/>"), oma("b", "****", encrypted=True))),
        (contract("powershell_scripts"), script("Write-Host 'one'\nWrite-Host 'two'\n")),
    ]  # fmt: skip


def real() -> list[tuple[Contract, dict[str, Any], str]]:
    """Every real policy with its contract and its file."""
    listed = {listing.path: listing for listing in listings()}
    found = []
    for item in json.loads((OBJECTS / "manifest.json").read_text()):
        if item["collection"] in NO_POLICIES:
            continue
        listing = listed[item["graphPath"].partition("/")[2]]
        body = json.loads((OBJECTS / item["file"]).read_text())
        owner = listing.owner(body) or listing.families[0]
        found.append((owner, body, item["file"]))
    return found


def histories() -> list[tuple[Contract, str, list[dict[str, Any]]]]:
    """The kept versions of each real policy that has several, oldest first."""
    families = {"conditionalAccessPolicies": "conditional_access", "configurationPolicies": "settings_catalog"}
    return [
        (
            contract(families[folder.parent.name]),
            f"{folder.parent.name}/{folder.name}",
            [json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))],
        )
        for folder in sorted((OBJECTS / "_history").glob("*/*"))
    ]


def made(body: Any, owner: Contract, veil: Veil, **more: Any) -> Normalised:
    """The normalised policy; the body may be used again."""
    found = normalise(copy.deepcopy(body), owner, veil, **more)
    assert isinstance(found, Normalised), found
    return found
