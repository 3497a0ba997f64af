"""Keeps a run's lease alive between batches, from a thread and a connection of its own."""

from __future__ import annotations

import logging
import threading
import time
from types import TracebackType
from typing import Self
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from tenantpilot.kernel.settings import settings
from tenantpilot.operations import queue_queries
from tenantpilot.store.transaction import transaction

log = logging.getLogger("tenantpilot.runs")
LONGEST_BATCH = 300.0  # seconds; a batch that hangs longer loses its lease, and with it the right to write


class Heartbeat:
    """Beats three times per lease until left, the claim is lost, or no batch has ended for too long."""

    def __init__(self, workspace_id: UUID, run_id: UUID, fence: int) -> None:
        self._keys = (workspace_id, run_id, fence)
        self._left = threading.Event()
        self._progress = time.monotonic()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def progressed(self) -> None:
        """A batch was committed."""
        self._progress = time.monotonic()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()
        self._thread.join()

    def _beat(self) -> None:
        lease = settings().lease_seconds
        while not self._left.wait(lease / 3):
            if time.monotonic() - self._progress > LONGEST_BATCH:
                log.error("a batch has been at work for more than %.0f s; its lease is not renewed", LONGEST_BATCH)
                return
            try:
                with transaction(workspace_id=self._keys[0]) as session:
                    queue_queries.wait_briefly(session)
                    if queue_queries.beat(session, *self._keys, lease) is None:
                        return
            except DBAPIError as error:
                # Away, or the batch holds the row: the batch renews the lease itself when it commits.
                log.info("a heartbeat was missed: %s", type(error.orig).__name__)
