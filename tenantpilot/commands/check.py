"""Whether an installation could start: configuration first, then both servers."""

from __future__ import annotations

import psycopg
import redis

from tenantpilot.commands.starting import require_configuration, require_schema
from tenantpilot.embedded.errors import SetUpError
from tenantpilot.kernel.settings import Settings
from tenantpilot.store.lint import lint

OLDEST_POSTGRESQL = 150_000


def run() -> None:
    """Print one line per check.

    Raises:
        ConfigurationError: a variable is missing or wrong.
        SetUpError: a server does not answer, is too old, or its role has powers it must not have.
    """
    known = require_configuration(signs_in=True)
    print("Configuration: complete")
    print(f"PostgreSQL: {postgresql(known)}")
    print(f"Redis: {_redis(known)}")
    require_schema(seconds=0)
    print("Schema: as this version needs it")


def postgresql(known: Settings) -> str:
    """What the application role finds at DATABASE_URL.

    Raises:
        SetUpError: the server does not answer, is too old, or the role has powers it must not have.
    """
    try:
        with psycopg.connect(known.database_url, connect_timeout=5) as connection:
            if connection.info.server_version < OLDEST_POSTGRESQL:
                raise SetUpError("DATABASE_URL: PostgreSQL 15 or newer is needed.")
            powers = connection.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            if powers is None or powers[0]:
                raise SetUpError("DATABASE_URL: this role bypasses row-level security; use the application role.")
            return f"version {connection.info.server_version // 10_000}, application role"
    except psycopg.OperationalError as error:
        raise SetUpError(f"DATABASE_URL: the server does not answer: {error}") from None


def _redis(known: Settings) -> str:
    client = redis.Redis.from_url(known.redis_url, socket_timeout=5)
    try:
        version = str(client.info("server")["redis_version"])  # type: ignore[index]
    except redis.RedisError as error:
        raise SetUpError(f"REDIS_URL: the server does not answer: {error}") from None
    finally:
        client.close()
    if tuple(int(part) for part in version.split(".")[:2]) < (6, 2):
        raise SetUpError(f"REDIS_URL: Redis 6.2 or newer is needed, this is {version}.")
    return f"version {version}"


def schema() -> None:
    """Say whether the database's catalogue keeps the rules of isolation.

    Raises:
        ConfigurationError: the server does not answer.
        SetUpError: it breaks some; the text lists them.
    """
    found = lint()
    if found:
        listed = "\n".join(f"  {finding}" for finding in found)
        raise SetUpError(f"The database breaks {len(found)} rule(s) of isolation:\n{listed}")
    print("Schema: every table, key, policy, function, role and grant keeps the rules")
