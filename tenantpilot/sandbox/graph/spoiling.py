"""What armed faults do to a request: an answer of their own, or the real answer spoilt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph import answer as answers
from tenantpilot.sandbox.graph.answer import Answer, Delivery, compact
from tenantpilot.sandbox.graph.call import Call
from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.faults import ArmedFault, Fault
from tenantpilot.sandbox.graph.places import Place, unknown_segment
from tenantpilot.sandbox.graph.reads import forbidden_text
from tenantpilot.sandbox.graph.store import TenantStore

TOO_MANY = "Too many requests."


def throttled(call: Call, place: Place | None, retry_after: float | None) -> Answer:
    """429 in the words of the service that stands here."""
    if place is not None and place.collection.service == "intune":
        return answers.intune_error(
            call.ids, place.path, 429, "TooManyRequests", "Too Many Requests", retry_after=retry_after
        )
    return answers.error(call.ids, 429, "TooManyRequests", TOO_MANY, retry_after=retry_after)


def forbidden(call: Call, place: Place) -> Answer:
    """403 because the token lacks a permission."""
    collection = place.collection
    needed = collection.write if call.is_write else collection.read
    if collection.service == "intune":
        return answers.intune_error(call.ids, place.path, 403, "Forbidden", forbidden_text(needed))
    if collection.service == "conditional_access":
        text = "You cannot perform the requested operation, required scopes are missing in the token."
        return answers.error(call.ids, 403, "AccessDenied", text)
    text = "Insufficient privileges to complete the operation."
    return answers.error(call.ids, 403, "Authorization_RequestDenied", text)


def unauthorized(call: Call, text: str = "Access token validation failure.") -> Answer:
    """401: no token, or one that is no longer worth anything."""
    answer = answers.error(call.ids, 401, "InvalidAuthenticationToken", text)
    answer.headers["WWW-Authenticate"] = 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common"'
    return answer


def unlicensed(call: Call) -> Answer:
    """400: the tenant has no Intune."""
    return answers.error(call.ids, 400, "BadRequest", "Request not applicable to target tenant.")


def unsupported(call: Call) -> Answer:
    """400: the tenant's service does not know the segment."""
    text = f"Resource not found for the segment '{unknown_segment(call.path)}'."
    return answers.error(call.ids, 400, "BadRequest", text)


def instead(armed: ArmedFault, call: Call, place: Place | None) -> Answer:
    """The answer that a fault gives in place of the real one."""
    answer = _INSTEAD[armed.kind](armed, call, place)
    answer.fault = armed.kind.value
    return answer


def _until(armed: ArmedFault, call: Call, place: Place | None) -> Answer:
    answer = throttled(call, place, None)
    answer.headers["Retry-After"] = format_datetime(now() + timedelta(seconds=armed.seconds or 1), usegmt=True)
    return answer


def _challenge(_armed: ArmedFault, call: Call, _place: Place | None) -> Answer:
    answer = unauthorized(call, "Continuous access evaluation resulted in challenge.")
    answer.headers["WWW-Authenticate"] += ', error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="'
    return answer


def _role_refused(_armed: ArmedFault, call: Call, place: Place | None) -> Answer:
    return answers.twice_wrapped(call.ids, place.path if place else call.path, "An error has occurred")


def _status(armed: ArmedFault, call: Call, _place: Place | None) -> Answer:
    retry = armed.seconds if armed.seconds and armed.status == 503 else None
    return answers.error(call.ids, armed.status, "ServiceUnavailable", "The service is unavailable.", retry_after=retry)


