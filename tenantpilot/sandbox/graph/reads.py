"""GET: lists, objects, what stands below them, and the singletons."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Any

from tenantpilot.sandbox.graph import paging, shape
from tenantpilot.sandbox.graph.answer import JSON_TYPE, Answer, compact, found
from tenantpilot.sandbox.graph.call import RefusedError, Visit
from tenantpilot.sandbox.graph.collections import Part
from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.filters import FilterError, predicate, sort_key
from tenantpilot.sandbox.graph.query import Query, QueryError

_HEADERS = {"Content-Type": JSON_TYPE, "OData-Version": "4.0"}
_PLAIN_VALUE = re.compile(r"getOmaSettingPlainTextValue\(secretReferenceValueId='(?P<id>.*)'\)$")
# Types of deviceConfigurations that v1.0 does not know and leaves out of its answers.
_BETA_TYPES = re.compile(
    r"(Kiosk|HealthMonitoring|DomainJoin|IdentityProtection|Vpn|Wifi|WiFi|Scep|Pkcs|TrustedRoot|EasEmail"
    r"|DeviceOwner|DeliveryOptimization|Extensions|DeviceFirmware)"
)


def read(visit: Visit) -> Answer:
    """The answer to a GET.

    Raises:
        RefusedError: there is nothing to see, or not like that.
    """
    try:
        query = visit.call.query()
        steps = visit.place.steps
        if visit.place.collection.is_singleton:
            return _singleton(visit, query, steps)
        if not steps:
            return _list(visit, query)
        return _below(visit, query, steps)
    except (QueryError, FilterError, paging.TopError, paging.TokenError) as reason:
        raise visit.plainly(400, "BadRequest", str(reason)) from reason


def _check_expand(visit: Visit, query: Query, parts: Sequence[Part], element: str, *, in_list: bool) -> None:
    known = {part.name: part for part in parts}
    for expansion in query.expand:
        part = known.get(expansion.name)
        if part is None or not part.is_expandable or (in_list and part.on_item_only):
            raise visit.plainly(
                400,
                "BadRequest",
                "Parsing OData Select and Expand failed: Could not find a property named "
                f"'{expansion.name}' on type 'microsoft.graph.{element}'.",
            )


def _list(visit: Visit, query: Query) -> Answer:
    call, place, store = visit.call, visit.place, visit.store
    store.settle()
    key = (call.version, call.path, call.raw_query, call.base)
    body = store.pages.get(key)
    if body is None:
        _check_expand(visit, query, place.parts, place.collection.element, in_list=True)
        with store.lock:
            body = _page(visit, query)
            store.remember_page(key, body)
    return Answer(200, body, dict(_HEADERS))


def _page(visit: Visit, query: Query) -> bytes:
    call, place = visit.call, visit.place
    collection = place.collection
    members = visit.store.members(place)
    if call.version == "v1.0" and collection.name == "deviceConfigurations":
        members = [pair for pair in members if not _BETA_TYPES.search(str(pair[1].get("@odata.type", "")))]
    members = _chosen(members, query, collection.name_property)
    amount = paging.size(query, collection.page, collection.top)
    start = paging.start(query, [item["id"] for _, item in members])
    page = members[start : start + amount]
    pieces = [_listed_bytes(visit, query, name, item) for name, item in page]
    head: Json = {"@odata.context": shape.context(call.version, place.path, fields=_fields(query))}
    count = paging.counted(collection, query, len(page), len(members))
    if count is not None:
        head["@odata.count"] = count
    if start + amount < len(members):
        last = [str(item["id"]) for _, item in page]
        head["@odata.nextLink"] = paging.next_link(call.base, place.path, query, start + amount, last)
    return compact(head)[:-1] + b',"value":[' + b",".join(pieces) + b"]}"


def _fields(query: Query) -> list[str]:
    return [*query.select, *(f"{expansion.name}()" for expansion in query.expand)]


def _chosen(members: list[tuple[str, Json]], query: Query, name_property: str) -> list[tuple[str, Json]]:
    if query.filter:
        passes = predicate(query.filter)
        members = [pair for pair in members if passes(pair[1])]
    if query.search:
        word = query.search.rpartition(":")[2].strip('"').casefold()
        members = [pair for pair in members if word in str(pair[1].get(name_property, "")).casefold()]
    for clause in reversed(query.orderby.split(",") if query.orderby else []):
        path, _, direction = clause.strip().partition(" ")
        key = sort_key(path)
        members = sorted(members, key=_of_item(key), reverse=direction.strip().lower() == "desc")
    return members


def _of_item(key: Callable[[Json], Any]) -> Callable[[tuple[str, Json]], Any]:
    return lambda pair: key(pair[1])


def _listed_bytes(visit: Visit, query: Query, name: str, item: Json) -> bytes:
    place, version = visit.place, visit.call.version
    views = visit.store.views.setdefault((name, item["id"]), {})
    key = ("listed", version, place.path, query.select, query.expand)
    body = views.get(key)
    if body is None:
        shown = shape.listed(item, place.collection, query.select)
        at = shape.below(place.path, str(item["id"]))
        body = compact(shape.whole(shown, place.parts, query.select, query.expand, at, version))
        views[key] = body
    return body


def _item(visit: Visit, query: Query, name: str, item: Json) -> Answer:
    place, version = visit.place, visit.call.version
    views = visit.store.views.setdefault((name, item["id"]), {})
    key = ("item", version, place.path, query.select, query.expand)
    body = views.get(key)
    if body is None:
        _check_expand(visit, query, place.parts, place.collection.element, in_list=False)
        at = shape.below(place.path, str(item["id"]))
        shown = shape.whole(item, place.parts, query.select, query.expand, at, version)
        entity = shape.context(version, place.path, is_entity=True, fields=_fields(query))
        body = compact({"@odata.context": entity} | shown)
        views[key] = body
    return Answer(200, body, dict(_HEADERS))


def _singleton(visit: Visit, query: Query, steps: tuple[str, ...]) -> Answer:
    item = visit.store.singleton(visit.place.collection.name)
    if item is None:
        raise visit.missing(visit.place.collection.name)
    if steps:
        return _walk(visit, query, item, steps, visit.place.path)
    shown = shape.whole(item, visit.place.parts, query.select, query.expand, visit.place.path, visit.call.version)
    return found({"@odata.context": shape.context(visit.call.version, visit.place.path, is_entity=True)} | shown)


def _below(visit: Visit, query: Query, steps: tuple[str, ...]) -> Answer:
    kept = visit.store.find(visit.place, steps[0])
    if kept is None:
        raise _absent(visit, steps[0])
    name, item = kept
    if len(steps) == 1:
        return _item(visit, query, name, item)
    function = _PLAIN_VALUE.match(steps[1])
    if function and name == "deviceConfigurations":
        return _plain_value(visit, item, function["id"])
    key = ("below", visit.call.version, visit.call.path, visit.call.raw_query, visit.call.base)
    views = visit.store.views.setdefault((name, item["id"]), {})
    body = views.get(key)
    if body is None:
        body = _walk(visit, query, item, steps[1:], shape.below(visit.place.path, steps[0])).body
        views[key] = body
    return Answer(200, body, dict(_HEADERS))


def _absent(visit: Visit, id_: str) -> RefusedError:
    """A word that no id can be is a wrong address rather than a missing object."""
    if (
        id_.isalpha()
        and id_.lower() not in {"default"}
        and len(id_) < 30
        and visit.place.collection.service == "intune"
    ):
        return visit.no_segment(id_)
    return visit.missing(id_)


def _walk(visit: Visit, query: Query, item: Json, steps: tuple[str, ...], at: str) -> Answer:
    """Go down from `item` along part, id, part, id … and show where it ends."""
    parts: Sequence[Part] = visit.place.parts
    while True:
        part = next((part for part in parts if part.name == steps[0]), None)
        if part is None:
            raise visit.no_segment(steps[0])
        at, value, steps = f"{at}/{part.name}", item.get(part.name), steps[1:]
        if part.is_single:
            if not isinstance(value, dict):
                raise visit.missing(part.name)
        elif not steps:
            return _part_list(visit, query, part, value or [], at)
        else:
            value = next((member for member in value or [] if str(member.get("id")) == steps[0]), None)
            if value is None:
                raise visit.missing(steps[0])
            at, steps = shape.below(at, steps[0]), steps[1:]
        if not steps:
            return _part_item(visit, query, part, value, at)
        item, parts = value, part.parts


def _part_item(visit: Visit, query: Query, part: Part, value: Json, at: str) -> Answer:
    _check_expand(visit, query, part.parts, part.name, in_list=False)
    shown = shape.whole(value, part.parts, query.select, query.expand, at, visit.call.version)
    entity = shape.context(visit.call.version, at.rpartition("(")[0] or at, is_entity=True)
    return found({"@odata.context": entity} | shown)


def _part_list(visit: Visit, query: Query, part: Part, members: list[Any], at: str) -> Answer:
    _check_expand(visit, query, part.parts, part.name, in_list=True)
    kept = _chosen([("", member) for member in members if isinstance(member, dict)], query, "displayName")
    amount = paging.size(query, part.page, 1000)
    start = paging.start(query, [str(member.get("id", number)) for number, (_, member) in enumerate(kept)])
    page = [member for _, member in kept[start : start + amount]]
    version = visit.call.version
    answer: Json = {"@odata.context": shape.context(version, at)}
    if part.page == 25:
        answer["@odata.count"] = len(page)
    if start + amount < len(kept):
        last = [str(member.get("id", start + number)) for number, member in enumerate(page)]
        path = visit.call.path.strip("/")
        answer["@odata.nextLink"] = paging.next_link(visit.call.base, path, query, start + amount, last)
    answer["value"] = [
        shape.whole(member, part.parts, query.select, query.expand, shape.below(at, str(member.get("id", ""))), version)
        for member in page
    ]
    return found(answer)


def _plain_value(visit: Visit, item: Json, reference: str) -> Answer:
    """The decrypted value of a custom setting; it takes the permission to write."""
    if not visit.grant.roles & set(visit.place.collection.write):
        raise visit.refuse(403, "Forbidden", forbidden_text(visit.place.collection.write))
    settings = [entry for entry in item.get("omaSettings") or [] if entry.get("secretReferenceValueId") == reference]
    if not settings:
        raise visit.missing(reference)
    value = settings[0].get("value")
    if value in {None, shape.MASK}:
        value = hashlib.sha256(reference.encode()).hexdigest()[:20]
    return found({"@odata.context": f"{shape.CONTEXT}/{visit.call.version}/$metadata#Edm.String", "value": value})


def forbidden_text(scopes: Sequence[str]) -> str:
    """How Intune says which permissions would have been needed; it spells one of them wrongly."""
    named = ", ".join(scope.replace("ServiceConfig.", "ServiceConfiguration.") for scope in scopes)
    return (
        "Application is not authorized to perform this operation. "
        f"Application must have one of the following scopes: {named}"
    )
