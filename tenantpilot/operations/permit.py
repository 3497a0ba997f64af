"""The permit of reading outside a transaction: asked before each request to a tenant, answered by a proof of now.

All checks are made by one thread on short transactions of its own. Whoever asks while a check is under way waits for
the next one, together with everybody else who does: an answer is never older than the question.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from types import TracebackType
from typing import Self

from tenantpilot.operations.claims import Claim, StaleError, StopRequestedError

Check = Callable[[Claim], None]
LOOK_SECONDS = 0.1  # how long a request of the worker to stop may go unnoticed
REVIEW_SECONDS = 1.0  # how long a withdrawal may go unnoticed while nobody asks


class Permit:
    """The right to make one more request for a run, as of now.

    The first refusal is final: everybody who asks afterwards gets it again, and `stopping` is set. Code that waits
    (for an answer, for the end of a pause) waits with `stopping`, `pause` or `on_stop`, so that it ends at once.
    """

    def __init__(
        self,
        mine: Claim,
        check: Check,
        should_stop: Callable[[], bool] = lambda: False,
        on_confirmed: Callable[[], None] = lambda: None,
    ) -> None:
        self.stopping = threading.Event()
        self.checks = 0
        self._mine = mine
        self._check = check
        self._should_stop = should_stop
        self._on_confirmed = on_confirmed
        self._refusal: BaseException | None = None
        self._waiting: list[Future[None]] = []
        self._callbacks: list[Callable[[], None]] = []
        self._lock = threading.Lock()
        self._asked = threading.Event()
        self._thread = threading.Thread(target=self._answer, name="permit", daemon=True)

    def confirm(self) -> None:
        """Return when one more request may be made.

        Raises:
            BlockedError: what the run needs was withdrawn; the reason says what.
            CancelRequestedError, StopRequestedError, StaleError: the work ends for another reason.
        """
        self._ask().result()

    async def confirmed(self) -> None:
        """The same for a coroutine.

        Raises:
            BlockedError, CancelRequestedError, StopRequestedError, StaleError: as `confirm`.
        """
        await asyncio.wrap_future(self._ask())

    def pause(self, seconds: float) -> None:
        """Wait, but no longer than the permit lasts.

        Raises:
            BlockedError, CancelRequestedError, StopRequestedError, StaleError: as `confirm`.
        """
        self.stopping.wait(max(0.0, seconds))
        self.raise_refusal()

    def on_stop(self, callback: Callable[[], None]) -> None:
        """Have something called once when the permit ends, from another thread; at once if it has ended."""
        with self._lock:
            if not self.stopping.is_set():
                self._callbacks.append(callback)
                return
        callback()

    def raise_refusal(self) -> None:
        """Raise what ended the permit, if it has ended; nothing is looked up.

        Raises:
            BlockedError, CancelRequestedError, StopRequestedError, StaleError: as `confirm`.
        """
        if self._refusal is not None:
            raise self._refusal

    def end(self, refusal: BaseException) -> None:
        """Refuse everybody from now on; the first reason stays."""
        with self._lock:
            if self._refusal is None:
                self._refusal = refusal
            self.stopping.set()
            waiting, self._waiting = self._waiting, []
            callbacks, self._callbacks = self._callbacks, []
        self._settle(waiting)
        for callback in callbacks:
            with suppress(RuntimeError):  # an event loop that is closed already has nobody left to tell
                callback()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end(StaleError("the reading is over"))
        self._asked.set()
        self._thread.join()

    def _ask(self) -> Future[None]:
        asked: Future[None] = Future()
        with self._lock:
            has_ended = self.stopping.is_set()
            if not has_ended:
                self._waiting.append(asked)
        if has_ended:
            self._settle([asked])
        self._asked.set()
        return asked

    def _settle(self, waiting: list[Future[None]]) -> None:
        for one in waiting:
            if one.set_running_or_notify_cancel():
                one.set_exception(self._refusal) if self._refusal else one.set_result(None)

    def _answer(self) -> None:
        reviewed = time.monotonic()
        while not self.stopping.is_set():
            is_asked = self._asked.wait(LOOK_SECONDS)
            self._asked.clear()
            if self._should_stop():
                self.end(StopRequestedError())
            elif is_asked or time.monotonic() - reviewed >= REVIEW_SECONDS:
                self._look()
                reviewed = time.monotonic()

    def _look(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, []
        try:
            self.checks += 1
            self._check(self._mine)
        except BaseException as error:  # noqa: BLE001  whatever it is, nobody may go on; the reader's thread raises it
            self.end(error)
        if waiting and self._refusal is None:
            self._on_confirmed()
        self._settle(waiting)
