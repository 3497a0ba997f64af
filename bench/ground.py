"""What measurements stand on: servers of their own (durable, as an installation runs them), databases, a product."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tenantpilot.embedded.postgres import SMALL
from tests.live import Product
from tests.servers import Database, Servers, command, environment

BENCH_DATABASE = "bench"


@contextmanager
def servers(*, durable: bool = True, **options: str) -> Iterator[Servers]:
    """A PostgreSQL (`options` are its settings) and a Redis; durable means that commits reach the disk."""
    made = Servers()
    if durable:
        made.postgres.options = SMALL | {"max_connections": "200"}
    made.postgres.options |= options
    made.start()
    try:
        yield made
    finally:
        made.stop()


def seeded(made: Servers, name: str = BENCH_DATABASE) -> Database:
    """A database with the demonstration's workspaces and people in it."""
    database = made.addresses.create(name)
    command("seed", environment(made.addresses, database))
    return database


@contextmanager
def product(
    made: Servers, database: Database, *names: str, web_processes: int = 1, **variables: str
) -> Iterator[Product]:
    """The running product on a database; all processes unless some are named."""
    with tempfile.TemporaryDirectory(prefix="tp-bench-") as folder:
        running = Product(
            made.addresses, database, Path(folder), redis_number=1, variables=variables, web_processes=web_processes
        )
        try:
            running.start(*names)
            yield running
        finally:
            running.stop()


def connect_settings(made: Servers, database: Database) -> dict[str, str]:
    """The variables that point a process, or this one, at the database."""
    return environment(made.addresses, database, redis_number=1)
