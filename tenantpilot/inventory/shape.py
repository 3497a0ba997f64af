"""One walk over a concealed object that leaves out the noise and brings lists that are sets into a stable order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tenantpilot.inventory.canonical import LABEL, SECRET, UNREADABLE, is_nothing
from tenantpilot.inventory.model import FoundReference
from tenantpilot.inventory.places import MEMBER, Place, Tag, machine
from tenantpilot.inventory.references import NO_ID, IdsByName, is_guid, reference
from tenantpilot.inventory.rules import names_of, rules_of
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.contracts.paths import as_json

__all__ = ["IdsByName", "is_annotation", "shape"]
# Of these the provider has no words beside ids: what is no id is a name.
_ALWAYS_IDS = frozenset({"group", "filter"})
# A value as content and as meaning.
Both = tuple[Any, Any]


@lru_cache(maxsize=256)
def _places(contract: Contract) -> Place:
    tagged: list[tuple[str, Tag]] = [(rule.path, (rule.kind, rule.other)) for rule in rules_of(contract)]
    for item in contract.references:
        names = names_of(item.path) if item.path.endswith("Id") else ()
        short = tuple(name.rpartition(".")[2] for name in names)
        tagged.append((item.path, ("reference", item.kind, item.path, item.when, short)))
    return machine(tagged)


def shape(
    value: Mapping[str, Any], contract: Contract, ids_by_name: IdsByName
) -> tuple[dict[str, Any], dict[str, Any], tuple[FoundReference, ...]]:
    """The object's content, its meaning (see `canonical.meaning`) in the same order, and what it points at."""
    walk = _Walk(ids_by_name)
    content, meaning = walk.mapping(value, _places(contract))
    found = sorted(walk.found, key=lambda item: (item.where, item.kind, item.id, item.mode))
    return content, meaning, tuple(found)


def is_annotation(key: str) -> bool:
    """Whether the provider wrote the property about the answer rather than about the object."""
    if "@" not in key and "#" not in key:
        return False
    return key != "@odata.type" and ("@odata." in key or key.startswith(("@microsoft.graph.", "#microsoft.graph.")))


class _Walk:
    def __init__(self, ids_by_name: IdsByName) -> None:
        self.ids_by_name = ids_by_name
        self.found: set[FoundReference] = set()

    def mapping(self, value: Mapping[str, Any], place: Place) -> Both:
        content: dict[str, Any] = {}
        meaning: dict[str, Any] = {}
        for key, item in value.items():
            below = place.step(key)
            if is_annotation(key) or (below.tags and _left_out(below.tags, item, value)):
                continue
            if below.tags and "label" in below.tags:
                content |= {LABEL: item} if isinstance(item, str) and item else {}
                continue
            kept, meant = self.value(item, below, value)
            content[key] = kept
            if not is_nothing(meant):
                meaning[key] = meant
        if place.names:
            self.named(content, meaning, place, value)
        return content, meaning

    def value(self, value: Any, place: Place, holder: Mapping[str, Any]) -> Both:
        tags = place.tags
        if isinstance(value, list):
            return self.members(value, place, holder)
        if isinstance(value, dict):
            if SECRET in value or UNREADABLE in value:
                return value, value
            return _copy(value) if tags and "copy" in tags else self.mapping(value, place)
        if tags and "reference" in tags:
            value = self.pointed(value, tags["reference"], holder)
        return value, value

    def members(self, value: list[Any], place: Place, holder: Mapping[str, Any]) -> Both:
        below = place.step(MEMBER)
        of_ids = place.tags and "reference" in place.tags
        pairs = [self.value(item, place if of_ids else below, holder) for item in value]
        if len(pairs) > 1 and "ordered" not in place.tags:
            pairs.sort(key=_order)
        if of_ids or "reference" in below.tags:
            pairs = [pair for at, pair in enumerate(pairs) if not at or pair[1] != pairs[at - 1][1]]
        return [content for content, _ in pairs], [meaning for _, meaning in pairs]

    def pointed(self, value: Any, tags: list[Tag], holder: Mapping[str, Any]) -> Any:
        """An id in its one writing; a name in its place becomes the id where exactly one object has it."""
        if not isinstance(value, str):
            return value
        for _, kind, path, when, _ in tags:
            if when is not None and as_json(holder.get(when[0])) != when[1]:
                continue
            if is_guid(value):
                value = value.lower()
            elif when is None:
                value = self.ids_by_name.get((kind, value), value)
                if value and kind in _ALWAYS_IDS and not is_guid(value):
                    return {UNREADABLE: "named"}
            found = reference(kind, value, path, holder)
            if found is not None:
                self.found.add(found)
        return None if value == NO_ID else value

    def named(self, content: dict[str, Any], meaning: dict[str, Any], place: Place, holder: Mapping[str, Any]) -> None:
        """An id that is missing while its name is there is found by the name or unreadable, but never absent."""
        for key, tag in place.names.items():
            if not is_nothing(content.get(key)):
                continue
            shown = next((holder[name] for name in tag[4] if isinstance(holder.get(name), str) and holder[name]), None)
            known = self.ids_by_name.get((tag[1], shown)) if shown else None
            if known:
                content[key] = meaning[key] = self.pointed(known, [tag], holder)
            elif shown:
                content[key] = {UNREADABLE: "named"}


def _copy(item: dict[str, Any]) -> Both:
    """Of an object that is shown as a copy of another one only the id counts."""
    kept = {"id": item["id"]} if item.get("id") else {}
    label = item.get("displayName") or item.get("label")
    return ({**kept, LABEL: label} if isinstance(label, str) and label else kept), kept


def _left_out(tags: Mapping[str, list[Tag]], item: Any, holder: Mapping[str, Any]) -> bool:
    if "ignore" in tags or ("ignore_null" in tags and item is None):
        return True
    return "twin" in tags and holder.get(tags["twin"][0][1]) is not None


def _order(pair: Both) -> str:
    meaning = pair[1]
    return meaning if isinstance(meaning, str) else json.dumps(meaning, sort_keys=True)
