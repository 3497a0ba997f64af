"""What a person who shows the product does to a tenant with one click, so that there is something to see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph import deeds
from tenantpilot.sandbox.graph.audit import Actor
from tenantpilot.sandbox.graph.collections import COLLECTIONS
from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.faults import ArmedFault, Fault
from tenantpilot.sandbox.graph.tenant import Tenant
from tenantpilot.sandbox.graph.world import World

# Families from which one click takes in turn: those whose changes are worth looking at.
_CHANGED = (
    "conditionalAccessPolicies", "deviceCompliancePolicies", "configurationPolicies", "deviceConfigurations",
    "managedAppPolicies",
)  # fmt: skip
_DELETED = ("configurationPolicies", "deviceConfigurations", "conditionalAccessPolicies", "deviceCompliancePolicies")
_WITHDRAWN = (
    "DeviceManagementScripts.Read.All", "Policy.Read.All", "DeviceManagementApps.Read.All",
    "DeviceManagementServiceConfig.Read.All", "DeviceManagementRBAC.Read.All",
)  # fmt: skip
_HELD_BACK = ("conditionalAccessPolicies", "namedLocations")
_STATES = {"enabled": "enabledForReportingButNotEnforced", "enabledForReportingButNotEnforced": "enabled"}


def somebody(tenant: Tenant) -> Actor:
    """An administrator of the tenant."""
    users = tenant.store.objects.get("users", {})
    names = [str(user["userPrincipalName"]) for user in users.values() if user.get("userPrincipalName")]
    return Actor(names[0] if names else f"admin@{tenant.data.domain}")


def _turned_state(item: Json) -> Json | None:
    state = str(item.get("state"))
    return item | {"state": _STATES.get(state, "enabled")} if "state" in item else None


def _turned_number(item: Json) -> Json | None:
    for name in ("passwordMinimumLength", "passwordExpirationDays", "minimumPinLength"):
        if isinstance(item.get(name), int):
            return item | {name: item[name] + 1 if item[name] < 12 else 6}
    return _turned_switch(item)


def _turned_switch(item: Json) -> Json | None:
    for name in sorted(item):
        if isinstance(item[name], bool) and name not in {"isAssigned", "supportsScopeTags"}:
            return item | {name: not item[name]}
    return None


def _turned_choice(item: Json) -> Json | None:
    """A settings catalogue policy: the first choice that ends in 0 or 1 gets the other one."""
    settings: list[Any] = list(item.get("settings") or [])
    for position, setting in enumerate(settings):
        instance = setting.get("settingInstance") or {}
        choice = instance.get("choiceSettingValue") or {}
        value = str(choice.get("value", ""))
        if value.endswith(("_0", "_1")) and not choice.get("children"):
            turned = value[:-1] + ("1" if value.endswith("_0") else "0")
            settings[position] = setting | {
                "settingInstance": instance | {"choiceSettingValue": choice | {"value": turned}}
            }
            return item | {"settings": settings}
    return None


_TURNS: dict[str, Callable[[Json], Json | None]] = {
    "conditionalAccessPolicies": _turned_state,
    "deviceCompliancePolicies": _turned_number,
    "configurationPolicies": _turned_choice,
}


def change_one(tenant: Tenant, turn: int) -> tuple[str, str] | None:
    """Change a policy of the family whose turn it is; its collection and name, or None where nothing can change."""
    for step in range(len(_CHANGED)):
        collection = _CHANGED[(turn + step) % len(_CHANGED)]
        items = list(tenant.store.objects.get(collection, {}).values())
        for item in items[turn % (len(items) or 1) :] + items[: turn % (len(items) or 1)]:
            changed = _TURNS.get(collection, _turned_number)(item)
            if changed is not None:
                deeds.save(tenant, collection, changed, actor=somebody(tenant), at=now(), operation="Patch")
                return collection, str(item.get(COLLECTIONS[collection].name_property, ""))
    return None


def delete_one(tenant: Tenant, turn: int) -> tuple[str, str] | None:
    """Delete a policy of the family whose turn it is; its collection and name, or None when there is none."""
    for step in range(len(_DELETED)):
        collection = _DELETED[(turn + step) % len(_DELETED)]
        ids = list(tenant.store.objects.get(collection, {}))
        if ids:
            gone = deeds.erase(tenant, collection, ids[turn % len(ids)], actor=somebody(tenant), at=now())
            return collection, str((gone or {}).get(COLLECTIONS[collection].name_property, ""))
    return None


def withdraw_one(world: World, tenant: Tenant) -> str:
    """Take the next permission from all applications; tokens end too, so that it is felt at once."""
    for permission in _WITHDRAWN:
        holders = [app for app in tenant.apps if permission in app.granted]
        for app in holders:
            app.granted.discard(permission)
        if holders:
            world.tokens.revoke(tenant.data.tenant_id)
            world.remember(tenant)
            return permission
    return ""


def give_back(world: World, tenant: Tenant) -> None:
    """Permissions as the tenant's data says."""
    for app in tenant.apps:
        known = tenant.data.app(app.client_id)
        app.granted = set(known.granted) if known else set(app.requested)
    world.tokens.revoke(tenant.data.tenant_id)
    world.remember(tenant)


def throttling(world: World, tenant: Tenant) -> list[ArmedFault]:
    """The faults that hold Conditional Access back in this tenant."""
    return [
        armed
        for armed in world.faults.armed()
        if armed.kind in {Fault.THROTTLED, Fault.THROTTLED_SILENTLY}
        and armed.tenant == tenant.data.tenant_id
        and armed.collection in _HELD_BACK
    ]


def throttle(world: World, tenant: Tenant) -> bool:
    """Hold Conditional Access back, or let go again; whether it is held back now."""
    held = throttling(world, tenant)
    for armed in held:
        world.faults.remove(armed.id)
    if not held:
        for collection in _HELD_BACK:
            world.faults.add(Fault.THROTTLED_SILENTLY, tenant=tenant.data.tenant_id, collection=collection)
    return not held
