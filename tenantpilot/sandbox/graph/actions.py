"""Writes below an object: assign and the other actions, members of its parts, and undoing a soft deletion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph import deeds, shape
from tenantpilot.sandbox.graph.answer import Answer, error, found
from tenantpilot.sandbox.graph.audit import Actor
from tenantpilot.sandbox.graph.call import Visit
from tenantpilot.sandbox.graph.collections import Part
from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.tenant import Tenant
from tenantpilot.sandbox.graph.world import World

_EVERYBODY = {
    "#microsoft.graph.allDevicesAssignmentTarget": "adadadad-808e-44e2-905a-0b7873a8a531",
    "#microsoft.graph.allLicensedUsersAssignmentTarget": "acacacac-9df4-4c7d-9d50-4ef0226f57a9",
}
_NO_FILTER = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Act:
    """A write on its way: who does it, where."""

    world: World
    tenant: Tenant
    visit: Visit
    actor: Actor


def check_references(act: Act, body: Json) -> None:
    """Conditional Access refuses groups and locations that the tenant does not have.

    Raises:
        RefusedError: one is unknown.
    """
    conditions = body.get("conditions") if isinstance(body.get("conditions"), dict) else {}
    for place, keys, collection in (
        ("users", ("includeGroups", "excludeGroups"), "groups"),
        ("locations", ("includeLocations", "excludeLocations"), "namedLocations"),
    ):
        inside = (conditions or {}).get(place) or {}
        known = act.tenant.store.objects.get(collection, {})
        for id_ in [id_ for key in keys for id_ in inside.get(key) or []]:
            if id_ not in known and id_ not in {"All", "AllTrusted"}:
                text = "The server could not process the request because it is malformed or incorrect."
                raise act.visit.plainly(400, "BadRequest", text)


def numbered(act: Act, part: Part, members: list[Any]) -> list[Json]:
    """Members with the ids the service gives them: settings by position, everything else anew."""
    result = []
    for position, member in enumerate(members):
        item = dict(member) if isinstance(member, dict) else {"value": member}
        item["id"] = str(position) if part.name == "settings" else str(item.get("id") or act.world.new_id())
        for inner in part.parts:
            if isinstance(item.get(inner.name), list):
                item[inner.name] = numbered(act, inner, item[inner.name])
        result.append(item)
    return result


def assignment(owner: str, given: Json) -> Json:
    """One assignment as the service keeps it: named after policy and target."""
    target = dict(given.get("target") or {})
    target.setdefault("deviceAndAppManagementAssignmentFilterId", None)
    target.setdefault("deviceAndAppManagementAssignmentFilterType", "none")
    subject = target.get("groupId") or _EVERYBODY.get(str(target.get("@odata.type")), _NO_FILTER)
    kept = {key: given[key] for key in ("@odata.type", "intent", "settings") if key in given}
    return kept | {"id": f"{owner}_{subject}", "source": "direct", "sourceId": owner, "target": target}


def restore(act: Act) -> Answer:
    """POST deletedItems/…/{id}/restore, or DELETE for good."""
    place, call = act.visit.place, act.visit.call
    name = place.collection.name
    if call.method == "DELETE" and len(place.steps) == 1:
        if act.tenant.store.unbury(name, place.steps[0]) is None:
            raise act.visit.missing(place.steps[0])
        return Answer(204)
    if call.method != "POST" or place.steps[1:] != ("restore",):
        return _no_route(act.visit)
    back = deeds.revive(act.tenant, name, place.steps[0], actor=act.actor, at=now())
    if back is None:
        raise act.visit.missing(place.steps[0])
    return found(shape.whole(back, (), (), (), place.path, call.version))


def _no_route(visit: Visit) -> Answer:
    call = visit.call
    text = f"No OData route exists that match template ~/{call.path.strip('/')} with http verb {call.method}"
    return error(call.ids, 400, "No method match route template", text)


def below(act: Act) -> Answer:
    """A write under `{id}/…`.

    Raises:
        RefusedError: the object or the member is unknown.
    """
    visit = act.visit
    id_, word, *rest = visit.place.steps
    kept = visit.store.find(visit.place, id_)
    name = kept[0] if kept else visit.place.collection.name
    item = visit.store.newest(name, id_)
    if item is None:
        raise visit.missing(id_)
    action = _ACTIONS.get(word)
    if action and visit.call.method == "POST" and not rest:
        return action(act, name, item)
    part = visit.place.part(word) or visit.place.collection.part(word)
    if part is None or part.is_single or len(rest) > 1:
        return _no_route(visit)
    return _member(act, name, item, part, rest)


def _save(act: Act, name: str, item: Json, operation: str = "Patch") -> Json:
    return deeds.save(act.tenant, name, item, actor=act.actor, at=now(), operation=operation)


def _assign(act: Act, name: str, item: Json) -> Answer:
    """Replace the whole list of assignments."""
    writes = act.visit.place.collection.writes
    body = act.visit.call.json()
    given = body.get(writes.assign_key) if writes.assign_key else None
    if not isinstance(given, list):
        raise act.visit.refuse(400, "BadRequest", "An error has occurred")
    groups = act.tenant.store.objects.get("groups")
    for entry in given:
        group = (entry.get("target") or {}).get("groupId") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or (groups and group and group not in groups):
            raise act.visit.refuse(400, "BadRequest", "An error has occurred")
    assignments = [assignment(str(item["id"]), entry) for entry in given]
    after = item | {"assignments": assignments}
    if "isAssigned" in item:
        after["isAssigned"] = bool(assignments)
    _save(act, name, after, "Assign")
    if writes.assign == 204:
        return Answer(204)
    at = shape.below(act.visit.place.path, str(item["id"]), "assignments")
    return found({"@odata.context": shape.context(act.visit.call.version, at), "value": assignments}, writes.assign)


def _replacing(part: str, key: str, status: int) -> Callable[[Act, str, Json], Answer]:
    """An action whose body holds the new members of a part."""

    def replace(act: Act, name: str, item: Json) -> Answer:
        given = act.visit.call.json().get(key)
        if not isinstance(given, list):
            raise act.visit.refuse(400, "BadRequest", "An error has occurred")
        known = act.visit.place.collection.part(part) or Part(part)
        _save(act, name, item | {part: numbered(act, known, given)})
        return Answer(status)

    return replace


def _target_apps(act: Act, name: str, item: Json) -> Answer:
    body = act.visit.call.json()
    apps = numbered(act, Part("apps"), body.get("apps") or [])
    after = item | {"apps": apps, "deployedAppCount": len(apps)}
    if body.get("appGroupType"):
        after["appGroupType"] = body["appGroupType"]
    _save(act, name, after)
    return Answer(204)


def _update_definition_values(act: Act, name: str, item: Json) -> Answer:
    body = act.visit.call.json()
    gone = {str(id_) for id_ in body.get("deletedIds") or []}
    kept = {str(value["id"]): value for value in item.get("definitionValues") or [] if str(value["id"]) not in gone}
    for value in body.get("updated") or []:
        kept[str(value.get("id"))] = kept.get(str(value.get("id")), {}) | value
    for value in body.get("added") or []:
        new = _bound(value) | {"id": act.world.new_id()}
        kept[new["id"]] = new
    _save(act, name, item | {"definitionValues": list(kept.values())})
    return Answer(204)


def _bound(value: Json) -> Json:
    """`definition@odata.bind` with an absolute address becomes the definition's id."""
    bound = {key: inner for key, inner in value.items() if not key.endswith("@odata.bind")}
    for key, inner in value.items():
        if key.endswith("@odata.bind"):
            bound[key.removesuffix("@odata.bind")] = {"id": str(inner).rpartition("('")[2].rstrip("')")}
    presentations = value.get("presentationValues")
    if isinstance(presentations, list):
        bound["presentationValues"] = [
            _bound(inner) | {"id": str(inner.get("id") or number)} for number, inner in enumerate(presentations)
        ]
    return bound


