"""$batch: up to twenty requests in one, each let in, counted, throttled and answered like a request of its own."""

from __future__ import annotations

import json
from typing import Any

from tenantpilot.sandbox.graph import service
from tenantpilot.sandbox.graph.answer import JSON_TYPE, Answer, Delivery, Ids, compact, error
from tenantpilot.sandbox.graph.call import Call, Grant, RefusedError
from tenantpilot.sandbox.graph.log import Entry, Part
from tenantpilot.sandbox.graph.world import World

MOST = 20
_DROPPED = {"request-id", "strict-transport-security", "date"}


def _refuse(ids: Ids, text: str) -> RefusedError:
    return RefusedError(error(ids, 400, "BadRequest", text))


def _requests(call: Call) -> list[dict[str, Any]]:
    requests = call.json().get("requests")
    if not isinstance(requests, list) or not requests:
        raise _refuse(call.ids, "Invalid batch payload format.")
    if len(requests) > MOST:
        raise _refuse(call.ids, f"Number of batch request steps exceeds the maximum value of {MOST}.")
    names = [str(part.get("id", "")).lower() if isinstance(part, dict) else "" for part in requests]
    if "" in names:
        raise _refuse(call.ids, "Request Id is required for every request of a batch.")
    if len(set(names)) < len(names):
        raise _refuse(call.ids, "Request Id has to be unique in a batch.")
    known: set[str] = set()
    for part, name in zip(requests, names, strict=True):
        if not {str(other).lower() for other in part.get("dependsOn") or []} <= known:
            raise _refuse(call.ids, "A request can only depend on requests that stand before it.")
        known.add(name)
    return requests


def run(world: World, call: Call, grant: Grant, entry: Entry) -> Answer:
    """Answer all parts; the batch itself is 200 even when every part failed.

    Raises:
        RefusedError: the batch as a whole cannot be understood.
    """
    responses, failed = [], set[str]()
    outer = Answer(200, b"", {"Content-Type": "application/json"})
    for request in _requests(call):
        name = str(request["id"])
        if {str(other).lower() for other in request.get("dependsOn") or []} & failed:
            answer = error(call.ids, 424, "FailedDependency", "A request that this one depends on failed.")
        else:
            answer = _part(world, call, grant, request)
        if answer.status >= 400:
            failed.add(name.lower())
        entry.parts.append(
            Part(name, str(request.get("method", "")), str(request.get("url", "")), answer.status, answer.fault)
        )
        outer.delay = max(outer.delay, answer.delay)
        if answer.delivery is not Delivery.WHOLE:
            outer.delivery = answer.delivery
        responses.append(_response(name, answer))
    outer.body = b'{"responses":[' + b",".join(responses) + b"]}"
    return outer


def _part(world: World, call: Call, grant: Grant, request: dict[str, Any]) -> Answer:
    method, url = request.get("method"), request.get("url")
    ids = world.ids(call.ids.client)
    if not isinstance(method, str) or not isinstance(url, str) or url.startswith("http"):
        return error(ids, 400, "BadRequest", "A request of a batch needs a method and a relative url.")
    given = request.get("headers")
    headers = {str(k).lower(): str(v) for k, v in given.items()} if isinstance(given, dict) else {}
    body = b""
    if request.get("body") is not None:
        if "content-type" not in headers:
            return error(ids, 400, "BadRequest", "A request with a body needs a Content-Type header.")
        body = json.dumps(request["body"]).encode()
    path, _, query = url.partition("?")
    inner = Call(method.upper(), call.version, path, query, call.base, ids, headers, body, str(request["id"]))
    if path.strip("/") == "$batch":
        return error(ids, 400, "BadRequest", "A batch cannot stand inside a batch.")
    return service.respond(world, inner, grant)


def _response(name: str, answer: Answer) -> bytes:
    headers = {key: value for key, value in answer.headers.items() if key.lower() not in _DROPPED}
    headers.setdefault("Content-Type", JSON_TYPE)
    head = compact({"id": name, "status": answer.status, "headers": headers})[:-1]
    body = answer.body
    if not body:
        return head + b"}"
    if not headers["Content-Type"].startswith("application/json") or not _is_json(body):
        body = compact(body.decode("utf-8", "replace"))
    return head + b',"body":' + body + b"}"


def _is_json(body: bytes) -> bool:
    """Bodies that a fault cut must not break the batch around them."""
    if body[-1:] not in {b"}", b"]"}:
        return False
    if body[:1] == b"{" and body.count(b"{") == body.count(b"}"):
        return True
    try:
        json.loads(body)
    except ValueError:
        return False
    return True
