"""The queue's messages: a workspace and a run, as JSON, and nothing that a reader would obey.

RQ's own messages name a function to import and call, so whoever can write to Redis could run anything in a worker.
Here the named function is never looked at: a message only ever means "look at this run".
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.job import Job
from rq.queue import EnqueueData
from rq.serializers import JSONSerializer

from tenantpilot.kernel.settings import settings
from tenantpilot.operations.publishing import Pointer

QUEUES = ("person", "background")
POINTER = "tenantpilot.run"
KEPT_SECONDS = 86_400  # a message nobody fetched for a day is dust; its run has long been published again
PATIENCE_SECONDS = 5


class QueueAwayError(Exception):
    """Redis does not answer."""


def connect() -> Redis:
    """A connection to the queue that does not hang for ever when the server does."""
    return Redis.from_url(settings().redis_url, socket_connect_timeout=PATIENCE_SECONDS, health_check_interval=15)


@lru_cache(maxsize=1)
def _shared() -> Redis:
    return Redis.from_url(
        settings().redis_url, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
    )


def queue(name: str, connection: Redis) -> Queue:
    """The queue of this name."""
    return Queue(name, connection=connection, serializer=JSONSerializer)


def put(pointers: Iterable[Pointer]) -> None:
    """Write messages, all of one queue in one round trip.

    Raises:
        QueueAwayError: Redis does not answer; some may have arrived, which does no harm.
    """
    by_queue: dict[str, list[Pointer]] = {}
    for pointer in pointers:
        by_queue.setdefault(pointer.queue, []).append(pointer)
    try:
        for name, group in by_queue.items():
            queue(name, _shared()).enqueue_many([_data(pointer) for pointer in group])
    except RedisError as error:
        raise QueueAwayError(type(error).__name__) from error


def _data(pointer: Pointer) -> EnqueueData:
    return Queue.prepare_data(
        POINTER,
        args=(str(pointer.workspace_id), str(pointer.run_id)),
        job_id=f"{pointer.run_id}_{pointer.publication}",
        description="run",
        timeout=-1,
        ttl=KEPT_SECONDS,
        result_ttl=0,
        failure_ttl=0,
    )


def waiting_in(name: str) -> int:
    """How many messages the queue holds.

    Raises:
        QueueAwayError: Redis does not answer.
    """
    try:
        return int(_shared().llen(queue(name, _shared()).key))  # type: ignore[arg-type]
    except RedisError as error:
        raise QueueAwayError(type(error).__name__) from error


def run_ids_in(name: str) -> set[str]:
    """The runs that the queue has messages for.

    Raises:
        QueueAwayError: Redis does not answer.
    """
    try:
        raw: list[bytes] = list(_shared().lrange(queue(name, _shared()).key, 0, -1))  # type: ignore[arg-type]
    except RedisError as error:
        raise QueueAwayError(type(error).__name__) from error
    return {entry.decode(errors="replace").partition("_")[0] for entry in raw}


def read(job: Job) -> tuple[UUID, UUID] | None:
    """The workspace and run that a message names, None for anything else somebody put there."""
    try:
        workspace_id, run_id = job.args
        return UUID(workspace_id), UUID(run_id)
    except Exception:  # noqa: BLE001  whatever a stranger wrote into Redis is a message for nobody
        return None
