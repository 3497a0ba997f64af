"""What the suites about runs share: people with Contexts, an operation of their own, the rows as an administrator."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self
from uuid import UUID

from pydantic import Field
from sqlalchemy import text

from tenantpilot.access.capabilities import Capability
from tenantpilot.operations import catalogue, execution
from tenantpilot.operations.catalogue import Arguments, Batch, Item, Operation
from tenantpilot.operations.execution import Claim, Work
from tenantpilot.operations.permit import Permit
from tests.seeded import Seeded
from tests.servers import Database

NORTHWIND, FABRIKAM = "northwind", "fabrikam"
KIND = "probe.step"
READING = "probe.reading"


class StepArguments(Arguments):
    """How many steps, which of them fail, and a mark that tells runs apart."""

    steps: int = 3
    failing: list[int] = Field(default_factory=list)
    mark: str = ""


def steps(work: Work) -> Batch:
    """One step is one batch is one item; each writes an effect through the scope's own transaction."""
    given = work.arguments
    numbers = [item.number for item in work.to_retry] or list(range(int(work.cursor or 0) + 1, given.steps + 1))
    number = numbers[0]
    work.scope.session.connection().execute(
        text("insert into effect (run_id, step, fence) values (:run, :step, :fence)"),
        {"run": work.run.id, "step": number, "fence": work.run.fence},
    )
    fails = number in given.failing and not work.to_retry
    item = Item(number, "step", f"step {number}", "failed" if fails else "done", "unexpected_error" if fails else "")
    total = None if work.to_retry else given.steps
    return Batch((item,), str(number), len(numbers) == 1, total, {"last": number})


def probe(**changes: Any) -> Operation:
    """The suites' own operation, registered anew."""
    catalogue.load()
    catalogue.forget(KIND)
    declared: dict[str, Any] = {
        "kind": KIND, "capability": Capability.RUN_EXPORT, "changes": "tenantpilot", "batch": steps,
        "arguments": StepArguments, "retries_items": True, "may_be_started_by_system": True,
    }  # fmt: skip
    return catalogue.register(Operation(**(declared | changes)))


class Elsewhere:
    """Stands in for a tenant: notes each request that reaches it, after which something may happen."""

    def __init__(self) -> None:
        self.requests: list[int] = []
        self.closed = 0
        self.permits: list[Permit] = []
        self.after: Callable[[int], None] = lambda number: None

    def read(self, plan: Any, permit: Permit) -> Iterator[int]:
        """Ask for one number after the other, each with the permit of its moment."""
        self.permits.append(permit)
        try:
            for number in plan:
                permit.confirm()
                self.requests.append(number)
                self.after(number)
                yield number
        finally:
            self.closed += 1


def missing(work: Work) -> Any:
    """What is still to be read: nothing at the end."""
    return list(range(int(work.cursor or 0) + 1, work.arguments.steps + 1)) or None


def keep(work: Work) -> Batch:
    """A chunk is an item and an effect in the run's own transaction; without one the run is over."""
    if work.chunk is None:
        return Batch(cursor=work.cursor, is_last=True)
    work.scope.session.connection().execute(
        text("insert into effect (run_id, step, fence) values (:run, :step, :fence)"),
        {"run": work.run.id, "step": work.chunk, "fence": work.run.fence},
    )
    item = Item(work.chunk, "step", f"step {work.chunk}", "done")
    return Batch((item,), str(work.chunk), total=work.arguments.steps, facts={"last": work.chunk})


def reading(elsewhere: Elsewhere, **changes: Any) -> Operation:
    """An operation that reads outside of transactions, registered anew."""
    catalogue.load()
    catalogue.forget(READING)
    declared: dict[str, Any] = {
        "kind": READING, "capability": Capability.RUN_EXPORT, "changes": "tenantpilot", "arguments": StepArguments,
        "ask": missing, "read": elsewhere.read, "batch": keep,
    }  # fmt: skip
    return catalogue.register(Operation(**(declared | changes)))


class World(Seeded):
    """A seeded database: people, and its rows seen past all walls."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.do("create table effect (run_id uuid, step int, fence bigint, at timestamptz default now())")
        self.do("grant select, insert on effect to tenantpilot_app")

    def run(self, ref: str) -> dict[str, Any]:
        """A run's row."""
        return self.all("select * from operation_run where public_id = %s", ref)[0]

    def effects(self, ref: str) -> list[int]:
        """The steps whose effect was written, in order of writing."""
        query = "select e.step from effect e join operation_run r on r.id = e.run_id where r.public_id = %s order by at"
        return [row["step"] for row in self.all(query, ref)]

    def notices(self, ref: str) -> list[dict[str, Any]]:
        """The notices about a run, with their arguments read."""
        found = self.all("select user_id, kind, arguments from notification where subject_ref = %s", ref)
        return [row | {"arguments": json.loads(row["arguments"])} for row in found]

    def actions(self, ref: str) -> list[str]:
        """The audit entries about a run, in order."""
        query = "select action from audit_entry where subject_kind = 'run' and subject_ref = %s order by seq"
        return [row["action"] for row in self.all(query, ref)]


def claimed(row: dict[str, Any]) -> Claim:
    """Take a run as a worker would."""
    mine = execution.claim(row["workspace_id"], row["id"])
    assert mine is not None
    return mine


def execute(row: dict[str, Any]) -> None:
    """Claim and execute a run in this process."""
    execution.work(claimed(row))


def keys(rows: Sequence[dict[str, Any]]) -> list[UUID]:
    """The internal keys of rows."""
    return [row["id"] for row in rows]


class StoppedHeartbeat:
    """In place of the heartbeat's thread, where a test stops the whole process or counts its statements."""

    def __init__(self, *_given: Any) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_given: object) -> None:
        pass

    def progressed(self) -> None:
        """Nobody beats."""
