"""Families read to the end or as far as possible, each with how well it was read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from dataclasses import replace

from tenantpilot.provider.client.answers import identifier
from tenantpilot.provider.client.batching import Batcher
from tenantpilot.provider.client.digests import listed_digest
from tenantpilot.provider.client.hydration import Draft, Hydrator, list_query
from tenantpilot.provider.client.paging import Row, Rows, read_list
from tenantpilot.provider.client.problems import Problem, ProblemError, problem, state_of
from tenantpilot.provider.client.together import together
from tenantpilot.provider.client.wire import Ask, Wire
from tenantpilot.provider.contracts.model import Contract, Part
from tenantpilot.provider.contracts.registry import belongs
from tenantpilot.provider.governor.demand import CONDITIONAL_ACCESS
from tenantpilot.provider.reading import FamilyReading, ReadObject

Known = Mapping[str, Mapping[str, str]]
_AT_ONCE = 500
_MOST_TROUBLES = 50
_ListKey = tuple[str, str, str]


class FamilyReader:
    """One reading of a tenant's families. Lists that several families share are read once."""

    def __init__(self, wire: Wire, batchers: Mapping[str, Batcher], known: Known, hydrate: Collection[str]) -> None:
        self._wire = wire
        self._batchers = batchers
        self._known = known
        self._hydrate = hydrate
        self._lists: dict[_ListKey, asyncio.Task[Rows]] = {}

    async def read(self, contracts: Iterable[Contract]) -> AsyncIterator[FamilyReading]:
        """Each family as soon as it is done; the slowest service is asked first."""
        finished: asyncio.Queue[asyncio.Task[FamilyReading]] = asyncio.Queue()
        ordered = sorted(contracts, key=lambda contract: contract.area != CONDITIONAL_ACCESS)
        tasks = [asyncio.create_task(self._family(contract)) for contract in ordered]
        for task in tasks:
            task.add_done_callback(finished.put_nowait)
        try:
            for _ in tasks:
                yield (await finished.get()).result()
        finally:
            everything = [*tasks, *self._lists.values()]
            for one in everything:
                one.cancel()
            await asyncio.gather(*everything, return_exceptions=True)

    async def _family(self, contract: Contract) -> FamilyReading:
        rows = await self._list(contract)
        problems = list(rows.problems)
        drafts = self._drafts(contract, rows, problems)
        listed_all = not problems
        hydrator = Hydrator(self._wire, self._batchers[contract.version], contract)
        early = [part for part in contract.parts if _is_early(contract, part)]
        late = [part for part in contract.parts if not _is_early(contract, part)]
        objects: list[ReadObject] = []
        for start in range(0, len(drafts), _AT_ONCE):
            group = drafts[start : start + _AT_ONCE]
            objects += await together(self._object(contract, hydrator, draft, early, late) for draft in group)
        problems += [found for draft in drafts for found in draft.problems]
        return FamilyReading(
            family=contract.family,
            state=state_of(problems),
            objects=tuple(objects),
            troubles=tuple(found.trouble for found in problems[:_MOST_TROUBLES]),
            listed_all=listed_all,
            requests=rows.requests + sum(draft.requests for draft in drafts),
            missing_permissions=await self._missing(contract, problems),
        )

    async def _object(
        self, contract: Contract, hydrator: Hydrator, draft: Draft, early: list[Part], late: list[Part]
    ) -> ReadObject:
        """Assignments first: with them the digest shows a changed assignment wherever the list does not."""
        await hydrator.finish_expanded(draft)
        if early:
            await hydrator.add(draft, early)
        listed = listed_digest(contract, draft.body)
        name = draft.body.get(contract.name_property)
        found = ReadObject(
            provider_id=draft.provider_id,
            name=name if isinstance(name, str) else "",
            listed=listed,
            body=None,
            request_id=draft.row.request_id,
        )
        known = self._known.get(contract.family, {}).get(draft.provider_id)
        if not draft.problems and known == listed and draft.provider_id not in self._hydrate:
            return found
        if late:
            await hydrator.add(draft, late)
            await hydrator.finish_expanded(draft)
        hydrator.check_counts(draft)
        name = draft.body.get(contract.name_property)
        return replace(
            found,
            name=name if isinstance(name, str) else "",
            body=draft.body,
            listed="" if draft.problems else listed,
            is_whole=not draft.problems,
            trouble=draft.problems[0].trouble if draft.problems else None,
        )

    def _drafts(self, contract: Contract, rows: Rows, problems: list[Problem]) -> list[Draft]:
        """The family's own objects of the list. One without an id, or twice, makes the list untrustworthy."""
        drafts: dict[str, Draft] = {}
        for row in rows.rows:
            if not belongs(contract, row.item):
                continue
            provider_id = contract.family if contract.is_singleton else identifier(row.item)
            if provider_id is None:
                problems.append(problem("object_malformed", detail="id", request_id=row.request_id))
            elif provider_id in drafts:
                problems.append(problem("object_twice", request_id=row.request_id).about(provider_id))
            else:
                drafts[provider_id] = Draft(row, provider_id, dict(row.item))
        return list(drafts.values())

    async def _list(self, contract: Contract) -> Rows:
        key = (contract.version, contract.path, list_query(contract))
        if key not in self._lists:
            self._lists[key] = asyncio.create_task(self._read_list(contract))
        return await self._lists[key]

    async def _read_list(self, contract: Contract) -> Rows:
        url = self._wire.link.url(contract.version, contract.path, list_query(contract))
        areas = {contract.area: 1}
        if not contract.is_singleton:
            return await read_list(self._wire.link, url, lambda page: self._wire.ask(Ask(page, areas)))
        answer = await self._wire.ask(Ask(url, areas))
        found = Rows(requests=1)
        try:
            found.rows.append(Row(answer.entity(), answer.request_id))
        except ProblemError as error:
            if error.problem.trouble.code != "object_not_found":  # what was never set up is no trouble
                found.problems.append(error.problem)
        return found

    async def _missing(self, contract: Contract, problems: list[Problem]) -> tuple[str, ...]:
        """The permissions the provider named, else those of the contract that were not granted."""
        denied = [found for found in problems if found.trouble.code == "permission_missing"]
        named = tuple(dict.fromkeys(name for found in denied for name in found.permissions))
        if named or not denied:
            return named
        try:
            roles = (await self._wire.tokens.token()).roles
        except ProblemError:
            return ()
        return tuple(name for name in contract.read_permissions if roles is None or name not in roles)


def _is_early(contract: Contract, part: Part) -> bool:
    """Whether the part brings the assignments, by itself or with the whole object."""
    brings = contract.assignments_in in part.query if part.is_item else part.name == contract.assignments_in
    return contract.has_assignments and brings and not part.per
