"""One walk over a concealed object that leaves out the noise and brings lists that are sets into a stable order."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tenantpilot.inventory.canonical import LABEL, SECRET, UNREADABLE, is_nothing
from tenantpilot.inventory.places import MEMBER, Place, Tag, machine
from tenantpilot.inventory.rules import names_of, rules_of
from tenantpilot.provider.contracts.model import Contract

IdsByName = Mapping[tuple[str, str], str]
Both = tuple[Any, Any]
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
NO_ID = "00000000-0000-0000-0000-000000000000"


@lru_cache(maxsize=256)
def _places(contract: Contract) -> Place:
    tagged: list[tuple[str, Tag]] = [(rule.path, (rule.kind, rule.other)) for rule in rules_of(contract)]
    for reference in contract.references:
        if reference.when:
            continue  # only some values at this place are ids: none of them is looked up by a name
        names = names_of(reference.path) if reference.path.endswith("Id") else ()
        tagged.append((reference.path, ("reference", reference.kind, tuple(name.rpartition(".")[2] for name in names))))
    return machine(tagged)


def shape(
    value: Mapping[str, Any], contract: Contract, ids_by_name: IdsByName
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The object's content, and its meaning (see `canonical.meaning`) in the same order."""
    content, meaning = _Walk(ids_by_name).mapping(value, _places(contract))
    return content, meaning


def is_annotation(key: str) -> bool:
    """Whether the provider wrote the property about the answer rather than about the object."""
    if "@" not in key and "#" not in key:
        return False
    return key != "@odata.type" and ("@odata." in key or key.startswith(("@microsoft.graph.", "#microsoft.graph.")))


def is_guid(text: str) -> bool:
    """Whether a text has the form of the provider's ids."""
    return len(text) == 36 and _GUID.fullmatch(text) is not None


class _Walk:
    def __init__(self, ids_by_name: IdsByName) -> None:
        self.ids_by_name = ids_by_name

    def value(self, value: Any, place: Place) -> Both:
        if isinstance(value, dict):
            return (value, value) if SECRET in value or UNREADABLE in value else self.mapping(value, place)
        if isinstance(value, list):
            return self.members(value, place)
        if place.tags and "reference" in place.tags:
            value = self.reference(value, place.tags["reference"][0][1])
        return value, value

    def mapping(self, value: Mapping[str, Any], place: Place) -> Both:
        content: dict[str, Any] = {}
        meaning: dict[str, Any] = {}
        for key, item in value.items():
            below = place.step(key)
            if is_annotation(key) or (below.tags and _left_out(below, item, value)):
                continue
            if below.tags and "label" in below.tags:
                if isinstance(item, str) and item:
                    content[LABEL] = item
                continue
            kept, meant = self.copy(item) if "copy" in below.tags else self.value(item, below)
            if below.tags and "reference" in below.tags:
                kept = meant = self.named(kept, below, value)
            content[key] = kept
            if not is_nothing(meant):
                meaning[key] = meant
        return content, meaning

    def members(self, value: list[Any], place: Place) -> Both:
        below = place.step(MEMBER)
        pairs = [self.value(item, below) for item in value]
        if "ordered" not in place.tags and len(pairs) > 1:
            pairs.sort(key=_order)
        if "reference" in below.tags:
            pairs = [pair for at, pair in enumerate(pairs) if not at or pair[1] != pairs[at - 1][1]]
        return [content for content, _ in pairs], [meaning for _, meaning in pairs]

    def copy(self, item: Any) -> Both:
        """Of an object that is shown as a copy of another one only the id counts."""
        if not isinstance(item, dict):
            return item, item
        kept = {"id": item["id"]} if item.get("id") else {}
        label = item.get("displayName") or item.get("label")
        return ({**kept, LABEL: label} if isinstance(label, str) and label else kept), kept

    def reference(self, value: Any, kind: str) -> Any:
        if not isinstance(value, str):
            return value
        if is_guid(value):
            return None if value == NO_ID else value.lower()
        return self.ids_by_name.get((kind, value), value)

    def named(self, kept: Any, below: Place, holder: Mapping[str, Any]) -> Any:
        """An id that is missing while its name is there: found by the name, or unreadable, but never absent."""
        if kept is not None:
            return kept
        _, kind, names = below.tags["reference"][0]
        shown = next((holder[name] for name in names if isinstance(holder.get(name), str) and holder[name]), None)
        return None if shown is None else self.ids_by_name.get((kind, shown), {UNREADABLE: "named"})


def _left_out(place: Place, item: Any, holder: Mapping[str, Any]) -> bool:
    tags = place.tags
    if "ignore" in tags or ("ignore_null" in tags and item is None):
        return True
    return "twin" in tags and holder.get(tags["twin"][0][1]) is not None


def _order(pair: Both) -> str:
    meaning = pair[1]
    return meaning if isinstance(meaning, str) else json.dumps(meaning, sort_keys=True)