_INSTEAD: dict[Fault, Callable[[ArmedFault, Call, Place | None], Answer]] = {
    Fault.THROTTLED: lambda armed, call, place: throttled(call, place, armed.seconds or 1),
    Fault.THROTTLED_SILENTLY: lambda _, call, place: throttled(call, place, None),
    Fault.THROTTLED_UNTIL: _until,
    Fault.FORBIDDEN: lambda armed, call, place: forbidden(call, place) if place else _status(armed, call, place),
    Fault.ROLE_REFUSED: _role_refused,
    Fault.TOKEN_REFUSED: lambda _, call, __: unauthorized(call),
    Fault.CLAIMS_CHALLENGE: _challenge,
    Fault.UNLICENSED: lambda _, call, __: unlicensed(call),
    Fault.UNSUPPORTED: lambda _, call, __: unsupported(call),
    Fault.GONE: lambda _, call, __: answers.error(call.ids, 404, "ResourceNotFound", "Resource not found."),
    Fault.STATUS: _status,
}


def spoil(armed: ArmedFault, answer: Answer, call: Call, store: TenantStore) -> Answer:
    """The answer with one fault worked into it."""
    answer.fault = ",".join(filter(None, (answer.fault, armed.kind.value)))
    if armed.kind is Fault.LATENCY:
        answer.delay += armed.seconds or 0.1
    elif armed.kind is Fault.HANG:
        answer.delay, answer.delivery = armed.seconds or 60, Delivery.NEVER
    elif armed.kind is Fault.CUT:
        answer.delivery = Delivery.CUT
    elif armed.kind is Fault.CUT_PAGE:
        answer.body = answer.body[: len(answer.body) * 2 // 3]
    elif armed.kind is Fault.NOT_JSON:
        answer.body, answer.headers["Content-Type"] = b"<html><body>Our services are not available", "text/html"
    elif armed.kind is Fault.LOST_PAGE:
        return answers.error(call.ids, 400, "BadRequest", "The skip token is not valid.")
    elif answer.status == 200 and answer.body[:1] == b"{":
        changed = _CHANGES[armed.kind](json.loads(answer.body), armed, call, store)
        answer.body = compact(changed)
    return answer


def _wrong_shape(body: Json, armed: ArmedFault, _call: Call, _store: TenantStore) -> Any:
    if armed.variant == "list":
        return [body]
    if armed.variant == "text_members" and isinstance(body.get("value"), list):
        return body | {"value": ["an object", 7, None]}
    if armed.variant == "no_id" and isinstance(body.get("value"), list):
        return body | {"value": [{k: v for k, v in m.items() if k != "id"} for m in body["value"]]}
    return {key: value for key, value in body.items() if key != "value"} | {"value": "see elsewhere"}


def _empty_page(body: Json, _armed: ArmedFault, call: Call, _store: TenantStore) -> Any:
    """No objects, and a link at which they are after all."""
    if "value" not in body:
        return body
    joint = "&" if call.raw_query else "?"
    query = f"?{call.raw_query}" if call.raw_query else ""
    link = f"{call.base}/{call.path.strip('/')}{query}{joint}page=again"
    return body | {"value": [], "@odata.nextLink": link}


def _looping_page(body: Json, _armed: ArmedFault, call: Call, _store: TenantStore) -> Any:
    query = f"?{call.raw_query}" if call.raw_query else ""
    return body | {"@odata.nextLink": f"{call.base}/{call.path.strip('/')}{query}"} if "value" in body else body


def _foreign_link(body: Json, armed: ArmedFault, _call: Call, _store: TenantStore) -> Any:
    link = armed.variant or "https://graph.attacker.example/beta/next"
    return body | {"@odata.nextLink": link} if "value" in body else body


def _repeated(body: Json, _armed: ArmedFault, _call: Call, _store: TenantStore) -> Any:
    value = body.get("value")
    return body | {"value": [*value, *value[:1]]} if isinstance(value, list) else body


def _salted(salt: str) -> Callable[[Any], str]:
    return lambda member: hashlib.sha256((salt + json.dumps(member, sort_keys=True)).encode()).hexdigest()


def _shuffled(body: Json, armed: ArmedFault, _call: Call, _store: TenantStore) -> Any:
    """All arrays in another order with every answer; arrays whose order means something are left alone."""
    return _mixed(body, _salted(f"{armed.id}:{armed.happened}"))


def _mixed(value: Any, key: Callable[[Any], str]) -> Any:
    if isinstance(value, dict):
        mixed = {name: _mixed(inner, key) for name, inner in value.items()}
        for name in mixed.keys() & UNORDERED:
            if isinstance(mixed[name], list):
                mixed[name] = sorted(mixed[name], key=key)
        return mixed
    return [_mixed(inner, key) for inner in value] if isinstance(value, list) else value


UNORDERED = frozenset(
    {
        "value", "assignments", "roleScopeTagIds", "roleScopeTags", "settings", "apps", "members", "items",
        "includeUsers", "excludeUsers", "includeGroups", "excludeGroups", "includeRoles", "excludeRoles",
        "includeApplications", "excludeApplications", "includeLocations", "excludeLocations", "includePlatforms",
        "excludePlatforms", "clientAppTypes", "userRiskLevels", "signInRiskLevels", "builtInControls",
    }
)  # fmt: skip


def _added(body: Json, armed: ArmedFault, call: Call, _store: TenantStore) -> Any:
    """Annotations, actions and counters that come and go without anybody having changed the policy."""
    marked = body | {"@microsoft.graph.tips": "Use $select to choose only the properties your app needs."}
    if isinstance(body.get("value"), list):
        return marked | {"value": [_noise(member, armed, call) for member in body["value"]]}
    return _noise(marked, armed, call)


def _noise(item: Any, armed: ArmedFault, call: Call) -> Any:
    if not isinstance(item, dict) or "id" not in item:
        return item
    turn = armed.happened
    noise: Json = {
        "@odata.etag": f'W/"{turn:08x}"',
        "@odata.editLink": f"{call.path}('{item['id']}')",
        "roleScopeTagIds@odata.type": "#Collection(String)",
        "#microsoft.graph.assign": {"title": "microsoft.graph.assign", "target": f"{call.base}/{call.path}"},
        "assignments@odata.navigationLink": f"{call.base}/{call.path}('{item['id']}')/assignments",
    }
    for name, value in (("isAssigned", bool(turn % 2)), ("supportsScopeTags", True)):
        if name in item:
            noise[name] = value
    return item | noise


def _twins(body: Json, armed: ArmedFault, _call: Call, store: TenantStore) -> Any:
    """Every other answer shows assigned groups and filters by name where an id belongs."""
    if armed.happened % 2:
        return body
    names = {
        "groupId": _names(store, "groups"),
        "deviceAndAppManagementAssignmentFilterId": _names(store, "assignmentFilters"),
    }
    return _renamed(body, names, beside=armed.variant == "beside")


def _names(store: TenantStore, collection: str) -> dict[str, str]:
    return {id_: str(item.get("displayName")) for id_, item in store.objects.get(collection, {}).items()}


def _renamed(value: Any, names: dict[str, dict[str, str]], *, beside: bool) -> Any:
    if isinstance(value, list):
        return [_renamed(inner, names, beside=beside) for inner in value]
    if not isinstance(value, dict):
        return value
    shown = {name: _renamed(inner, names, beside=beside) for name, inner in value.items()}
    for key in names.keys() & value.keys():
        name = names[key].get(str(value[key]))
        if name is not None:
            shown[f"{key.removesuffix('Id')}DisplayName" if beside else key] = name
    return shown


_CHANGES: dict[Fault, Callable[[Json, ArmedFault, Call, TenantStore], Any]] = {
    Fault.WRONG_SHAPE: _wrong_shape,
    Fault.EMPTY_PAGE: _empty_page,
    Fault.LOOPING_PAGE: _looping_page,
    Fault.FOREIGN_LINK: _foreign_link,
    Fault.REPEATED: _repeated,
    Fault.SHUFFLED: _shuffled,
    Fault.ADDED: _added,
    Fault.TWINS: _twins,
}
