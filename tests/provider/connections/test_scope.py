"""Where authority over a connection comes from, and from where it never comes (G7)."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tenantpilot.access.capabilities import Capability, Plane
from tenantpilot.access.handles import seal
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.provider import connection_reading, connections, environment, posture_reading
from tenantpilot.provider.connections import ConnectionForm
from tenantpilot.provider.credentials import CredentialForm
from tenantpilot.tenants import services
from tests.people import space_of
from tests.provider.connections.world import CLIENT_ID, FOREIGN, OPERATOR, OWNER, READER, SECRET, World

FORM, CREDENTIAL = ConnectionForm("Reading", CLIENT_ID), CredentialForm("secret", secret=SECRET)
ALIASES = ("tenant", "tenant_id", "managed_environment_id", "environment", "Environment_id", "environment_id[]")


def made(world: World) -> int:
    return world.all("select count(*) as n from provider_connection")[0]["n"]


@pytest.mark.proves("PRV-201", negative=True)
@pytest.mark.parametrize("given", ["", "   ", "x", "ten_", None, "ten_" + "a" * 19, "con_" + "a" * 20])
def test_without_an_explicit_tenant_there_is_no_connection_and_no_page(world: World, given):
    ctx, before = world.person(OWNER), made(world)
    services.remember_tenant(ctx, world.add_tenant())  # what was used last fills nothing
    for attempt in (
        lambda: connections.create_connection(ctx, given, FORM, CREDENTIAL),
        lambda: connection_reading.new_connection(ctx, given),
    ):
        with pytest.raises(NotFoundError):
            attempt()
    assert made(world) == before


@pytest.mark.proves("PRV-201", negative=True)
@pytest.mark.parametrize("alias", ALIASES)
def test_former_names_of_the_parameter_say_nothing(world: World, alias):
    tenant = world.add_tenant()
    assert environment.explicit({alias: tenant}) == ""
    assert environment.explicit({alias: tenant, "environment_id": ""}) == ""
    assert environment.explicit({"environment_id": tenant, alias: "ten_" + "a" * 20}) == tenant


@pytest.mark.proves("PRV-201", negative=True)
@pytest.mark.parametrize("value", [["a"], None, 7, "", "wsp_" + "a" * 20, "ten_x", "ten_" + "a" * 20 + "&tenant=1"])
def test_only_a_tenant_s_public_id_is_an_environment(value):
    assert environment.explicit({"environment_id": value}) == ""


@pytest.mark.proves("PRV-202", negative=True)
def test_foreign_tenants_and_connections_answer_like_absent_ones(world: World):
    ctx = world.person(OWNER)
    foreign = world.all("select t.public_id as tenant, c.public_id as connection from provider_connection c"
                        " join tenant t on t.id = c.tenant_id join workspace w on w.id = c.workspace_id"
                        " where w.name ilike 'fabrikam%%' limit 1")[0]  # fmt: skip
    before = made(world)
    for tenant in (foreign["tenant"], new_public_id("ten")):
        with pytest.raises(NotFoundError):
            connections.create_connection(ctx, tenant, FORM, CREDENTIAL)
        for read in (
            connection_reading.new_connection,
            connection_reading.list_connections,
            posture_reading.permission_posture,
        ):
            with pytest.raises(NotFoundError):
                read(ctx, tenant)
    for ref in (foreign["connection"], new_public_id("con")):
        with pytest.raises(NotFoundError):
            connection_reading.connection_detail(ctx, ref)
        with pytest.raises(NotFoundError):
            connections.set_enabled(ctx, seal(ctx, connections.KIND, ref), is_enabled=False, reason="mine now")
    assert made(world) == before


@pytest.mark.proves("PRV-202", negative=True)
def test_the_record_s_own_tenant_decides_whatever_is_remembered_or_chosen(world: World):
    tenant = world.add_tenant()
    connection = world.connect(tenant)
    other = world.add_tenant("11111111-2222-4333-8444-555555555555")
    services.remember_tenant(world.person(OWNER), other)
    assert world.detail(connection).row.tenant_ref == tenant
    world.move(other, "archived")
    assert world.detail(connection).row.tenant_ref == tenant
    connections.change_connection(world.person(OWNER), world.handle(connection), ConnectionForm("Other", CLIENT_ID))
    entry = world.all("select tenant_ref from audit_entry where action = 'connection.changed'")
    assert entry == [{"tenant_ref": tenant}]


@pytest.mark.proves("PRV-202", negative=True)
@pytest.mark.parametrize("plane", [Plane.REVIEW, Plane.SYSTEM])
def test_other_planes_have_no_connections(world: World, plane):
    tenant = world.add_tenant()
    connection = world.connect(tenant)
    ctx = world.person(OWNER, plane=plane)
    for attempt in (
        lambda: connection_reading.list_connections(ctx),
        lambda: connection_reading.connection_detail(ctx, connection),
        lambda: connections.create_connection(ctx, tenant, FORM, CREDENTIAL),
    ):
        with pytest.raises(NotFoundError):
            attempt()


@pytest.mark.proves("PRV-202", negative=True)
def test_a_foreign_owner_finds_nothing_in_this_workspace(world: World):
    tenant = world.add_tenant()
    connection = world.connect(tenant)
    here, at_home = world.person(FOREIGN, space="northwind"), world.person(FOREIGN)
    assert here.space == space_of("northwind")
    for ctx in (here, at_home):
        with pytest.raises(NotFoundError):
            connection_reading.connection_detail(ctx, connection)
        with pytest.raises(NotFoundError):
            connections.create_connection(ctx, tenant, FORM, CREDENTIAL)


@pytest.mark.proves("PRV-202", negative=True)
def test_members_without_the_right_are_forbidden_and_read_what_they_may(world: World):
    tenant = world.add_tenant()
    connection = world.connect(tenant)
    for who in (READER, OPERATOR):
        ctx = world.person(who)
        shown = connection_reading.connection_detail(ctx, connection)
        assert (shown.may_manage, shown.consent_href, shown.can_remove) == (False, "", False)
        assert connection_reading.list_connections(ctx, tenant).new_href == ""
        with pytest.raises(ForbiddenError):
            connections.create_connection(ctx, tenant, FORM, CREDENTIAL)
        with pytest.raises(ForbiddenError):
            connections.remove_connection(ctx, world.handle(connection, who=who), reason="no")


@pytest.mark.proves("PRV-202", negative=True)
def test_a_handle_opens_in_its_own_session_and_for_its_own_kind_only(world: World):
    connection = world.connect(world.add_tenant())
    ctx = world.person(OWNER)
    for handle in (connection, "", world.handle(connection, "tenant"), world.handle(connection, who=OPERATOR)):
        with pytest.raises(NotFoundError):
            connections.set_enabled(ctx, handle, is_enabled=False, reason="no")
    assert world.detail(connection).row.is_enabled


@pytest.mark.proves("PRV-202", negative=True)
def test_narrowed_members_meet_the_connections_of_their_tenants_only(world: World):
    ctx = world.person("northwind-temporary")
    rows = connection_reading.list_connections(ctx).rows
    assert {row.tenant_name for row in rows} == {"Adventure Works"}
    elsewhere = world.all("select c.public_id from provider_connection c join tenant t on t.id = c.tenant_id"
                          " where t.name = 'Contoso Manufacturing'")[0]["public_id"]  # fmt: skip
    with pytest.raises(NotFoundError):
        connection_reading.connection_detail(ctx, elsewhere)


@pytest.mark.proves("PRV-207", negative=True)
def test_a_tenant_has_one_enabled_connection(world: World):
    tenant = world.add_tenant()
    first, second = world.connect(tenant), world.connect(tenant)
    assert [world.detail(ref).row.is_enabled for ref in (first, second)] == [True, False]
    ctx = world.person(OWNER)
    with pytest.raises(ConflictError) as caught:
        connections.set_enabled(ctx, world.handle(second), is_enabled=True)
    assert caught.value.message_key == "error-connection-other-enabled"
    with pytest.raises(InvalidInputError):
        connections.set_enabled(ctx, world.handle(first), is_enabled=False)
    connections.set_enabled(ctx, world.handle(first), is_enabled=False, reason="Moved to the second")
    connections.set_enabled(ctx, world.handle(second), is_enabled=True)
    assert world.actions_about(second)[-1] == "connection.enabled"


@pytest.mark.proves("PRV-207", negative=True)
def test_the_database_refuses_a_change_without_an_entry_and_a_second_enabled_one(world: World):
    tenant = world.add_tenant()
    first, second = world.connect(tenant), world.connect(tenant)
    ctx = world.person(OWNER)

    def statement(sql: str, ref: str) -> None:
        with open_scope(ctx, Capability.CONNECTION_MANAGE, write=True) as scope:
            scope.session.connection().execute(text(sql), {"ref": ref})

    with pytest.raises(IntegrityError, match="without an audit entry"):
        statement("update provider_connection set is_enabled = false where public_id = :ref", first)
    with pytest.raises(ConflictError):
        statement("update provider_connection set is_enabled = true where public_id = :ref", second)
    with pytest.raises(IntegrityError, match="does not change"):
        statement("update provider_connection set tenant_id = (select id from tenant where name = 'Adventure Works')"
                  " where public_id = :ref", first)  # fmt: skip


@pytest.mark.proves("PRV-207", negative=True)
def test_removal_destroys_the_credentials_and_keeps_the_history(world: World):
    tenant = world.add_tenant()
    connection = world.connect(tenant)
    ctx = world.person(OWNER)
    with pytest.raises(InvalidInputError):
        connections.remove_connection(ctx, world.handle(connection), reason=" ")
    connections.remove_connection(ctx, world.handle(connection), reason="The customer left")
    held = world.all("select k.state, k.sealed, k.wrapped_key from provider_credential k join provider_connection c"
                     " on c.id = k.connection_id where c.public_id = %s", connection)  # fmt: skip
    assert held == [{"state": "retired", "sealed": None, "wrapped_key": None}]
    with pytest.raises(NotFoundError):
        world.detail(connection)
    assert world.actions_about(connection) == ["connection.created", "connection.removed"]
    assert connection_reading.list_connections(ctx, tenant).rows == ()


@pytest.mark.proves("PRV-201", negative=True)
@pytest.mark.parametrize("states", [("archived",), ("archived", "removal_pending")])
def test_an_archived_tenant_takes_no_connection(world: World, states):
    tenant = world.add_tenant()
    world.move(tenant, *states)
    with pytest.raises(ConflictError):
        world.connect(tenant)


@pytest.mark.proves("PRV-203", negative=True)
@pytest.mark.parametrize("client", ["", "x", "00000000-0000-0000-0000-000000000000", CLIENT_ID + "0", CLIENT_ID[:-1]])
def test_a_client_id_is_a_guid(world: World, client):
    tenant = world.add_tenant()
    with pytest.raises(InvalidInputError) as caught:
        connections.create_connection(world.person(OWNER), tenant, ConnectionForm("Reading", client), CREDENTIAL)
    assert caught.value.fields.keys() == {"client_id"}
