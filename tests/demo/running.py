"""A demonstration as a person starts it: one real process, whose words and children the tests look at."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg

from tenantpilot.commands import frontend
from tenantpilot.embedded.postgres import PostgresServer
from tests.live import answers, free_port
from tests.servers import ROOT, clean_environment
from tests.waiting import until

READY = "TenantPilot is ready at"
START_SECONDS = 180


def _words(process: psutil.Process) -> str:
    """Its command line, or nothing if it has just ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def refusal(*arguments: str, **variables: str) -> str:
    """What `tenantpilot demo` says when it does not start; it must end with status 1 and without a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "tenantpilot.cli", "demo", *arguments],
        cwd=ROOT,
        env=clean_environment() | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


class Demo:
    """`tenantpilot demo` on a directory of its own; `said` is what the person at the terminal reads."""

    def __init__(self, data: Path, *, with_history: bool = False) -> None:
        self.data = data
        self._with_history = with_history
        self.port, self.sandbox_port = free_port(), free_port()
        self.origin = f"http://localhost:{self.port}"
        self._output = data.with_name(f"{data.name}.terminal")
        self._names_sandbox = True
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def arguments(self) -> list[str]:
        """The options that choose this demonstration's place and ports."""
        place = ["--data", str(self.data), "--port", str(self.port)]
        place += [] if self._with_history else ["--no-history"]
        return [*place, "--sandbox-port", str(self.sandbox_port)] if self._names_sandbox else place

    def move(self) -> None:
        """Choose another web port for the next start and leave it to the demo where the sandbox is."""
        self.port, self._names_sandbox = free_port(), False
        self.origin = f"http://localhost:{self.port}"

    def start(self, *arguments: str) -> None:
        """Start and wait until it says that it is ready."""
        frontend.build()
        self.launch(*arguments)
        until(lambda: READY in self.said or not self.runs, "the demo", seconds=START_SECONDS)
        assert READY in self.said, self.said

    def launch(self, *arguments: str) -> None:
        """Start without waiting."""
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tenantpilot.cli", "demo", *self.arguments, *arguments],
                cwd=ROOT,
                env=clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The one process that started all others."""
        assert self._process is not None
        return self._process

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    @property
    def said(self) -> str:
        """Everything it printed."""
        return self._output.read_text()

    @property
    def is_ready(self) -> bool:
        """What a load balancer would ask."""
        return answers(f"{self.origin}/readyz")

    def value(self, query: str) -> object:
        """One value out of its database, read as the administrator."""
        known = json.loads((self.data / "secrets.json").read_text())
        server = PostgresServer(self.data, self.data, self.data / "run" / "pg", self.data, known["superuser"])
        with psycopg.connect(server.url(database="tenantpilot")) as connection:
            row = connection.execute(query).fetchone()
        return row[0] if row else None

    def family(self) -> list[psutil.Process]:
        """It and everything it started."""
        me = psutil.Process(self.process.pid)
        return [me, *me.children(recursive=True)]

    def child(self, word: str) -> psutil.Process:
        """Its direct child whose command line holds a word."""
        children = psutil.Process(self.process.pid).children()
        return next(one for one in children if re.search(word, _words(one)))

    def end(self, number: signal.Signals = signal.SIGINT, *, seconds: float = 90) -> int:
        """End it with a signal; its exit status."""
        if self.runs:
            os.kill(self.process.pid, number)
        return self.process.wait(seconds)
