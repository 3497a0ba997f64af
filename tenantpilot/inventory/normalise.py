"""From a policy as the provider gave it to what it says: without noise, without secrets, in one writing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tenantpilot.inventory import canonical
from tenantpilot.inventory.model import Canonical, Normalised
from tenantpilot.inventory.platforms import platform_of, type_of
from tenantpilot.inventory.references import IdsByName, references_in, scope_tags_in
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.inventory.secrets import Veil, conceal
from tenantpilot.inventory.shape import shape
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.reading import Trouble

_NAMELESS: Mapping[tuple[str, str], str] = {}


def normalise(body: Any, contract: Contract, veil: Veil, *, ids_by_name: IdsByName = _NAMELESS) -> Normalised | Trouble:
    """The policy, or why it cannot be read; never an exception for anything that a provider may send.

    `body` is the hydrated object. `ids_by_name` (kind and name to id) tells ids where the provider showed a name
    in an id's place; give it only names that one object has.
    """
    if not isinstance(body, Mapping):
        return Trouble("policy_unreadable", detail="not_an_object")
    try:
        return _normalised(body, contract, veil, ids_by_name)
    except (canonical.UnreadableError, RecursionError) as refused:
        detail = str(refused) if isinstance(refused, canonical.UnreadableError) else "too_deep"
        return Trouble("policy_unreadable", subject=_identity(body, contract), detail=detail)


def _normalised(
    body: Mapping[str, Any], contract: Contract, veil: Veil, ids_by_name: IdsByName
) -> Normalised | Trouble:
    provider_id = _identity(body, contract)
    if not provider_id:
        return Trouble("policy_unreadable", detail="no_id")
    concealed = conceal(body, contract, veil)
    bare = concealed.value
    content = shape(bare, contract, ids_by_name)
    key = contract.assignments_in if contract.has_assignments else ""
    known = bool(key) and isinstance(bare.get(key), list)
    assignments = _canonical(_distinct(content.pop(key, None) if key else None))
    settings = _canonical(content)
    references = references_in(content, json.loads(assignments.content), contract)
    return Normalised(
        contract.family, provider_id, _words(bare.get(contract.name_property)), _words(bare.get("description")),
        platform_of(bare, contract), type_of(bare), _moment(bare), settings, assignments, known,
        any(item.mode != "exclude" for item in references if item.where.startswith("assignments")) or _to_all(assignments),
        json.dumps(bare, ensure_ascii=False, separators=(",", ":")).encode(),
        references, scope_tags_in(content, contract), concealed.count, concealed.unreadable, RULES_VERSION,
    )  # fmt: skip
