"""Identity and lifecycle of tenants: one table, in the service and in the database, with an entry for each step."""

from __future__ import annotations

import ast
import json
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.handles import seal
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.provider.connection_reading import connection_detail, list_connections
from tenantpilot.store.migrate import ROOT
from tenantpilot.tenants import reading, services
from tenantpilot.tenants.lifecycle import NEEDS_REASON, TRANSITIONS, Lifecycle
from tenantpilot.tenants.rules import TenantForm
from tenantpilot.ui.shell.search import search
from tests.provider.connections.world import FOREIGN, OPERATOR, OWNER, READER, TENANT_ID, World

PATHS = {
    "draft": None,
    "onboarding": (),
    "active": ("active",),
    "suspended": ("active", "suspended"),
    "archived": ("archived",),
    "removal_pending": ("archived", "removal_pending"),
}


def tenant_in(world: World, state: str) -> str:
    """A tenant of its own in this state."""
    if state == "draft":
        return services.add_tenant(world.person(OWNER), TenantForm("Tailspin Toys"))
    made = world.add_tenant()
    world.move(made, *(PATHS[state] or ()))
    return made


def row(world: World, ref: str) -> dict:
    return world.all("select * from tenant where public_id = %s", ref)[0]


def change(world: World, ref: str, to: str, reason: str = "because", who: str = OWNER) -> None:
    ctx = world.person(who)
    services.change_lifecycle(ctx, seal(ctx, reading.KIND, ref), to, reason=reason)


@pytest.mark.proves("TEN-002", negative=True)
@pytest.mark.parametrize("state", [one.value for one in Lifecycle])
def test_the_service_and_the_database_follow_one_table(world: World, state: str):
    ref = tenant_in(world, state)
    for to in (*(one.value for one in Lifecycle), "unheard_of", ""):
        allowed = to in TRANSITIONS[state] and state != "draft"
        if not allowed:
            with pytest.raises(ConflictError):
                change(world, ref, to)
        if to != state:
            with open_scope(world.person(OWNER), Capability.TENANT_MANAGE, write=True) as scope:
                due = "now()" if to == "removal_pending" else "null"
                identity = "coalesce(provider_tenant_id, gen_random_uuid())"
                statement = (f"update tenant set lifecycle = '{to}', removal_due_at = {due}, provider_tenant_id ="
                             f" {identity} where public_id = :ref")  # fmt: skip
                nested = scope.session.begin_nested()
                if to in TRANSITIONS[state]:
                    scope.session.connection().execute(text(statement), {"ref": ref})
                else:
                    with pytest.raises(IntegrityError):
                        scope.session.connection().execute(text(statement), {"ref": ref})
                nested.rollback()
    assert row(world, ref)["lifecycle"] == state


def test_migration_and_service_have_the_same_table():
    source = (ROOT / "alembic" / "versions" / "0005_connections.py").read_text()
    assigned = next(
        node.value for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "LIFECYCLE"
    )  # fmt: skip
    assert ast.literal_eval(assigned) == TRANSITIONS


@pytest.mark.proves("TEN-003", negative=True)
@pytest.mark.parametrize("to", sorted(NEEDS_REASON))
def test_weighty_steps_need_a_reason_and_leave_before_and_after(world: World, to: str):
    state = next(state for state, after in TRANSITIONS.items() if to in after and state != "draft")
    ref = tenant_in(world, state)
    for reason in ("", "  \n ", "x" * 501):
        with pytest.raises(InvalidInputError) as caught:
            change(world, ref, to, reason)
        assert caught.value.fields.keys() == {"reason"}
    change(world, ref, to, "The contract ended")
    entry = world.all("select * from audit_entry where subject_ref = %s order by seq desc limit 1", ref)[0]
    assert (entry["action"], entry["reason"]) == ("tenant.lifecycle_changed", "The contract ended")
    assert (json.loads(entry["before"])["lifecycle"], json.loads(entry["after"])["lifecycle"]) == (state, to)
    assert entry["tenant_ref"] == ref


