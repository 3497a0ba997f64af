"""The watch: due dates that near and pass are told once each, conditions of tenants become findings and go again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tenantpilot.findings import clocks, moving
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.operations import catalogue, execution, sweeps
from tenantpilot.operations.names import SYNC_INVENTORY, WATCH_FINDINGS
from tenantpilot.operations.tables import OperationRun
from tenantpilot.provider.tables import PermissionReport, ProviderConnection, ProviderCredential
from tenantpilot.store.ledger import Actor
from tenantpilot.store.tables import Owned
from tests import people
from tests.findings.asking import Asking
from tests.findings.world import FindingsWorld, observation
from tests.operations.world import claimed

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _operations() -> None:
    catalogue.load()


def sweep() -> sweeps.Sweep:
    return next(one for one in sweeps.load() if one.kind == WATCH_FINDINGS)


def watch(world: FindingsWorld) -> dict[str, Any]:
    """Let the sweep start a watch, and the watch do its work."""
    assert sweeps.start_due(sweep()) == 1
    (run,) = world.all("select * from operation_run where kind = %s and status = 'queued'", WATCH_FINDINGS)
    execution.work(claimed(run))
    done = world.all("select * from operation_run where id = %s", run["id"])[0]
    assert done["outcome"] == "succeeded", done["reason_code"]
    return done


def _names(world: FindingsWorld, row: dict[str, Any]) -> list[str]:
    return [one["name"] for one in world.events(row)]


@pytest.mark.proves("SLA-010")
def test_a_date_that_nears_and_one_that_passes_are_told_once_each(world):
    row = world.opened()
    opened = world.events(row)[0]["at"]
    assert row["due_at"] == opened + 72 * HOUR
    with freeze(opened + 53 * HOUR):
        assert sweeps.start_due(sweep()) == 0
    with freeze(opened + 54 * HOUR):
        watch(world)
        assert _names(world, row) == ["finding.opened", "finding.approaching"]
        assert world.row()["sla_next_at"] == row["due_at"]
    with freeze(opened + 71 * HOUR):
        assert sweeps.start_due(sweep()) == 0
    with freeze(opened + 72 * HOUR):
        watch(world)
    with freeze(opened + 90 * HOUR):
        assert sweeps.start_due(sweep()) == 0
    assert _names(world, row) == ["finding.opened", "finding.approaching", "finding.breached"]
    standing = world.row()
    assert (standing["sla_state"], standing["breached_at"], standing["sla_next_at"]) == (
        "breached",
        row["due_at"],
        None,
    )
    told = [entry["action"] for entry in world.entries(row)]
    assert told == ["finding.opened", "finding.approaching", "finding.breached"]


@pytest.mark.proves("SLA-010")
def test_a_watch_that_comes_late_tells_of_the_breach_alone_and_the_moment_is_the_date(world):
    row = world.opened()
    with freeze(row["due_at"] + 30 * HOUR):
        watch(world)
    assert _names(world, row) == ["finding.opened", "finding.breached"]
    assert world.row()["breached_at"] == row["due_at"]


@pytest.mark.proves("SLA-010")
def test_a_breach_that_nobody_watched_is_told_after_the_fix(world):
    row = world.opened()
    account = people.account_of("northwind-operator")
    with freeze(row["due_at"] + HOUR):
        with world.scope(Actor("person", account.public_id, account.id)) as scope:
            moving.apply(scope, world.held(scope, row), "resolve", reason="done")
        assert world.row()["sla_state"] == "paused"
        watch(world)
    assert _names(world, row)[-1] == "finding.breached"
    assert world.row()["sla_next_at"] is None


@pytest.mark.proves("SLA-010", negative=True)
def test_what_is_paused_or_closed_is_not_told(world):
    row = world.opened()
    Asking(world).accepted(row)
    world.read(observation(), at=now())
    with freeze(now() + 400 * HOUR), world.scope() as scope:
        assert clocks.of(scope, world.held(scope, row)).next_at is None
    with freeze(row["due_at"] + HOUR):
        assert sweeps.start_due(sweep()) == 0


def _way(world: FindingsWorld, **values: Any) -> None:
    """Say how the first tenant's connection stands."""
    told = {"consent": "granted", "health": "healthy", "reason_code": "", "checked_at": now()} | values
    sets = ", ".join(f"{name} = %s" for name in told)
    with world.asleep("provider_connection"):
        world.do(f"update provider_connection set {sets} where tenant_id = %s and is_enabled",
                 *told.values(), world.tenants[0][0])  # fmt: skip


def _put(world: FindingsWorld, row: Owned) -> None:
    """A row past all walls."""
    told = row.model_dump()
    table = row.__tablename__
    with world.asleep(table):
        world.do(f"insert into {table} ({', '.join(told)}) values ({', '.join(['%s'] * len(told))})", *told.values())


