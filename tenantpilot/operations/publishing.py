"""Takes pointers from the outbox to the queue. The queue's own product is known to `workers` only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from tenantpilot.operations import queue_queries
from tenantpilot.store.listening import Listening
from tenantpilot.store.transaction import transaction

PATIENCE = 2.0  # seconds after which a published message that is not in the queue counts as lost


@dataclass(frozen=True)
class Pointer:
    """What the queue may know of a run: where it is and which one. `publication` numbers repeated messages."""

    workspace_id: UUID
    run_id: UUID
    queue: str
    publication: int


def take(queue: str, limit: int) -> list[Pointer]:
    """The next pointers to publish to a queue, in their turns (OPS-033), already marked as published.

    Marked first and published afterwards: no lock is held while Redis is asked, and what gets lost in between is
    found by `lost`.
    """
    with transaction(group_role="tenantpilot_runner") as session:
        queue_queries.wait_briefly(session)
        rows = queue_queries.take_unpublished(session, queue, limit)
    return [Pointer(row.workspace_id, row.id, row.queue, row.publications) for row in rows]


def waiting() -> list[Pointer]:
    """Pointers published a while ago that no worker has followed."""
    with transaction(group_role="tenantpilot_runner") as session:
        rows = queue_queries.long_published(session, PATIENCE)
    return [Pointer(row.workspace_id, row.id, row.queue, 0) for row in rows]


def publish_again(lost: Collection[Pointer]) -> int:
    """Say of these that the queue does not have them; how many still wait."""
    if not lost:
        return 0
    with transaction(group_role="tenantpilot_runner") as session:
        queue_queries.wait_briefly(session)
        return queue_queries.publish_again(session, [pointer.run_id for pointer in lost], PATIENCE)


def listen() -> Listening:
    """Hears of new pointers the moment they are committed."""
    return Listening(queue_queries.CHANNEL)
