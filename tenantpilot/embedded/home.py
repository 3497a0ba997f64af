"""The directory that holds everything an embedded installation keeps: database, sockets, logs, secrets."""

from __future__ import annotations

import base64
import errno
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from tenantpilot.embedded.errors import SetUpError

LONGEST_SOCKET_PATH = 107
OURS = frozenset(
    {"lock", "logs", "postgres", "postgres.new", ".postgres.password", "probe", "run", "sandbox-day"}
    | {"sandbox-journal", "sandbox-port", "secrets.json", "secrets.new"}
)
FULL = (errno.ENOSPC, errno.EDQUOT)
ROOM_NEEDED = 300 * 1024 * 1024  # a fresh database, its log and some growth


@dataclass(frozen=True)
class Secrets:
    """Made once per directory; deleting the directory forgets them."""

    superuser: str
    owner: str
    application: str
    secret_key: str
    oidc_client_secret: str


class Home:
    """One directory in use by one process: entering takes its lock, leaving gives it back."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._lock: IO[str] | None = None

    @property
    def database(self) -> Path:
        """PostgreSQL's files."""
        return self.path / "postgres"

    @property
    def logs(self) -> Path:
        """One file per process."""
        return self.path / "logs"

    def __enter__(self) -> Self:
        """Make the directory and lock it.

        Raises:
            SetUpError: another process uses it, it holds somebody's files, it cannot be written, or the disk is full.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._refuse_foreign_files()
            self._lock = (self.path / "lock").open("a+")
            self.logs.mkdir(exist_ok=True)
        except OSError as error:
            reason = "the disk is full" if error.errno in FULL else error.strerror
            raise SetUpError(f"{self.path} cannot be used: {reason}.") from None
        self._take_lock(self._lock)
        self._check_room()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the directory back."""
        if self._lock is not None:
            self._lock.close()

    def _refuse_foreign_files(self) -> None:
        foreign = sorted(entry.name for entry in self.path.iterdir() if entry.name not in OURS)
        if foreign:
            raise SetUpError(
                f"{self.path} holds other files ({foreign[0]}, …): choose a directory of its own with --data."
            )

    def announce(self, text: str) -> None:
        """Leave a word for whoever finds the directory locked."""
        if self._lock is None:
            return
        self._lock.seek(0)
        self._lock.truncate()
        self._lock.write(text)
        self._lock.flush()

    def _take_lock(self, lock: IO[str]) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "another process"
            lock.close()
            self._lock = None
            raise SetUpError(f"{self.path} is already in use by {holder}. Stop it first, or choose --data.") from None

    def _check_room(self) -> None:
        probe = self.path / "probe"
        try:
            probe.write_bytes(b"0" * 65536)
            probe.unlink()
        except OSError as error:
            reason = "the disk is full" if error.errno in FULL else error.strerror
            raise SetUpError(f"{self.path} cannot be written: {reason}.") from None
        free = shutil.disk_usage(self.path).free
        if free < ROOM_NEEDED:
            raise SetUpError(
                f"{self.path} has {free // 2**20} MiB left, {ROOM_NEEDED // 2**20} MiB are needed: free some space, "
                "or choose another place with --data."
            )

    def sockets(self) -> Path:
        """A directory for Unix sockets, short enough for their 107 characters, closed to other people.

        Raises:
            SetUpError: somebody else made the directory that would be used.
        """
        path = self.path / "run"
        if len(str(path / "pg" / ".s.PGSQL.5432.lock")) > LONGEST_SOCKET_PATH:
            digest = hashlib.sha256(str(self.path).encode()).hexdigest()[:12]
            path = Path(tempfile.gettempdir()) / f"tenantpilot-{os.geteuid()}-{digest}"
        path.mkdir(mode=0o711, exist_ok=True)
        if path.is_symlink() or path.stat().st_uid != os.geteuid():
            raise SetUpError(f"{path} belongs to somebody else: remove it, or choose a shorter path with --data.")
        path.chmod(0o711)  # the database's account passes through to its own directory below
        return path

    def secrets(self) -> Secrets:
        """The secrets of this installation, made on first use and readable by their owner only."""
        path = self.path / "secrets.json"
        if path.exists():
            return Secrets(**json.loads(path.read_text()))
        made = Secrets(
            superuser=secrets.token_urlsafe(24),
            owner=secrets.token_urlsafe(24),
            application=secrets.token_urlsafe(24),
            secret_key=base64.b64encode(secrets.token_bytes(48)).decode(),
            oidc_client_secret=secrets.token_urlsafe(32),
        )
        draft = path.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(asdict(made)))
        draft.replace(path)
        return made

    def sandbox_port(self, wanted: int | None, *, first: int) -> int:
        """The port at which this directory's people sign in: their accounts name it, so it stays what it was at first.

        Raises:
            SetUpError: another one is wanted.
        """
        path = self.path / "sandbox-port"
        known = int(path.read_text()) if path.exists() else wanted or first
        if wanted not in (None, known):
            raise SetUpError(
                f"The people of {self.path} sign in at the sandbox on port {known}: use --sandbox-port {known}, "
                "or forget them with --reset."
            )
        return known

    def keep_sandbox_port(self, port: int) -> None:
        """Remember it for the next start."""
        (self.path / "sandbox-port").write_text(str(port))

    @property
    def sandbox_journal(self) -> Path:
        """What happened in the sandbox's tenants, for its next start."""
        return self.path / "sandbox-journal"

    def sandbox_day(self, today: date) -> date:
        """The day for which the sandbox's tenants were made: their year ends with it, so it stays the first one."""
        path = self.path / "sandbox-day"
        if not path.exists():
            path.write_text(today.isoformat())
        return date.fromisoformat(path.read_text())

    def clear(self) -> None:
        """Forget everything but the lock itself."""
        for entry in self.path.iterdir():
            if entry.name == "lock":
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        self.logs.mkdir()
