"""Every fault of the sandbox upon every family: policies stand as they are, and what is said of the reading is true."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tenantpilot.inventory import aggregate_queries, source
from tenantpilot.inventory.runs import STATUS
from tenantpilot.provider.client import Patience, Tools, tokens
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.provider.governor.demand import Demand
from tenantpilot.provider.reading import State
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import open_workspace
from tests.inventory.world import SyncWorld, small_demo

HASTY = Tools(patience=Patience(attempts=2, seconds=0.05, longest=0.5, first=0.02, most=0.04))
# For what hangs only: on a busy machine an answer may take as long without any fault.
HURRIED = replace(HASTY, timeout=0.6)
READ, PARTIAL, FORBIDDEN, THROTTLED = "read", "partial", "forbidden", "throttled"
UNSUPPORTED, UNLICENSED = "unsupported", "unlicensed"
# Fault → how it is armed, and the states that a family may end in that suffers it at every request.
FAULTS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "throttled": ({"seconds": 5}, {THROTTLED}),
    "throttled_silently": ({}, {THROTTLED}),
    "throttled_until": ({"seconds": 5}, {THROTTLED}),
    "forbidden": ({}, {FORBIDDEN}),
    "role_refused": ({}, {FORBIDDEN}),
    "token_refused": ({}, {FORBIDDEN}),
    "claims_challenge": ({}, {FORBIDDEN}),
    "unlicensed": ({}, {UNLICENSED}),
    "unsupported": ({}, {UNSUPPORTED}),
    "gone": ({}, {PARTIAL, UNSUPPORTED}),
    "status": ({"status": 503}, {PARTIAL}),
    "hang": ({"seconds": 2, "every": 7}, {PARTIAL, READ}),
    "cut": ({}, {PARTIAL}),
    "cut_page": ({}, {PARTIAL}),
    "not_json": ({}, {PARTIAL}),
    "wrong_shape": ({}, {PARTIAL}),
    "wrong_shape of parts": ({"parts": "only"}, {PARTIAL, READ}),
    "wrong_shape as list": ({"variant": "list"}, {PARTIAL}),
    "wrong_shape without ids": ({"variant": "no_id"}, {PARTIAL, READ}),
    "empty_page": ({}, {READ}),
    "lost_page": ({}, {PARTIAL}),
    "looping_page": ({}, {PARTIAL, READ}),
    "repeated": ({}, {PARTIAL, READ}),
    "foreign_link": ({}, {PARTIAL, READ}),
    "shuffled": ({}, {READ}),
    "added": ({}, {READ}),
    "twins": ({}, {READ}),
    "latency": ({"seconds": 0.01}, {READ}),
    "consent_withdrawn": ({}, {FORBIDDEN}),
    "secret_expired": ({}, {FORBIDDEN}),
    "secret_wrong": ({}, {FORBIDDEN}),
    "tenant_gone": ({}, {FORBIDDEN}),
    "tenant_blocked": ({}, {FORBIDDEN}),
    "app_disabled": ({}, {FORBIDDEN}),
    "policy_blocked": ({}, {FORBIDDEN}),
    "login_busy": ({}, {THROTTLED, PARTIAL}),
    "login_down": ({}, {PARTIAL}),
    "login_hangs": ({"seconds": 2}, {PARTIAL}),
}
# Faults that a family may come through whole: those that spoil nothing, or nothing of most families.
READ_TOO = {
    "empty_page", "shuffled", "added", "twins", "latency", "hang", "repeated", "wrong_shape of parts",
    "wrong_shape without ids",
}  # fmt: skip


class Unlimited:
    """A governor for tests that are not about limits."""

    async def admit(self, _demand: Demand) -> float:
        return 0.0

    async def throttled(self, _demand: Demand, _retry_after: float | None) -> None:
        return None

    async def aclose(self) -> None:
        return None


def counted(world: SyncWorld) -> dict[str, Any]:
    """The aggregate as it must be, and as it stands."""
    stored = world.inventory()
    with open_workspace(stored["workspace_id"], "wsp", SYSTEM) as scope:
        return aggregate_queries.counted(scope, world.tenant_id, contracts(), stored["counted_at"])


@pytest.fixture(scope="module")
def read_once(shared):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "TOOLS", HASTY)
        patch.setattr(source, "governor", Unlimited)
        shared.serve(small_demo(60))
        first = shared.sync(mode="full")
        assert first["outcome"] == "succeeded"
        assert {row["state"] for row in shared.coverage().values()} == {READ}
        assert shared.coverage().keys() == contracts().keys()
        yield shared, shared.state(), {family: row["complete_at"] for family, row in shared.coverage().items()}


@pytest.mark.proves("INV-103", "INV-104", "INV-114", negative=True)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_upon_every_family_changes_no_policy_and_is_told(read_once, monkeypatch, fault):
    monkeypatch.setattr(source, "TOOLS", HURRIED if "hang" in fault else HASTY)
    world, before, complete = read_once
    armed, allowed = FAULTS[fault]
    world.graph.faults.clear()
    tokens.forget(world.one("select public_id from provider_connection where tenant_id = %s", world.tenant_id))
    world.graph.faults.add(fault.partition(" ")[0], **armed)
    run = world.sync(mode="full")
    assert world.state() == before

    coverage, items = world.coverage(), world.items(run)
    assert coverage.keys() == contracts().keys()
    assert {row["state"] for row in coverage.values()} <= allowed
    # What a tenant has once has no list whose pages or members could be spoilt.
    single = {family for family, contract in contracts().items() if contract.is_singleton}
    assert READ not in {row["state"] for family, row in coverage.items() if family not in single} or fault in READ_TOO
    for family, row in coverage.items():
        item = items[family]
        assert item["status"] == STATUS[State(row["state"])]
        assert item["reason_code"] == row["reason_code"] == ("" if row["state"] == READ else f"family_{row['state']}")
        assert row["state"] == READ or row["detail"]
        assert (row["complete_at"] == complete[family]) == (row["state"] != READ)
        complete[family] = row["complete_at"]
    failed = sum(item["status"] == "failed" for item in items.values())
    done = sum(item["status"] == "done" for item in items.values())
    assert run["failed"] == failed
    assert run["outcome"] == ("succeeded" if not failed else "partially_succeeded" if done else "failed")
    stored, true = world.inventory(), counted(world)
    assert {name: stored[name] for name in true} == true


@pytest.mark.proves("INV-103", negative=True)
def test_afterwards_everything_is_read_as_it_was(read_once):
    world, before, _ = read_once
    world.graph.faults.clear()
    tokens.forget(world.one("select public_id from provider_connection where tenant_id = %s", world.tenant_id))
    assert world.sync(mode="full")["outcome"] == "succeeded"
    assert world.state() == before
    assert {row["state"] for row in world.coverage().values()} == {READ}
