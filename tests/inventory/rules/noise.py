"""What a provider does to an answer without anybody having changed anything."""

from __future__ import annotations

import copy
import random
from typing import Any

CLOCK = "2031-01-01T00:00:00.{:07d}Z"
NAMES = {"group": "All staff", "filter": "Corporate devices"}


def noisy(body: dict[str, Any], seed: int) -> tuple[dict[str, Any], dict[tuple[str, str], str]]:
    """The object as another capture might show it, and the ids that its names stand for."""
    dice = random.Random(seed)
    known: dict[tuple[str, str], str] = {}
    varied = _varied(copy.deepcopy(body), dice, known, at_root=True)
    varied["version"] = dice.randint(1, 10**6)
    varied["@odata.etag"] = f'W/"{dice.random()}"'
    varied["#microsoft.graph.assign"] = {"title": "assign"}
    for at, member in enumerate(varied.get("settings") or []):
        if isinstance(member, dict) and "settingInstance" in member:
            member["id"] = str(at)
    if dice.random() < 0.5 and varied.get("assignments"):
        again = copy.deepcopy(dice.choice(varied["assignments"]))
        varied["assignments"].append({**again, "id": "other", "source": "policySets", "sourceId": str(seed)})
    return varied, known


def _varied(value: Any, dice: random.Random, known: dict[tuple[str, str], str], *, at_root: bool = False) -> Any:
    if isinstance(value, list):
        members = [_varied(item, dice, known) for item in value]
        dice.shuffle(members)
        return members
    if not isinstance(value, dict):
        return value
    items = [
        (key, _varied(item, dice, known)) for key, item in value.items() if item is not None or dice.random() < 0.5
    ]
    dice.shuffle(items)
    varied = dict(items)
    for key in ("createdDateTime", "lastModifiedDateTime", "modifiedDateTime"):
        if key in varied or at_root:
            varied[key] = CLOCK.format(dice.randint(0, 9_999_999))
    _extend(varied, dice)
    _twins(varied, dice, known)
    return varied


def _extend(varied: dict[str, Any], dice: random.Random) -> None:
    """Properties that a new version of the service sends."""
    if dice.random() < 0.4:
        varied["auditRuleInformation"] = dice.choice([None, {"rule": dice.random()}, "changed", 7])
    if dice.random() < 0.4:
        varied[f"newProperty{dice.randint(1, 9)}"] = dice.choice([None, [], {}, ""])
    if dice.random() < 0.3:
        varied[f"{next(iter(varied), 'x')}@odata.context"] = "https://graph.example/$metadata#x"


def _twins(varied: dict[str, Any], dice: random.Random, known: dict[tuple[str, str], str]) -> None:
    """References shown once by id, once by name, once by both."""
    for key, kind in (("groupId", "group"), ("deviceAndAppManagementAssignmentFilterId", "filter")):
        value = varied.get(key)
        if not isinstance(value, str) or value.startswith("00000000"):
            continue
        name = f"{NAMES[kind]} {value[:8]}"
        known[(kind, name)] = value.lower()
        way = dice.randint(0, 3)
        if way == 1:
            varied[key] = name
        elif way == 2:
            varied[key.removesuffix("Id") + "DisplayName"] = name
            if dice.random() < 0.5:
                del varied[key]
        elif way == 3:
            varied[key] = value.upper()
