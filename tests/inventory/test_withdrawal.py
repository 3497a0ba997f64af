"""What a run needs is taken away while a tenant is read: no request reaches the tenant afterwards (G6)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tenantpilot.access.handles import seal
from tenantpilot.inventory import source
from tenantpilot.operations import control, controls, dispatch
from tenantpilot.operations.names import SYNC_INVENTORY
from tenantpilot.provider import connections
from tests.inventory.test_faults import Unlimited, counted
from tests.inventory.world import SyncWorld, small_demo

OWNER = "northwind-owner"


def _connection(world: SyncWorld) -> str:
    return world.one("select public_id from provider_connection where tenant_id = %s and is_enabled", world.tenant_id)


def quietly(world: SyncWorld, table: str, statement: str) -> None:
    """A change of somebody else's that no service made: without the table's own triggers."""
    names = [row["tgname"] for row in world.all(
        "select tgname from pg_trigger where tgrelid = %s::regclass and not tgisinternal", table)]  # fmt: skip
    world.do(f"alter table {table} disable trigger user")
    world.do(statement)
    for name in names:
        world.do(f"alter table {table} enable always trigger {name}")


def capability_lost(world: SyncWorld) -> None:
    quietly(world, "membership", "update membership set role = 'read_only' where user_id = (select initiator_id"
            " from operation_run where kind = 'inventory.sync' limit 1)")  # fmt: skip


def session_revoked(world: SyncWorld) -> None:
    world.do("update session set ended_at = now(), end_reason = 'revoked' where id in (select session_id from"
             " operation_run where kind = 'inventory.sync')")  # fmt: skip


def consent_withdrawn(world: SyncWorld) -> None:
    quietly(world, "provider_connection", "update provider_connection set consent = 'withdrawn'")


def connection_disabled(world: SyncWorld) -> None:
    ctx = world.person(OWNER)
    connections.set_enabled(ctx, seal(ctx, "connection", _connection(world)), is_enabled=False, reason="test")


def stopped_by_workspace(world: SyncWorld) -> None:
    controls.stop(world.person(OWNER), SYNC_INVENTORY, "test")


def tenant_suspended(world: SyncWorld) -> None:
    quietly(world, "tenant", "update tenant set lifecycle = 'suspended'")


def workspace_suspended(world: SyncWorld) -> None:
    world.do("update workspace set suspended_at = now() where id = (select workspace_id from tenant where id = %s)",
             world.tenant_id)  # fmt: skip


WITHDRAWALS = {one.__name__: one for one in (
    capability_lost, session_revoked, consent_withdrawn, connection_disabled, stopped_by_workspace, tenant_suspended,
    workspace_suspended,
)}  # fmt: skip


@pytest.fixture(autouse=True)
def unlimited(monkeypatch):
    monkeypatch.setattr(source, "governor", Unlimited)


def withdraw_after_the_first_families(world: SyncWorld, monkeypatch, withdraw) -> list[int]:
    """Take something away when the first families are written down; where the sandbox's log stood then."""
    original, marks = source.packed, []

    def then(pieces):
        for group in original(pieces):
            yield group
            if not marks:
                withdraw(world)
                marks.append(world.graph.log.mark())

    monkeypatch.setattr(source, "packed", then)
    return marks


def after_quiet(world: SyncWorld, mark: int) -> int:
    """How many requests came after a moment, once none has come for half a second."""
    until, before = time.monotonic() + 20, -1
    while (found := len(world.graph.log.after(mark))) != before and time.monotonic() < until:
        before = found
        time.sleep(0.5)
    return found


@pytest.mark.proves("INV-108", negative=True)
@pytest.mark.parametrize("reason", WITHDRAWALS)
def test_after_a_withdrawal_no_request_reaches_the_tenant(world, monkeypatch, reason):
    world.serve(small_demo(60))
    world.graph.faults.add("latency", seconds=0.05)
    marks = withdraw_after_the_first_families(world, monkeypatch, WITHDRAWALS[reason])
    run = world.sync()
    assert (run["outcome"], run["reason_code"]) == ("blocked", reason)
    # What had been permitted before may still be on its way; nothing is asked for anew.
    assert after_quiet(world, marks[0]) <= source.TOOLS.slots
    assert [entry["action"] for entry in world.audit(run)] == ["run.queued", "run.blocked"]
    assert world.one("select count(*) from notification where subject_ref = %s", run["public_id"]) == 1
    assert 0 < len(world.coverage()) < 61
    assert not [row for row in world.policies().values() if row["is_ghost"]]
    stored = world.inventory()
    assert {name: stored[name] for name in counted(world)} == counted(world)


@pytest.mark.proves("INV-108", negative=True)
def test_a_cancelled_sync_stops_and_keeps_what_it_has(world, monkeypatch):
    world.serve(small_demo(60))
    world.graph.faults.add("latency", seconds=0.05)

    def cancel(world: SyncWorld) -> None:
        ctx = world.person()
        ref = world.one("select public_id from operation_run where kind = 'inventory.sync'")
        control.cancel(ctx, seal(ctx, dispatch.KIND, ref))

    withdraw_after_the_first_families(world, monkeypatch, cancel)
    run = world.sync()
    assert run["outcome"] == "cancelled"
    assert 0 < len(world.coverage()) < 61


WORKER = """
import sys, uuid
from tenantpilot.inventory import source
from tenantpilot.operations import execution
original = source.chunks
def slowly(reading, *given):
    yield from original(reading, *given)
    print(reading.family, flush=True)
    sys.stdin.readline()
source.chunks = slowly
mine = execution.claim(uuid.UUID(sys.argv[1]), uuid.UUID(sys.argv[2]))
execution.work(mine)
print("end", flush=True)
"""


@pytest.mark.proves("INV-107", negative=True)
def test_a_worker_killed_in_the_middle_leaves_no_double_and_the_next_one_finishes(world):
    world.serve(small_demo(60))
    row = world.start()
    for families in (3, 12, 30):
        command = [sys.executable, "-c", WORKER, str(row["workspace_id"]), str(row["id"])]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen(command, **pipes, text=True, bufsize=1, env=dict(os.environ)) as worker:
            assert worker.stdin
            assert worker.stdout
            for number in range(families):
                if number:
                    worker.stdin.write("go on\n")
                assert worker.stdout.readline().strip() not in ("", "end")
            worker.send_signal(signal.SIGKILL)
        assert world.run(row["public_id"])["status"] == "running"
        world.do("update operation_run set lease_until = now() - interval '1 second' where id = %s", row["id"])
    mark = world.graph.log.mark()
    run = world.work(world.run(row["public_id"]))
    assert run["outcome"] == "succeeded"
    assert len(world.graph.log.after(mark)) > 0
    assert {one["versions"] for one in world.state()} == {1}
    assert world.one("select count(*) from capture") == 1
    assert len(world.items(run)) == run["total"] == run["done"]
    before = world.state()
    assert world.sync(mode="full")["outcome"] == "succeeded"
    assert world.state() == before
