"""An answer before it becomes bytes on a connection, and the two ways in which Graph words its errors."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tenantpilot.kernel.clock import now

JSON_TYPE = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"


class Delivery(StrEnum):
    """How an answer reaches the caller."""

    WHOLE = "whole"
    CUT = "cut"
    NEVER = "never"


@dataclass(slots=True)
class Answer:
    """Status, body and headers; `delay` seconds pass before it is sent. `fault` names what spoilt it."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    delivery: Delivery = Delivery.WHOLE
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Ids:
    """What identifies one request in answers and logs."""

    request: str
    client: str


def compact(value: Any) -> bytes:
    """JSON as it goes over the wire."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def found(value: Any, status: int = 200) -> Answer:
    """A JSON answer."""
    return Answer(status, compact(value), {"Content-Type": JSON_TYPE, "OData-Version": "4.0"})


def error(ids: Ids, status: int, code: str, message: str, *, retry_after: float | None = None) -> Answer:
    """Graph's own envelope."""
    inner = {
        "date": now().strftime("%Y-%m-%dT%H:%M:%S"),
        "request-id": ids.request,
        "client-request-id": ids.client,
    }
    headers = {"Content-Type": "application/json"}
    if retry_after is not None:
        headers["Retry-After"] = f"{retry_after:g}"
    body = {"error": {"code": code, "message": message, "innerError": inner}}
    return Answer(status, compact(body), headers)


def wrapped(ids: Ids, path: str, text: str, *, http_headers: str = "{}") -> str:
    """The text that Intune's services put into `message`: JSON inside JSON, ending in where it happened."""
    place = (
        f"{text} - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - "
        f"Activity ID: {ids.request} - Url: https://fef.msub02.manage.microsoft.com/StatelessFEService_2411/{path}"
        "?api-version=5024-10-08"
    )
    inside = {
        "_version": 3,
        "Message": place,
        "CustomApiErrorPhrase": "",
        "RetryAfter": None,
        "ErrorSourceService": "",
        "HttpHeaders": http_headers,
    }
    return json.dumps(inside, indent=2, ensure_ascii=False).replace("\n", "\r\n")


def intune_error(ids: Ids, path: str, status: int, code: str, text: str, *, retry_after: float | None = None) -> Answer:
    """Intune's envelope: the message is itself JSON."""
    return error(ids, status, code, wrapped(ids, path, text), retry_after=retry_after)


def twice_wrapped(ids: Ids, path: str, text: str) -> Answer:
    """What Intune's role system answers: 401, with JSON in JSON in JSON."""
    realm = '{"WWW-Authenticate":"Bearer realm=\\"urn:intune:service,00000000-0000-0000-0000-000000000000\\""}'
    outer: dict[str, Any] = {
        "ErrorCode": "Forbidden",
        "Message": wrapped(ids, path, text, http_headers=realm),
        "Target": None,
        "Details": None,
        "InnerError": None,
        "InstanceAnnotations": [],
    }
    return error(ids, 401, "UnknownError", json.dumps(outer))
