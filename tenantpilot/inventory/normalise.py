"""From a policy as the provider gave it to what it says: without noise, without secrets, in one writing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tenantpilot.inventory import canonical
from tenantpilot.inventory.model import Canonical, Normalised
from tenantpilot.inventory.platforms import platform_of, type_of
from tenantpilot.inventory.references import IdsByName, is_exclusion, scope_tags_in
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.inventory.secrets import Concealed, conceal
from tenantpilot.inventory.shape import shape
from tenantpilot.inventory.veil import Veil
from tenantpilot.kernel.clock import moment
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.reading import Trouble

_NAMELESS: Mapping[tuple[str, str], str] = {}
_CLOCKS = ("lastModifiedDateTime", "modifiedDateTime")


def normalise(body: Any, contract: Contract, veil: Veil, *, ids_by_name: IdsByName = _NAMELESS) -> Normalised | Trouble:
    """The policy, or why it cannot be read; never an exception for anything that a provider may send.

    `body` is the hydrated object. `ids_by_name` (kind and name to id) tells ids where the provider showed a name
    in an id's place; give it only names that exactly one object has.
    """
    if not isinstance(body, Mapping):
        return Trouble("policy_unreadable", detail="not_an_object")
    provider_id = _identity(body, contract)
    if not provider_id:
        return Trouble("policy_unreadable", detail="no_id")
    try:
        return _normalised(provider_id, conceal(body, contract, veil), contract, ids_by_name)
    except canonical.UnreadableError as refused:
        return Trouble("policy_unreadable", subject=provider_id, detail=str(refused))
    except RecursionError:
        return Trouble("policy_unreadable", subject=provider_id, detail="too_deep")


def _normalised(provider_id: str, bare: Concealed, contract: Contract, ids_by_name: IdsByName) -> Normalised:
    body = bare.value
    content, meaning, references = shape(body, contract, ids_by_name)
    key = contract.assignments_in if contract.has_assignments else ""
    known = bool(key) and isinstance(body.get(key), list)
    targets = _distinct(content.pop(key), meaning.pop(key, [])) if known else ([], [])
    if key and not known:
        content.pop(key, None)
        meaning.pop(key, None)
    return Normalised(
        family=contract.family,
        provider_id=provider_id,
        name=_words(body.get(contract.name_property)),
        description=_words(body.get("description")),
        platform=platform_of(body, contract),
        type=type_of(body),
        modified_at=_modified_at(body),
        settings=_canonical(content, meaning, bare.is_plain),
        assignments=_canonical(*targets, bare.is_plain),
        assignments_known=known,
        is_assigned=any(isinstance(item, Mapping) and not is_exclusion(item.get("target")) for item in targets[0]),
        raw=json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(),
        references=references,
        scope_tags=scope_tags_in(content, contract),
        secrets=bare.count,
        unreadable=bare.unreadable,
        rules_version=RULES_VERSION,
    )


def _canonical(content: Any, meaning: Any, is_plain: bool) -> Canonical:
    return Canonical(canonical.written(content, is_plain=is_plain), canonical.digest(meaning, is_plain=is_plain))


def _identity(body: Mapping[Any, Any], contract: Contract) -> str:
    """The provider's id; a singleton that has none is known by its family."""
    value = body.get("id")
    if isinstance(value, str) and 0 < len(value) <= 512 and value.isprintable():
        return value
    return contract.family if contract.is_singleton else ""


def _words(value: Any) -> str:
    """A name or description; a character that no database text holds is replaced."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else ""


def _modified_at(body: Mapping[str, Any]) -> datetime | None:
    for key in _CLOCKS:
        value = body.get(key)
        if not isinstance(value, str):
            continue
        at = moment(value)
        if at is not None and at.year > 1900:
            return at
    return None


def _distinct(content: list[Any], meaning: list[Any]) -> tuple[list[Any], list[Any]]:
    """Assignments are a set: what stands there twice (directly and through a policy set) counts once."""
    pairs = list(zip(content, meaning, strict=False))
    kept = [pair for at, pair in enumerate(pairs) if not at or pair[1] != pairs[at - 1][1]]
    return [item for item, _ in kept], [item for _, item in kept]
