"""The walls below the gate, each alone: handles, capabilities, membership, the scope, the look at the session."""

from __future__ import annotations

import psycopg
import pytest
from sqlmodel import select

from tenantpilot.access import invitations, members, scopes, sessions, workspaces
from tenantpilot.access.capabilities import Capability, Plane
from tenantpilot.access.handles import seal, unseal
from tenantpilot.access.membership_rules import Grant
from tenantpilot.access.scopes import open_scope
from tenantpilot.access.tables import Invitation, Membership
from tenantpilot.kernel.errors import ForbiddenError, NotFoundError, SignInRequiredError
from tenantpilot.operations import control, reading
from tenantpilot.store.scope import Scope
from tests import people

NORTHWIND, FABRIKAM = "northwind-owner", "fabrikam-owner"


@pytest.fixture
def no_row_level_security(database):
    """The database lets everybody see everything; only code is left."""
    with psycopg.connect(database.administrator_url, autocommit=True) as connection:
        tables = connection.execute("select relname from pg_class where relrowsecurity and relkind = 'r'").fetchall()
        assert len(tables) > 5
        for (name,) in tables:
            connection.execute(f'alter table "{name}" disable row level security')


@pytest.fixture
def no_capabilities(monkeypatch):
    monkeypatch.setattr(scopes, "holds", lambda role, capability: True)


@pytest.fixture
def no_handles(monkeypatch):
    """Any text names a record, as if raw ids were handles."""
    for module in (members, invitations, sessions, control):
        monkeypatch.setattr(module, "unseal", lambda ctx, kind, handle: handle)


@pytest.fixture
def no_scope_filter(monkeypatch):
    monkeypatch.setattr(Scope, "select", lambda self, table: select(table))


def victim(table, database) -> str:
    """The public id of a record of northwind."""
    with psycopg.connect(database.administrator_url) as connection:
        return connection.execute(
            f"select t.public_id from {table} t join workspace w on w.id = t.workspace_id"
            " where w.name = 'Northwind MSP' order by t.public_id limit 1"
        ).fetchone()[0]


# ------------------------------------------------------------------------------------------------ each alone


@pytest.mark.proves("CTS-020", "CTS-009", negative=True)
def test_handles_alone(database, no_row_level_security, no_capabilities, no_scope_filter):
    owner, thief = people.context_of(NORTHWIND), people.context_of(FABRIKAM)
    row = next(r for r in members.list_members(owner) if r.role == "manager")
    assert unseal(owner, "membership", row.handle)
    stale = people.context_of(NORTHWIND)
    for ctx, handle in (
        (thief, row.handle),
        (stale, row.handle),
        (thief, victim("membership", database)),
        (owner, seal(owner, "invitation", victim("membership", database))),
        (owner, row.handle[:-1]),
        (owner, ""),
        (owner, "a" * 4000),
    ):
        with pytest.raises(NotFoundError):
            members.remove_member(ctx, handle)


@pytest.mark.proves("CTS-020", negative=True)
def test_capabilities_alone(database, no_row_level_security, no_handles, no_scope_filter):
    raw = victim("membership", database)
    for who in ("northwind-read-only", "northwind-approver", "northwind-operator"):
        ctx = people.context_of(who)
        with pytest.raises(ForbiddenError):
            members.remove_member(ctx, raw)
        with pytest.raises(ForbiddenError):
            members.change_member(ctx, raw, Grant(role="owner"))
        with pytest.raises(ForbiddenError):
            invitations.invite(ctx, "a@b.example", Grant(role="owner"))
        with pytest.raises(ForbiddenError):
            members.list_invitations(ctx)


@pytest.mark.proves("CTS-020", negative=True)
def test_membership_alone(database, no_row_level_security, no_capabilities, no_handles, no_scope_filter):
    space = people.space_of("northwind")
    for who, plane in ((FABRIKAM, Plane.ADMIN), ("platform-operator", Plane.ADMIN), ("northwind-owner", Plane.REVIEW)):
        ctx = people.context_of(who, space=space, plane=plane)
        for call, *given in (
            (members.list_members, ctx),
            (workspaces.workspace_brief, ctx),
            (reading.list_runs, ctx),
            (members.remove_member, ctx, victim("membership", database)),
        ):
            with pytest.raises(NotFoundError):
                call(*given)


@pytest.mark.proves("CTS-020", negative=True)
def test_the_scopes_conditions_alone(database, no_row_level_security, no_capabilities, no_handles):
    thief = people.context_of(FABRIKAM)
    mine = {r.name for r in members.list_members(thief)}
    assert "Tomas Herrera" in mine
    assert "Priya Raman" not in mine
    for call, *given in (
        (members.remove_member, thief, victim("membership", database)),
        (invitations.withdraw, thief, victim("invitation", database)),
    ):
        with pytest.raises(NotFoundError):
            call(*given)
    with open_scope(thief, Capability.MEMBER_READ) as scope:
        for table in (Membership, Invitation):
            found = scope.session.exec(scope.select(table)).all()
            assert {row.workspace_id for row in found} == {scope.workspace_id}


@pytest.mark.proves("CTS-020", negative=True)
def test_row_level_security_alone(database, no_capabilities, no_handles, no_scope_filter):
    thief = people.context_of(FABRIKAM)
    with open_scope(thief, Capability.MEMBER_READ) as scope:
        for table in (Membership, Invitation):
            found = scope.session.exec(scope.select(table)).all()
            assert found
            assert {row.workspace_id for row in found} == {scope.workspace_id}
    for call, *given in (
        (members.remove_member, thief, victim("membership", database)),
        (invitations.withdraw, thief, victim("invitation", database)),
    ):
        with pytest.raises(NotFoundError):
            call(*given)


@pytest.mark.proves("CTS-020", "CTS-008", negative=True)
def test_the_scopes_look_at_the_session_alone(
    database, no_row_level_security, no_capabilities, no_handles, no_scope_filter
):
    token = people.session_of(NORTHWIND)
    ctx = people.context_of(NORTHWIND, token=token)
    members.list_members(ctx)
    with psycopg.connect(database.administrator_url, autocommit=True) as connection:
        connection.execute("update session set ended_at = now() where token_hash = sha256(%s::text::bytea)", [token])
    for call, *given in (
        (members.list_members, ctx),
        (workspaces.my_workspaces, ctx),
        (sessions.list_sessions, ctx),
        (members.remove_member, ctx, victim("membership", database)),
    ):
        with pytest.raises(SignInRequiredError):
            call(*given)


# ------------------------------------------------------------------------------------------------ and none of them


def test_without_all_of_them_there_is_no_wall(
    database, no_row_level_security, no_capabilities, no_handles, no_scope_filter
):
    """The control: what the tests above take away is really gone, so each of them shows its wall alone."""
    raw = victim("membership", database)
    thief = people.context_of(FABRIKAM)
    with open_scope(thief, Capability.MEMBER_READ) as scope:
        assert raw in {row.public_id for row in scope.session.exec(scope.select(Membership)).all()}
    reader = people.context_of("northwind-read-only")
    assert members.list_invitations(reader)
