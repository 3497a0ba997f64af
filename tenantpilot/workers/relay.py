"""The relay process: publishes pointers, fires schedules, recovers what was lost. Several may run side by side."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from types import FrameType

from tenantpilot.access import sessions
from tenantpilot.audit.checkpoints import take_due
from tenantpilot.operations import firing, publishing, recovery, sweeps
from tenantpilot.workers import messages

log = logging.getLogger("tenantpilot.relay")
LOOK_SECONDS = 0.5  # how long to listen before looking without having heard anything
LONGEST_PAUSE = 5.0
FULL_SECONDS = 0.005  # how long to wait while more is due than there is room for
SMALLEST, LARGEST = 2, 32


@dataclass
class Duty:
    """Something to do again and again; its failures are its own."""

    name: str
    every: float
    do: Callable[[], object]
    due: float = field(default_factory=time.monotonic)
    failures: int = 0

    def attend(self) -> None:
        """Do it if it is time; after a failure wait longer."""
        if time.monotonic() < self.due:
            return
        try:
            self.do()
            self.failures = 0
        except Exception as error:  # noqa: BLE001  edge of the process: servers come back, and so does the relay
            self.failures += 1
            if self.failures in (1, 10, 100):
                log.warning("%s does not work at the moment: %s", self.name, type(error).__name__)
        self.due = time.monotonic() + min(self.every * 2**self.failures, max(LONGEST_PAUSE, self.every))


@dataclass
class Window:
    """How much of a queue's work may stand in Redis, where its order cannot be changed any more.

    What stands there was put in the fair order of its moment, so it is kept short. It grows when workers empty it
    between two looks, and shrinks when they take nothing.
    """

    queue: str
    size: int = SMALLEST
    is_full: bool = False

    def fill(self) -> bool:
        """Publish what there is room for; whether more may be due."""
        there = messages.waiting_in(self.queue)
        if self.is_full and there == 0:
            self.size = min(self.size * 2, LARGEST)
        elif there >= self.size:
            self.size = max(self.size // 2, SMALLEST)
        room = self.size - there
        pointers = publishing.take(self.queue, room) if room > 0 else []
        messages.put(pointers)
        self.is_full = len(pointers) >= room
        return self.is_full


def look_for_lost() -> None:
    """Publish again what was published but is nowhere in the queue."""
    waiting = publishing.waiting()
    for name in messages.QUEUES:
        mine = [pointer for pointer in waiting if pointer.queue == name]
        if mine:
            there = messages.run_ids_in(name)
            lost = [pointer for pointer in mine if str(pointer.run_id) not in there]
            if publishing.publish_again(lost):
                log.info("%d messages were lost and are sent again", len(lost))


class Relay:
    """The loop: listen for new pointers, and attend to each duty in its time."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._windows = [Window(name) for name in messages.QUEUES]
        self._publish = Duty("publishing", 0.0, self._fill)
        self._duties = [
            Duty("the search for lost messages", 1.0, look_for_lost),
            Duty("the rescue of deserted runs", 0.5, recovery.rescue_deserted),
            Duty("the schedules", 1.0, firing.fire_due),
            Duty("the end of timed-out sessions", 60.0, sessions.end_timed_out),
            Duty("the audit checkpoints", 60.0, take_due),
            Duty("the removal of expired files", 600.0, recovery.remove_expired_files),
            *(Duty(f"the sweep {one.kind}", one.every, partial(sweeps.start_due, one)) for one in sweeps.load()),
        ]

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Leave after what is at hand."""
        self._stop.set()

    def run(self) -> None:
        """Work until stopped."""
        threading.Thread(target=self._attend, name="duties", daemon=True).start()
        with publishing.listen() as listening:
            while not self._stop.is_set():
                self._publish.attend()
                is_full = not self._publish.failures and any(window.is_full for window in self._windows)
                try:
                    listening.wait(FULL_SECONDS if is_full else LOOK_SECONDS)
                except ConnectionError:
                    self._stop.wait(LOOK_SECONDS)

    def _fill(self) -> None:
        for window in self._windows:
            window.fill()

    def _attend(self) -> None:
        while not self._stop.wait(0.1):
            for duty in self._duties:
                duty.attend()


def run_relay() -> None:
    """Publish, schedule and recover until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    relay = Relay()
    signal.signal(signal.SIGTERM, relay.stop)
    signal.signal(signal.SIGINT, relay.stop)
    relay.run()
