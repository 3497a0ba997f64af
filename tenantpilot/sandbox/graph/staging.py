"""What a person who shows the product does to a tenant with one click, so that there is something to see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph import deeds
from tenantpilot.sandbox.graph.audit import Actor
from tenantpilot.sandbox.graph.collections import COLLECTIONS
from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.faults import ArmedFault, Fault
from tenantpilot.sandbox.graph.tenant import Tenant
from tenantpilot.sandbox.graph.world import World

# Collections from which one click takes in turn, with their families: those whose changes are worth looking at.
_CHANGED = {
    "conditionalAccessPolicies": "conditional_access",
    "deviceCompliancePolicies": "device_compliance",
    "configurationPolicies": "settings_catalog",
    "deviceConfigurations": "device_configuration",
    "managedAppPolicies": "app_protection",
}
_DELETED = ("configurationPolicies", "deviceConfigurations", "conditionalAccessPolicies", "deviceCompliancePolicies")
_WITHDRAWN = (
    "DeviceManagementScripts.Read.All", "Policy.Read.All", "DeviceManagementApps.Read.All",
    "DeviceManagementServiceConfig.Read.All", "DeviceManagementRBAC.Read.All",
)  # fmt: skip
_HELD_BACK = ("conditionalAccessPolicies", "namedLocations")
_SPARED = "GuestsOrExternalUsers"
_STATES = {"enabled": "enabledForReportingButNotEnforced", "enabledForReportingButNotEnforced": "enabled"}


def somebody(tenant: Tenant) -> Actor:
    """An administrator of the tenant."""
    users = tenant.store.objects.get("users", {})
    names = [str(user["userPrincipalName"]) for user in users.values() if user.get("userPrincipalName")]
    return Actor(names[0] if names else f"admin@{tenant.data.domain}")


def _states(item: Json) -> Iterator[Json]:
    """A Conditional Access policy: enforced or only reported; then somebody is left out, or no longer."""
    if "state" in item:
        yield item | {"state": _STATES.get(str(item["state"]), "enabled")}
    conditions = item.get("conditions") or {}
    users = conditions.get("users") or {}
    if users:
        spared = [one for one in users.get("excludeUsers") or [] if one != _SPARED]
        left_out = spared if _SPARED in (users.get("excludeUsers") or []) else [*spared, _SPARED]
        yield item | {"conditions": conditions | {"users": users | {"excludeUsers": left_out}}}


def _values(item: Json) -> Iterator[Json]:
    """A policy of plain properties: each number to its neighbour and back, then each switch."""
    for name in ("passwordMinimumLength", "passwordExpirationDays", "minimumPinLength"):
        if isinstance(item.get(name), int):
            yield item | {name: item[name] ^ 1}
    for name in sorted(item):
        if isinstance(item[name], bool) and name not in {"isAssigned", "supportsScopeTags"}:
            yield item | {name: not item[name]}


def _choices(item: Json) -> Iterator[Json]:
    """A settings catalogue policy: each choice that ends in 0 or 1 gets the other one."""
    settings: list[Any] = list(item.get("settings") or [])
    for position, setting in enumerate(settings):
        instance = setting.get("settingInstance") or {}
        choice = instance.get("choiceSettingValue") or {}
        value = str(choice.get("value", ""))
        if value.endswith(("_0", "_1")) and not choice.get("children"):
            turned = choice | {"value": value[:-1] + ("1" if value.endswith("_0") else "0")}
            changed = setting | {"settingInstance": instance | {"choiceSettingValue": turned}}
            yield item | {"settings": [*settings[:position], changed, *settings[position + 1 :]]}


# Every way is its own way back: done twice, the policy is as before.
_WAYS: dict[str, Callable[[Json], Iterator[Json]]] = {
    "conditionalAccessPolicies": _states,
    "configurationPolicies": _choices,
}


def changeable(tenant: Tenant) -> dict[str, list[tuple[str, str]]]:
    """Family → address (collection and id) and name of each policy that a person may choose to change, by name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for collection, family in _CHANGED.items():
        label = COLLECTIONS[collection].name_property
        items = tenant.store.objects.get(collection, {})
        ways = _WAYS.get(collection, _values)
        named = [
            (f"{collection}/{id_}", str(item.get(label) or id_))
            for id_, item in items.items()
            if next(ways(item), None)
        ]
        if named:
            found[family] = sorted(named, key=lambda one: (one[1].casefold(), one[0]))
    return found


def change(tenant: Tenant, collection: str, id_: str, way: int = 0) -> str | None:
    """Change one policy in its first or another way; its name, or None where it is gone or has no such way."""
    item = tenant.store.objects.get(collection, {}).get(id_) if collection in _CHANGED else None
    changed = next(islice(_WAYS.get(collection, _values)(item), way, None), None) if item is not None else None
    if item is None or changed is None:
        return None
    deeds.save(tenant, collection, changed, actor=somebody(tenant), at=now(), operation="Patch", at_once=True)
    return str(item.get(COLLECTIONS[collection].name_property, ""))


def change_one(tenant: Tenant, turn: int, way: int = 0) -> tuple[str, str] | None:
    """Change a policy of the family whose turn it is; its collection and name, or None where nothing can change."""
    for step in range(len(_CHANGED)):
        collection = list(_CHANGED)[(turn + step) % len(_CHANGED)]
        ids = list(tenant.store.objects.get(collection, {}))
        for id_ in ids[turn % (len(ids) or 1) :] + ids[: turn % (len(ids) or 1)]:
            name = change(tenant, collection, id_, way)
            if name is not None:
                return collection, name
    return None


def delete(tenant: Tenant, collection: str, id_: str) -> str | None:
    """Delete one policy; its name, or None where it is gone."""
    gone = deeds.erase(tenant, collection, id_, actor=somebody(tenant), at=now()) if collection in _CHANGED else None
    return None if gone is None else str(gone.get(COLLECTIONS[collection].name_property, ""))


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
