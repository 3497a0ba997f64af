"""Starts many runs while processes and servers are killed, frozen, emptied and restarted, then counts."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.exc import DBAPIError

from tenantpilot.access.context import Context
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import AppError
from tenantpilot.operations import catalogue, run_queries
from tenantpilot.operations.catalogue import Operation
from tenantpilot.operations.dispatch import Cause, dispatch, start
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import Scope
from tenantpilot.store.transaction import transaction
from tests.chaos.probe import KIND, READING, SCHEMA, STEPS
from tests.servers import ROOT, Database, clean_environment

EVERY_SYSTEM = 4  # each fourth run is the installation's own, so that both queues work
EVERY_READING = 3  # each third run reads outside of its transactions


@dataclass
class Child:
    """One process that is started again whenever it is gone."""

    arguments: list[str]
    log: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Start it if it does not run."""
        if self.process is not None and self.process.poll() is None:
            return
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.chaos.probe", *self.arguments],
                cwd=ROOT, env=dict(self.environment), stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip

    def send(self, number: signal.Signals) -> bool:
        """Send it a signal, if it runs."""
        if self.process is None or self.process.poll() is not None:
            return False
        self.process.send_signal(number)
        return True

    def end(self) -> None:
        """Kill it for good."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGCONT)
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Findings:
    """What the database says after it all."""

    asked: int = 0
    succeeded: int = 0
    missing: int = 0
    doubled: int = 0
    beside_doubled: int = 0
    notices_wrong: int = 0
    entries_wrong: int = 0
    attempts: int = 0
    most_attempts: int = 0
    drained_seconds: float = 0.0
    unfinished: dict[str, int] = field(default_factory=dict)
    actions: Counter[str] = field(default_factory=Counter)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled or told twice."""
        wrong = self.missing + self.doubled + self.notices_wrong + self.entries_wrong
        return wrong == 0 and self.succeeded == self.asked


