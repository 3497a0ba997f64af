"""Secrets are replaced before anything is stored: by the contract's list first, then by a search of all text.

A secret becomes `{"$secret": <digest>}`, inside a longer text `[secret#<digest>]`. What the provider masked becomes
`{"$unreadable": "masked"}`, which is equal to everything: it never makes a version.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tenantpilot.inventory.canonical import MAX_DEPTH, SECRET, UNREADABLE, UnreadableError, scalar
from tenantpilot.inventory.canonical import text as checked_text
from tenantpilot.inventory.elsewhere import Elsewhere
from tenantpilot.inventory.places import MEMBER, Place, machine
from tenantpilot.inventory.scanner import is_credential_name, is_secret_value, scrub
from tenantpilot.inventory.veil import Veil
from tenantpilot.inventory.wrapping import opened
from tenantpilot.provider.contracts.everywhere import SECRETS
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.contracts.paths import as_json

__all__ = ["Concealed", "Veil", "conceal"]
_MASK = re.compile(r"[*•●]{4,}")
# A name beside a value: which property says what the value is, and which ones hold it.
_NAMING = ("key", "name", "appConfigKey", "settingDefinitionId", "definitionId", "omaUri", "displayName")
_VALUES = frozenset({
    "value", "valueString", "stringValue", "appConfigKeyValue", "simpleSettingValue", "simpleSettingCollectionValue",
})  # fmt: skip
_SHORTEST = 6
_DIGEST = re.compile(r"[0-9a-f]{64}")
_REASONS = frozenset({"masked", "named"})


@dataclass(frozen=True)
class Concealed:
    """An object without its secrets, every single value in its one form; what was replaced, what was masked."""

    value: dict[str, Any]
    count: int = 0
    unreadable: tuple[str, ...] = ()
    is_plain: bool = False


def conceal(body: Mapping[str, Any], contract: Contract, veil: Veil) -> Concealed:
    """The object with every secret replaced, also where it stands again somewhere else in it.

    Raises:
        UnreadableError: something in it has no canonical JSON, or it is too deep.
    """
    walk = _Walk(veil)
    value = walk.mapping(body, _places(contract), "", 0)
    found = Elsewhere(walk.found, veil)
    return Concealed(found.clean(value) if found else value, walk.count, tuple(walk.unreadable), walk.is_plain)


@lru_cache(maxsize=256)
def _places(contract: Contract) -> Place:
    secrets = [(secret.path, ("secret", secret.when)) for secret in (*SECRETS, *contract.secrets)]
    return machine([*secrets, *((text.path, ("text", text.kind, text.is_base64)) for text in contract.texts)])


class _Walk:
    def __init__(self, veil: Veil) -> None:
        self.veil = veil
        self.found: set[str] = set()
        self.unreadable: list[str] = []
        self.count = 0
        # Whether the quick writer of JSON writes this object canonically: no fractions, no key beyond ASCII.
        self.is_plain = True

    def mapping(self, value: Mapping[Any, Any], place: Place, path: str, depth: int) -> dict[str, Any]:
        if depth > MAX_DEPTH:
            raise UnreadableError("too_deep")
        named = _is_named_credential(value)
        clean: dict[str, Any] = {}
        for key, item in value.items():
            if not isinstance(key, str):
                raise UnreadableError("name_not_text")
            if not key.isascii():
                self.is_plain = False
            below = place.step(key)
            if isinstance(item, str):
                secret = (named and key in _VALUES) or _is_secret(below, value) or _is_secret_by_name(key, item)
                clean[_own_key(key)] = self.leaf(item, below, secret, path, key)
            elif item is None or isinstance(item, bool):
                clean[_own_key(key)] = item
            else:
                secret = (named and key in _VALUES) or _is_secret(below, value) or is_credential_name(key)
                clean[_own_key(key)] = self.value(item, below, secret, f"{path}.{key}", depth + 1)
        return clean

    def value(self, value: Any, place: Place, secret: bool, path: str, depth: int) -> Any:
        """A member of a list, or whatever is no text; `secret` holds for every text in it."""
        if isinstance(value, Mapping):
            if _is_mark(value):
                return dict(value)
            clean = self.mapping(value, place, path, depth)
            return self.whole(clean) if secret else clean
        if isinstance(value, list | tuple):
            if depth > MAX_DEPTH:
                raise UnreadableError("too_deep")
            below = place.step(MEMBER)
            return [self.value(item, below, secret or _is_secret(below, {}), path + "[]", depth + 1) for item in value]
        if isinstance(value, str):
            return self.leaf(value, place, secret, path, "")
        single = scalar(value)
        if isinstance(single, float):
            self.is_plain = False
        return single

    def whole(self, value: dict[str, Any]) -> dict[str, Any]:
        """An object under a credential's name: every text in it but its type."""
        return {
            key: self.hidden(item) if isinstance(item, str) and key != "@odata.type" and item else item
            for key, item in value.items()
        }

    def leaf(self, value: str, place: Place, secret: bool, path: str, key: str) -> Any:
        checked_text(value)
        if len(value) >= 4 and value[0] in "*•●" and _MASK.fullmatch(value):
            self.unreadable.append(f"{path}.{key}".strip("."))
            return {UNREADABLE: "masked"}
        if secret:
            return self.hidden(value) if value else value
        if place.tags and "text" in place.tags:
            return self.text(value, place.tags["text"][0][2])
        return value if len(value) < _SHORTEST or key == "@odata.type" else scrub(value, self.hidden_in_text)

    def text(self, value: str, is_base64: bool) -> str:
        wrapped = opened(value, binary=True) if is_base64 else None
        if wrapped is None:
            return scrub(value, self.hidden_in_text)
        clean = scrub(wrapped.inner, self.hidden_in_text)
        return value if clean == wrapped.inner else wrapped.close(clean)

    def hidden(self, value: str) -> dict[str, str]:
        self.count += 1
        self.found.add(value)
        return self.veil.mark(value)

    def hidden_in_text(self, value: str) -> str:
        self.count += 1
        self.found.add(value)
        return self.veil.mark_in_text(value)


def _own_key(key: str) -> str:
    """The property's name; names that begin like the product's own marks are written apart from them."""
    return checked_text(f"_{key}" if key.startswith("$") else key)


def _is_secret(place: Place, holder: Mapping[Any, Any]) -> bool:
    if not place.tags or "secret" not in place.tags:
        return False
    return any(when is None or as_json(holder.get(when[0])) == when[1] for _, when in place.tags["secret"])


def _is_secret_by_name(key: str, value: str) -> bool:
    return key[-1:] in "dtskynegr" and is_credential_name(key) and is_secret_value(value)


def _is_named_credential(holder: Mapping[Any, Any]) -> bool:
    if _VALUES.isdisjoint(holder):
        return False
    names = (holder.get(name) for name in _NAMING)
    return any(isinstance(name, str) and is_credential_name(name) for name in names)


def _is_mark(value: Mapping[Any, Any]) -> bool:
    """Whether this object was concealed before; nobody else can write a digest in a secret's place."""
    if len(value) != 1:
        return False
    name, told = next(iter(value.items()))
    if not isinstance(told, str):
        return False
    return (name == SECRET and _DIGEST.fullmatch(told) is not None) or (name == UNREADABLE and told in _REASONS)
