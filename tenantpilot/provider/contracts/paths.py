"""Where something stands inside an object: dotted names, `[]` for members of a list, `*` for any one property and
`**` for any depth, none included. `**.value` finds every property `value`, however deep.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

_STEP = re.compile(r"(\*\*|\*|[A-Za-z]\w*)((?:\[\])*)")
# Type names whose collection is not simply their plural.
_TYPED = {
    "windowsInformationProtectionPolicy": "windowsInformationProtectionPolicies",
    "mdmWindowsInformationProtectionPolicy": "mdmWindowsInformationProtectionPolicies",
    "windowsInformationProtection": "windowsInformationProtectionPolicies",
}
Place = tuple[Any, str | int]


@cache
def steps(path: str) -> tuple[str, ...]:
    """The path's single steps: names, `[]`, `*`, `**`.

    Raises:
        ValueError: the path is not written as this module explains.
    """
    found: list[str] = []
    for word in path.split("."):
        match = _STEP.fullmatch(word)
        if not match:
            raise ValueError(path)
        found += [match[1], *("[]" for _ in range(len(match[2]) // 2))]
    return tuple(found)


def places(body: Any, path: str, when: tuple[str, str] | None = None) -> Iterator[Place]:
    """Every place of `body` that `path` names, as the container and the name or position in it."""
    for holder, key in _walk(body, steps(path)):
        if when is None or (isinstance(holder, Mapping) and as_json(holder.get(when[0])) == when[1]):
            yield holder, key


def values(body: Any, path: str) -> Iterator[Any]:
    """The values that stand at the places of `path`."""
    return (holder[key] for holder, key in places(body, path))


def as_json(value: Any) -> str:
    """A single value as JSON writes it; texts without their quotes."""
    return value if isinstance(value, str) else json.dumps(value, default=str)


def type_of(body: Mapping[str, Any]) -> str:
    """The short name of the object's type, or nothing where the provider sends none."""
    name = body.get("@odata.type")
    return name.rsplit(".", 1)[-1].lstrip("#") if isinstance(name, str) else ""


def typed_collection(type_name: str) -> str:
    """The collection that holds objects of a type, which is its plural but for a few."""
    return _TYPED.get(type_name, f"{type_name}s")


def _walk(value: Any, rest: tuple[str, ...]) -> Iterator[Place]:
    step, after = rest[0], rest[1:]
    if step == "**":
        yield from _walk(value, after)
        for key in _keys(value):
            yield from _walk(value[key], rest)
        return
    for key in _chosen(value, step):
        if after:
            yield from _walk(value[key], after)
        else:
            yield value, key


def _keys(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value)
    return list(range(len(value))) if isinstance(value, list) else []


def _chosen(value: Any, step: str) -> list[Any]:
    if step == "[]":
        return list(range(len(value))) if isinstance(value, list) else []
    if not isinstance(value, Mapping):
        return []
    return list(value) if step == "*" else [step] if step in value else []
