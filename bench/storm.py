"""Chaos in a database of its own, and the harm that is done to runs in both subjects that measure it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import redis

from bench import ground
from tenantpilot.kernel.settings import settings
from tests.chaos.harness import Chaos
from tests.people import pointing_at
from tests.servers import Servers

SEED = 20261121


@contextmanager
def chaos(servers: Servers, name: str, **more: Any) -> Iterator[Chaos]:
    """Processes of the product on a seeded database of this name, to which this process points too."""
    database = ground.seeded(servers, name)
    variables = ground.connect_settings(servers, database)
    with pointing_at(variables), tempfile.TemporaryDirectory(prefix=f"tp-{name}-") as folder:
        made = Chaos(database, variables, Path(folder), seed=SEED, **more)
        try:
            yield made
        finally:
            made.stop()


def harms(servers: Servers, on: Chaos) -> dict[Callable[[], object], int]:
    """What may happen to workers, relays and both servers, and how often one of it rather than another."""

    def flush() -> None:
        with suppress(redis.RedisError), redis.Redis.from_url(settings().redis_url) as client:
            client.flushall()
            on.actions["FLUSHALL"] += 1

    def kill_redis() -> None:
        servers.redis.process.kill()
        servers.redis.start()
        on.actions["Redis kill -9"] += 1

    def crash_postgres() -> None:
        servers.postgres.restart_immediately()
        on.actions["PostgreSQL immediate restart"] += 1

    return {on.kill_worker: 30, on.freeze_worker: 25, on.kill_relay: 6, flush: 4, kill_redis: 3, crash_postgres: 3}


def told(actions: Mapping[str, int]) -> str:
    """The harm that was done, in words; what relays lose and double by themselves is the harness's own."""
    harm = ", ".join(f"{count} x {name}" for name, count in sorted(actions.items()))
    return f"{harm}; 18 % of messages dropped, 19 % doubled"
