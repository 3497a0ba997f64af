"""A worker or relay of the chaos harness: the product's own process, one more operation, a relay that forgets.

`python -m tests.chaos.probe worker person`, `python -m tests.chaos.probe relay 0.18 0.19 7` (dropped, doubled, seed).
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

import psycopg
from sqlalchemy import text

from tenantpilot.access.capabilities import Capability
from tenantpilot.findings import exception_expiry
from tenantpilot.kernel.settings import settings
from tenantpilot.operations import catalogue
from tenantpilot.operations.catalogue import Arguments, Batch, Item, Operation
from tenantpilot.operations.execution import Work
from tenantpilot.operations.permit import Permit
from tenantpilot.operations.publishing import Pointer
from tenantpilot.workers import main, messages, relay

KIND = "chaos.step"
READING = "chaos.reading"
EXPIRE_AT_ONCE = "CHAOS_EXPIRE_AT_ONCE"
STEPS = 3
PAUSE = 0.02  # seconds within a step, so that there is a moment to be killed in

SCHEMA = """
create table effect (run_id uuid, step int, fence bigint, at timestamptz default clock_timestamp());
create table beside (run_id uuid, step int, fence bigint, at timestamptz default clock_timestamp());
grant select, insert on effect, beside to tenantpilot_app;
"""


class StepArguments(Arguments):
    """A mark that tells runs apart, and how long a step takes."""

    mark: str
    pause: float = PAUSE


def step(work: Work) -> Batch:
    """One of three steps: an effect in the run's transaction, and the same beside it, as an unfenced worker would.

    Deliberately neither table has a unique key: nothing but the fence keeps effects from happening twice.
    """
    number = int(work.cursor or 0) + 1
    values = {"run": work.run.id, "step": number, "fence": work.run.fence}
    with psycopg.connect(settings().database_url, autocommit=True) as unfenced:
        unfenced.execute("insert into beside (run_id, step, fence) values (%(run)s, %(step)s, %(fence)s)", values)
    insert = text("insert into effect (run_id, step, fence) values (:run, :step, :fence)")
    work.scope.session.connection().execute(insert, values)
    time.sleep(work.arguments.pause)
    return Batch((Item(number, "step", f"step {number}", "done"),), str(number), number == STEPS, STEPS)


def ask(work: Work) -> Any:
    """The steps that are not committed yet, or nothing."""
    left = range(int(work.cursor or 0) + 1, STEPS + 1)
    return {"steps": list(left), "pause": work.arguments.pause} if left else None


def read(plan: Any, permit: Permit) -> Iterator[int]:
    """As if a provider took its time for each step."""
    for number in plan["steps"]:
        permit.confirm()
        permit.pause(plan["pause"])
        yield number


def keep(work: Work) -> Batch:
    """The step that was read, with the same two effects."""
    if work.chunk is None:
        return Batch(cursor=work.cursor, is_last=True)
    made = step(work)
    return Batch(made.items, made.cursor, False, STEPS)


def register(max_attempts: int = 50) -> None:
    """Put the operation into the catalogue."""
    catalogue.load()
    catalogue.register(
        Operation(
            kind=KIND, capability=Capability.RUN_EXPORT, changes="tenantpilot", batch=step, arguments=StepArguments,
            may_be_started_by_system=True, max_attempts=max_attempts,
        )
    )  # fmt: skip
    catalogue.register(
        Operation(
            kind=READING, capability=Capability.RUN_EXPORT, changes="tenantpilot", ask=ask, read=read, batch=keep,
            arguments=StepArguments, may_be_started_by_system=True, max_attempts=max_attempts,
        )
    )  # fmt: skip


def forgetful(dropped: float, doubled: float, seed: int) -> None:
    """Let the relay lose and repeat messages after it has marked them as published."""
    chance, put = random.Random(seed), messages.put

    def sometimes(pointers: Iterable[Pointer]) -> None:
        for pointer in pointers:
            luck = chance.random()
            if luck < dropped:
                continue
            put([pointer] * (2 if luck < dropped + doubled else 1))

    messages.put = sometimes


def run() -> None:
    """Become what the command line says."""
    register()
    # Small batches give a small test as many moments to die in as a large one has.
    exception_expiry.AT_ONCE = int(os.environ.get(EXPIRE_AT_ONCE, exception_expiry.AT_ONCE))
    what, *rest = sys.argv[1:]
    if what == "worker":
        main.run_worker(rest[0])
    else:
        forgetful(float(rest[0]), float(rest[1]), int(rest[2]))
        relay.run_relay()


if __name__ == "__main__":
    run()
