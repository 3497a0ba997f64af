"""A server process that cannot outlive the process that started it."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tenantpilot.embedded.errors import SetUpError

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def wheel_folder(module: str) -> Path:
    """Where a wheel that carries programs was installed; it is not imported, which would start its own machinery.

    Raises:
        SetUpError: the wheel is missing.
    """
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        raise SetUpError(f"The Python package {module} is missing: run `make setup`.")
    return Path(found.origin).parent


def end_with_parent(number: int) -> None:
    """Ask the kernel to signal this process when its parent dies, however it dies."""
    _libc.prctl(PR_SET_PDEATHSIG, number)


def die_with_parent(number: int) -> Callable[[], None]:
    """What the child runs before its program: ask the kernel to signal it when the parent dies, however it dies."""
    parent = os.getpid()

    def ask() -> None:
        end_with_parent(number)
        if os.getppid() != parent:  # the parent died before the request was in place
            os._exit(1)

    return ask


class ServerProcess:
    """One running server: its process, its log file and the signal that stops it quickly but cleanly."""

    def __init__(self, name: str, command: list[str], log: Path, *, stop_signal: signal.Signals) -> None:
        self.name = name
        self.log = log
        self._stop_signal = stop_signal
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process id, for tests that kill or freeze it."""
        if self._process is None:
            raise SetUpError(f"{self.name} is not running.")
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether the process exists and has not ended."""
        return self._process is not None and self._process.poll() is None

    def start(
        self,
        is_ready: Callable[[], bool],
        *,
        seconds: float = 60,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Start and wait until `is_ready` says so.

        Raises:
            SetUpError: it ended or did not become ready; the text carries the end of its log.
        """
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=env,
                cwd=cwd,
                start_new_session=True,
                preexec_fn=die_with_parent(self._stop_signal),  # noqa: PLW1509 - one prctl call, no locks
            )
        end = time.monotonic() + seconds
        while not is_ready():
            if not self.is_running or time.monotonic() > end:
                self.stop(seconds=5)
                raise SetUpError(f"{self.name} did not start. The end of {self.log}:\n{self.log_tail()}")
            time.sleep(0.03)

    def stop(self, *, seconds: float = 20) -> None:
        """Stop it; kill it when it takes longer than `seconds`."""
        self.stop_with(self._stop_signal, seconds=seconds)

    def stop_with(self, number: signal.Signals, *, seconds: float = 20) -> None:
        """Stop it with a signal of the caller's choice; kill it when it takes longer than `seconds`."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self) -> None:
        """End it without any chance to tidy up, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def log_tail(self, lines: int = 15) -> str:
        """The last lines of the log."""
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        except OSError:
            return "(no log)"
