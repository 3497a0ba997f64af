"""POST, PATCH, PUT and DELETE with the status codes and consequences of the real service."""

from __future__ import annotations

from typing import Any

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph import actions, deeds, shape
from tenantpilot.sandbox.graph.answer import Answer, error, found
from tenantpilot.sandbox.graph.audit import Actor
from tenantpilot.sandbox.graph.call import RefusedError, Visit
from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.tenant import Tenant
from tenantpilot.sandbox.graph.world import World

_READ_ONLY = frozenset({"id", "createdDateTime", "lastModifiedDateTime", "modifiedDateTime", "version", "isAssigned"})


def write(world: World, tenant: Tenant, visit: Visit) -> Answer:
    """The answer to a request that changes something.

    Raises:
        RefusedError: it may not be changed like that.
    """
    act = actions.Act(world, tenant, visit, _actor(tenant, visit))
    steps, method = visit.place.steps, visit.call.method
    if visit.place.is_deleted:
        return actions.restore(act)
    if visit.place.collection.is_singleton:
        return _patch_singleton(act) if method == "PATCH" and not steps else _no_route(visit)
    if not steps:
        return _create(act) if method == "POST" else _no_route(visit)
    if len(steps) == 1:
        return _change(act, method, steps[0])
    return actions.below(act)


def _actor(tenant: Tenant, visit: Visit) -> Actor:
    app = tenant.app(visit.grant.client_id)
    return Actor(app.display_name if app else visit.grant.client_id, visit.grant.client_id)


def _no_route(visit: Visit) -> Answer:
    call = visit.call
    text = f"No OData route exists that match template ~/{call.path.strip('/')} with http verb {call.method}"
    return error(call.ids, 400, "No method match route template", text)


def _checked(act: actions.Act, body: Json, *, is_new: bool) -> Json:
    """The body as far as the service accepts it."""
    visit = act.visit
    collection = visit.place.collection
    kind = body.get("@odata.type")
    if kind is not None and not str(kind).startswith("#microsoft.graph."):
        text = (
            f"An entry with type '{str(kind).lstrip('#')}' was found, but it is not assignable to the expected type "
            f"'microsoft.graph.{collection.element}'."
        )
        raise visit.plainly(400, "ModelValidationFailure", text)
    if is_new and not str(body.get(collection.name_property) or "").strip() and collection.name_property != "id":
        raise _malformed(visit)
    if collection.service == "conditional_access":
        actions.check_references(act, body)
    return {key: value for key, value in body.items() if key not in _READ_ONLY and not key.endswith("@odata.context")}


def _malformed(visit: Visit) -> RefusedError:
    if visit.place.collection.service == "intune":
        return visit.refuse(400, "BadRequest", "An error has occurred")
    text = "The server could not process the request because it is malformed or incorrect."
    return visit.plainly(400, "BadRequest", text)


def _create(act: actions.Act) -> Answer:
    visit = act.visit
    collection, body = visit.place.collection, visit.call.json()
    item: Json = _checked(act, body, is_new=True) | {"id": str(body.get("id") or act.world.new_id())}
    if visit.place.only_type:
        item.setdefault("@odata.type", visit.place.only_type)
    if collection.name not in {"authenticationContextClassReferences"}:
        item["id"] = act.world.new_id()
    for part in collection.parts:
        if part.name in item and isinstance(item[part.name], list):
            item[part.name] = actions.numbered(act, part, item[part.name])
        elif not part.is_single:
            item.setdefault(part.name, [])
    if "settings" in collection.part_names:
        item["settingCount"] = len(item.get("settings") or [])
    saved = deeds.save(act.tenant, collection.name, item, actor=act.actor, at=now(), operation="Create")
    return _entity(act, saved, collection.writes.create)


def _entity(act: actions.Act, item: Json, status: int) -> Answer:
    place, version = act.visit.place, act.visit.call.version
    shown = shape.whole(item, place.collection.parts, (), (), shape.below(place.path, item["id"]), version)
    return found({"@odata.context": shape.context(version, place.path, is_entity=True)} | shown, status)


def _change(act: actions.Act, method: str, id_: str) -> Answer:
    visit = act.visit
    kept = visit.store.find(visit.place, id_)
    collection = visit.place.collection
    name = kept[0] if kept else collection.name
    before = visit.store.newest(name, id_)
    if before is None:
        if method == "PATCH" and collection.name == "authenticationContextClassReferences":
            item = {"id": id_} | visit.call.json()
            return _entity(act, deeds.save(act.tenant, name, item, actor=act.actor, at=now(), operation="Create"), 201)
        raise visit.missing(id_)
    if method == "DELETE":
        _check_not_built_in(visit, before)
        deeds.erase(act.tenant, name, id_, actor=act.actor, at=now())
        return Answer(collection.writes.delete)
    if method == "PATCH":
        return _patch(act, name, before)
    if method == "PUT" and collection.writes.verb == "PUT":
        return _replace(act, name, before)
    return _no_route(visit)


def _check_not_built_in(visit: Visit, item: Json) -> None:
    if item.get("isBuiltIn") is True or "_Default" in str(item["id"]) or item.get("policyType") == "builtIn":
        raise _malformed(visit)


def _patch(act: actions.Act, name: str, before: Json) -> Answer:
    visit = act.visit
    body, collection = visit.call.json(), visit.place.collection
    below: set[str] = set(body) & collection.part_names
    if below & {"settings", "assignments", "scheduledActionsForRule", "definitionValues"}:
        text = f"Cannot apply PATCH to navigation property '{sorted(below)[0]}' on entity type '{collection.element}'."
        raise visit.plainly(400, "BadRequest", text)
    if body.get("@odata.type", before.get("@odata.type")) != before.get("@odata.type", body.get("@odata.type")):
        raise _malformed(visit)
    after = before | _checked(act, body, is_new=False)
    saved = deeds.save(act.tenant, name, after, actor=act.actor, at=now(), operation="Patch")
    return _done(act, saved)


def _replace(act: actions.Act, name: str, before: Json) -> Answer:
    """PUT: the whole object with its settings; what only the service knows stays."""
    body = _checked(act, act.visit.call.json(), is_new=False)
    collection = act.visit.place.collection
    kept = {key: before[key] for key in ("id", "createdDateTime", "assignments") if key in before}
    after: Json = before | body | kept
    if isinstance(body.get("settings"), list) and (part := collection.part("settings")):
        after["settings"] = actions.numbered(act, part, body["settings"])
        after["settingCount"] = len(after["settings"])
    saved = deeds.save(act.tenant, name, after, actor=act.actor, at=now(), operation="Patch")
    return _done(act, saved)


def _done(act: actions.Act, item: Json) -> Answer:
    status = act.visit.place.collection.writes.update
    return Answer(204) if status == 204 else _entity(act, item, status)


def _patch_singleton(act: actions.Act) -> Answer:
    visit = act.visit
    name = visit.place.collection.name
    before: Any = visit.store.singleton(name)
    if before is None:
        raise visit.missing(name)
    after = {"id": name} | before | {key: value for key, value in visit.call.json().items() if key != "id"}
    deeds.save(act.tenant, name, after, actor=act.actor, at=now(), operation="Patch")
    return Answer(204)
