"""A new credential takes over without a gap, and only when it works."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.handles import seal
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import BlockedError, ConflictError
from tenantpilot.provider import links, rotation
from tenantpilot.provider.client import SecretCredential
from tenantpilot.provider.credentials import CredentialForm
from tenantpilot.sandbox.graph.data import AppSecret
from tests.people import context_of
from tests.provider.connections.world import CLIENT_ID, OWNER, SECRET, TENANT_ID, World

NEW = "n3w~planted-secret.value"


@pytest.fixture
def connected(world: World, graph) -> tuple[str, str]:
    tenant = world.add_tenant()
    return tenant, world.connect(tenant)


def add(world: World, connection: str, secret: str = NEW) -> str:
    return rotation.add_credential(
        world.person(OWNER), world.handle(connection), CredentialForm("secret", secret=secret)
    )


def handle(world: World, credential: str) -> str:
    return seal(world.person(OWNER), rotation.KIND, credential)


def used(world: World, tenant: str) -> str:
    """The secret that a reading would sign in with now."""
    with open_scope(world.person(OWNER), Capability.CONNECTION_READ, tenant=tenant) as scope:
        sealed = links.open_link(scope)
    assert SECRET not in repr(sealed)
    credential = links.unseal(sealed).credential
    assert isinstance(credential, SecretCredential)
    return credential.secret


@pytest.mark.proves("PRV-208")
def test_the_old_one_serves_until_the_new_one_has_proved_itself(world: World, graph, connected):
    tenant, connection = connected
    credential = add(world, connection)
    assert used(world, tenant) == SECRET
    assert world.check(connection)["outcome"] == "succeeded"
    graph.tenant(TENANT_ID).app(CLIENT_ID).secrets.append(AppSecret(NEW))
    assert world.check_credential(credential)["outcome"] == "succeeded"
    rows = {one.credential_ref: one for one in world.detail(connection).credentials}
    assert (rows[credential].may_promote, rows[credential].reason_code) == (True, "")
    assert used(world, tenant) == SECRET
    rotation.promote_credential(world.person(OWNER), handle(world, credential))
    assert used(world, tenant) == NEW
    assert [one.state for one in world.detail(connection).credentials] == ["current", "retired"]
    assert world.all(
        "select count(*) as n from provider_credential where state = 'retired' and sealed is not null"
    ) == [{"n": 0}]
    assert world.actions_about(credential) == ["credential.added", "credential.checked", "credential.promoted"]
    assert world.check(connection)["outcome"] == "succeeded"


@pytest.mark.proves("PRV-208", negative=True)
def test_one_that_is_unchecked_or_does_not_work_is_not_promoted(world: World, graph, connected):
    tenant, connection = connected
    credential = add(world, connection)
    with pytest.raises(ConflictError) as caught:
        rotation.promote_credential(world.person(OWNER), handle(world, credential))
    assert caught.value.message_key == "error-credential-unchecked"
    run = world.check_credential(credential)
    assert (run["outcome"], run["reason_code"]) == ("failed", "credential_wrong")
    assert world.detail(connection).row.health == "unknown"  # the connection itself was not judged
    with pytest.raises(ConflictError):
        rotation.promote_credential(world.person(OWNER), handle(world, credential))
    with pytest.raises(ConflictError) as caught:
        add(world, connection)
    assert caught.value.message_key == "error-credential-next-waits"
    rotation.discard_credential(world.person(OWNER), handle(world, credential))
    assert used(world, tenant) == SECRET
    for verb in (rotation.discard_credential, rotation.promote_credential):
        with pytest.raises(ConflictError):
            verb(world.person(OWNER), handle(world, credential))
    assert add(world, connection)


@pytest.mark.proves("PRV-208", negative=True)
def test_one_that_expired_while_it_waited_is_not_promoted(world: World, graph, connected):
    _, connection = connected
    last = (now() + timedelta(days=3)).date().isoformat()
    form = CredentialForm("secret", secret=NEW, expires_on=last)
    credential = rotation.add_credential(world.person(OWNER), world.handle(connection), form)
    graph.tenant(TENANT_ID).app(CLIENT_ID).secrets.append(AppSecret(NEW))
    world.check_credential(credential)
    with freeze(now() + timedelta(days=5)):
        ctx = context_of(OWNER)
        with pytest.raises(ConflictError) as caught:
            rotation.promote_credential(ctx, seal(ctx, rotation.KIND, credential))
    assert caught.value.message_key == "error-credential-expired"


@pytest.mark.proves("PRV-208", negative=True)
def test_the_database_holds_one_current_and_one_next_and_no_way_back(world: World, connected):
    _, connection = connected
    add(world, connection)
    ctx = world.person(OWNER)

    def statement(sql: str) -> None:
        with open_scope(ctx, Capability.CONNECTION_MANAGE, write=True) as scope:
            scope.session.connection().execute(text(sql))

    mine = "where connection_id in (select id from provider_connection where name = 'Reading')"
    with pytest.raises(IntegrityError, match="cannot go from current to next"):
        statement(f"update provider_credential set state = 'next' {mine} and state = 'current'")
    with pytest.raises(ConflictError):
        statement(f"update provider_credential set state = 'current' {mine}")
    with pytest.raises(IntegrityError):  # retired ones are empty
        statement(f"update provider_credential set state = 'retired' {mine}")


@pytest.mark.proves("PRV-211", negative=True)
def test_without_a_credential_there_is_no_link(world: World, connected):
    tenant, connection = connected
    world.do("alter table provider_credential disable trigger user")
    world.do("update provider_credential set state = 'retired', sealed = null, wrapped_key = null where connection_id ="
             " (select id from provider_connection where public_id = %s)", connection)  # fmt: skip
    with pytest.raises(BlockedError) as caught:
        used(world, tenant)
    assert caught.value.reason == "credential_missing"
    assert world.check(connection)["reason_code"] == "credential_missing"
    replaced = add(world, connection, SECRET)  # where there is none, a new one is current at once
    assert {one.credential_ref: one.state for one in world.detail(connection).credentials}[replaced] == "current"
    assert world.check(connection)["outcome"] == "succeeded"


@pytest.mark.proves("PRV-204", negative=True)
def test_a_row_that_was_swapped_in_the_database_ends_the_run_clearly(world: World, graph, connected):
    _, connection = connected
    world.do("alter table provider_credential disable trigger user")
    world.do("update provider_credential set sealed = (select sealed from provider_credential where connection_id <>"
             " (select id from provider_connection where public_id = %s) limit 1) where connection_id ="
             " (select id from provider_connection where public_id = %s)", connection, connection)  # fmt: skip
    run = world.check(connection)
    assert (run["outcome"], run["reason_code"]) == ("blocked", "credential_unreadable")
    assert graph.log.entries() == []
