"""The servers themselves die: PostgreSQL as in a power cut, Redis with everything it knew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tenantpilot.embedded.postgres import THROW_AWAY
from tenantpilot.operations import catalogue
from tests.chaos.harness import Chaos
from tests.chaos.probe import KIND, READING, register
from tests.people import context_of, pointing_at, session_of
from tests.servers import Servers, command, environment

RUNS = 24


@pytest.fixture
def durable_servers() -> Iterator[Servers]:
    """Servers of the test's own; a commit must survive the death of the process, as in an installation."""
    made = Servers()
    made.postgres.options = {name: value for name, value in THROW_AWAY.items() if name != "synchronous_commit"}
    made.start()
    yield made
    made.stop()


@pytest.mark.chaos
@pytest.mark.slow
@pytest.mark.proves("OPS-005", "OPS-014")
def test_runs_survive_the_death_of_both_servers(durable_servers: Servers, tmp_path: Path):
    database = durable_servers.addresses.create("away")
    variables = environment(durable_servers.addresses, database, redis_number=1)
    command("seed", variables)
    register()
    with pointing_at(variables):
        chaos = Chaos(database, variables, tmp_path, seed=7, workers={"person": 1, "background": 1}, lease=1.5)
        token = session_of("northwind-owner")
        try:
            chaos.tend()
            asking = chaos.ask(lambda: context_of("northwind-owner", token=token), RUNS, rate=20, pause=0.08)
            chaos.wait_for_first()
            durable_servers.postgres.restart_immediately()
            chaos.hurt(1, 0.5, {lambda: None: 1})
            durable_servers.redis.process.kill()
            chaos.hurt(1, 0.5, {lambda: None: 1})
            durable_servers.redis.start()
            durable_servers.postgres.restart_immediately()
            asking.join(30)
            chaos.drain(RUNS, 180)
        finally:
            chaos.stop()
            catalogue.forget(KIND)
            catalogue.forget(READING)
    found = chaos.findings(RUNS)
    assert found.is_clean, found
