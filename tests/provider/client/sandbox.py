"""A small tenant in the sandbox, with something of every way in which families are read."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

from tenantpilot.provider.client import GraphClient, Link, SecretCredential, Tools
from tenantpilot.provider.contracts.features import Feature
from tenantpilot.provider.contracts.registry import FEATURES
from tenantpilot.provider.governor.local import LocalGovernor
from tenantpilot.provider.reading import FamilyReading
from tenantpilot.sandbox.graph.data import AppRegistration, AppSecret, TenantData
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests import loops

CLIENT = "5a0e7f00-0000-4000-8000-000000000007"
GROUP, USER = "5a0e7f00-0000-4000-8000-00000000000a", "5a0e7f00-0000-4000-8000-00000000000b"
FAMILIES = (
    "settings_catalog", "device_configuration", "update_rings", "powershell_scripts", "terms_and_conditions",
    "assignment_filters", "administrative_templates",
)  # fmt: skip


def permissions() -> set[str]:
    """Everything any feature needs."""
    found: set[str] = {"Organization.Read.All"}
    for feature in FEATURES.values():
        assert isinstance(feature, Feature)
        found |= set(feature.permissions)
    return found


def assigned(policy: str) -> list[dict[str, Any]]:
    target = {"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": GROUP,
              "deviceAndAppManagementAssignmentFilterId": None,
              "deviceAndAppManagementAssignmentFilterType": "none"}  # fmt: skip
    return [{"id": f"{policy}_{GROUP}", "source": "direct", "sourceId": policy, "target": target}]


def setting(number: int) -> dict[str, Any]:
    return {
        "id": str(number),
        "settingInstance": {
            "@odata.type": "#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
            "settingDefinitionId": f"device_vendor_msft_policy_{number}",
            "simpleSettingValue": {
                "@odata.type": "#microsoft.graph.deviceManagementConfigurationIntegerSettingValue", "value": number,
            },
        },
    }  # fmt: skip


def tenant(tenant_id: str = "", policies: int = 5) -> TenantData:
    """Six collections with a few objects each; the first catalog policy has 60 settings."""
    app = AppRegistration(CLIENT, secrets=[AppSecret("s3cret")], granted=permissions())
    data = TenantData(tenant_id or str(uuid4()), "Contoso", "contoso.example", apps=[app])
    stamp = {"createdDateTime": "2026-01-01T08:00:00Z", "lastModifiedDateTime": "2026-01-02T08:00:00Z"}
    tags = {"roleScopeTagIds": ["0"], "description": ""}

    def put(collection: str, number: int, **more: Any) -> None:
        one = f"{collection.lower()[:20]}-{number}"
        data.put(collection, {"id": one, "displayName": f"{collection} {number}", **stamp, **tags,
                              "assignments": assigned(one)} | more)  # fmt: skip

    ring = "#microsoft.graph.windowsUpdateForBusinessConfiguration"
    for number in range(policies):
        count = 60 if number == 0 else 2
        put("configurationPolicies", number, name=f"Catalog {number}", platforms="windows10", technologies="mdm",
            settingCount=count, settings=[setting(one) for one in range(count)])  # fmt: skip
        kind = ring if number == 1 else "#microsoft.graph.windows10CustomConfiguration"
        put("deviceConfigurations", number, **{"@odata.type": kind, "version": 1, "omaSettings": []})
        put("deviceManagementScripts", number, scriptContent="RWNobw==", fileName="a.ps1", runAsAccount="system")
        put("termsAndConditions", number, title="T", bodyText="B", version=1, acceptanceStatement="ok")
        value = {"id": f"dv-{number}", "enabled": True, "configurationType": "policy",
                 "definition": {"id": "d-1", "displayName": "D"},
                 "presentationValues": [{"id": f"pv-{number}", "value": "x",
                                         "presentation": {"id": "p-1"}}]}  # fmt: skip
        put("groupPolicyConfigurations", number, definitionValues=[value])
    put("assignmentFilters", 0, platform="windows10AndLater", rule='(device.model -eq "x")')
    data.put("groups", {"id": GROUP, "displayName": "All laptops"})
    data.put("users", {"id": USER, "displayName": "Ann Author", "userPrincipalName": "ann@contoso.example"})
    return data


def link(graph: GraphSandbox, data: TenantData, **more: Any) -> Link:
    known = {"tenant_id": data.tenant_id, "client_id": CLIENT, "credential": SecretCredential("s3cret"),
             "graph_url": graph.graph_url, "login_url": graph.login_url, "key": f"con_{uuid4()}"}  # fmt: skip
    return Link(**(known | more))


async def always() -> None:
    """A permit that holds."""


def using(
    to: Link, work: Callable[[GraphClient], Awaitable[Any]], *, confirm: Any = always, tools: Tools | None = None
) -> Any:
    """What `work` makes of a client."""

    async def run() -> Any:
        governor = LocalGovernor(clock=lambda: time.monotonic() * 500)  # its pauses are short here
        async with GraphClient(to, confirm, governor, background=False, tools=tools) as client:
            return await work(client)

    return loops.run(run())


def read(to: Link, families: Any = FAMILIES, known: Any = None, **more: Any) -> dict[str, FamilyReading]:
    """Readings by family."""
    hydrate = more.pop("hydrate", ())

    async def work(client: GraphClient) -> dict[str, FamilyReading]:
        return {one.family: one async for one in client.read_families(families, known, hydrate=hydrate)}

    return using(to, work, **more)
