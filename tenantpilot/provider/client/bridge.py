"""From the client's event loop to code that is not asynchronous: an iterator over what a coroutine produces."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from typing import Generic, Protocol, TypeVar, cast

T = TypeVar("T")


class Stoppable(Protocol):
    """What `operations.permit.Permit` offers to whoever waits."""

    def on_stop(self, callback: Callable[[], None]) -> None:
        """Call back once, from any thread, when the work has to end."""
        ...

    def raise_refusal(self) -> None:
        """Raise why."""
        ...


class _End:
    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def stream(produce: Callable[[], AsyncIterator[T]], *, permit: Stoppable | None = None, ahead: int = 2) -> Iterator[T]:
    """Run `produce` in a loop of its own thread and hand over what it yields, at most `ahead` before it is asked for.

    Closing the iterator, or an error in its consumer, ends the loop cleanly. With `permit` the work ends when the
    permit does, even while it waits, with the permit's own refusal.

    Raises:
        BaseException: whatever `produce` raised.
    """
    for group in stream_groups(produce, permit=permit, ahead=ahead, most=1):
        yield from group


def stream_groups(
    produce: Callable[[], AsyncIterator[T]], *, permit: Stoppable | None = None, ahead: int, most: int
) -> Iterator[list[T]]:
    """The same, several together, up to `most`, where several are there already: nobody waits for company.

    Raises:
        BaseException: whatever `produce` raised.
    """
    worker = _Worker(produce, ahead)
    worker.start()
    if permit is not None:
        permit.on_stop(worker.stop)
    try:
        while True:
            group, end = worker.take(most)
            if group:
                yield group
            if end is not None:
                break
    finally:
        worker.stop()
        worker.join()
    if end.error is not None:
        if isinstance(end.error, asyncio.CancelledError) and permit is not None:
            permit.raise_refusal()
        raise end.error


class _Worker(threading.Thread, Generic[T]):
    def __init__(self, produce: Callable[[], AsyncIterator[T]], ahead: int) -> None:
        super().__init__(name="provider", daemon=True)
        self._produce = produce
        self._ahead = ahead
        self._found: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._room: asyncio.Semaphore | None = None

    def run(self) -> None:
        """The thread: everything it raises is handed over, for the consumer to raise."""
        error: BaseException | None = None
        try:
            asyncio.run(self._produce_all())
        except BaseException as caught:  # noqa: BLE001  raised again where the consumer is
            error = caught
        self._ready.set()
        self._found.put(_End(error))

    def take(self, most: int) -> tuple[list[T], _End | None]:
        """The next one and those that are there already, and the end when it has come."""
        group: list[T] = []
        while len(group) < most:
            try:
                found = self._found.get(block=not group)
            except queue.Empty:
                break
            if isinstance(found, _End):
                return group, found
            self._call(self._make_room)
            group.append(cast("T", found))
        return group, None

    def stop(self) -> None:
        """End the work, if it has not ended."""
        self._ready.wait()
        self._call(self._cancel)

    async def _produce_all(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        self._room = asyncio.Semaphore(self._ahead)
        self._ready.set()
        async with aclosing(self._produce()) as items:  # type: ignore[type-var]
            async for item in items:
                await self._room.acquire()
                self._found.put(item)

    def _make_room(self) -> None:
        if self._room is not None:
            self._room.release()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _call(self, callback: Callable[[], object]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            try:
                self._loop.call_soon_threadsafe(callback)
            except RuntimeError:  # it closed in between
                return
