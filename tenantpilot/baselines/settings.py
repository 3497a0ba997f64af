"""What a content sets, and to what, in words that are the same in every tenant: by it policies are known again that
were renamed, split, merged or moved.

Settings of the catalogue go by their definition, wherever they are nested; everything else by type and property path.
Names, descriptions, scope tags and the provider's own defaults set nothing. Ids of other objects and secrets count as
"one is set", because every tenant has its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tenantpilot.baselines.referring import is_everywhere, swapped
from tenantpilot.inventory.canonical import LABEL, SECRET, UNREADABLE, meaning
from tenantpilot.inventory.diff import says_nothing
from tenantpilot.inventory.matching import identity_text
from tenantpilot.provider.contracts.model import Contract

# Grows when settings are found otherwise: those of stored contents are then found anew.
VERSION = 1
# What a setting that may stand there several times ends with: values of it add up, they do not exclude each other.
MANY = "[]"
_ABOUT = frozenset({"name", "displayName", "description", "roleScopeTagIds", "@odata.type", "platforms", "technologies",
                    "templateReference", "priority"})  # fmt: skip
_IN_TEXT = re.compile(r"\[secret#[0-9a-f]+\]")
_DIGITS = 32


@dataclass(frozen=True)
class Setting:
    """One setting of a content. `path` is where it stands, as differences name it."""

    key: str
    value_digest: str
    path: str

    @property
    def is_many(self) -> bool:
        """Whether several values of it may stand beside each other."""
        return self.key.endswith(MANY)


def settings_of(content: str | bytes, contract: Contract) -> tuple[Setting, ...]:
    """Everything that a content sets, each setting and value once."""
    bare = swapped(parsed(content), contract, _masked)
    if not isinstance(bare, dict):
        return ()
    found: dict[tuple[str, str], Setting] = {}
    for one in _of_object(bare, contract):
        found.setdefault((one.key, one.value_digest), one)
    return tuple(found.values())


def parsed(content: str | bytes) -> Any:
    """What a stored content says."""
    return json.loads(content)


def about(contract: Contract) -> frozenset[str]:
    """Properties that say what a policy is called and whose it is, not what it sets."""
    return _ABOUT | {contract.name_property, contract.scope_tags}


def neutral(value: Any) -> Any:
    """The value without what is of one tenant only: the marks of its secrets."""
    if isinstance(value, dict):
        if SECRET in value:
            return {SECRET: ""}
        return {key: neutral(item) for key, item in value.items()}
    if isinstance(value, list):
        return [neutral(item) for item in value]
    return _IN_TEXT.sub("[secret]", value) if isinstance(value, str) and "[secret#" in value else value


def _masked(kind: str, ref: str) -> Any:
    return ref if is_everywhere(kind, ref) else f"$reference:{kind}"


def _digest(value: Any) -> str:
    text = json.dumps(neutral(meaning(value)), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _of_object(body: dict[str, Any], contract: Contract) -> Iterator[Setting]:
    kind = body.get("@odata.type")
    prefix = kind.rpartition(".")[2] if isinstance(kind, str) else contract.family
    left_out = about(contract)
    for key in sorted(body):
        if key not in left_out and not key.startswith("$"):
            yield from _of_value(body[key], key, key, prefix)


def _of_value(value: Any, path: str, name: str, prefix: str) -> Iterator[Setting]:
    """`name` is the path in the words of the key: members of lists by what they are."""
    if isinstance(value, dict) and SECRET not in value:
        if UNREADABLE in value:
            return
        for key in sorted(value):
            if key not in ("@odata.type", LABEL):
                yield from _of_value(value[key], f"{path}.{key}", f"{name}.{key}", prefix)
    elif isinstance(value, list):
        yield from _of_list(value, path, name, prefix)
    elif not says_nothing(value):
        yield Setting(f"{prefix}:{name}", _digest(value), path)


def _of_list(members: list[Any], path: str, name: str, prefix: str) -> Iterator[Setting]:
    names = [identity_text(item) for item in members]
    times = Counter(names)
    for at, (member, said) in enumerate(zip(members, names, strict=True)):
        place = f"{path}[{said or _single(member) or at}]"
        instance = member.get("settingInstance", member) if isinstance(member, dict) else None
        if isinstance(instance, dict) and isinstance(instance.get("settingDefinitionId"), str):
            inside = f"{place}.settingInstance" if instance is not member else place
            yield from _of_instance(instance, inside)
        elif isinstance(member, dict) and isinstance(member.get("definitionId"), str):
            yield Setting(f"{prefix}:{member['definitionId']}", _digest(_unnamed(member)), place)
        elif said and times[said] == 1 and "$reference:" not in said:
            yield Setting(f"{prefix}:{name}[{said}]", _digest(member), place)
        else:
            yield Setting(f"{prefix}:{name}{MANY}", _digest(member), place)


def _of_instance(instance: dict[str, Any], path: str) -> Iterator[Setting]:
    """A setting of the catalogue, the settings inside it, and each member where it holds several."""
    definition = str(instance["settingDefinitionId"])
    for key in sorted(instance):
        value = instance[key]
        if key.endswith("CollectionValue") and isinstance(value, list):
            yield from _of_members(value, definition, f"{path}.{key}")
        elif key.endswith("Value") and isinstance(value, dict):
            if "value" in value and not _is_unknown(value["value"]):
                yield Setting(definition, _digest(value["value"]), f"{path}.{key}")
            yield from _of_children(value, f"{path}.{key}")


def _of_members(members: list[Any], definition: str, path: str) -> Iterator[Setting]:
    if len(members) == 1 and isinstance(members[0], dict) and "value" not in members[0]:
        # A group that stands there once is no list in anybody's eyes: what is in it counts one by one.
        yield from _of_children(members[0], f"{path}[0]")
        return
    for at, member in enumerate(members):
        said = member.get("value") if isinstance(member, dict) else member
        place = f"{path}[{identity_text(member) or at}]"
        if not _is_unknown(said):
            children = member.get("children") if isinstance(member, dict) else None
            yield Setting(definition + MANY, _digest(member if children else said or member), place)


def _of_children(value: dict[str, Any], path: str) -> Iterator[Setting]:
    for child in value.get("children") or []:
        if isinstance(child, dict) and isinstance(child.get("settingDefinitionId"), str):
            yield from _of_instance(child, f"{path}.children[{child['settingDefinitionId']}]")


def _is_unknown(value: Any) -> bool:
    return isinstance(value, dict) and UNREADABLE in value


def _unnamed(member: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in member.items() if key not in ("id", "definitionId")}


def _single(member: Any) -> str:
    return "" if isinstance(member, dict | list) else str(member)[:200]
