"""Which other objects a policy points at. Words that stand for no object (All, None, …) are none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tenantpilot.inventory.model import FoundReference, Mode
from tenantpilot.inventory.shape import NO_ID, is_guid
from tenantpilot.provider.contracts.model import Contract, Reference
from tenantpilot.provider.contracts.paths import places

_EXCLUSION = "exclusionGroupAssignmentTarget"


def references_in(
    settings: Mapping[str, Any], assignments: list[Any] | None, contract: Contract
) -> tuple[FoundReference, ...]:
    """Every id in settings and assignments that the contract declares, with its place and whether it takes in."""
    whole = {**settings, contract.assignments_in: assignments} if assignments is not None else settings
    found = [item for reference in contract.references for item in _found(whole, reference)]
    found += [FoundReference("scope_tag", tag, contract.scope_tags) for tag in scope_tags_in(settings, contract)]
    return tuple(dict.fromkeys(found))


def scope_tags_in(settings: Mapping[str, Any], contract: Contract) -> tuple[str, ...]:
    """Ids of the scope tags, in a stable order."""
    tags = settings.get(contract.scope_tags) if contract.scope_tags else None
    return tuple(sorted({str(tag) for tag in tags if isinstance(tag, (str, int))})) if isinstance(tags, list) else ()


def is_exclusion(target: Any) -> bool:
    """Whether an assignment's target leaves its group out."""
    return isinstance(target, Mapping) and str(target.get("@odata.type", "")).endswith(_EXCLUSION)


def _found(whole: Mapping[str, Any], reference: Reference) -> Iterator[FoundReference]:
    for holder, key in places(whole, reference.path, reference.when):
        value = holder[key]
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and is_guid(item) and item != NO_ID:
                yield FoundReference(reference.kind, item, reference.path, _mode(holder, reference.path))


def _mode(holder: Any, path: str) -> Mode:
    if is_exclusion(holder):
        return "exclude"
    name = path.replace("[]", "").rpartition(".")[2]
    if name.startswith("exclude"):
        return "exclude"
    return "include" if name.startswith("include") or path.startswith("assignments") else ""
