"""A worker process: one queue, one run at a time, in this process (decision 006)."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from types import FrameType
from uuid import UUID

from redis.exceptions import RedisError
from rq import Queue
from rq.exceptions import StopRequested
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.worker import SimpleWorker

from tenantpilot.operations import catalogue, execution
from tenantpilot.workers import messages

log = logging.getLogger("tenantpilot.worker")
WORKER_TTL = 60  # seconds; how long one blocking wait for a message may take, and how often RQ looks around
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)


class RunWorker(SimpleWorker):
    """RQ's loop around our execution: a message is taken off, then the run it points at is claimed in PostgreSQL.

    Nothing of RQ's own life of a job is used: no function of the message is called, no result, retry, callback or
    registry is kept, and no command is taken from Redis.
    """

    def __init__(self, queue: Queue, stop: threading.Event) -> None:
        super().__init__(
            [queue],
            connection=queue.connection,
            serializer=JSONSerializer,
            worker_ttl=WORKER_TTL,
            log_job_description=False,
        )
        self._stop = stop
        self._is_working = False

    def execute_job(self, job: Job, queue: Queue) -> None:
        """Take the message away, then follow it; if we die in between, the relay misses it and sends another.

        RQ's list of messages in between is emptied each time: it is shared by all workers, and nobody reads it here.
        """
        self._is_working = True
        try:
            with queue.connection.pipeline() as pipeline:
                pipeline.delete(queue.intermediate_queue_key, job.key)
                pipeline.execute()
            keys = messages.read(job)
            if keys is not None:
                perform(*keys, self._stop.is_set)
        finally:
            self._is_working = False

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """Finish the batch at hand, give the run back, and leave; at once when there is nothing at hand."""
        self._stop.set()
        self._stop_requested = True
        if not self._is_working:
            raise StopRequested

    def subscribe(self) -> None:
        """Take no commands: whoever can write to Redis could stop workers with them."""

    def unsubscribe(self) -> None:
        """There is nothing to leave."""

    def clean_registries(self) -> None:
        """None are kept, so there is nothing to clean."""


def perform(workspace_id: UUID, run_id: UUID, should_stop: Callable[[], bool] = lambda: False) -> None:
    """Claim and execute one run; whatever goes wrong ends in the run's row or is found by its lease."""
    mine = None
    try:
        mine = execution.claim(workspace_id, run_id)
        if mine is not None:
            execution.work(mine, should_stop)
    except Exception as error:  # noqa: BLE001  edge of the process: one run's fault must not end the others' worker
        log.error("a run failed: %s at %s", type(error).__name__, _place(error))  # noqa: TRY400  no values in logs
        if mine is not None:
            _give_up(mine)


def _give_up(mine: execution.Claim) -> None:
    try:
        execution.give_up_attempt(mine)
    except Exception as error:  # noqa: BLE001  the database is away as well: the lease will tell
        log.error("and could not be given back: %s", type(error).__name__)  # noqa: TRY400


def _place(error: BaseException) -> str:
    """File and line of the innermost frame; messages and values of an unknown error may hold what logs must not."""
    trace, where = error.__traceback__, "?"
    while trace is not None:
        where = f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where


def run_worker(queue: str) -> None:
    """Execute runs of one queue until told to stop; start over whenever Redis went away."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("rq").setLevel(logging.ERROR)
    catalogue.load()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    failures = 0
    while not stop.is_set():
        try:
            connection = messages.connect()
            connection.ping()
            failures = 0
            RunWorker(messages.queue(queue, connection), stop).work(logging_level="ERROR")
        except (RedisError, OSError) as error:
            log.warning("the queue is away: %s", type(error).__name__)
        stop.wait(PAUSES[min(failures, len(PAUSES) - 1)])
        failures += 1
