"""The gate before everything that touches a tenant, at the start and in each proof."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import BlockedError
from tenantpilot.operations import catalogue, dispatch, gates
from tenantpilot.operations.catalogue import Batch, Operation
from tenantpilot.provider import connections, gate
from tests.people import context_of
from tests.provider.connections.world import OWNER, World

READS = Operation("probe.tenant", Capability.RUN_EXPORT, "tenantpilot", lambda work: Batch(is_last=True),
                  touches="read", needs_tenant=True)  # fmt: skip
WRITES = Operation("probe.write", Capability.RUN_EXPORT, "tenant", lambda work: Batch(is_last=True),
                   touches="write", needs_tenant=True)  # fmt: skip


def refusal(world: World, tenant: str, operation: Operation = READS) -> str:
    """The gate's answer for the owner."""
    with open_scope(world.person(OWNER), Capability.RUN_READ, tenant=tenant) as scope:
        return gate.connection_gate(scope, operation)


@pytest.mark.proves("PRV-211", negative=True)
def test_each_thing_that_stands_in_the_way_is_named(world: World):
    ctx = world.person(OWNER)
    tenant = world.add_tenant()
    assert refusal(world, tenant) == "connection_missing"
    connection = world.connect(tenant)
    assert (refusal(world, tenant), refusal(world, tenant, WRITES)) == ("", "tenant_onboarding")
    world.move(tenant, "active")
    assert (refusal(world, tenant), refusal(world, tenant, WRITES)) == ("", "")
    connections.set_enabled(ctx, world.handle(connection), is_enabled=False, reason="test")
    assert refusal(world, tenant) == "connection_disabled"
    connections.set_enabled(ctx, world.handle(connection), is_enabled=True)
    for consent, said in (("missing", "consent_missing"), ("withdrawn", "consent_withdrawn"), ("unknown", "")):
        _set(world, connection, consent)
        assert refusal(world, tenant) == said
    world.move(tenant, "suspended")
    assert refusal(world, tenant) == "tenant_suspended"
    world.move(tenant, "archived")
    assert refusal(world, tenant) == "tenant_archived"
    world.move(tenant, "removal_pending")
    assert refusal(world, tenant) == "tenant_removal_pending"


def _set(world: World, connection: str, consent: str) -> None:
    world.do("alter table provider_connection disable trigger provider_connection_audited")
    world.do("update provider_connection set consent = %s where public_id = %s", consent, connection)
    world.do("alter table provider_connection enable always trigger provider_connection_audited")


@pytest.mark.proves("PRV-211", negative=True)
def test_an_expired_credential_opens_nothing(world: World):
    tenant = world.add_tenant()
    world.connect(tenant, expires_on=(now() + timedelta(days=5)).date().isoformat())
    assert refusal(world, tenant) == ""
    with freeze(now() + timedelta(days=7)):
        ctx = context_of(OWNER)
        with open_scope(ctx, Capability.RUN_READ, tenant=tenant) as scope:
            assert gate.connection_gate(scope, READS) == "credential_expired"


@pytest.mark.proves("PRV-211", negative=True)
def test_the_start_is_refused_with_the_reason_and_so_is_a_run_under_way(world: World):
    catalogue.load()
    catalogue.register(READS)
    try:
        tenant = world.add_tenant()
        ctx = world.person(OWNER)
        with pytest.raises(BlockedError) as caught:
            dispatch.start(ctx, READS.kind, tenant=tenant)
        assert caught.value.reason == "connection_missing"
        connection = world.connect(tenant)
        ref = dispatch.start(ctx, READS.kind, tenant=tenant).run_ref
        connections.set_enabled(ctx, world.handle(connection), is_enabled=False, reason="test")
        run = world.finish(ref)
        assert (run["outcome"], run["reason_code"]) == ("blocked", "connection_disabled")
        assert world.actions(ref)[-1] == "run.blocked"
    finally:
        catalogue.forget(READS.kind)


def _suspended(world: World, tenant: str, connection: str) -> str:
    world.move(tenant, "active", "suspended")
    return "tenant_suspended"


def _archived(world: World, tenant: str, connection: str) -> str:
    world.move(tenant, "archived")
    return "tenant_archived"


def _disabled(world: World, tenant: str, connection: str) -> str:
    connections.set_enabled(world.person(OWNER), world.handle(connection), is_enabled=False, reason="test")
    return "connection_disabled"


def _removed(world: World, tenant: str, connection: str) -> str:
    connections.remove_connection(world.person(OWNER), world.handle(connection), reason="test")
    return "connection_missing"


def _withdrawn(world: World, tenant: str, connection: str) -> str:
    _set(world, connection, "withdrawn")
    return "consent_withdrawn"


def _run_after(world: World, change: Callable[[World, str, str], str]) -> None:
    """A run was allowed when it was asked for; what it needs is gone when a worker takes it up."""
    catalogue.load()
    catalogue.register(READS)
    try:
        tenant = world.add_tenant()
        connection = world.connect(tenant)
        ref = dispatch.start(world.person(OWNER), READS.kind, tenant=tenant).run_ref
        said = change(world, tenant, connection)
        run = world.finish(ref)
        assert (run["outcome"], run["reason_code"], run["done"]) == ("blocked", said, 0)
        assert world.actions(ref)[-1] == "run.blocked"
        with pytest.raises(BlockedError) as caught:
            dispatch.start(world.person(OWNER), READS.kind, tenant=tenant)
        assert caught.value.reason == said
    finally:
        catalogue.forget(READS.kind)


@pytest.mark.proves("QER-007", negative=True)
@pytest.mark.parametrize("change", [_suspended, _archived])
def test_a_tenant_that_is_not_operable_blocks_what_was_asked_for_before(world: World, change):
    _run_after(world, change)


@pytest.mark.proves("QER-008", negative=True)
@pytest.mark.parametrize("change", [_disabled, _removed, _withdrawn])
def test_a_connection_that_is_gone_blocks_what_was_asked_for_before(world: World, change):
    _run_after(world, change)


@pytest.mark.proves("PRV-211", negative=True)
def test_a_withdrawal_waits_for_the_transaction_that_was_let_through(world: World):
    tenant = world.add_tenant()
    connection = world.connect(tenant)
    ctx = world.person(OWNER)
    done = threading.Event()

    def withdraw() -> None:
        connections.set_enabled(ctx, world.handle(connection), is_enabled=False, reason="test")
        done.set()

    with open_scope(ctx, Capability.RUN_READ, tenant=tenant) as scope:
        assert gate.connection_gate(scope, READS) == ""
        other = threading.Thread(target=withdraw)
        other.start()
        time.sleep(0.2)
        assert not done.is_set()
    other.join(10)
    assert done.is_set()
    assert refusal(world, tenant) == "connection_disabled"


@pytest.mark.proves("PRV-211")
def test_a_check_is_the_way_to_find_out_and_asks_for_less(world: World):
    catalogue.load()
    check = catalogue.find("connection.check")
    tenant = world.add_tenant()
    assert refusal(world, tenant, check) == ""
    world.move(tenant, "suspended")
    assert refusal(world, tenant, check) == "tenant_suspended"


def test_the_gate_is_asked_by_everybody():
    catalogue.load()
    assert gate.connection_gate in gates._REGISTERED
