"""One tenant while it is served: its objects, and what it thinks of applications and licences."""

from __future__ import annotations

import copy
import uuid
from dataclasses import dataclass, field

from tenantpilot.sandbox.graph.data import (
    CONDITIONAL_ACCESS,
    IDENTITY_PROTECTION,
    INTUNE,
    WINDOWS_365,
    AppRegistration,
    Json,
    TenantData,
)
from tenantpilot.sandbox.graph.store import TenantStore

_SPACE = uuid.UUID("8f1b7c2e-5d6a-4c3b-9e0f-1a2b3c4d5e6f")
_PLANS = {
    INTUNE: "c1ec4a95-1f05-45b3-a911-aa3fa01094f5",
    CONDITIONAL_ACCESS: "41781fb2-bc02-4b7c-bd55-b576c07bb09d",
    IDENTITY_PROTECTION: "eec0eb4f-6444-4f95-aba0-50c24d67f998",
    WINDOWS_365: "3efff3fe-528a-4fc5-b1ba-845802cc764f",
}


@dataclass(slots=True)
class Tenant:
    """A tenant while it is served. `apps` starts as a copy: consent and withdrawal change it, not the data."""

    data: TenantData
    store: TenantStore
    apps: list[AppRegistration] = field(default_factory=list)
    is_gone: bool = False
    licences: frozenset[str] = frozenset()
    unsupported: frozenset[str] = frozenset()
    applied: int = 0
    """How many entries of the timeline have happened."""

    def restart(self) -> None:
        """As the data says, before any change."""
        self.store.reset()
        self.apps = copy.deepcopy(self.data.apps)
        self.is_gone, self.applied = self.data.is_gone, 0
        self.licences, self.unsupported = self.data.licences, self.data.unsupported
        _complete(self.data, self.store)

    def app(self, client_id: str) -> AppRegistration | None:
        """The application as this tenant knows it, consented or not."""
        return next((app for app in self.apps if app.client_id == client_id), None)


def _complete(data: TenantData, store: TenantStore) -> None:
    """Every tenant describes itself and its licences, also when the data does not."""
    organization: Json = {
        "id": data.tenant_id,
        "displayName": data.display_name,
        "tenantType": "AAD",
        "countryLetterCode": "CH",
        "verifiedDomains": [{"name": data.domain, "isDefault": True, "isInitial": False, "type": "Managed"}],
    }
    if not store.objects.get("organization"):
        store.objects["organization"] = {data.tenant_id: organization}
    if "subscribedSkus" not in store.objects:
        skus = [_sku(data.tenant_id, plan) for plan in sorted(data.licences)]
        store.objects["subscribedSkus"] = {sku["id"]: sku for sku in skus}


def _sku(tenant_id: str, plan: str) -> Json:
    plan_id = _PLANS.get(plan, str(uuid.uuid5(_SPACE, plan)))
    return {
        "id": f"{tenant_id}_{plan_id}",
        "skuId": plan_id,
        "skuPartNumber": plan,
        "appliesTo": "User",
        "capabilityStatus": "Enabled",
        "consumedUnits": 120,
        "prepaidUnits": {"enabled": 150, "suspended": 0, "warning": 0, "lockedOut": 0},
        "servicePlans": [
            {"servicePlanId": plan_id, "servicePlanName": plan, "provisioningStatus": "Success", "appliesTo": "User"}
        ],
    }
