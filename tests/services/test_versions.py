"""The product on other servers than the run's own: any PostgreSQL from 15, any Redis from 6.2, by address."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
import redis

from tenantpilot.embedded.postgres import debian_programs
from tenantpilot.embedded.redis_server import debian_program
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.names import EXPORT_AUDIT, VERIFY_AUDIT
from tenantpilot.store import lint
from tests.operations.world import World, execute
from tests.people import context_of, pointing_at
from tests.servers import MIGRATED, Database, Servers, command, environment

OTHERS = {"wheel16": 16, "debian": 15}


@pytest.fixture(params=OTHERS)
def elsewhere(request: pytest.FixtureRequest) -> Iterator[tuple[str, Database, dict[str, str]]]:
    """A seeded installation on servers of another version."""
    if request.param == "debian" and None in (debian_programs(), debian_program()):
        pytest.skip("Debian's servers are not installed: scripts/setup debian")
    servers = Servers(request.param)
    addresses = servers.start()
    try:
        database = addresses.database(MIGRATED)
        variables = environment(addresses, database)
        command("seed", variables)
        command("check-config", variables)
        yield request.param, database, variables
    finally:
        servers.stop()


@pytest.mark.slow
@pytest.mark.proves("STI-004")
def test_schema_walls_runs_and_log_work_on_it(elsewhere) -> None:
    kind, database, variables = elsewhere
    with psycopg.connect(database.url) as connection:
        assert connection.info.server_version // 10_000 == OTHERS[kind]
    with redis.Redis.from_url(variables["REDIS_URL"]) as client:
        assert tuple(map(int, client.info("server")["redis_version"].split(".")[:2])) >= (6, 2)
    with pointing_at(variables):
        assert lint.lint() == []
        world = World(database)
        for operation in (EXPORT_AUDIT, VERIFY_AUDIT):
            made = start(context_of("northwind-owner"), operation)
            execute(world.run(made.run_ref))
            assert world.run(made.run_ref)["outcome"] == "succeeded"
        world.close()
