"""One object made whole: the parts its list leaves out, level by level, put where the contract says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tenantpilot.provider.client.answers import Answer, identifier
from tenantpilot.provider.client.batching import Batcher
from tenantpilot.provider.client.link import Link
from tenantpilot.provider.client.paging import Fetch, Row, checked_link, read_list, rest_of_list
from tenantpilot.provider.client.problems import Problem, ProblemError, problem
from tenantpilot.provider.client.together import together
from tenantpilot.provider.client.wire import Ask, Wire
from tenantpilot.provider.contracts.model import Contract, Part
from tenantpilot.provider.contracts.paths import type_of, typed_collection

_WORD = re.compile(r"\{(\w+)\}")
_TYPE = re.compile(r"[A-Za-z]\w{0,127}")
_NEXT = "@odata.nextLink"


@dataclass
class Draft:
    """An object under way."""

    row: Row
    provider_id: str
    body: dict[str, Any]
    listed: str = ""
    problems: list[Problem] = field(default_factory=list)
    requests: int = 0

    def note(self, found: Problem, part: str = "") -> None:
        """Remember what could not be read of it."""
        self.problems.append(found.about(f"{self.provider_id}/{part}" if part else self.provider_id))


class Hydrator:
    """Reads parts of a family's objects."""

    def __init__(self, wire: Wire, batcher: Batcher, contract: Contract) -> None:
        self._link: Link = wire.link
        self._wire = wire
        self._batcher = batcher
        self._contract = contract

    async def add(self, draft: Draft, parts: Iterable[Part]) -> None:
        """Read these parts, those below other parts after them."""
        rest = [part for part in parts if _applies(part, draft.body) and not self._is_there(part, draft.body)]
        while rest:
            waiting = {part.name for part in rest if not part.is_item}
            ready = [part for part in rest if part.per not in waiting]
            if not ready:
                raise ValueError(f"parts of {self._contract.family} wait for each other")
            if len(ready) == 1:
                await self._part(draft, ready[0])
            else:
                await together(self._part(draft, part) for part in ready)
            rest = [part for part in rest if part not in ready]

    async def finish_expanded(self, draft: Draft) -> None:
        """Read the rest of what a list expanded only in part."""
        for key in [key for key in draft.body if key.endswith(_NEXT) and key != _NEXT]:
            name, answer = key.removesuffix(_NEXT), Answer(200, request_id=draft.row.request_id)
            first = draft.body[name] if isinstance(draft.body.get(name), list) else []
            try:
                following = checked_link(draft.body, self._link, answer, key)
            except ProblemError as error:
                draft.note(error.problem, name)
                continue
            del draft.body[key]
            if following:
                found = await read_list(self._link, following, self._next_page)
                draft.requests += found.requests
                draft.body[name] = [*first, *found.items]
                for one in found.problems:
                    draft.note(one, name)
                try:
                    _refuse_twins(draft.body[name], draft.row.request_id)
                except ProblemError as error:
                    draft.note(error.problem, name)

    def check_counts(self, draft: Draft) -> None:
        """Compare what arrived with what the object says it has."""
        for part, property_name in self._contract.counts:
            members, count = draft.body.get(part), draft.body.get(property_name)
            if isinstance(members, list) and type(count) is int and len(members) != count and not draft.problems:
                draft.note(problem("object_incomplete", detail=f"{len(members)} of {count}",
                                   request_id=draft.row.request_id), part)  # fmt: skip

    def _is_there(self, part: Part, body: Mapping[str, Any]) -> bool:
        """Whether the list brought all of it."""
        members, count = body.get(part.name), dict(self._contract.counts).get(part.name)
        return part.in_list and isinstance(members, list) and (count is None or body.get(count) == len(members))

    async def _part(self, draft: Draft, part: Part) -> None:
        if part.per:
            await self._below(draft, part)
            return
        try:
            value = await self._value(draft, part, "")
        except ProblemError as error:
            draft.note(error.problem, part.name)
            return
        if not part.is_item:
            draft.body[part.name] = value
        elif value.get("id", draft.provider_id) != draft.provider_id:
            draft.note(_malformed(draft, "another object"), part.name)
        else:
            draft.body.update(value)

    async def _below(self, draft: Draft, part: Part) -> None:
        """Once per member of another part."""
        members = draft.body.get(part.per)
        if not isinstance(members, list):  # that part failed, and says so itself
            return

        async def one(member: Any) -> Any:
            member_id = identifier(member)
            if member_id is None:
                draft.note(_malformed(draft, part.per), part.name)
                return member
            try:
                value = await self._value(draft, part, member_id)
            except ProblemError as error:
                draft.note(error.problem, part.name)
                return member
            return {**member, **value} if part.is_item else {**member, part.name: value}

        draft.body[part.per] = await together(one(member) for member in members)

    async def _value(self, draft: Draft, part: Part, member_id: str) -> Any:
        path = _with_query(self._path(draft, part, member_id), part.query, part.page_size)
        answer = await self._batcher.fetch(path, self._contract.area)
        draft.requests += 1
        if part.is_optional and answer.failure is None and answer.status == 404:
            return None
        if part.is_item and not part.per:
            return dict(answer.entity())
        if part.is_item or not part.is_collection:
            return dict(answer.mapping())
        found = await rest_of_list(self._link, answer, self._next_page)
        draft.requests += found.requests - 1
        if found.problems:
            raise ProblemError(found.problems[0])
        _refuse_twins(found.items, answer.request_id)
        return found.items

    @property
    def _next_page(self) -> Fetch:
        return lambda url: self._wire.ask(Ask(url, {self._contract.area: 1}))

    def _path(self, draft: Draft, part: Part, member_id: str) -> str:
        """The address of the part. Ids come from the provider and are written so that they stay one segment."""

        def fill(match: re.Match[str]) -> str:
            word = match[1]
            value = member_id if word == "part" else draft.provider_id if word == "id" else draft.body.get(word)
            if not isinstance(value, str) or not value or value in (".", ".."):
                raise ProblemError(_malformed(draft, word))
            return quote(value, safe="")

        filled = _WORD.sub(fill, part.path or "{id}")
        return filled[1:] if filled.startswith("/") else f"{self._base(draft, part)}/{filled}"

    def _base(self, draft: Draft, part: Part) -> str:
        if not part.typed_path:
            return self._contract.path
        name = type_of(draft.body)
        if not _TYPE.fullmatch(name):
            raise ProblemError(_malformed(draft, "@odata.type"))
        return f"{self._contract.path.rpartition('/')[0]}/{typed_collection(name)}"


def _refuse_twins(members: list[Any], request_id: str) -> None:
    """A member that stands there twice means that pages overlap, and that another one may be missing.

    Raises:
        ProblemError: one does.
    """
    ids = [found for member in members if (found := identifier(member)) is not None]
    if len(ids) != len(set(ids)):
        raise ProblemError(problem("object_twice", request_id=request_id))


def list_query(contract: Contract) -> str:
    """The query of a family's list."""
    return _with_query("", contract.query, contract.page_size).removeprefix("?")


def _with_query(path: str, query: str, page_size: int | None) -> str:
    whole = "&".join(part for part in (query.replace(" ", "%20"), f"$top={page_size}" if page_size else "") if part)
    return f"{path}?{whole}" if whole else path


def _applies(part: Part, body: Mapping[str, Any]) -> bool:
    name = type_of(body)
    return name not in part.not_types and (not part.only_types or name in part.only_types)


def _malformed(draft: Draft, detail: str) -> Problem:
    return problem("object_malformed", detail=detail, request_id=draft.row.request_id)
