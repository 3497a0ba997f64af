"""A minute of chaos in small: killed and frozen workers, an emptied Redis, lost and doubled messages."""

from __future__ import annotations

from pathlib import Path

import pytest
import redis

from tenantpilot.kernel.settings import settings
from tenantpilot.operations import catalogue
from tests.chaos.harness import Chaos
from tests.chaos.probe import KIND, READING, register
from tests.people import context_of, session_of
from tests.servers import Addresses, Database, environment

RUNS = 60  # of 3 steps of 80 ms


@pytest.mark.chaos
@pytest.mark.slow
@pytest.mark.proves("OPS-005", "OPS-006", "OPS-007", "OPS-014", "OPS-015", "QER-012")
def test_nothing_is_lost_and_nothing_is_done_twice(servers: Addresses, database: Database, redis_url, tmp_path: Path):
    register()
    variables = environment(servers, database, owner=False) | {"REDIS_URL": settings().redis_url}
    chaos = Chaos(
        database, variables, tmp_path, seed=20261121, workers={"person": 2, "background": 1}, lease=1.5
    )  # fmt: skip
    token = session_of("northwind-owner")
    try:
        chaos.tend()
        asking = chaos.ask(lambda: context_of("northwind-owner", token=token), RUNS, rate=20, pause=0.08)
        chaos.wait_for_first()
        with redis.Redis.from_url(redis_url) as client:

            def empty() -> None:
                client.flushdb()
                chaos.actions["flush"] += 1

            chaos.interrupt()
            chaos.freeze_worker()
            empty()
            chaos.hurt(7, 0.7, {chaos.kill_worker: 5, chaos.freeze_worker: 4, chaos.kill_relay: 1, empty: 2})
            asking.join(20)
            chaos.drain(RUNS, 180)
    finally:
        chaos.stop()
        catalogue.forget(KIND)
        catalogue.forget(READING)
    found = chaos.findings(RUNS)
    assert found.is_clean, found
    assert chaos.actions["kill -9"] >= 2, found
    assert chaos.actions["freeze"] >= 1, found
    assert chaos.actions["flush"] >= 1, found
    assert found.attempts > RUNS, "nobody was interrupted: this proves nothing"
