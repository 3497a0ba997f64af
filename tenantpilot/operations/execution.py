"""What a worker does with a run: claim it, then batch by batch prove the authority, work, and commit both together.

Everything is read from the row; the message that led here counts for nothing but its two keys. Whoever lost the claim
(another fence is newer) cannot commit anything any more. What a provider says is read between the transactions, under
a permit, and each chunk of it is a batch.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from tenantpilot.kernel.errors import AppError, ConflictError
from tenantpilot.kernel.settings import settings
from tenantpilot.operations import catalogue, completion, queue_queries, steps
from tenantpilot.operations.catalogue import Batch
from tenantpilot.operations.claims import (
    CancelRequestedError,
    Claim,
    InterruptedWorkError,
    StaleError,
    StopRequestedError,
)
from tenantpilot.operations.heartbeat import Heartbeat
from tenantpilot.operations.permit import Permit
from tenantpilot.operations.steps import Work
from tenantpilot.store.engine import is_unavailable
from tenantpilot.store.transaction import transaction

__all__ = ["Claim", "StaleError", "Work", "claim", "give_up_attempt", "work"]

log = logging.getLogger("tenantpilot.runs")
RETRY_PAUSES = (0.05, 0.2, 0.5, 1.0, 2.0, 4.0)
BACKOFF = (0.5, 2.0, 10.0, 30.0)
LONGEST_PAUSE = 3600.0  # seconds that a provider can have a run wait for at once
T = TypeVar("T")
Read = Callable[[Any, Any], Iterator[Any]]


class _LaterError(InterruptedWorkError):
    """The provider wants to be left alone for a while."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = min(max(seconds, 0.0), LONGEST_PAUSE)


def claim(workspace_id: UUID, run_id: UUID) -> Claim | None:
    """Take a waiting run; None for absent, foreign, finished, and taken ones alike."""
    with transaction(workspace_id=workspace_id) as session:
        row = queue_queries.claim(session, workspace_id, run_id, settings().lease_seconds)
    if row is None:
        return None
    return Claim(workspace_id, run_id, row.fence, row.attempt, row.kind)


def work(mine: Claim, should_stop: Callable[[], bool] = lambda: False) -> None:
    """Execute a claimed run to its end, to the loss of the claim, or until `should_stop` asks for a pause."""
    with Heartbeat(mine.workspace_id, mine.run_id, mine.fence) as beat:
        try:
            _go_on(_Labour(mine, beat, should_stop))
        except StaleError:
            log.info("a run was taken over; nothing more is written for it here")


@dataclass(frozen=True)
class _Labour:
    """What goes along with a run while this worker has it."""

    mine: Claim
    beat: Heartbeat
    should_stop: Callable[[], bool]

    def commits(self, chunk: Any = None) -> bool:
        """Do one batch; whether the run is still under way and this worker goes on with it."""
        made = _patiently(lambda: _step(self.mine, chunk) if chunk is not None else _step(self.mine))
        if made is None:
            return False
        self.beat.progressed()
        if made.again_after > 0:
            raise _LaterError(made.again_after)
        if self.should_stop():
            raise StopRequestedError
        return True


def _go_on(labour: _Labour) -> None:
    mine = labour.mine
    operation = catalogue.load().get(mine.kind)
    try:
        if operation is not None and operation.read is not None:
            _read_on(labour, operation.read)
        else:
            while labour.commits():
                pass
    except StopRequestedError:
        _give_back(mine, delay=0, forgiven=True)
    except _LaterError as later:
        _give_back(mine, delay=later.seconds, forgiven=True)
    except CancelRequestedError:
        _patiently(lambda: steps.end_cancelled(mine))
    except AppError as error:
        if isinstance(error.__cause__, DBAPIError):
            raise  # two transactions met once too often: no verdict about the run
        refusal = error
        _patiently(lambda: steps.end(mine, refusal))


def _read_on(labour: _Labour, read: Read) -> None:
    """Ask what is to be read, read it with no transaction open, commit each chunk; until nothing is left."""
    while (asked := _patiently(lambda: steps.ask(labour.mine))) is not None:
        labour.beat.progressed()
        if asked.plan is not None and not _read(labour, read, asked.plan):
            return
        if not labour.commits():
            return


def _read(labour: _Labour, read: Read, plan: Any) -> bool:
    """Read one plan; whether the run goes on. Whatever happens, the reader cannot make a request afterwards."""
    with Permit(labour.mine, _confirm, labour.should_stop, labour.beat.progressed) as permit:
        chunks = read(plan, permit)
        try:
            for chunk in chunks:
                permit.raise_refusal()
                if not labour.commits(chunk):
                    return False
            permit.raise_refusal()  # a reader that ended because of a refusal must not look like one that is done
        finally:
            permit.end(StaleError("the reading is over"))  # before the reader is closed: it may not ask any more
            if isinstance(chunks, Generator):
                chunks.close()
    return True


def _confirm(mine: Claim) -> None:
    _patiently(lambda: steps.confirm(mine))


def _step(mine: Claim, chunk: Any = None) -> Batch | None:
    return steps.batch(mine, chunk)


def give_up_attempt(mine: Claim) -> None:
    """After an unknown fault: try again later, or end the run when it has been tried often enough."""
    with transaction(workspace_id=mine.workspace_id) as session:
        run = queue_queries.hold(session, mine.workspace_id, mine.run_id, mine.fence)
        if run is None:
            return
        if run.attempt >= run.max_attempts:
            completion.complete(session, run, "failed", "unexpected_error")
            return
    _give_back(mine, delay=BACKOFF[min(mine.attempt, len(BACKOFF)) - 1], forgiven=False)


def _give_back(mine: Claim, *, delay: float, forgiven: bool) -> None:
    with transaction(workspace_id=mine.workspace_id) as session:
        queue = queue_queries.give_back(
            session, mine.workspace_id, mine.run_id, mine.fence, delay=delay, forgiven=forgiven
        )
        if queue is not None:
            queue_queries.point_again(session, mine.workspace_id, mine.run_id, queue, delay)


def _patiently(step: Callable[[], T]) -> T:
    """Do a step; a server that is away, or a deadlock, is waited out: the step begins anew from the row."""
    for pause in RETRY_PAUSES:
        try:
            return step()
        except (DBAPIError, ConflictError) as error:
            fault = error if isinstance(error, DBAPIError) else error.__cause__
            if not isinstance(fault, DBAPIError) or not (fault is not error or is_unavailable(fault)):
                raise
            log.warning("the database asks for patience (%s); a run waits", type(fault.orig).__name__)
            time.sleep(pause)
    return step()
