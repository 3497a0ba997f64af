"""Assignments one by one: who gets a policy, who is left out, through which filter, and what changed of that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tenantpilot.inventory.canonical import UNREADABLE
from tenantpilot.inventory.references import is_exclusion

TargetKind = Literal["group", "all_devices", "all_users", "other"]
_KINDS: Mapping[str, TargetKind] = {
    "groupAssignmentTarget": "group",
    "exclusionGroupAssignmentTarget": "group",
    "allDevicesAssignmentTarget": "all_devices",
    "allLicensedUsersAssignmentTarget": "all_users",
}


@dataclass(frozen=True)
class Target:
    """One assignment. `filter_mode` is `include` or `exclude` with a filter; `intent` is an app's.

    `other` is what else the assignment says (schedules, settings), as JSON. `is_unknown` says that the provider did
    not tell its group or filter by id.
    """

    kind: TargetKind
    is_exclusion: bool = False
    group_id: str = ""
    filter_id: str = ""
    filter_mode: str = ""
    intent: str = ""
    type: str = ""
    other: str = ""
    is_unknown: bool = False

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes two assignments one that changed."""
        return self.type, self.group_id, self.intent


@dataclass(frozen=True)
class TargetChange:
    """An assignment that came (`before` is None), went (`after` is None) or is another now."""

    before: Target | None
    after: Target | None


def targets(content: bytes | str) -> tuple[Target, ...]:
    """The assignments of a stored content."""
    found = json.loads(content)
    return tuple(_target(item) for item in found if isinstance(item, dict)) if isinstance(found, list) else ()


def compare(before: bytes | str, after: bytes | str) -> tuple[TargetChange, ...]:
    """What changed between two stored assignment lists; the order in them plays no part."""
    old, new = targets(before), targets(after)
    gone = [item for item in old if item not in new]
    came = [item for item in new if item not in old]
    _forget_unknown(gone, came)
    _forget_unknown(came, gone)
    changes = []
    for item in gone:
        match = next((other for other in came if other.identity == item.identity), None)
        if match is not None:
            came.remove(match)
        changes.append(TargetChange(item, match))
    return (*changes, *(TargetChange(None, item) for item in came))


def _forget_unknown(one: list[Target], other: list[Target]) -> None:
    """What is not known by id may be what stands on the other side, so neither has come or gone."""
    for item in [item for item in one if item.is_unknown]:
        match = next((known for known in other if known.type == item.type), None)
        if match is not None:
            one.remove(item)
            other.remove(match)


def _target(item: dict[str, Any]) -> Target:
    target = item.get("target")
    inner = target if isinstance(target, dict) else {}
    short = _text(inner.get("@odata.type")).rpartition(".")[2]
    filter_id = _text(inner.get("deviceAndAppManagementAssignmentFilterId"))
    mode = _text(inner.get("deviceAndAppManagementAssignmentFilterType"))
    known = ("@odata.type", "target", "intent")
    other = {key: value for key, value in item.items() if key not in known and value not in (None, {}, [])}
    return Target(
        kind=_KINDS.get(short, "group" if inner.get("groupId") else "other"),
        is_exclusion=is_exclusion(inner),
        group_id=_text(inner.get("groupId")),
        filter_id=filter_id,
        filter_mode=mode if filter_id and mode != "none" else "",
        intent=_text(item.get("intent")),
        type=short,
        other=json.dumps(other, ensure_ascii=False, sort_keys=True) if other else "",
        is_unknown=any(isinstance(value, dict) and UNREADABLE in value for value in inner.values()),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
