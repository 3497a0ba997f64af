"""Memberships narrowed to some tenants, or to all but some: what they reach, in Python and in the database alone."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from tenantpilot.access import members
from tenantpilot.audit.reading import audit_choices, audit_entry, audit_page
from tenantpilot.operations import dispatch, reading, schedules
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.store.ledger import Actor
from tenantpilot.store.scope import open_workspace
from tenantpilot.store.tables import AuditEntry
from tenantpilot.store.transaction import TenantSet
from tests import people
from tests.isolation.rows import OWNED
from tests.isolation.world import HOME, World, outcome

COLUMN = {name: "id" if name == "tenant" else "tenant_id" for name, table in OWNED.items()
          if name == "tenant" or "tenant_id" in table.columns}  # fmt: skip
# Every declared table with tenants but the log, which is read by its own rules.
TABLES = {
    one.local_table.name: one.class_
    for one in SQLModel._sa_registry.mappers
    if one.local_table.name in COLUMN and one.local_table.name != "audit_entry"
}
CHILDREN = {"run_item": "run_id", "artifact": "run_id", "run_outbox": "id"}
STAFF = Actor(kind="person", ref="usr_nobody")


@pytest.fixture(scope="module")
def tenants(world: World) -> list[UUID]:
    return [key for (key,) in world.ask("select id from tenant where workspace_id = %s order by name",
                                        workspace_key(HOME))]  # fmt: skip


def _sets(tenants: list[UUID]) -> dict[str, tuple[TenantSet, set[UUID | None]]]:
    first, second = tenants
    return {
        "all": (TenantSet(), {None, first, second}),
        "only the first": (TenantSet("only", frozenset({first})), {first}),
        "only both": (TenantSet("only", frozenset(tenants)), {first, second}),
        "all except the first": (TenantSet("except", frozenset({first})), {second}),
        "all except both": (TenantSet("except", frozenset(tenants)), set()),
        "only none": (TenantSet("only"), set()),
        "all except none": (TenantSet("except"), set()),
        "an unknown mode": (TenantSet("everything", frozenset(tenants)), set()),  # type: ignore[arg-type]
    }


NAMES = list(_sets([UUID(int=1), UUID(int=2)]))


def _never(table: str) -> set[None]:
    """No row of such a table is of the workspace as a whole."""
    return set() if OWNED[table].columns[COLUMN[table]].nullable else {None}


def _always(table: str, reach: TenantSet) -> set[None]:
    """Rows of the workspace as a whole that people narrowed to some tenants see as well."""
    is_for_all = table != "audit_entry" and TABLES[table].see_without_tenant
    return {None} if is_for_all and reach.mode in ("only", "except") else set()


def test_all_tables_with_tenants_are_known():
    assert COLUMN.keys() == {*TABLES, "audit_entry"}


@pytest.mark.proves("TQC-009", "ACC-006", negative=True)
@pytest.mark.parametrize("table", sorted(COLUMN))
@pytest.mark.parametrize("name", NAMES)
def test_the_database_alone_shows_the_rows_of_the_tenants_in_reach(world, tenants, name, table):
    reach, expected = _sets(tenants)[name]
    expected = expected - _never(table) | _always(table, reach)
    with open_workspace(workspace_key(HOME), "wsp", STAFF, reach) as scope:
        query = text(f"select distinct {COLUMN[table]} from {table}")
        assert set(scope.session.connection().execute(query).scalars()) == expected


@pytest.mark.proves("TQC-009", negative=True)
def test_the_scope_alone_selects_the_rows_of_the_tenants_in_reach(own_world):
    key = workspace_key(HOME)
    found = own_world.ask("select id from tenant where workspace_id = %s order by name", key)
    sets = _sets([tenant for (tenant,) in found])
    for table, declared in TABLES.items():
        own_world.do(f"alter table {table} disable row level security")
        for name in NAMES[:-1]:
            reach, expected = sets[name]
            with open_workspace(key, "wsp", STAFF, reach) as scope:
                rows = scope.session.exec(scope.select(declared)).all()
            seen = {getattr(row, COLUMN[table]) for row in rows}
            assert seen == expected - _never(table) | _always(table, reach), (table, name)


@pytest.mark.proves("TQC-009", negative=True)
@pytest.mark.parametrize("child", sorted(CHILDREN))
@pytest.mark.parametrize("name", NAMES)
def test_parts_of_a_run_are_as_visible_as_the_run(world, tenants, name, child):
    reach, expected = _sets(tenants)[name]
    allowed = world.ask(
        f"select c.id from {child} c join operation_run r on r.workspace_id = c.workspace_id"
        f" and r.id = c.{CHILDREN[child]} where c.workspace_id = %s"
        " and (r.tenant_id = any(%s) or r.tenant_id is null and %s)",
        workspace_key(HOME), [t for t in expected if t], None in expected,
    )  # fmt: skip
    with open_workspace(workspace_key(HOME), "wsp", STAFF, reach) as scope:
        seen = scope.session.connection().execute(text(f"select id from {child}")).scalars()
        assert set(seen) == {key for (key,) in allowed}


@pytest.mark.proves("TQC-009", "ACC-006", negative=True)
@pytest.mark.parametrize(
    ("who", "own", "other"),
    [
        ("northwind-temporary", "Adventure Works", "Contoso Manufacturing"),
        ("fabrikam-narrowed", "Litware Finance", "Wide World Importers"),
    ],
)
def test_narrowed_people_meet_their_tenants_only(world, who, own, other):
    ctx = people.context_of(who)
    assert [choice.name for choice in members.list_tenant_choices(ctx)] == [own]
    assert {row.tenant_name for row in reading.list_runs(ctx).rows} == {own}
    assert {row.tenant_name for row in schedules.list_schedules(ctx)} == {own}
    assert {row.tenant_name for row in audit_page(ctx).rows} == {own}
    assert [choice.name for choice in audit_choices(ctx).tenants] == [own]
    ref = {name: ref for ref, name in world.ask("select public_id, name from tenant")}
    absent = outcome(lambda: dispatch.start(ctx, "audit.verify", {}, tenant=world.absent("tenant")))
    assert outcome(lambda: dispatch.start(ctx, "audit.verify", {}, tenant=ref[other])) == absent
    assert absent[0] == "NotFoundError"
    assert {name for row in members.list_members(ctx) for name in row.tenant_names} <= {own}


@pytest.mark.proves("TQC-009", negative=True)
def test_entries_beyond_the_tenants_answer_like_absent_ones(world):
    ctx = people.context_of("northwind-temporary")
    whole = world.ask("select seq from audit_entry where workspace_id = %s and tenant_id is null limit 1",
                      workspace_key(HOME))[0][0]  # fmt: skip
    assert outcome(audit_entry, ctx, whole) == outcome(audit_entry, ctx, 10**9)


@pytest.mark.proves("TQC-009", "ACC-008", negative=True)
@pytest.mark.parametrize("reach", ["only", "except"])
def test_a_narrowed_manager_manages_nobody(own_world, reach):
    from tenantpilot.access.capabilities import Role
    from tenantpilot.access.handles import seal
    from tenantpilot.access.invitations import invite, renew, withdraw
    from tenantpilot.access.membership_rules import Grant

    own_world.narrow("northwind-manager", HOME, reach, ["Adventure Works"])
    ctx = own_world.context(Role.MANAGER)
    guest = seal(ctx, "membership", own_world.ref("membership", HOME, "role = 'read_only'"))
    offer = seal(ctx, "invitation", own_world.ref("invitation", HOME, "status = 'pending'"))
    grant = Grant(role=Role.READ_ONLY.value)
    before = own_world.fingerprint(HOME)
    for attempt in (
        lambda: members.change_member(ctx, guest, grant),
        lambda: members.remove_member(ctx, guest),
        lambda: invite(ctx, "somebody@elsewhere.example", grant),
        lambda: renew(ctx, offer),
        lambda: withdraw(ctx, offer),
    ):
        assert outcome(attempt)[:2] == ("ForbiddenError", "error-forbidden")
    assert own_world.fingerprint(HOME) == before
    assert members.list_grantable_roles(ctx) == []
    assert AuditEntry.__tablename__ in before