class Chaos:
    """One session of it on one database."""

    def __init__(
        self,
        database: Database,
        variables: Mapping[str, str],
        folder: Path,
        *,
        seed: int,
        workers: Mapping[str, int],
        relays: int = 1,
        dropped: float = 0.18,
        doubled: float = 0.19,
        lease: float = 3,
    ) -> None:
        self.database, self.lease = database, lease
        self.chance = random.Random(seed)
        self.actions: Counter[str] = Counter()
        environment = clean_environment() | dict(variables) | {"TENANTPILOT_LEASE_SECONDS": f"{lease}"}
        self.workers = [
            Child(["worker", queue], folder / f"worker-{queue}-{number}.log", environment)
            for queue, count in workers.items()
            for number in range(count)
        ]
        luck = [f"{dropped}", f"{doubled}"]
        self.relays = [
            Child(["relay", *luck, f"{seed + number}"], folder / f"relay-{number}.log", environment)
            for number in range(relays)
        ]
        self._frozen: list[tuple[float, Child]] = []
        self._over = threading.Event()
        with self.rows() as rows:
            rows.execute(SCHEMA)

    def rows(self) -> psycopg.Connection[Any]:
        """A connection past all walls."""
        return psycopg.connect(self.database.administrator_url, autocommit=True)

    # -------------------------------------------------------------------------------------------- asking

    def ask(self, ctx: Callable[[], Context], count: int, rate: float, *, pause: float) -> threading.Thread:
        """Ask for runs in a thread of its own, every fourth as the installation itself."""

        def keep_asking() -> None:
            for number in range(count):
                mark = f"m{number}"
                operation = catalogue.find(KIND if number % EVERY_READING else READING)
                while not self._ask_once(ctx, operation, mark, number, pause) and not self._over.is_set():
                    time.sleep(0.1)
                time.sleep(1 / rate)

        thread = threading.Thread(target=keep_asking, name="asking", daemon=True)
        thread.start()
        return thread

    def _ask_once(self, ctx: Callable[[], Context], operation: Operation, mark: str, number: int, pause: float) -> bool:
        arguments = {"mark": mark, "pause": pause}
        try:
            if self._exists(mark):
                return True  # the answer was lost, the run was not
            if number % EVERY_SYSTEM:
                start(ctx(), operation.kind, arguments)
            else:
                self._as_installation(ctx(), operation, arguments)
        except (DBAPIError, psycopg.Error, AppError):
            self.actions["asking failed"] += 1
            return False
        return True

    def _exists(self, mark: str) -> bool:
        with self.rows() as rows:
            found = rows.execute("select 1 from operation_run where arguments like %s", (f'%"mark":"{mark}"%',))
            return found.fetchone() is not None

    def _as_installation(self, ctx: Context, operation: Operation, arguments: dict[str, Any]) -> None:
        with self.rows() as rows:
            row = rows.execute("select id from workspace where public_id = %s", (ctx.space,)).fetchone()
        assert row is not None
        with transaction(workspace_id=row[0]) as session:
            gate = run_queries.workspace_gate(session, row[0], hold=False)
            scope = Scope(session, row[0], gate.public_id, SYSTEM)
            dispatch(scope, operation, operation.parse(arguments), Cause("system"))

    # -------------------------------------------------------------------------------------------- hurting

    def kill_worker(self) -> None:
        """kill -9 of a worker, wherever it is."""
        self.actions["kill -9"] += self.chance.choice(self.workers).send(signal.SIGKILL)

    def kill_relay(self) -> None:
        """kill -9 of a relay."""
        self.actions["relay kill -9"] += self.chance.choice(self.relays).send(signal.SIGKILL)

    def freeze_worker(self) -> None:
        """SIGSTOP until well past the lease."""
        free = [child for child in self.workers if child not in [held for _, held in self._frozen]]
        if len(free) > 1:
            child = self.chance.choice(free)
            if child.send(signal.SIGSTOP):
                self.actions["freeze"] += 1
                self._frozen.append((time.monotonic() + self.lease + 1.5, child))

    def interrupt(self, patience: float = 120) -> None:
        """Kill all workers in the middle of a run, until one was begun again: the rest is up to chance and speed."""
        end, next_kill = time.monotonic() + patience, 0.0
        while time.monotonic() < end and not self._any("attempt > 1"):
            if time.monotonic() > next_kill and self._any("status = 'running' and lease_until > now()"):
                self.actions["kill -9"] += sum(worker.send(signal.SIGKILL) for worker in self.workers)
                next_kill = time.monotonic() + 3 * self.lease + 10
            self.tend()
            time.sleep(0.02)

    def _any(self, condition: str) -> bool:
        with self.rows() as rows:
            return rows.execute(f"select 1 from operation_run where {condition} limit 1").fetchone() is not None

    def tend(self) -> None:
        """Wake who was frozen long enough, start who is gone."""
        for until, child in list(self._frozen):
            if time.monotonic() >= until:
                child.send(signal.SIGCONT)
                self._frozen.remove((until, child))
        for child in (*self.workers, *self.relays):
            child.keep()

    def hurt(self, seconds: float, every: float, harms: Mapping[Callable[[], object], int]) -> None:
        """Do harm at random (weights) for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.tend()
            self.chance.choices(list(harms), list(harms.values()))[0]()
            time.sleep(self.chance.uniform(0.5, 1.5) * every)

    # -------------------------------------------------------------------------------------------- counting

    def wait_for_first(self, patience: float = 180) -> None:
        """Until the processes are up: the first run is over."""
        self.drain(1, patience)

    def drain(self, count: int, patience: float, *, every: float = 0.2) -> float:
        """Wait until all runs are over; how long that took."""
        began = time.monotonic()
        while time.monotonic() - began < patience:
            self.tend()
            with suppress(psycopg.Error), self.rows() as rows:
                row = rows.execute("select count(*) from operation_run where status = 'completed'").fetchone()
                if row and row[0] >= count:
                    break
            time.sleep(every)
        return time.monotonic() - began

    def stop(self) -> None:
        """End all processes."""
        self._over.set()
        for child in (*self.workers, *self.relays):
            child.end()

    def findings(self, count: int) -> Findings:
        """Compare what happened with what should have."""
        with self.rows() as rows:

            def one(query: str) -> int:
                row = rows.execute(query).fetchone()
                return int(row[0] or 0) if row else 0

            doubled = "select coalesce(sum(n - 1), 0) from (select count(*) n from {} group by run_id, step) x"
            return Findings(
                asked=count,
                succeeded=one("select count(*) from operation_run where outcome = 'succeeded' and done = 3"),
                missing=count * STEPS - one("select count(distinct (run_id, step)) from effect"),
                doubled=one(doubled.format("effect")),
                beside_doubled=one(doubled.format("beside")),
                notices_wrong=one(
                    "select count(*) from operation_run r where (select count(*) from notification n where"
                    " n.workspace_id = r.workspace_id and n.subject_ref = r.public_id)"
                    " <> (case when r.origin = 'system' then 0 else 1 end)"
                ),
                entries_wrong=one(
                    "select count(*) from operation_run r where (select count(*) from audit_entry e where"
                    " e.workspace_id = r.workspace_id and e.subject_ref = r.public_id) <> 2"
                ),
                attempts=one("select sum(attempt) from operation_run"),
                most_attempts=one("select max(attempt) from operation_run"),
                unfinished=dict(
                    rows.execute(
                        "select status || outcome, count(*) from operation_run where outcome <> 'succeeded' group by 1"
                    ).fetchall()
                ),
                actions=self.actions,
            )


def stamp() -> str:
    """For the logs of long sessions."""
    return f"{now():%H:%M:%S}"
