"""Which other objects a policy points at. Words that stand for no object (All, None, …) are none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tenantpilot.inventory.model import FoundReference, Mode
from tenantpilot.provider.contracts.model import Contract

# Ids of objects by kind and name, for names that exactly one object has.
IdsByName = Mapping[tuple[str, str], str]
NO_ID = "00000000-0000-0000-0000-000000000000"
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_EXCLUSION = "exclusionGroupAssignmentTarget"


def is_guid(text: str) -> bool:
    """Whether a text has the form of the provider's ids."""
    return len(text) == 36 and _GUID.fullmatch(text) is not None


def reference(kind: str, value: Any, path: str, holder: Mapping[str, Any]) -> FoundReference | None:
    """What the id `value` of the object `holder` points at; None for a word or nothing."""
    if not isinstance(value, str) or value == NO_ID:
        return None
    if is_guid(value) or (kind == "scope_tag" and value):
        return FoundReference(kind, value, path, _mode(holder, path))
    return None


def scope_tags_in(settings: Mapping[str, Any], contract: Contract) -> tuple[str, ...]:
    """Ids of the scope tags, in a stable order."""
    tags = settings.get(contract.scope_tags) if contract.scope_tags else None
    return tuple(sorted({str(tag) for tag in tags if isinstance(tag, str | int)})) if isinstance(tags, list) else ()


def is_exclusion(target: Any) -> bool:
    """Whether an assignment's target leaves its group out."""
    return isinstance(target, Mapping) and str(target.get("@odata.type", "")).endswith(_EXCLUSION)


def _mode(holder: Mapping[str, Any], path: str) -> Mode:
    if is_exclusion(holder):
        return "exclude"
    name = path.replace("[]", "").rpartition(".")[2]
    if name.startswith("exclude"):
        return "exclude"
    return "include" if name.startswith("include") or path.startswith("assignments") else ""
