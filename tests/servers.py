"""Real servers for the tests: one PostgreSQL and one Redis for the whole run, a migrated database per test.

The process that coordinates the run starts the servers; parallel workers get their addresses. They die with it.
"""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tenantpilot.embedded.errors import SetUpError
from tenantpilot.embedded.postgres import THROW_AWAY, PostgresServer, debian_programs, wheel_programs
from tenantpilot.embedded.redis_server import RedisServer, debian_program, wheel_program
from tenantpilot.embedded.roles import APPLICATION, OWNER, Passwords, allow_connections, provision

ROOT = Path(__file__).resolve().parents[1]
MIGRATED = "template_migrated"
SEEDED = "template_seeded"
REDIS_DATABASES = 1024
SECRET_KEY = "dGVzdHMgb25seSwgbmV2ZXIgYSByZWFsIGluc3RhbGxhdGlvbiE0MiE0MiE0MiE0"
DEFAULT_ENVIRONMENT = {
    "TENANTPILOT_ORIGIN": "http://localhost:3000",
    "TENANTPILOT_SECRET_KEY": SECRET_KEY,
    "OIDC_ISSUER": "http://localhost:3001/identity",
    "OIDC_CLIENT_ID": "tenantpilot-tests",
    "OIDC_CLIENT_SECRET": "a secret for tests only",
}


@dataclass(frozen=True)
class Database:
    """One database: the address the product uses, the owner's, and the administrator's, who bypasses every wall."""

    name: str
    url: str
    owner_url: str
    administrator_url: str


@dataclass(frozen=True)
class Addresses:
    """Where the run's servers are; plain values, so that they reach parallel workers."""

    kind: str
    administrator: str
    owner: str
    application: str
    redis: str

    def database(self, name: str) -> Database:
        """The addresses of one database."""
        return Database(
            name=name,
            url=self.application.replace("/DATABASE?", f"/{name}?"),
            owner_url=self.owner.replace("/DATABASE?", f"/{name}?"),
            administrator_url=self.administrator.replace("/DATABASE?", f"/{name}?"),
        )

    def redis_url(self, number: int) -> str:
        """One of the numbered databases of the Redis server."""
        return self.redis.replace("?db=0", f"?db={number}")

    def create(self, name: str, *, template: str = MIGRATED) -> Database:
        """Copy a template; the template must have no connections."""
        with psycopg.connect(self.database("postgres").administrator_url, autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                    sql.Identifier(name), sql.Identifier(template), sql.Identifier(OWNER)
                )
            )
            allow_connections(connection, name)
        return self.database(name)

    def drop(self, name: str) -> None:
        """Remove a database, disconnecting whoever still uses it."""
        with psycopg.connect(self.database("postgres").administrator_url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def to_json(self) -> str:
        """For the journey to a parallel worker."""
        return json.dumps(asdict(self))


class Servers:
    """A PostgreSQL and a Redis of their own, in a directory that disappears with them."""

    def __init__(self, kind: str = "wheel18") -> None:
        self.kind = kind
        self.folder = Path(tempfile.mkdtemp(prefix="tp-tests-"))
        self.folder.chmod(0o711)
        self._passwords = Passwords(owner=secrets.token_urlsafe(12), application=secrets.token_urlsafe(12))
        postgres_programs, redis_program = _programs(kind)
        self.postgres = PostgresServer(
            postgres_programs,
            self.folder / "postgres",
            self.folder / "pg",
            self.folder / "postgres.log",
            secrets.token_urlsafe(12),
            options=dict(THROW_AWAY),
        )
        self.redis = RedisServer(
            redis_program, self.folder / "redis" / "redis.sock", self.folder / "redis.log", databases=REDIS_DATABASES
        )

    def start(self, *, migrated: bool = True) -> Addresses:
        """Start both, and make the template that tests copy."""
        try:
            self.postgres.start()
            self.redis.start()
            provision(self.postgres.url(), self._passwords, database=MIGRATED)
            if migrated:
                command("migrate", environment(self.addresses, self.addresses.database(MIGRATED)))
        except BaseException:
            self.stop()
            raise
        return self.addresses

    @property
    def addresses(self) -> Addresses:
        """Where the servers are."""
        return Addresses(
            kind=self.kind,
            administrator=self.postgres.url(database="DATABASE"),
            owner=self.postgres.url(user=OWNER, password=self._passwords.owner, database="DATABASE"),
            application=self.postgres.url(user=APPLICATION, password=self._passwords.application, database="DATABASE"),
            redis=self.redis.url,
        )

    def stop(self) -> None:
        """Stop both and forget everything."""
        self.redis.stop()
        self.postgres.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _programs(kind: str) -> tuple[Path, Path]:
    if kind == "debian":
        postgres, redis = debian_programs(), debian_program()
        if postgres is None or redis is None:
            raise SetUpError("Debian's PostgreSQL or Redis is not installed: run scripts/setup debian.")
        return postgres, redis
    majors = {"wheel18": 18, "wheel16": 16}
    if kind not in majors:
        raise SetUpError(f"TENANTPILOT_TEST_SERVERS is {kind!r}; it may be debian, wheel18 or wheel16.")
    return wheel_programs(majors[kind]), wheel_program()


def environment(
    addresses: Addresses, database: Database, *, redis_number: int = 0, owner: bool = True
) -> dict[str, str]:
    """The product's variables for one database; `owner` adds the address that migrations need."""
    made = DEFAULT_ENVIRONMENT | {"DATABASE_URL": database.url, "REDIS_URL": addresses.redis_url(redis_number)}
    return made | {"DATABASE_OWNER_URL": database.owner_url} if owner else made


def command(name: str, variables: dict[str, str]) -> None:
    """Run `tenantpilot <name>` in a process of its own, as an installation would.

    Raises:
        SetUpError: it failed; the text carries its output.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tenantpilot.cli", name],
        cwd=ROOT,
        env=clean_environment() | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if done.returncode != 0:
        raise SetUpError(f"`tenantpilot {name}` failed:\n{done.stdout}{done.stderr}")


def clean_environment() -> dict[str, str]:
    """This process's environment without anything that configures the product or marks a test run."""
    from tenantpilot.commands import inherited

    ours = ("TENANTPILOT_", "DATABASE_", "REDIS_", "OIDC_", "PYTEST_")
    return {name: value for name, value in inherited.environment().items() if not name.startswith(ours)}
