"""The operation `inventory.sync`: a tenant's families are read, each is written down by itself, then the context.

The run's cursor says which of the two is under way; what is done of the families stands in the run's capture, so that
a run that was interrupted asks again only for what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from tenantpilot.access.capabilities import Capability
from tenantpilot.inventory import aggregate_queries, ingest, ingest_queries, sync_queries
from tenantpilot.inventory.context_writing import name_authors, write_changes, write_names
from tenantpilot.inventory.plan import CONTEXT, FAMILY, LOG, NAMES, SyncArguments, ask, asked_families, left, tenant_of
from tenantpilot.inventory.prepared import ContextChunk, FamilyChunk, FamilyEnd, told
from tenantpilot.inventory.source import read
from tenantpilot.inventory.veil import Veil
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_id, new_public_id
from tenantpilot.operations.catalogue import Batch, Item, Operation, register
from tenantpilot.operations.steps import Work
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.provider.reading import State

ItemStatus = Literal["done", "failed", "skipped"]
# What a tenant cannot have is no failure; what could not be read is one.
STATUS: Mapping[State, ItemStatus] = {
    State.READ: "done", State.PARTIAL: "failed", State.FORBIDDEN: "failed", State.THROTTLED: "failed",
    State.UNSUPPORTED: "skipped", State.UNLICENSED: "skipped",
}  # fmt: skip
# The log and the names explain policies; without them the reading of the policies is whole all the same.
CONTEXT_STATUS: Mapping[State, ItemStatus] = {**STATUS, State.FORBIDDEN: "skipped"}
_LOG_NUMBER, _NAMES_NUMBER = 100_001, 100_002
_MOST_NAMED = 50


def batch(work: Work) -> Batch:
    """Write down what was read, or find out what comes next."""
    if isinstance(work.chunk, tuple):
        return _families(work, work.chunk)
    if isinstance(work.chunk, ContextChunk):
        return _context(work, work.chunk)
    return _finish(work) if work.cursor == CONTEXT else _next(work)


def _capture(work: Work) -> Any:
    tenant_id, _ = tenant_of(work)
    moment = now()
    ingest_queries.hold(work.scope, tenant_id, moment)
    values = {"id": new_id(), "ref": new_public_id("cap"), "tenant": tenant_id, "run": work.run.id,
              "mode": work.arguments.mode, "at": min(work.run.started_at or moment, moment)}  # fmt: skip
    return ingest_queries.capture(work.scope, values)


def _families(work: Work, pieces: tuple[FamilyChunk, ...]) -> Batch:
    capture, (tenant_id, tenant_ref) = _capture(work), tenant_of(work)
    veil = Veil(work.scope.workspace_ref, tenant_ref)
    for piece in pieces:
        contract = contracts()[piece.family]
        ingest.write_chunk(ingest.Place(work.scope, tenant_id, capture.id, contract, veil), piece)
    ended = [(piece.family, piece.end) for piece in pieces if piece.end is not None]
    if ended:
        aggregate_queries.recount(work.scope, tenant_id, contracts(), now())
    first = work.run.done + work.run.failed + work.run.skipped + 1
    items = tuple(_item(work, family, end, first + at) for at, (family, end) in enumerate(ended))
    return Batch(items, work.cursor, total=_total(work))


def _total(work: Work) -> int | None:
    """All families and the log; names are a part of their own only where some are asked for."""
    return None if work.run.retry_of_id else len(asked_families(work)) + 1


def _item(work: Work, family: str, end: FamilyEnd, fresh: int) -> Item:
    return Item(
        number=_number(work, FAMILY, family, fresh),
        subject_kind=FAMILY,
        label=family,
        status=STATUS[end.state],
        reason_code=end.reason_code,
        detail=end.detail,
        payload=family,
    )


def _number(work: Work, kind: str, payload: str, fresh: int) -> int:
    """The number that a retry was given for this, or a new one."""
    given = (one.number for one in work.to_retry if (one.subject_kind, one.payload) == (kind, payload))
    return next(given, fresh)


def _next(work: Work) -> Batch:
    """After the families' last chunk: what is missing is asked again once, and then told as not read."""
    missing = left(work)
    again = f"again:{len(missing)}"
    if missing and work.cursor != again:
        return Batch(cursor=again)
    first = work.run.done + work.run.failed + work.run.skipped + 1
    items = tuple(
        Item(_number(work, FAMILY, family, first + at), FAMILY, family, "failed", "family_not_read", payload=family)
        for at, family in enumerate(missing)
    )
    return Batch(items, CONTEXT)


def _context(work: Work, chunk: ContextChunk) -> Batch:
    _capture(work)
    tenant_id, _ = tenant_of(work)
    write_changes(work.scope, tenant_id, chunk.changes)
    name_authors(work.scope, tenant_id)
    write_names(work.scope, tenant_id, chunk.names, chunk.wanted)
    state = chunk.changes.state
    log = Item(
        _number(work, LOG, LOG, _LOG_NUMBER), LOG, LOG, CONTEXT_STATUS[state],
        "" if state is State.READ else f"log_{state.value}", told(chunk.changes.troubles), payload=LOG,
    )  # fmt: skip
    # An id that is no more is an answer; only what could not be asked is missing.
    unasked = [ref for ref in chunk.wanted if ref not in chunk.names.names and ref not in chunk.names.missing]
    names = Item(
        _number(work, NAMES, NAMES, _NAMES_NUMBER), NAMES, NAMES, "skipped" if unasked else "done",
        "names_unknown" if unasked else "", told(chunk.names.troubles), payload=NAMES,
    )  # fmt: skip
    return Batch((log, names) if chunk.wanted else (log,), CONTEXT)


def _finish(work: Work) -> Batch:
    """The end: the capture is closed, the aggregate true, one entry in the log of everything."""
    capture, (tenant_id, _) = _capture(work), tenant_of(work)
    moment = now()
    totals = ingest_queries.finish_capture(work.scope, capture.id, moment)
    aggregate_queries.note_capture(work.scope, tenant_id, capture.id)
    aggregate_queries.recount(work.scope, tenant_id, contracts(), moment)
    numbers = {
        name: int(getattr(totals, name))
        for name in ("families", "complete", "incomplete", "objects", "created", "changed", "deleted", "restored",
                     "requests")
    }  # fmt: skip
    gone, back = sync_queries.went_and_came_back(work.scope, tenant_id, capture.started_at, _MOST_NAMED)
    listed = {name: refs for name, refs in (("policies_deleted", gone), ("policies_restored", back)) if refs}
    told_last = {"capture": totals.public_id, "mode": work.arguments.mode, **numbers, **listed}
    work.scope.record("inventory.synced", "tenant", tenant_of(work)[1], after=told_last)
    return Batch(cursor=CONTEXT, is_last=True, facts={"capture": totals.public_id, **numbers})


register(
    Operation(
        kind=Capability.INVENTORY_SYNC.value,
        capability=Capability.INVENTORY_SYNC,
        changes="tenantpilot",
        touches="read",
        arguments=SyncArguments,
        needs_tenant=True,
        retries_items=True,
        ask=ask,
        read=read,
        batch=batch,
    )
)
