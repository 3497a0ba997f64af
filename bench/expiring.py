"""Acceptances: ten thousand that end at one instant while workers, relays and both servers are killed."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import redis

from bench import ground
from bench.rows import Row
from tenantpilot.kernel.settings import settings
from tests.chaos import expiring
from tests.chaos.expiring import Ends
from tests.chaos.harness import Chaos
from tests.people import pointing_at
from tests.servers import Servers

COUNT, SECONDS = 10_000, 60
SEED = 20261121


def measure() -> list[Row]:
    """All rows of this subject."""
    with ground.servers() as servers:
        database = ground.seeded(servers, "expiring")
        variables = ground.connect_settings(servers, database)
        with pointing_at(variables), tempfile.TemporaryDirectory(prefix="tp-chaos-") as folder:
            chaos = Chaos(database, variables, Path(folder), seed=SEED, workers={"background": 4}, relays=2, lease=3)
            try:
                found = _storm(servers, chaos)
            finally:
                chaos.stop()
    return _verdict(found)


def _storm(servers: Servers, chaos: Chaos) -> Ends:
    def flush() -> None:
        with suppress(redis.RedisError), redis.Redis.from_url(settings().redis_url) as client:
            client.flushall()
            chaos.actions["FLUSHALL"] += 1

    def kill_redis() -> None:
        servers.redis.process.kill()
        servers.redis.start()
        chaos.actions["Redis kill -9"] += 1

    def crash_postgres() -> None:
        servers.postgres.restart_immediately()
        chaos.actions["PostgreSQL immediate restart"] += 1

    harms = {
        chaos.kill_worker: 30, chaos.freeze_worker: 25, chaos.kill_relay: 6, flush: 4, kill_redis: 3, crash_postgres: 3,
    }  # fmt: skip
    with chaos.rows() as rows:
        expiring.prepare(rows, COUNT)
    seconds = expiring.storm(chaos, harms, COUNT, warm=12, every=2.0, hurt_for=SECONDS, patience=4 * SECONDS)
    chaos.stop()
    with chaos.rows() as rows:
        return expiring.verdict(rows, COUNT, seconds, chaos.actions)


def _verdict(found: Ends) -> list[Row]:
    harm = ", ".join(f"{count} x {name}" for name, count in sorted(found.actions.items()))
    wrong = found.events_wrong + found.entries_wrong + found.notices_wrong + found.sums_wrong
    return [
        Row(
            f"{found.count} acceptances ending at one instant under chaos",
            "each finding reopened exactly once, event, entry and notice once",
            f"{found.reopened} reopened, {wrong} wrong",
            found.is_clean,
            note=f"{harm}; 18 % of messages dropped, 19 % doubled; {found.runs} runs, {found.attempts} attempts",
        ),
        Row(
            "the same: from the instant to the last one",
            f"at most {SECONDS} s",
            f"{found.seconds:.1f} s",
            found.seconds <= SECONDS,
        ),
    ]
