"""How one object looks: which parts are left out, which expanded, what a list hides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tenantpilot.sandbox.graph.collections import Collection, Part
from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.query import Expansion

CONTEXT = "https://graph.microsoft.com"
MASK = "****"


def context(version: str, path: str, *, is_entity: bool = False, fields: Iterable[str] = ()) -> str:
    """The @odata.context of an answer; it names the real service, as recorded answers do."""
    named = ",".join(fields)
    shape = f"({named})" if named else ""
    return f"{CONTEXT}/{version}/$metadata#{path}{shape}{'/$entity' if is_entity else ''}"


def below(path: str, id_: str, part: str = "") -> str:
    """The path of an object or of something below it, as contexts spell it."""
    return f"{path}('{id_}')" + (f"/{part}" if part else "")


def _without(item: Json, parts: Iterable[Part]) -> Json:
    """The object without what Graph serves below it, and without annotations of a former answer."""
    names = {part.name for part in parts}
    dropped = names | {f"{name}@odata.context" for name in names} | {"@odata.context"}
    return {key: value for key, value in item.items() if key not in dropped}


def masked(item: Json) -> Json:
    """Encrypted values of a custom profile are never shown; they have an operation of their own."""
    settings = item.get("omaSettings")
    if not isinstance(settings, list):
        return item
    shown = [
        entry | {"value": MASK} if isinstance(entry, dict) and entry.get("isEncrypted") else entry for entry in settings
    ]
    return item | {"omaSettings": shown}


def _part_value(part: Part, value: Any, expansion: Expansion, at: str, version: str) -> Any:
    if part.is_single:
        return _member(value, part, expansion, at, version) if isinstance(value, dict) else value
    return [_member(member, part, expansion, at, version) for member in value or []]


def _member(member: Any, part: Part, expansion: Expansion, at: str, version: str) -> Any:
    if not isinstance(member, dict):
        return member
    here = below(at, str(member.get("id", "")))
    return _expanded(member, part.parts, expansion.expand, here, version, expansion.select)


def _expanded(
    item: Json,
    parts: tuple[Part, ...],
    expand: tuple[Expansion, ...],
    at: str,
    version: str,
    select: tuple[str, ...] = (),
) -> Json:
    shown = selected(_without(item, parts), select)
    for expansion in expand:
        part = next((part for part in parts if part.name == expansion.name), None)
        if part is not None:
            where = f"{at}/{part.name}"
            shown[f"{part.name}@odata.context"] = context(version, where)
            value = item.get(part.name) if part.is_single else item.get(part.name) or []
            shown[part.name] = _part_value(part, value, expansion, where, version)
    return shown


def selected(item: Json, names: tuple[str, ...]) -> Json:
    """What $select leaves; `id` and the type always stay, names match without case."""
    if not names or "*" in names:
        return dict(item)
    wanted = {name.rpartition("/")[2].lower() for name in names} | {"id"}
    return {
        key: value for key, value in item.items() if key.lower() in wanted or key in {"@odata.type", "@odata.context"}
    }


def listed(item: Json, collection: Collection, select: tuple[str, ...]) -> Json:
    """What a list shows of an object's own properties."""
    wanted = {name.lower() for name in select}
    shown = {
        key: value for key, value in item.items() if key not in collection.unless_selected or key.lower() in wanted
    }
    for key in collection.null_in_list & shown.keys():
        shown[key] = None
    for key in collection.empty_in_list & shown.keys():
        shown[key] = []
    return shown


def whole(
    item: Json,
    parts: tuple[Part, ...],
    select: tuple[str, ...],
    expand: tuple[Expansion, ...],
    at: str,
    version: str,
) -> Json:
    """An object with what was asked for; `at` is its own path."""
    return _expanded(masked(item), parts, expand, at, version, select)
