"""Keeps the processes of the demonstration running: restarts what dies, with growing pauses, and stops all at once."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tenantpilot.embedded.errors import SetUpError
from tenantpilot.embedded.process import die_with_parent

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
HEALTHY_SECONDS = 60.0  # alive this long, the next death is a new story
STOP_SECONDS = 10.0
GUARD_ATTEMPTS = 5


@dataclass
class Child:
    """One process that should always run."""

    name: str
    arguments: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    restart_at: float = 0.0
    pause: float = FIRST_PAUSE
    deaths: int = 0

    def start(self, environ: Mapping[str, str]) -> None:
        """Start it, appending to its log."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tenantpilot.cli", *self.arguments],
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - one prctl call, no locks
            )
        self.started = time.monotonic()


@dataclass(frozen=True)
class Guard:
    """A server that others depend on: looked at like a child, brought back by its own `start`, which waits for it."""

    name: str
    is_running: Callable[[], bool]
    start: Callable[[], None]


@dataclass
class Supervisor:
    """All children with one environment; `say` tells the person at the terminal what happened."""

    environ: Mapping[str, str]
    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list)
    guards: list[Guard] = field(default_factory=list)

    def guard(self, name: str, is_running: Callable[[], bool], start: Callable[[], None]) -> None:
        """Bring a server back whenever it ended."""
        self.guards.append(Guard(name, is_running, start))

    def add(self, name: str, arguments: list[str], logs: Path) -> None:
        """Start one more child."""
        child = Child(name, arguments, logs / f"{name}.log")
        child.start(self.environ)
        self.children.append(child)

    @property
    def all_run(self) -> bool:
        """Whether no child is down at this moment."""
        return all(child.process is not None and child.process.poll() is None for child in self.children)

    def check(self) -> None:
        """Notice the dead and start those whose pause is over.

        Raises:
            SetUpError: a server does not come back; without it nothing works, so the whole ends with its reason.
        """
        for guard in self.guards:
            if not guard.is_running():
                self._bring_back(guard)
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.restart_at:
                    child.start(self.environ)
            elif child.process.poll() is not None:
                self._died(child, child.process.returncode, now)

    def _bring_back(self, guard: Guard) -> None:
        self.say(f"{guard.name} ended; starting it again")
        for attempt in range(1, GUARD_ATTEMPTS + 1):
            try:
                guard.start()
            except SetUpError:
                # After a kill its own children may hold its files for a moment longer.
                if attempt == GUARD_ATTEMPTS:
                    raise
                time.sleep(1)
            else:
                self.say(f"{guard.name} is back")
                return

    def _died(self, child: Child, status: int, now: float) -> None:
        child.process = None
        child.deaths += 1
        child.pause = FIRST_PAUSE if now - child.started > HEALTHY_SECONDS else min(child.pause * 2, LONGEST_PAUSE)
        child.restart_at = now + child.pause
        how = f"signal {-status}" if status < 0 else f"status {status}"
        self.say(f"{child.name} ended with {how}; starting it again in {child.pause:.0f} s (see {child.log})")

    def run(self) -> None:
        """Watch until interrupted."""
        while True:
            self.check()
            time.sleep(0.25)

    def stop(self) -> None:
        """Stop all children together; kill those that take too long."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            if process.poll() is None:
                process.terminate()
        end = time.monotonic() + STOP_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