@pytest.mark.proves("TEN-003", negative=True)
@pytest.mark.parametrize("change_of", ["lifecycle = 'active'", "name = 'x'", "primary_domain = 'x'"])
def test_the_database_refuses_a_change_without_an_entry(world: World, change_of: str):
    ref = tenant_in(world, "onboarding")
    with (
        pytest.raises(IntegrityError, match="without an audit entry"),
        open_scope(world.person(OWNER), Capability.TENANT_MANAGE, write=True) as scope,
    ):
        scope.session.connection().execute(text(f"update tenant set {change_of} where public_id = :ref"), {"ref": ref})


@pytest.mark.proves("TEN-004")
def test_removal_waits_and_can_be_taken_back(world: World):
    ref = tenant_in(world, "removal_pending")
    due = row(world, ref)["removal_due_at"]
    assert timedelta(days=29) < due - now() <= timedelta(days=30)
    change(world, ref, "archived")
    assert row(world, ref)["removal_due_at"] is None
    change(world, ref, "onboarding")
    change(world, ref, "active")
    assert reading.tenant_detail(world.person(OWNER), ref).row.lifecycle == "active"


@pytest.mark.proves("TEN-001", negative=True)
def test_two_tenants_cannot_claim_the_same(world: World):
    first = world.add_tenant()
    for spelling in (TENANT_ID, TENANT_ID.upper(), f" {{{TENANT_ID}}} "):
        with pytest.raises(InvalidInputError) as caught:
            world.add_tenant(spelling)
        assert caught.value.fields == {"provider_tenant_id": "error-field-tenant-claimed"}
    world.move(first, "archived")
    with pytest.raises(InvalidInputError):
        world.add_tenant()
    foreign = services.add_tenant(world.person(FOREIGN), TenantForm("Theirs", TENANT_ID))
    assert foreign  # another workspace may look after the same tenant


@pytest.mark.proves("TEN-001", negative=True)
def test_an_identified_tenant_keeps_its_id(world: World):
    ctx = world.person(OWNER)
    ref = world.add_tenant()
    handle = seal(ctx, reading.KIND, ref)
    with pytest.raises(InvalidInputError) as caught:
        services.change_tenant(ctx, handle, TenantForm("Toys", "11111111-2222-4333-8444-555555555555"))
    assert caught.value.fields == {"provider_tenant_id": "error-field-tenant-fixed"}
    with (
        pytest.raises(IntegrityError, match="does not change"),
        open_scope(ctx, Capability.TENANT_MANAGE, write=True) as scope,
    ):
        scope.session.connection().execute(
            text("update tenant set provider_tenant_id = gen_random_uuid() where public_id = :ref"), {"ref": ref}
        )
    services.change_tenant(ctx, handle, TenantForm("Toys", TENANT_ID, "tailspintoys.example", "test"))
    shown = reading.tenant_detail(ctx, ref).row
    assert (shown.name, shown.primary_domain, shown.environment) == ("Toys", "tailspintoys.example", "test")
    assert world.actions_about(ref) == ["tenant.added", "tenant.changed"]


@pytest.mark.proves("TEN-001")
def test_a_draft_is_identified_once_and_goes_on_to_onboarding(world: World):
    ctx = world.person(OWNER)
    ref = tenant_in(world, "draft")
    services.change_tenant(ctx, seal(ctx, reading.KIND, ref), TenantForm("Tailspin Toys", TENANT_ID))
    assert row(world, ref)["lifecycle"] == "onboarding"
    assert world.actions_about(ref) == ["tenant.added", "tenant.identified"]


@pytest.mark.proves("TEN-001", negative=True)
@pytest.mark.parametrize(
    ("form", "field"),
    [
        (TenantForm(""), "name"), (TenantForm("x" * 121), "name"),
        (TenantForm("x", "contoso.com"), "provider_tenant_id"),
        (TenantForm("x", "00000000-0000-0000-0000-000000000000"), "provider_tenant_id"),
        (TenantForm("x", primary_domain="not a domain"), "primary_domain"),
        (TenantForm("x", primary_domain="-a.example"), "primary_domain"),
        (TenantForm("x", environment="moon"), "environment"),
    ],
)  # fmt: skip
def test_a_form_is_checked(world: World, form: TenantForm, field: str):
    with pytest.raises(InvalidInputError) as caught:
        services.add_tenant(world.person(OWNER), form)
    assert caught.value.fields.keys() == {field}