def _connect(world: FindingsWorld) -> UUID:
    """An active tenant with a connection that was looked at, and a report that misses nothing."""
    own = {"workspace_id": world.workspace_id, "tenant_id": world.tenants[0][0]}
    with world.asleep("tenant"):
        world.do("update tenant set lifecycle = 'active', provider_tenant_id = coalesce(provider_tenant_id,"
                 " gen_random_uuid()) where id = %s", world.tenants[0][0])  # fmt: skip
    world.do("delete from permission_report")
    world.do("delete from provider_credential")
    world.do("delete from provider_connection")
    way = ProviderConnection(**own, name="Main", client_id=uuid4(), health="healthy", consent="granted",
                             checked_at=now())  # fmt: skip
    _put(world, way)
    _put(world, PermissionReport(**own, connection_id=way.id, digest="", content="{}"))
    return way.id


def _ran(world: FindingsWorld, kind: str, outcome: str, at: datetime | None = None) -> None:
    """A run of the kind that ended."""
    at = at or now()
    _put(world, OperationRun(
        workspace_id=world.workspace_id, tenant_id=world.tenants[0][0], kind=kind, queue="background", origin="system",
        capability=kind, reach="all:{}", dedupe_key=str(uuid4()), max_attempts=1, run_after=at, created_at=at,
        status="completed", outcome=outcome, reason_code="graph_unreachable" if outcome == "failed" else "",
        finished_at=at,
    ))  # fmt: skip


def _conditions(world: FindingsWorld) -> dict[str, tuple[str, str, str]]:
    found = world.all("select kind, status, severity, detail::json ->> 'reason_code' as why from finding"
                      " where source_kind <> 'baseline'")  # fmt: skip
    return {row["kind"]: (row["status"], row["severity"], row["why"]) for row in found}


@pytest.mark.proves("SLA-030")
def test_lost_consent_is_found_and_its_return_closes_it(world):
    _connect(world)
    start = now()
    _way(world, consent="withdrawn", health="failing", reason_code="app_not_in_tenant", checked_at=start)
    _ran(world, "connection.check", "succeeded", start)
    watch(world)
    assert _conditions(world) == {"consent_lost": ("new", "high", "consent_withdrawn")}
    with freeze(start + HOUR):
        _way(world, checked_at=now())
        _ran(world, "connection.check", "succeeded", now())
        watch(world)
    assert _conditions(world) == {"consent_lost": ("closed", "high", "consent_withdrawn")}


@pytest.mark.proves("SLA-030", "SLA-031")
def test_a_failing_connection_stays_found_while_nobody_can_say(world):
    _connect(world)
    start = now()
    _way(world, health="failing", reason_code="credential_wrong", checked_at=start)
    _ran(world, "connection.check", "succeeded", start)
    watch(world)
    assert _conditions(world) == {"connection_failing": ("new", "high", "credential_wrong")}
    with freeze(start + HOUR):
        _way(world, health="unknown", consent="unknown", checked_at=now())
        _ran(world, "connection.check", "succeeded", now())
        watch(world)
    assert _conditions(world)["connection_failing"][0] == "new"
    assert world.one("select unknown_since is not null from finding where kind = 'connection_failing'")


@pytest.mark.proves("SLA-030")
def test_syncs_that_fail_again_are_found_and_one_that_succeeds_closes_it(world):
    _connect(world)
    start = now()
    _ran(world, SYNC_INVENTORY, "failed", start - HOUR)
    watch(world)
    assert _conditions(world) == {}
    with freeze(start + HOUR):
        _ran(world, SYNC_INVENTORY, "failed", now())
        watch(world)
    assert _conditions(world) == {"sync_failing": ("new", "medium", "graph_unreachable")}
    with freeze(start + 2 * HOUR):
        _ran(world, SYNC_INVENTORY, "partially_succeeded", now())
        watch(world)
    assert _conditions(world)["sync_failing"][0] == "closed"


@pytest.mark.proves("SLA-030")
def test_a_credential_near_its_end_is_found_worse_the_nearer_and_gone_with_the_next_one(world):
    way = _connect(world)
    start = now()
    _put(world, ProviderCredential(
        workspace_id=world.workspace_id, tenant_id=world.tenants[0][0], connection_id=way, kind="secret",
        state="current", sealed=b"x", wrapped_key=b"x", expires_at=start + 600 * HOUR,
    ))  # fmt: skip
    _ran(world, "connection.check", "succeeded", start)
    watch(world)
    assert _conditions(world) == {"credential_expiring": ("new", "medium", "credential_expiring")}
    with freeze(start + 560 * HOUR):
        watch(world)  # a day went by
    assert _conditions(world)["credential_expiring"][1] == "critical"
    with world.asleep("provider_credential"):
        world.do("update provider_credential set expires_at = %s", start + 9000 * HOUR)
    with freeze(start + 561 * HOUR):
        _ran(world, "connection.check", "succeeded", now())
        watch(world)
    assert _conditions(world)["credential_expiring"][0] == "closed"


@pytest.mark.proves("SLA-030")
def test_with_a_tenant_that_is_archived_its_findings_end(world):
    _connect(world)
    _way(world, consent="withdrawn")
    _ran(world, "connection.check", "succeeded")
    world.read(observation(), at=now() - HOUR)
    watch(world)
    with world.asleep("tenant"):
        world.do("update tenant set lifecycle = 'archived' where id = %s", world.tenants[0][0])
    with freeze(now() + 25 * HOUR):
        watch(world)
    found = world.all("select status, outcome, last_move from finding")
    assert {(row["status"], row["outcome"]) for row in found} == {("closed", "no_longer_applicable")}
