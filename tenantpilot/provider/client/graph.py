"""The one client. Whoever reads a tenant does it through this, for as long as `confirm` agrees."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable
from datetime import datetime
from types import TracebackType
from typing import Self

from tenantpilot.provider.client.batching import Batcher
from tenantpilot.provider.client.changes import read_changes
from tenantpilot.provider.client.checks import check
from tenantpilot.provider.client.families import FamilyReader, Known
from tenantpilot.provider.client.link import Link
from tenantpilot.provider.client.patience import Tools
from tenantpilot.provider.client.resolving import Resolver, Wanted
from tenantpilot.provider.client.wire import Confirm, Wire
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.contracts.registry import find
from tenantpilot.provider.governor.model import Governor
from tenantpilot.provider.reading import ChangesReading, CheckReading, FamilyReading, NamesReading


class GraphClient:
    """Reads one tenant over one connection; an asynchronous context manager.

    `confirm` is awaited before every request, those for tokens included. What it raises ends everything at once and
    comes out of whatever is being read. The client closes the governor it was given.
    """

    def __init__(
        self, link: Link, confirm: Confirm, governor: Governor, *, background: bool, tools: Tools | None = None
    ) -> None:
        self._wire = Wire(link, confirm, governor, background=background, tools=tools or Tools())
        self._batchers = {version: Batcher(self._wire, version) for version in ("v1.0", "beta")}

    async def __aenter__(self) -> Self:
        await self._wire.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for batcher in self._batchers.values():
            await batcher.aclose()
        await self._wire.governor.aclose()
        await self._wire.__aexit__(kind, error, trace)

    @property
    def requests(self) -> int:
        """HTTP requests sent so far."""
        return self._wire.sent

    def read_families(
        self, families: Iterable[str | Contract], known: Known | None = None, *, hydrate: Collection[str] = ()
    ) -> AsyncIterator[FamilyReading]:
        """Each family as soon as it is done.

        `known` are digests of lists by family and provider id: an object whose digest is the same comes without its
        body. Ids in `hydrate` are read whole anyway.
        """
        reader = FamilyReader(self._wire, self._batchers, known or {}, frozenset(hydrate))
        return reader.read([_contract(one) for one in families])

    async def read_changes(self, since: datetime) -> ChangesReading:
        """The tenant's logs since a moment."""
        return await read_changes(self._wire, since)

    async def resolve_names(self, wanted: Collection[Wanted]) -> NamesReading:
        """Names of objects by kind and id."""
        return await Resolver(self._wire, self._batchers).resolve(wanted)

    async def check(self) -> CheckReading:
        """A look at the connection itself."""
        return await check(self._wire)


def _contract(family: str | Contract) -> Contract:
    contract = find(family) if isinstance(family, str) else family
    if contract is None:
        raise ValueError(f"no such family: {family}")
    return contract
