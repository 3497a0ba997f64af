"""A lock in Redis is taken and given back whole, whatever becomes of the event that wanted it.

A newer page load cancels the older one wherever it waits. Between Redis and Reflex that leaves a lock which nobody
knows to hold: it stands until it runs out, and the tab with it for ten seconds.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any

log = logging.getLogger("tenantpilot.gate")
_ending: set[asyncio.Task[Any]] = set()


class Uncut:
    """Enters and leaves another context manager to the end; a cancelled event does not wait for it."""

    __slots__ = ("_inner",)

    def __init__(self, inner: AbstractAsyncContextManager[Any]) -> None:
        self._inner = inner

    async def __aenter__(self) -> Any:
        entering = asyncio.ensure_future(self._inner.__aenter__())
        try:
            return await asyncio.shield(entering)
        except asyncio.CancelledError:
            _to_the_end(self._leave_again(entering))
            raise

    async def _leave_again(self, entering: asyncio.Future[Any]) -> None:
        await entering
        await self._inner.__aexit__(asyncio.CancelledError, asyncio.CancelledError(), None)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return await asyncio.shield(_to_the_end(self._inner.__aexit__(kind, error, trace)))


def _to_the_end(work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    task = asyncio.create_task(work)
    _ending.add(task)
    task.add_done_callback(_ended)
    return task


def _ended(task: asyncio.Task[Any]) -> None:
    _ending.discard(task)
    # Asked for, so that nobody complains where the event that waited is gone.
    if not task.cancelled() and task.exception() is not None:
        log.debug("a lock ended with %s", type(task.exception()).__name__)
