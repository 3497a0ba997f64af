"""Which member of one list is which of another: by what it is (a setting, a group, a key), then by what it says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from tenantpilot.inventory.canonical import SECRET, UNREADABLE, meaning

Identity = Callable[[dict[str, Any]], str]
# The properties that name a member, the surest first; dots lead into inner objects.
_NAMES = (
    ("settingInstance.settingDefinitionId",), ("settingDefinitionId",), ("definition.id",), ("presentation.id",),
    ("target.@odata.type", "target.groupId", "intent"), ("target.@odata.type", "target.groupId"),
    ("target.@odata.type",), ("mobileAppIdentifier.packageId",), ("mobileAppIdentifier.bundleId",),
    ("mobileAppIdentifier.windowsAppId",), ("omaUri",), ("appConfigKey",), ("key",), ("locale",), ("permission",),
    ("payloadId",), ("id",), ("name",), ("displayName",), ("actionType", "notificationTemplateId"), ("ruleName",),
    ("@odata.type", "value"), ("value",), ("cidrAddress",), ("appId",), ("bundleID",),
)  # fmt: skip
# Beyond it the rest of two lists is removed and added, not compared each with each.
_MOST_COMPARED = 4000


@dataclass(frozen=True)
class Pair:
    """A member on both sides, or on one with `NOTHING` on the other; `name` stands in paths."""

    NOTHING: ClassVar[object] = object()
    name: str
    before: Any
    after: Any


def matched(before: list[Any], after: list[Any]) -> Iterator[Pair]:
    """Pairs of members that are not known to be equal; equal ones are left out, wherever they stand."""
    old, new = _unequal(before, after)
    if not old and not new:
        return
    identity = _identity([*old, *new], old, new)
    if identity is not None:
        yield from _by_identity(old, new, identity)
    else:
        yield from _by_likeness(old, new)


def identity_text(member: Any) -> str:
    """What names a member of a list for readers, or nothing."""
    if not isinstance(member, dict):
        return ""
    for names in _NAMES:
        values = [_at(member, name) for name in names]
        if values[-1] and all(value is not None for value in values):
            return values[-1] or ""
    return ""


def _unequal(before: list[Any], after: list[Any]) -> tuple[list[Any], list[Any]]:
    old, new = [_key(item) for item in before], [_key(item) for item in after]
    common = Counter(old) & Counter(new)
    return _without(before, old, Counter(common)), _without(after, new, Counter(common))


def _without(items: list[Any], keys: list[str], common: Counter[str]) -> list[Any]:
    left = []
    for item, key in zip(items, keys, strict=True):
        if common[key] > 0:
            common[key] -= 1
        else:
            left.append(item)
    return left


def _key(item: Any) -> str:
    return json.dumps(meaning(item), sort_keys=True)


def _identity(members: list[Any], old: list[Any], new: list[Any]) -> Identity | None:
    if not all(isinstance(item, dict) for item in members):
        return None
    for names in _NAMES:
        first = [tuple(_at(item, name) for name in names) for item in old]
        second = [tuple(_at(item, name) for name in names) for item in new]
        if any(None in key for key in (*first, *second)):
            continue
        if len(set(first)) == len(first) and len(set(second)) == len(second):
            return lambda item, names=names: " ".join(_at(item, name) or "" for name in names)  # type: ignore[misc]
    return None


def _at(member: dict[str, Any], name: str) -> str | None:
    value: Any = member
    for step in name.split(".") if not name.startswith("@") and ".@" not in name else _odata(name):
        value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, bool) or value is None or isinstance(value, dict | list):
        return None
    return str(value)


def _odata(name: str) -> list[str]:
    return ["target", "@odata.type"] if name.startswith("target.") else ["@odata.type"]


def _by_identity(old: list[Any], new: list[Any], identity: Identity) -> Iterator[Pair]:
    later = {identity(item): item for item in new}
    for item in old:
        name = identity(item)
        yield Pair(identity_text(item) or name, item, later.pop(name, Pair.NOTHING))
    for name, item in later.items():
        yield Pair(identity_text(item) or name, Pair.NOTHING, item)


def _by_likeness(old: list[Any], new: list[Any]) -> Iterator[Pair]:
    """Members without a name: the most alike belong together; nothing in common is nothing to compare."""
    rest = list(new)
    if len(old) * len(new) <= _MOST_COMPARED:
        for score, one, other in sorted(_scores(old, new), key=lambda item: -item[0]):
            if score and one in old and other in rest and _holds(old, one) and _holds(rest, other):
                old, rest = _minus(old, one), _minus(rest, other)
                yield Pair(identity_text(other) or _position(new, other), one, other)
    for at, item in enumerate(old):
        yield Pair(identity_text(item) or _single(item) or str(at), item, Pair.NOTHING)
    for at, item in enumerate(rest):
        yield Pair(identity_text(item) or _single(item) or str(at), Pair.NOTHING, item)


def _scores(old: list[Any], new: list[Any]) -> Iterator[tuple[float, Any, Any]]:
    leaves = {id(item): Counter(_leaves(item)) for item in (*old, *new) if isinstance(item, dict)}
    for one in old:
        for other in new:
            if _masked(one) or _masked(other):
                yield 2.0, one, other
            elif id(one) in leaves and id(other) in leaves:
                shared = sum((leaves[id(one)] & leaves[id(other)]).values())
                yield shared / max(1, sum((leaves[id(one)] | leaves[id(other)]).values())), one, other


def _masked(item: Any) -> bool:
    return isinstance(item, dict) and UNREADABLE in item


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict) and SECRET not in value:
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, path + "[]")
    else:
        yield f"{path}={value}"


def _holds(items: list[Any], one: Any) -> bool:
    return any(item is one for item in items)


def _minus(items: list[Any], one: Any) -> list[Any]:
    at = next(at for at, item in enumerate(items) if item is one)
    return [*items[:at], *items[at + 1 :]]


def _position(items: list[Any], one: Any) -> str:
    return str(next(at for at, item in enumerate(items) if item is one))


def _single(item: Any) -> str:
    return "" if isinstance(item, dict | list) else str(item)[:200]
