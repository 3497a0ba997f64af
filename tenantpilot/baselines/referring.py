"""Ids of other objects inside contents: found by the family's contract, put into another tenant's words.

A content of settings is an object; one of assignments is a list, whose places the contract names under `assignments`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from tenantpilot.inventory.places import MEMBER, Place, machine
from tenantpilot.inventory.references import reference
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.contracts.paths import as_json

# What stands for the id of `kind` that was found.
Swap = Callable[[str, str], Any]
# These have one id in every tenant: roles of the directory by their template, applications by the id they bring along.
_EVERYWHERE = frozenset({"directory_role", "application"})
_BUILT_IN = "00000000-0000-0000-0000-"
_DEFAULT_TAG = "0"
_MARKS = ("$secret", "$unreadable")


def is_everywhere(kind: str, ref: str) -> bool:
    """Whether the object has this very id in every tenant."""
    return kind in _EVERYWHERE or ref.startswith(_BUILT_IN) or (kind == "scope_tag" and ref == _DEFAULT_TAG)


def references(value: Any, contract: Contract) -> tuple[tuple[str, str], ...]:
    """Kind and id of everything that a content points at and that may have another id elsewhere, each once."""
    found: dict[tuple[str, str], None] = {}

    def note(kind: str, ref: str) -> str:
        if not is_everywhere(kind, ref):
            found[kind, ref] = None
        return ref

    swapped(value, contract, note)
    return tuple(found)


def swapped(value: Any, contract: Contract, swap: Swap) -> Any:
    """The content with every id of another object replaced by what `swap` says of it."""
    start = _places(contract)
    if isinstance(value, list):
        return _walked(value, start.step(contract.assignments_in), {}, swap)
    return _walked(value, start, {}, swap)


@lru_cache(maxsize=256)
def _places(contract: Contract) -> Place:
    return machine([(one.path, ("reference", one.kind, one.path, one.when, ())) for one in contract.references])


def _walked(value: Any, place: Place, holder: dict[str, Any], swap: Swap) -> Any:
    if isinstance(value, dict):
        if any(mark in value for mark in _MARKS):
            return value
        return {key: _walked(item, place.step(key), value, swap) for key, item in value.items()}
    if isinstance(value, list):
        below = place if "reference" in place.tags else place.step(MEMBER)
        return [_walked(item, below, holder, swap) for item in value]
    if "reference" in place.tags and isinstance(value, str):
        return _swapped(value, place, holder, swap)
    return value


def _swapped(value: str, place: Place, holder: dict[str, Any], swap: Swap) -> Any:
    for _, kind, path, when, _ in place.tags["reference"]:
        if when is not None and as_json(holder.get(when[0])) != when[1]:
            continue
        found = reference(kind, value, path, holder)
        if found is not None:
            return swap(found.kind, found.id)
    return value
