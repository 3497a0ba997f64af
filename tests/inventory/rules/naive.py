"""A second opinion on what changed, written apart from the product: plain JSON, lists as bags, a list of noise."""

from __future__ import annotations

import json
from typing import Any

_ANYWHERE = {"createdDateTime", "lastModifiedDateTime", "modifiedDateTime", "deletedDateTime", "auditRuleInformation"}
_AT_ROOT = {
    "id", "version", "settingCount", "creationSource", "priorityMetaData", "isAssigned", "templateId", "assignments",
    "supportsScopeTags", "partialEnablementStrategy",
}  # fmt: skip


def stripped(body: dict[str, Any]) -> dict[str, Any]:
    """The object without noise and without assignments."""
    kept = {key: _plain(value, key) for key, value in body.items() if key not in _AT_ROOT and not _noise(key)}
    return {key: value for key, value in kept.items() if value not in (None, [], {}, "")}


def changed_properties(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Names of the root's properties that an author changed."""
    old, new = stripped(before), stripped(after)
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Any]]:
    """Every single value that is no noise, with the steps to it."""
    if isinstance(value, dict):
        items = [(key, item) for key, item in value.items() if not _noise(key) and (path or key not in _AT_ROOT)]
        return [leaf for key, item in items if not _position(path, key) for leaf in leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for at, item in enumerate(value) for leaf in leaves(item, (*path, at))]
    return [(path, value)]


def _position(path: tuple[Any, ...], key: str) -> bool:
    return key == "id" and len(path) > 0


def _noise(key: str) -> bool:
    return key in _ANYWHERE or ("@odata." in key and key != "@odata.type")


def _plain(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        if key == "authenticationStrength":
            return {"id": value.get("id")}
        kept = {name: _plain(item, name) for name, item in value.items() if not _noise(name)}
        return {name: item for name, item in kept.items() if item not in (None, [], {}, "")}
    if isinstance(value, list):
        members = [_plain(item, "") for item in value]
        if key == "settings":
            members = [{name: item for name, item in one.items() if name != "id"} for one in members]
        return sorted(members, key=lambda item: json.dumps(item, sort_keys=True))
    return value
