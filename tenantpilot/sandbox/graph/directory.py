"""The places of Graph that are no collections: objects by their ids, and the root of device management."""

from __future__ import annotations

from tenantpilot.sandbox.graph import shape, spoiling
from tenantpilot.sandbox.graph.answer import Answer, error, found
from tenantpilot.sandbox.graph.call import Call, Grant
from tenantpilot.sandbox.graph.collections import COLLECTIONS, Collection
from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.places import Place
from tenantpilot.sandbox.graph.tenant import Tenant

_KINDS = ("groups", "users", "servicePrincipals", "applications", "directoryRoles", "directoryRoleTemplates")
_MOST_IDS = 1000


def units(call: Call, place: Place) -> int:
    """What a directory request costs of the tenant's allowance."""
    if place.collection.area != "directory":
        return 1
    base = 2 if place.collection.name == "users" else 1
    if place.steps[1:2] == ("members",):
        base = 3
    return max(1, base - ("select=" in call.raw_query) + ("expand=" in call.raw_query))


def counted_as(call: Call) -> Place:
    """Whose limit a place that is no collection falls under."""
    name = "groups" if call.path.strip("/").startswith("directoryObjects") else "settings"
    return Place(COLLECTIONS[name], COLLECTIONS[name].path)


def special(tenant: Tenant, call: Call, grant: Grant) -> Answer | None:
    """The answer of a place that is no collection, or None where nothing stands."""
    path = call.path.strip("/")
    if path == "directoryObjects/getByIds" and call.method == "POST":
        return _by_ids(tenant, call, grant)
    if path == "deviceManagement" and call.method == "GET":
        return _device_management(tenant, call, grant)
    return None


def _readable(collection: Collection, grant: Grant) -> bool:
    return bool(grant.roles & set(collection.read))


def _by_ids(tenant: Tenant, call: Call, grant: Grant) -> Answer:
    """Objects of any kind by id; unknown ids are left out, those that may not be read show only their kind."""
    if not any(_readable(COLLECTIONS[name], grant) for name in _KINDS):
        text = "Insufficient privileges to complete the operation."
        return error(call.ids, 403, "Authorization_RequestDenied", text)
    body = call.json()
    ids, kinds = body.get("ids"), body.get("types")
    if not isinstance(ids, list) or len(ids) > _MOST_IDS:
        return error(call.ids, 400, "Request_BadRequest", f"Too many ids, or none: at most {_MOST_IDS} are allowed.")
    wanted = {str(id_) for id_ in ids}
    value: list[Json] = []
    for name in _KINDS:
        collection = COLLECTIONS[name]
        if isinstance(kinds, list) and kinds and collection.element not in kinds and "directoryObject" not in kinds:
            continue
        kept = tenant.store.objects.get(name, {})
        value += [_shown(collection, kept[id_], grant) for id_ in wanted & kept.keys()]
    value.sort(key=lambda item: ids.index(item["id"]))
    return found({"@odata.context": shape.context(call.version, "directoryObjects"), "value": value})


def _shown(collection: Collection, item: Json, grant: Grant) -> Json:
    kind = {"@odata.type": f"#microsoft.graph.{collection.element}", "id": item["id"]}
    if not _readable(collection, grant):
        return kind | {"displayName": None}
    return kind | shape.whole(item, collection.parts, (), (), collection.path, "v1.0")


def _device_management(tenant: Tenant, call: Call, grant: Grant) -> Answer:
    collection = COLLECTIONS["settings"]
    if not _readable(collection, grant):
        return spoiling.forbidden(call, Place(collection, "deviceManagement"))
    root = {
        "@odata.context": shape.context(call.version, "deviceManagement"),
        "id": "deviceManagement",
        "intuneAccountId": tenant.data.tenant_id,
        "settings": tenant.store.singleton("settings"),
    }
    return found(root)