def _update_settings(act: Act, name: str, item: Json) -> Answer:
    """Intents: settings given by their definition replace those of the same definition."""
    given = act.visit.call.json().get("settings") or []
    known = {setting.get("definitionId"): setting for setting in item.get("settings") or []}
    for setting in given:
        before = known.get(setting.get("definitionId"), {"id": act.world.new_id()})
        known[setting.get("definitionId")] = before | setting | {"id": before["id"]}
    _save(act, name, item | {"settings": list(known.values())})
    return Answer(204)


def _create_instance(act: Act, _name: str, template: Json) -> Answer:
    body = act.visit.call.json()
    intent = {
        "id": act.world.new_id(),
        "templateId": template["id"],
        "displayName": body.get("displayName"),
        "description": body.get("description"),
        "roleScopeTagIds": body.get("roleScopeTagIds") or ["0"],
        "isAssigned": False,
        "settings": numbered(act, Part("values"), body.get("settingsDelta") or []),
        "assignments": [],
    }
    saved = _save(act, "intents", intent, "Create")
    return found({key: value for key, value in saved.items() if key not in {"settings", "assignments"}}, 201)


def _set_priority(act: Act, name: str, item: Json) -> Answer:
    _save(act, name, item | {"priority": act.visit.call.json().get("priority", 0)})
    return Answer(200)


