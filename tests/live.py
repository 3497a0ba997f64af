"""The product as people meet it: real processes on free ports, for browser and raw-socket tests."""

from __future__ import annotations

import itertools
import os
import signal
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import psycopg

from tenantpilot.commands import frontend
from tenantpilot.embedded.process import ServerProcess
from tests.servers import ROOT, Addresses, Database, clean_environment, environment

ALL = ("sandbox", "web", "worker-person", "worker-background", "relay")
# Below those that the system gives to whoever asks for any, in turn, and elsewhere in each parallel worker: between
# the moment a port is chosen and the one its server listens, nobody else gets it.
_FIRST_PORT, _PORTS = 20_000, 12_000
_numbers = itertools.count(os.getpid() * 997)


def free_port() -> int:
    """A port nobody listens on, which nobody else is given either."""
    for number in itertools.islice(_numbers, _PORTS):
        port = _FIRST_PORT + number % _PORTS
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("every port is taken")


class Product:
    """One running product on one database. `origin` is its address; `processes` may be killed and started again."""

    def __init__(
        self,
        addresses: Addresses,
        database: Database,
        folder: Path,
        *,
        redis_number: int,
        variables: Mapping[str, str] | None = None,
        web_processes: int = 1,
    ) -> None:
        self.database = database
        self.port, self.sandbox_port = free_port(), free_port()
        self.origin = f"http://localhost:{self.port}"
        self.sandbox = f"http://localhost:{self.sandbox_port}"
        self.redis_url = addresses.redis_url(redis_number)
        self.variables = environment(addresses, database, redis_number=redis_number, owner=False) | {
            "TENANTPILOT_ORIGIN": self.origin,
            "OIDC_ISSUER": f"{self.sandbox}/identity",
            **(variables or {}),
        }
        _move_people(database, self.variables["OIDC_ISSUER"])
        self._commands = {
            "sandbox": ["sandbox", "--port", str(self.sandbox_port)],
            "web": ["web", "--no-build", "--port", str(self.port), "--processes", str(web_processes)],
            "worker-person": ["worker", "--queue", "person"],
            "worker-background": ["worker", "--queue", "background"],
            "relay": ["relay"],
        }
        self._folder = folder
        self.processes: dict[str, ServerProcess] = {}

    def start(self, *names: str) -> None:
        """Start the named processes (all unless named) and wait for those that listen."""
        frontend.build()
        for name in names or ALL:
            process = ServerProcess(
                name,
                [sys.executable, "-m", "tenantpilot.cli", *self._commands[name]],
                self._folder / f"{name}.log",
                stop_signal=signal.SIGTERM,
            )
            address = {"web": f"{self.origin}/healthz", "sandbox": f"{self.sandbox}/healthz"}.get(name)
            self.processes[name] = process
            process.start(
                lambda address=address: address is None or answers(address),
                env=clean_environment() | self.variables,
                cwd=ROOT,
            )

    def stop(self, *names: str) -> None:
        """Stop the named processes (all unless named)."""
        for name in names or tuple(self.processes):
            self.processes.pop(name).stop()

    def log(self, name: str) -> str:
        """Everything a process wrote."""
        return (self._folder / f"{name}.log").read_text(errors="replace")


def _move_people(database: Database, issuer: str) -> None:
    """The template's people belong to a provider at another port; a person is known by issuer and subject."""
    with psycopg.connect(database.administrator_url, autocommit=True) as connection:
        connection.execute("update user_account set issuer = %s", [issuer])


def answers(address: str) -> bool:
    """Whether an address answers with 200."""
    try:
        with urllib.request.urlopen(address, timeout=20) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
