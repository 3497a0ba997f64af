"""Names of objects that policies point at, by their ids. What was not found is told apart from what is not known."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from tenantpilot.provider.client.answers import Answer
from tenantpilot.provider.client.batching import Batcher
from tenantpilot.provider.client.problems import Problem
from tenantpilot.provider.client.together import together
from tenantpilot.provider.client.wire import Ask, Wire
from tenantpilot.provider.contracts.names import NAME_SOURCES, NAMES_IN_FAMILIES, NameSource
from tenantpilot.provider.contracts.registry import find
from tenantpilot.provider.reading import NamesReading

Wanted = tuple[str, str]
_AT_ONCE = 500
_BY_IDS = 1000
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_PLAIN = re.compile(r"[\w.\-]{1,128}")
_DIRECTORY = {"group": "group", "user": "user"}
_MOST_TROUBLES = 20


class Resolver:
    """Collects names; asked for many at once."""

    def __init__(self, wire: Wire, batchers: Mapping[str, Batcher]) -> None:
        self._wire = wire
        self._batchers = batchers
        self._names: dict[Wanted, str] = {}
        self._missing: set[Wanted] = set()
        self._problems: list[Problem] = []

    async def resolve(self, wanted: Collection[Wanted]) -> NamesReading:
        """Names of (kind, id). Words of the provider in an id's place (`All`) and unknown kinds are left alone."""
        askable = sorted({one for one in wanted if _source(one[0]) is not None and _is_id(*one)})
        groups = [one for one in askable if one[0] in _DIRECTORY]
        for group in _slices(groups, _BY_IDS):
            await self._many(group)
        rest = [one for one in askable if one not in self._names]
        for group in _slices(rest, _AT_ONCE):
            await together(self._one(*one) for one in group)
        troubles = tuple(dict.fromkeys(found.trouble for found in self._problems))
        return NamesReading(dict(self._names), frozenset(self._missing), troubles[:_MOST_TROUBLES])

    async def _many(self, wanted: list[Wanted]) -> None:
        """Groups and users, a thousand in a request. Those it leaves out are asked for one by one."""
        body = {"ids": [one[1] for one in wanted], "types": sorted({_DIRECTORY[one[0]] for one in wanted})}
        url = self._wire.link.url("v1.0", "directoryObjects/getByIds", "$select=id,displayName")
        answer = await self._wire.ask(Ask(url, {"directory": 1}, "POST", json.dumps(body).encode()))
        members = answer.body.get("value") if answer.is_good and isinstance(answer.body, Mapping) else None
        by_id = {one[1].lower(): one for one in wanted}
        for member in members if isinstance(members, list) else ():
            name, member_id = _text(member, "displayName"), _text(member, "id").lower()
            if name and member_id in by_id:
                self._names[by_id[member_id]] = name

    async def _one(self, kind: str, wanted_id: str) -> None:
        source = _source(kind)
        if source is None:
            return
        path = source.path.replace("{id}", quote(wanted_id, safe=""))
        query = source.query.replace("{id}", quote(wanted_id, safe="")).replace(" ", "%20")
        answer = await self._batchers[source.version].fetch(f"{path}?{query}" if query else path, source.area)
        if answer.failure is None and answer.status == 404:
            self._missing.add((kind, wanted_id))
        elif not answer.is_good:
            self._problems.append(answer.problem().about(kind))
        else:
            self._take(kind, wanted_id, source, answer)

    def _take(self, kind: str, wanted_id: str, source: NameSource, answer: Answer) -> None:
        body = answer.body
        found = body.get("value") if isinstance(body, Mapping) and "{id}" not in source.path else body
        if isinstance(found, list):
            if not found:
                self._missing.add((kind, wanted_id))
                return
            found = found[0]
        name = _text(found, source.name_property)
        if name:
            self._names[kind, wanted_id] = name
        elif not isinstance(found, Mapping):
            self._problems.append(answer.malformed("no object").about(kind))


def _source(kind: str) -> NameSource | None:
    """Where a kind's names come from; objects that are policies themselves are asked for as such."""
    if kind in NAME_SOURCES:
        return NAME_SOURCES[kind]
    family = NAMES_IN_FAMILIES.get(kind)
    contract = find(family.family) if family else None
    if family is None or contract is None:
        return None
    query = "" if contract.is_singleton else f"$select=id,{contract.name_property}"
    return NameSource(family.kind, f"{contract.path}/{{id}}", query, contract.feature, contract.name_property,
                      contract.version, contract.area)  # fmt: skip


def _is_id(kind: str, wanted_id: str) -> bool:
    """Directory objects have GUIDs; everything else is at least one plain word."""
    return bool((_GUID if kind in NAME_SOURCES else _PLAIN).fullmatch(wanted_id))


def _slices(wanted: list[Wanted], size: int) -> Iterator[list[Wanted]]:
    return (wanted[start : start + size] for start in range(0, len(wanted), size))


def _text(holder: Any, key: str) -> str:
    found = holder.get(key) if isinstance(holder, Mapping) else None
    return found if isinstance(found, str) else ""
