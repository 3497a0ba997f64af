"""A tenant, its application and a caller that holds a token."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx2

from tenantpilot.sandbox.graph.data import AppRegistration, AppSecret, TenantData
from tenantpilot.sandbox.graph.server import GraphSandbox

TENANT = "0d5f2a41-8c1e-4f5b-9a77-3f2f0a1b2c3d"
OTHER = "9e8d7c6b-5a49-4382-9170-6f5e4d3c2b1a"
CLIENT = "a1a1a1a1-0000-4000-8000-000000000001"
SECRET = "a secret of the sandbox"
SCOPE = "https://graph.microsoft.com/.default"
READ = frozenset(
    {
        "DeviceManagementConfiguration.Read.All", "DeviceManagementServiceConfig.Read.All",
        "DeviceManagementApps.Read.All", "DeviceManagementScripts.Read.All", "DeviceManagementRBAC.Read.All",
        "DeviceManagementManagedDevices.Read.All", "CloudPC.Read.All", "Policy.Read.All", "Group.Read.All",
        "User.Read.All", "Application.Read.All", "RoleManagement.Read.Directory", "Organization.Read.All",
        "AuditLog.Read.All", "Agreement.Read.All",
    }
)  # fmt: skip
WRITE = READ | {name.replace(".Read.All", ".ReadWrite.All") for name in READ if name.startswith("DeviceManagement")} | {
    "Policy.ReadWrite.ConditionalAccess", "Group.ReadWrite.All",
}  # fmt: skip
GROUP = "10000000-0000-4000-8000-000000000001"
CATALOG = "deviceManagement/configurationPolicies"
CONFIGURATIONS = "deviceManagement/deviceConfigurations"
ACCESS = "identity/conditionalAccess/policies"


def application(**changes: Any) -> AppRegistration:
    """The product's application as a tenant knows it."""
    values: dict[str, Any] = {
        "client_id": CLIENT,
        "secrets": [AppSecret(SECRET)],
        "granted": set(READ),
        "requested": tuple(sorted(READ)),
        "redirect_uris": ("http://localhost:3000/provider/consent/callback",),
    }
    return AppRegistration(**(values | changes))


def setting(number: int) -> dict[str, Any]:
    """A setting of the catalogue."""
    return {"id": str(number), "settingInstance": {"settingDefinitionId": f"definition_{number}", "value": number}}


def policy(number: int, settings: int = 1) -> dict[str, Any]:
    """A policy of the settings catalogue."""
    id_ = f"c0000000-0000-4000-8000-{number:012d}"
    return {
        "id": id_,
        "name": f"Policy {number:03d}",
        "platforms": "windows10" if number % 2 else "macOS",
        "technologies": "mdm",
        "lastModifiedDateTime": f"2026-01-{number % 28 + 1:02d}T10:00:00.1234567Z",
        "createdDateTime": "2025-01-01T00:00:00Z",
        "roleScopeTagIds": ["0", "1"],
        "settingCount": settings,
        "settings": [setting(n) for n in range(settings)],
        "assignments": [
            {
                "id": f"{id_}_{GROUP}",
                "source": "direct",
                "target": {"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": GROUP},
            }
        ],
    }


def custom_profile() -> dict[str, Any]:
    """A profile with an encrypted value."""
    return {
        "@odata.type": "#microsoft.graph.windows10CustomConfiguration",
        "id": "d0000000-0000-4000-8000-000000000001",
        "displayName": "Custom",
        "version": 3,
        "createdDateTime": "2025-01-01T00:00:00Z",
        "lastModifiedDateTime": "2025-06-01T00:00:00Z",
        "omaSettings": [
            {"displayName": "open", "omaUri": "./a", "isEncrypted": False, "value": "visible"},
            {
                "displayName": "hidden", "omaUri": "./b", "isEncrypted": True, "value": "planted-oma-value",
                "secretReferenceValueId": "ref-1",
            },
        ],
        "assignments": [],
    }  # fmt: skip


def tenant(tenant_id: str = TENANT, *, policies: int = 3, **app: Any) -> TenantData:
    """A small tenant with a bit of everything."""
    data = TenantData(tenant_id, f"Tenant {tenant_id[:4]}", f"t{tenant_id[:4]}.example", apps=[application(**app)])
    for number in range(policies):
        data.put("configurationPolicies", policy(number))
    data.put("groups", {"id": GROUP, "displayName": "All laptops", "members": [{"id": "u1"}]})
    data.put("users", {"id": "u1", "displayName": "Ada", "userPrincipalName": "ada@example.org"})
    data.put("deviceConfigurations", custom_profile())
    data.put("conditionalAccessPolicies", {
        "id": "ca1", "displayName": "Require MFA", "state": "enabled", "createdDateTime": "2025-01-01T00:00:00Z",
        "modifiedDateTime": "2025-01-01T00:00:00Z", "conditions": {"users": {"includeGroups": [GROUP]}},
    })  # fmt: skip
    data.put("deviceManagementScripts", {
        "id": "s1", "displayName": "Script", "scriptContent": "ZWNobyAx", "assignments": [],
        "lastModifiedDateTime": "2025-01-01T00:00:00Z",
    })  # fmt: skip
    return data


@dataclass
class Caller:
    """Somebody with a token for one tenant."""

    sandbox: GraphSandbox
    tenant_id: str = TENANT
    token: str = ""
    http: httpx2.Client = field(default_factory=lambda: httpx2.Client(timeout=10))

    def sign_in(self, **form: str) -> httpx2.Response:
        """Ask for a token; `form` replaces what is usually sent, "" leaves it out."""
        asked = {"client_id": CLIENT, "client_secret": SECRET, "grant_type": "client_credentials", "scope": SCOPE}
        tenant_id = form.pop("tenant", self.tenant_id)
        sent = {name: value for name, value in (asked | form).items() if value}
        answer = self.http.post(f"{self.sandbox.login_url}/{tenant_id}/oauth2/v2.0/token", data=sent)
        if answer.status_code == 200:
            self.token = answer.json()["access_token"]
        return answer

    def request(self, method: str, path: str, *, version: str = "beta", **more: Any) -> httpx2.Response:
        """A request to Graph; `path` may be a whole next link."""
        url = path if path.startswith("http") else f"{self.sandbox.graph_url}/{version}/{path}"
        headers = {"Authorization": f"Bearer {self.token}"} | more.pop("headers", {})
        return self.http.request(method, url, headers=headers, **more)

    def get(self, path: str, **more: Any) -> httpx2.Response:
        """Read."""
        return self.request("GET", path, **more)

    def read(self, path: str, **more: Any) -> Any:
        """The JSON of a reading that has to succeed."""
        answer = self.get(path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def everything(self, path: str, **more: Any) -> list[dict[str, Any]]:
        """All objects of a list, page by page."""
        found: list[dict[str, Any]] = []
        link: str | None = path
        while link:
            page = self.read(link, **more)
            found += page["value"]
            link = page.get("@odata.nextLink")
        return found

    def batch(self, *requests: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """Answers of a batch by the ids of its parts."""
        answer = self.request("POST", "$batch", json={"requests": list(requests)})
        assert answer.status_code == 200, answer.text
        return {part["id"]: part for part in answer.json()["responses"]}

    def control(self, method: str, path: str, **more: Any) -> httpx2.Response:
        """The control door."""
        return self.http.request(method, f"{self.sandbox.control_url}/{path}".rstrip("/"), **more)
