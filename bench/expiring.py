"""Acceptances: ten thousand that end at one instant while workers, relays and both servers are killed."""

from __future__ import annotations

from bench import ground
from bench.rows import Row
from bench.storm import chaos, harms, told
from tests.chaos import expiring
from tests.chaos.expiring import Ends
from tests.chaos.harness import Chaos
from tests.servers import Servers

COUNT, SECONDS = 10_000, 60


def measure() -> list[Row]:
    """All rows of this subject."""
    with ground.servers() as servers, chaos(servers, "expiring", workers={"background": 4}, relays=2, lease=3) as made:
        return _verdict(_storm(servers, made))


def _storm(servers: Servers, chaos: Chaos) -> Ends:
    with chaos.rows() as rows:
        expiring.prepare(rows, COUNT)
    seconds = expiring.storm(
        chaos, harms(servers, chaos), COUNT, warm=12, every=2.0, hurt_for=SECONDS, patience=4 * SECONDS
    )  # fmt: skip
    chaos.stop()
    with chaos.rows() as rows:
        return expiring.verdict(rows, COUNT, seconds, chaos.actions)


def _verdict(found: Ends) -> list[Row]:
    wrong = found.events_wrong + found.entries_wrong + found.notices_wrong + found.sums_wrong
    return [
        Row(
            f"{found.count} acceptances ending at one instant under chaos",
            "each finding reopened exactly once, event, entry and notice once",
            f"{found.reopened} reopened, {wrong} wrong",
            found.is_clean,
            note=f"{told(found.actions)}; {found.runs} runs, {found.attempts} attempts",
        ),
        Row(
            "the same: from the instant to the last one",
            f"at most {SECONDS} s",
            f"{found.seconds:.1f} s",
            found.seconds <= SECONDS,
        ),
    ]
