"""IntuneCD's backup, unchanged: nothing fails, and everything it looks for is in its files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph.data import TenantData
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.clients.world import OBJECTS, demo, intunecd, real

# Below which folder IntuneCD puts the objects of a collection.
FOLDERS = {
    "assignmentFilters": "Filters",
    "compliancePolicies": "Compliance Policies/Policies",
    "conditionalAccessPolicies": "Conditional Access",
    "configurationPolicies": "Settings Catalog",
    "deviceCategories": "Device Categories",
    "deviceCompliancePolicies": "Compliance Policies/Policies",
    "deviceComplianceScripts": "Compliance Policies/Scripts",
    "deviceConfigurations": "Device Configurations",
    "deviceCustomAttributeShellScripts": "Custom Attributes",
    "deviceEnrollmentConfigurations": "",
    "deviceHealthScripts": "Proactive Remediations",
    "deviceManagementScripts": "Scripts/Powershell",
    "deviceShellScripts": "Scripts/Shell",
    "groupPolicyConfigurations": "Group Policy Configurations",
    "intents": "Management Intents",
    "managedAppPolicies": "App Protection",
    "mobileAppConfigurations": "App Configuration",
    "mobileApps": "Applications",
    "notificationMessageTemplates": "Compliance Policies/Message Templates",
    "reusablePolicySettings": "Compliance Policies/Scripts",
    "roleDefinitions": "Roles",
    "roleScopeTags": "Scope Tags",
    "targetedManagedAppConfigurations": "App Protection",
    "vppTokens": "Apple VPP Tokens",
    "windowsAutopilotDeploymentProfiles": "Enrollment Profiles/Windows",
    "windowsDriverUpdateProfiles": "Driver Updates",
    "windowsFeatureUpdateProfiles": "Feature Updates",
    "windowsQualityUpdateProfiles": "Quality Updates",
}
# What it leaves out on purpose: Microsoft's own.
SKIPPED: dict[str, Callable[[dict[str, Any]], bool]] = {
    "roleDefinitions": lambda item: bool(item.get("isBuiltIn")),
    "deviceHealthScripts": lambda item: item.get("publisher") == "Microsoft",
    "notificationMessageTemplates": lambda item: item["displayName"] == "EnrollmentNotificationInternalMEO",
}
TENANTS = [
    pytest.param(demo, id="demonstration"),
    pytest.param(
        real, id="real objects", marks=pytest.mark.skipif(not OBJECTS.is_dir(), reason="no real objects beside it")
    ),
]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[GraphSandbox]:
    with GraphSandbox(throttling=False) as running:
        yield running


def _held(sandbox: GraphSandbox, data: TenantData) -> dict[str, list[str]]:
    """Ids of what IntuneCD keeps of every collection that it looks at."""
    objects = sandbox.tenant(data.tenant_id).store.objects
    return {
        name: [id_ for id_, item in objects.get(name, {}).items() if not SKIPPED.get(name, lambda _: False)(item)]
        for name in FOLDERS
    }


def _run(sandbox: GraphSandbox, data: TenantData, out: Path, *options: str) -> set[str]:
    """A backup in which nothing went wrong; the files it made."""
    mark = sandbox.log.mark()
    done = intunecd(sandbox, data, out, *options)
    assert done.status == 0, done.errors
    lines = [line for line in (done.output + done.errors).splitlines() if "[INFO] Backing up" not in line]
    assert [line for line in lines if re.search("error|fail|warning|traceback", line, re.IGNORECASE)] == []
    entries = sandbox.log.after(mark)
    assert len(entries) > 100
    assert {(entry.path, entry.status) for entry in entries if entry.status != 200} == set()
    missing = {part.url.partition("/")[0] for entry in entries for part in entry.parts if part.status != 200}
    assert missing <= {"groups"}, "deleted groups are named by assignments in the original too"
    return {str(file.relative_to(out)) for file in out.rglob("*.json")}


@pytest.mark.proves("SBX-101")
@pytest.mark.parametrize("make", TENANTS)
def test_the_backup_holds_every_object_it_looks_for(make, sandbox, tmp_path: Path):
    data = make()
    sandbox.add_tenant(data)
    sandbox.advance(data.tenant_id, now())
    plain = _run(sandbox, data, tmp_path / "plain")
    named = _run(sandbox, data, tmp_path / "named", "--append-id", "--max-workers", "1")
    held = _held(sandbox, data)
    assert sum(map(len, held.values())) > 250
    for name, ids in held.items():
        kept = "\n".join(file for file in named if file.startswith(FOLDERS[name]))
        assert [id_ for id_ in ids if f"__{id_}.json" not in kept] == [], name
    assert plain == {re.sub(r"__[^/]+\.json$", ".json", file) for file in named}, "equal names overwrite each other"