@pytest.mark.proves("TEN-006", negative=True)
@pytest.mark.parametrize("state", [one.value for one in Lifecycle])
def test_search_and_choices_show_eligible_tenants_only(world: World, state: str):
    ctx = world.person(OWNER)
    ref = tenant_in(world, state)
    is_eligible = state in ("onboarding", "active", "suspended")
    assert (ref in {one.value for one in reading.selectable_tenants(ctx)}) == is_eligible
    for words in ("tailspin", "TAILSPIN  toys", ref):
        assert (ref in {one.tenant_ref for one in reading.search_tenants(ctx, words)}) == is_eligible
        assert (ref in {hit.ref for hit in search(ctx, words)}) == is_eligible
    assert ref in {one.tenant_ref for one in reading.list_tenants(ctx).rows}  # the list itself is where one finds it
    assert search(world.person(FOREIGN), "tailspin") == []


@pytest.mark.proves("TEN-007", negative=True)
def test_what_was_used_last_is_offered_first_and_nothing_else(world: World):
    ctx = world.person(OWNER)
    ref = tenant_in(world, "active")
    connection = world.connect(ref)
    assert reading.selectable_tenants(ctx)[0].value != ref
    services.remember_tenant(ctx, ref)
    assert reading.selectable_tenants(ctx)[0].value == ref
    assert [one.tenant_ref for one in reading.list_tenants(ctx).rows if one.is_last_used] == [ref]
    assert len(reading.list_tenants(ctx).rows) == 3
    assert {one.tenant_ref for one in list_connections(ctx).rows} > {ref}
    world.move(ref, "archived")
    assert ref not in {one.value for one in reading.selectable_tenants(ctx)}
    assert connection_detail(ctx, connection).row.tenant_ref == ref  # the record opens all the same
    assert reading.tenant_detail(ctx, ref).row.lifecycle == "archived"
    foreign = world.all("select t.public_id from tenant t join workspace w on w.id = t.workspace_id"
                        " where w.name ilike 'fabrikam%%' limit 1")[0]["public_id"]  # fmt: skip
    with pytest.raises(NotFoundError):
        services.remember_tenant(ctx, foreign)


@pytest.mark.proves("TEN-008", negative=True)
def test_narrowed_members_meet_their_tenants_only(world: World):
    ctx = world.person("northwind-temporary")
    assert {one.name for one in reading.list_tenants(ctx).rows} == {"Adventure Works"}
    assert search(ctx, "contoso") == []
    other = world.all("select public_id from tenant where name = 'Contoso Manufacturing'")[0]["public_id"]
    for read in (reading.tenant_detail, services.remember_tenant):
        with pytest.raises(NotFoundError):
            read(ctx, other)
    world.do("alter table membership disable trigger user")
    world.do("update membership set role = 'manager' where user_id ="
             " (select user_id from session where id = %s)", ctx.session_id)  # fmt: skip
    with pytest.raises(ForbiddenError):
        services.add_tenant(ctx, TenantForm("Another"))
    with pytest.raises(NotFoundError):
        services.change_lifecycle(ctx, seal(ctx, reading.KIND, other), "suspended", reason="mine")


@pytest.mark.proves("TEN-008", negative=True)
@pytest.mark.parametrize("who", [OPERATOR, READER])
def test_reading_members_change_nothing(world: World, who: str):
    ref = tenant_in(world, "active")
    shown = reading.tenant_detail(world.person(who), ref)
    assert (shown.may_manage, shown.next_steps, shown.new_connection_href) == (False, (), "")
    assert not reading.list_tenants(world.person(who)).may_manage
    with pytest.raises(ForbiddenError):
        change(world, ref, "suspended", who=who)
