"""Acceptances that end at one instant while workers die: each of them opens its finding again, exactly once."""

from __future__ import annotations

from pathlib import Path

import pytest
import redis

from tests.chaos import expiring
from tests.chaos.harness import Chaos
from tests.chaos.probe import EXPIRE_AT_ONCE
from tests.people import pointing_at
from tests.servers import Addresses, Database, environment

COUNT = 300


@pytest.mark.chaos
@pytest.mark.slow
@pytest.mark.proves("FWE-028", negative=True)
def test_each_is_reopened_exactly_once_whoever_dies(servers: Addresses, database: Database, redis_url, tmp_path: Path):
    variables = environment(servers, database, owner=False) | {"REDIS_URL": redis_url, EXPIRE_AT_ONCE: "5"}
    chaos = Chaos(database, variables, tmp_path, seed=20261121, workers={"background": 2}, lease=1.5)
    with chaos.rows() as rows, pointing_at(environment(servers, database) | {"REDIS_URL": redis_url}):
        expiring.prepare(rows, COUNT)
    with redis.Redis.from_url(redis_url) as client:

        def empty() -> None:
            client.flushdb()
            chaos.actions["flush"] += 1

        try:
            harms = {chaos.kill_worker: 5, chaos.freeze_worker: 3, chaos.kill_relay: 1, empty: 1}
            seconds = expiring.storm(chaos, harms, COUNT, warm=4, every=0.4, hurt_for=5, patience=180)
        finally:
            chaos.stop()
    with chaos.rows() as rows:
        found = expiring.verdict(rows, COUNT, seconds, chaos.actions)
    assert found.is_clean, found
    assert chaos.actions["kill -9"] >= 1, found
