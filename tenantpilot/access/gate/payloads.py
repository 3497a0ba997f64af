"""Which argument types a client event may have, and the strict check of a payload against them.

Reflex does not enforce annotations: a value that does not fit reaches the handler as it came. Here it does not.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Mapping
from typing import Any

import pydantic
from typing_extensions import is_typeddict

from tenantpilot.access.gate.reflex_private import form_value, handler_hints, handler_parameters

_LARGEST = 2**53
_SCALARS = (str, int, float, bool, type(None))
Check = typing.Callable[[dict[str, Any]], dict[str, Any] | None]


def is_payload_type(hint: Any) -> bool:
    """Whether values of this type can be checked completely, all the way down."""
    if hint in _SCALARS or is_typeddict(hint):
        return hint in _SCALARS or all(map(is_payload_type, typing.get_type_hints(hint).values()))
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is list:
        return len(args) == 1 and is_payload_type(args[0])
    if origin in (typing.Union, types.UnionType):
        return all(map(is_payload_type, args))
    return origin is typing.Literal and all(isinstance(a, _SCALARS) for a in args)


def _closed(hint: Any, config: pydantic.ConfigDict) -> Any:
    """A TypedDict as a model that knows no further keys; other types as they are."""
    if not is_typeddict(hint):
        return hint
    required = hint.__required_keys__
    fields: dict[str, Any] = {
        name: (_closed(kind, config), ...) if name in required else (_closed(kind, config), None)
        for name, kind in typing.get_type_hints(hint).items()
    }
    return pydantic.create_model(hint.__name__, __config__=config, **fields)


def check_for(handler: Any, text_characters: int) -> Check:
    """The check of payloads for one handler: the payload as the handler will see it, or None if it does not fit."""
    hints, parameters = handler_hints(handler), handler_parameters(handler)
    config = pydantic.ConfigDict(
        extra="forbid", strict=True, str_max_length=text_characters, allow_inf_nan=False, protected_namespaces=()
    )
    fields: dict[str, Any] = {
        name: (_closed(hints[name], config), ... if p.default is inspect.Parameter.empty else p.default)
        for name, p in parameters.items()
    }
    model = pydantic.create_model("Payload", __config__=config, **{f"a_{k}": v for k, v in fields.items()})
    validator = model.__pydantic_validator__

    def check(payload: dict[str, Any]) -> dict[str, Any] | None:
        if not fields:
            return None if payload else payload
        if any(not isinstance(k, str) for k in payload):
            return None
        plain = {k: form_value(v, hints.get(k)) for k, v in payload.items()}
        try:
            validator.validate_python({f"a_{k}": v for k, v in plain.items()}, strict=True)
        except (pydantic.ValidationError, RecursionError):
            return None
        return plain

    return check


def boot_check(payload: dict[str, Any]) -> dict[str, Any] | None:
    """What the frontend sends to start a page: no client storage exists, so only hashes of its defaults."""
    if set(payload) - {"vars", "hashes"} or payload.get("vars"):
        return None
    hashes = payload.get("hashes")
    if hashes is None:
        return {}
    if not isinstance(hashes, list) or len(hashes) > 2000:
        return None
    return {"hashes": hashes} if all(isinstance(h, str) and len(h) <= 64 for h in hashes) else None


def _is_storable(item: Any) -> bool:
    """No binary attachment, no text with a NUL, no number beyond what JavaScript and a bigint agree on."""
    if isinstance(item, str):
        return "\0" not in item
    if isinstance(item, int):
        return abs(item) <= _LARGEST
    return not isinstance(item, (bytes, bytearray))


def is_modest(value: Any, depth: int, nodes: int) -> bool:
    """Whether a payload is flat and small enough to look at, of values that a database can hold."""
    stack, seen = [(value, 0)], 0
    while stack:
        item, level = stack.pop()
        seen += 1
        if level > depth or seen > nodes or not _is_storable(item):
            return False
        if isinstance(item, Mapping):
            if not all(map(_is_storable, item)):
                return False
            stack += [(v, level + 1) for v in item.values()]
        elif isinstance(item, list):
            stack += [(v, level + 1) for v in item]
    return True