def _update_policy_set(act: Act, name: str, item: Json) -> Answer:
    body = act.visit.call.json()
    gone = {str(id_) for id_ in body.get("deletedPolicySetItems") or []}
    items = [entry for entry in item.get("items") or [] if str(entry.get("id")) not in gone]
    items += numbered(act, Part("items"), body.get("addedPolicySetItems") or [])
    after = item | {"items": items}
    if isinstance(body.get("assignments"), list):
        after["assignments"] = [assignment(str(item["id"]), entry) for entry in body["assignments"]]
    _save(act, name, after)
    return Answer(200)


def _combinations(act: Act, name: str, item: Json) -> Answer:
    allowed = act.visit.call.json().get("allowedCombinations") or []
    _save(act, name, item | {"allowedCombinations": allowed})
    return found({"currentCombinations": allowed, "previousCombinations": item.get("allowedCombinations")})


def _remove(act: Act, name: str, item: Json) -> Answer:
    deeds.erase(act.tenant, name, str(item["id"]), actor=act.actor, at=now())
    return Answer(200)


_ACTIONS: dict[str, Callable[[Act, str, Json], Answer]] = {
    "assign": _assign,
    "setScheduledActions": _replacing("scheduledActionsForRule", "scheduledActions", 204),
    "scheduleActionsForRules": _replacing("scheduledActionsForRule", "deviceComplianceScheduledActionForRules", 200),
    "changeSettings": _replacing("settings", "settings", 204),
    "targetApps": _target_apps,
    "updateDefinitionValues": _update_definition_values,
    "updateSettings": _update_settings,
    "createInstance": _create_instance,
    "setPriority": _set_priority,
    "update": _update_policy_set,
    "updateAllowedCombinations": _combinations,
    "remove": _remove,
}


def _member(act: Act, name: str, item: Json, part: Part, rest: list[str]) -> Answer:
    """POST to a part, PATCH or DELETE of a member."""
    call = act.visit.call
    members = list(item.get(part.name) or [])
    if not rest and call.method == "POST":
        new = _new_member(act, str(item["id"]), part, call.json())
        _save(act, name, item | {part.name: [*members, new]}, "Assign" if part.name == "assignments" else "Patch")
        return found(new, 200 if part.name == "localizedNotificationMessages" else 201)
    position = next((n for n, member in enumerate(members) if rest and str(member.get("id")) == rest[0]), None)
    if position is None or call.method not in {"PATCH", "DELETE"}:
        raise act.visit.missing(rest[0] if rest else part.name)
    if call.method == "DELETE":
        members.pop(position)
        _save(act, name, item | {part.name: members})
        return Answer(200)
    members[position] = members[position] | {key: value for key, value in call.json().items() if key != "id"}
    _save(act, name, item | {part.name: members})
    return Answer(204) if part.name == "enrollmentProfiles" else found(members[position])


def _new_member(act: Act, owner: str, part: Part, body: Json) -> Json:
    if part.name == "assignments":
        return assignment(owner, body)
    if part.name == "localizedNotificationMessages":
        return body | {"id": f"{owner}_{body.get('locale', 'en-us')}"}
    if part.name == "definitionValues":
        return _bound(body) | {"id": act.world.new_id()}
    return body | {"id": act.world.new_id()}
