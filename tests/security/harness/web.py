"""Web processes for the security suites: the real server with witnesses inside, several on one installation."""

from __future__ import annotations

import json
import signal
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tenantpilot.commands import frontend
from tenantpilot.embedded.process import ServerProcess
from tests.live import answers, free_port
from tests.servers import ROOT, clean_environment

PAGES = {"__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true"}


class Web:
    """One web process. `origin` is the configured origin, `address` where this very process listens."""

    def __init__(self, variables: dict[str, str], folder: Path, *, state: str, name: str = "web") -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.variables = variables | {"TENANTPILOT_STATE": state}
        self._folder, self._name = folder, f"{name}-{self.port}"
        self._process: ServerProcess | None = None

    def start(
        self, *, app: str = "", without: str = "", high_limits: bool = False, pages: bool = False, **extra: str
    ) -> Web:
        """Start and wait until it answers."""
        environ = clean_environment() | frontend.environment() | self.variables
        environ |= {"__REFLEX_SKIP_COMPILE": "true", "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": "65536"}
        environ |= PAGES if pages else {}
        environ |= {"HARNESS_WITHOUT": without, "HARNESS_SLOW": "1" if high_limits else ""} | extra
        environ |= {"HARNESS_APP": app} if app else {}
        command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--log-level", "warning", "--no-access-log"]
        command += ["tests.security.harness.instrumented:app"]
        self._process = ServerProcess(
            self._name, command, self._folder / f"{self._name}.log", stop_signal=signal.SIGTERM
        )
        self._process.start(lambda: answers(f"{self.address}/healthz"), env=environ, cwd=ROOT)
        return self

    def ask(self, what: str) -> Any:
        """What the witness says about `events`, `routes`, `inside`, `store` or `handles`."""
        with urllib.request.urlopen(f"{self.address}/harness/{what}", timeout=20) as response:
            return json.load(response)

    @property
    def log(self) -> str:
        """Everything the process wrote."""
        return (self._folder / f"{self._name}.log").read_text(errors="replace")

    def stop(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.stop()
