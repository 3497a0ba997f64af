"""Reading a plan outside of any transaction: what the client brings is prepared here, and handed on in pieces."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

from tenantpilot.inventory.plan import ContextPlan, FamiliesPlan
from tenantpilot.inventory.prepared import ContextChunk, FamilyChunk, chunks, packed
from tenantpilot.inventory.veil import Veil
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.settings import settings
from tenantpilot.operations.permit import Permit
from tenantpilot.provider.client import GraphClient, Tools, stream, stream_groups
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.provider.governor.model import Governor
from tenantpilot.provider.governor.shared import SharedGovernor
from tenantpilot.provider.links import unseal
from tenantpilot.provider.reading import FamilyReading

BACKGROUND = "background"
_TOGETHER = 16
TOOLS = Tools()  # how patient the client is; suites about faults are less so


def read(plan: FamiliesPlan | ContextPlan, permit: Permit) -> Iterator[tuple[FamilyChunk, ...] | ContextChunk]:
    """What the plan asks for, each family as soon as it is read, with those that were read meanwhile.

    Raises:
        BlockedError, CancelRequestedError, StopRequestedError, StaleError: as the permit.
        VaultError: the credential does not open.
    """
    if isinstance(plan, ContextPlan):
        yield from stream(lambda: _context(plan, permit), permit=permit)
        return
    veil = Veil(plan.workspace_ref, plan.tenant_ref)
    as_of = now()

    def pieces(readings: list[FamilyReading]) -> Iterator[FamilyChunk]:
        for one in readings:
            yield from chunks(one, contracts()[one.family], veil, as_of, plan.ids_by_name)

    for readings in stream_groups(lambda: _families(plan, permit), permit=permit, ahead=_TOGETHER, most=_TOGETHER):
        yield from packed(pieces(readings))


def governor() -> Governor:
    """Who says how much may be sent; one for all workers together."""
    return SharedGovernor(settings().redis_url)


def _client(plan: FamiliesPlan | ContextPlan, permit: Permit) -> GraphClient:
    return GraphClient(
        unseal(plan.link), permit.confirmed, governor(), background=plan.queue == BACKGROUND, tools=TOOLS
    )


async def _families(plan: FamiliesPlan, permit: Permit) -> AsyncIterator[FamilyReading]:
    async with _client(plan, permit) as client:
        async for reading in client.read_families(plan.families, plan.known, hydrate=plan.hydrate):
            yield reading


async def _context(plan: ContextPlan, permit: Permit) -> AsyncIterator[ContextChunk]:
    async with _client(plan, permit) as client:
        changes, names = await asyncio.gather(client.read_changes(plan.since), client.resolve_names(plan.names))
        yield ContextChunk(changes, names, plan.names)
