"""Row-level security alone: raw statements of the application role, without any filter of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from psycopg import errors, sql
from sqlalchemy import text
from sqlalchemy.exc import DataError

from tenantpilot.kernel.ids import NIL
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.store.engine import dispose, engine
from tenantpilot.store.transaction import TenantSet, transaction
from tests.isolation.rows import OWNED
from tests.isolation.world import FOREIGN, HOME, World

WALLED = [*sorted(OWNED), "workspace"]
GROUPS = ("tenantpilot_platform", "tenantpilot_runner")


def _owner(table: str) -> str:
    return "id" if table == "workspace" else "workspace_id"


@contextmanager
def raw(world: World, workspace: UUID | None = None, *, role: str = "", person: UUID = NIL) -> Iterator:
    """A connection of the application role, set to a workspace the way a scope does it, and rolled back."""
    with psycopg.connect(world.database.url) as connection:
        if role:
            connection.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
        if workspace is not None:
            connection.execute(
                "select set_config('tp.workspace_id', %s, true), set_config('tp.user_id', %s, true),"
                " set_config('tp.tenant_mode', 'all', true), set_config('tp.tenants', '{}', true)",
                (str(workspace), str(person)),
            )
        yield connection
        connection.rollback()


def _count(connection, table: str, workspace: UUID, *, same: bool) -> int:
    query = sql.SQL("select count(*) from {} where ({} = %s) = %s")
    return connection.execute(
        query.format(sql.Identifier(table), sql.Identifier(_owner(table))), (workspace, same)
    ).fetchone()[0]


def test_every_walled_table_holds_rows_of_both_workspaces(world):
    for table in WALLED:
        for workspace in (HOME, FOREIGN):
            query = f"select count(*) from {table} where {_owner(table)} = %s"
            assert world.ask(query, workspace_key(workspace))[0][0] > 0, (table, workspace)


@pytest.mark.proves("TQC-004", negative=True)
@pytest.mark.parametrize("table", WALLED)
def test_only_the_workspace_of_the_setting_is_seen(world, table):
    home = workspace_key(HOME)
    with raw(world, home) as connection:
        assert _count(connection, table, home, same=False) == 0
        everything = world.ask(f"select count(*) from {table} where {_owner(table)} = %s", home)[0][0]
        assert _count(connection, table, home, same=True) == everything


@pytest.mark.proves("TQC-004", negative=True)
@pytest.mark.parametrize("table", WALLED)
def test_foreign_rows_cannot_be_changed_removed_or_made(world, table):
    before = world.fingerprint(FOREIGN)
    home, foreign = workspace_key(HOME), workspace_key(FOREIGN)
    name, owner = sql.Identifier(table), sql.Identifier(_owner(table))
    attempts = [
        sql.SQL("update {0} set {1} = {1} where {1} = %s").format(name, owner),
        sql.SQL("delete from {0} where {1} = %s").format(name, owner),
        sql.SQL("insert into {0} select * from {0} where {1} = %s").format(name, owner),
    ]
    for attempt in attempts:
        with raw(world, home) as connection:
            try:
                assert connection.execute(attempt, (foreign,)).rowcount == 0
            except errors.InsufficientPrivilege:
                connection.rollback()
    assert world.fingerprint(FOREIGN) == before


@pytest.mark.proves("TQC-004", "TQC-014", negative=True)
@pytest.mark.parametrize("table", WALLED)
def test_a_row_for_another_workspace_is_refused(world, table):
    """A row of ours with the other workspace's key, once as a new row and once as a move of the old one.

    Triggers sleep: here row-level security has to refuse it alone.
    """
    columns = [c.name for c in OWNED[table].columns] if table in OWNED else ["id", "public_id", "name", "environment"]
    picked = sql.SQL(", ").join(
        sql.Literal(str(workspace_key(FOREIGN))) + sql.SQL("::uuid") if c == _owner(table) else sql.Identifier(c)
        for c in columns
    )
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    name, owner = sql.Identifier(table), sql.Identifier(_owner(table))
    insert = sql.SQL("insert into {} ({}) select {} from {} limit 1").format(name, listed, picked, name)
    refused = pytest.raises(errors.InsufficientPrivilege)
    with world.asleep(table), raw(world, workspace_key(HOME)) as connection, refused:
        connection.execute(insert)
    refused = pytest.raises(errors.InsufficientPrivilege)
    with world.asleep(table), raw(world, workspace_key(HOME)) as connection, refused:
        connection.execute(sql.SQL("update {} set {} = %s").format(name, owner), (workspace_key(FOREIGN),))


@pytest.mark.proves("TQC-003", negative=True)
@pytest.mark.parametrize("table", WALLED)
def test_without_a_setting_statements_fail_loudly(world, table):
    count = sql.SQL("select count(*) from {}").format(sql.Identifier(table))
    with psycopg.connect(world.database.url) as connection:
        with pytest.raises(errors.UndefinedObject):
            connection.execute(count)
        connection.rollback()
        with connection.transaction():  # a setting that has been there and is gone is an empty text
            connection.execute("select set_config('tp.workspace_id', %s, true)", (str(workspace_key(HOME)),))
            connection.execute("select set_config('tp.user_id', %s, true)", (str(NIL),))
            connection.execute("select set_config('tp.tenant_mode', 'all', true), set_config('tp.tenants', '{}', true)")
            connection.execute(count)
        with pytest.raises(errors.InvalidTextRepresentation):
            connection.execute(count)


@pytest.mark.proves("TQC-003", negative=True)
@pytest.mark.parametrize("table", sorted(set(WALLED) - {"invitation", "workspace"}))
def test_the_owner_of_the_tables_is_bound_too(world, table):
    with psycopg.connect(world.database.owner_url) as connection, pytest.raises(errors.UndefinedObject):
        connection.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table)))


@pytest.mark.proves("TQC-010", negative=True)
@pytest.mark.parametrize("ending", ["commit", "rollback", "fault"])
def test_the_next_borrower_of_a_connection_starts_without_a_scope(own_world, monkeypatch, ending):
    monkeypatch.setattr("tenantpilot.store.engine.settings", _Small)
    dispose()
    tenants = TenantSet("only", frozenset({NIL}))
    try:
        with transaction(workspace_id=workspace_key(HOME), tenants=tenants, group_role="tenantpilot_platform") as first:
            number = first.connection().execute(text("select pg_backend_pid()")).scalar_one()
            if ending == "rollback":
                first.rollback()
            if ending == "fault":
                first.connection().execute(text("select 1 / 0"))
    except DataError:
        pass
    with engine().connect() as connection:
        assert connection.execute(text("select pg_backend_pid()")).scalar_one() == number
        left = connection.execute(
            text("select current_setting('tp.workspace_id', true), current_setting('tp.user_id', true),"
                 " current_setting('tp.tenant_mode', true), current_setting('tp.tenants', true), current_user")
        ).one()  # fmt: skip
        assert [value or "" for value in left] == ["", "", "", "", "tenantpilot_app"]


class _Small:
    """Settings of a process with a single connection."""

    database_pool = 1

    def __getattr__(self, name: str):
        from tenantpilot.kernel.settings import settings

        return getattr(settings(), name)


@pytest.mark.proves("TQC-011", negative=True)
@pytest.mark.parametrize("table", [*WALLED, "user_account", "session", "sign_in_attempt"])
def test_group_roles_reach_only_what_is_declared(world, table):
    """Whatever a group role may see or write is listed here, so that a wider grant needs a change of this test."""
    name = sql.Identifier(table)
    for role in GROUPS:
        with raw(world, NIL, role=role) as connection:
            may_read = (role, table) in READS
            if may_read:
                assert connection.execute(sql.SQL("select count(*) from {}").format(name)).fetchone()[0] > 0
            else:
                with pytest.raises(errors.InsufficientPrivilege):
                    connection.execute(sql.SQL("select count(*) from {}").format(name))
        for verb in ("insert into {0} select * from {0} limit 0", "delete from {0} where false"):
            with raw(world, NIL, role=role) as connection:
                if (role, table, verb[:6]) in WRITES:
                    connection.execute(sql.SQL(verb).format(name))
                else:
                    with pytest.raises(errors.InsufficientPrivilege):
                        connection.execute(sql.SQL(verb).format(name))


READS = {
    *(("tenantpilot_platform", t) for t in ("workspace", "membership", "tenant", "audit_head", "user_account",
                                            "operation_run")),
    *(("tenantpilot_runner", t) for t in ("workspace", "operation_run", "run_outbox", "schedule", "artifact",
                                          "audit_checkpoint", "audit_head", "workspace_control",
                                          "finding", "finding_exception")),  # when something is due, no more
}  # fmt: skip
WRITES = {("tenantpilot_runner", "run_outbox", "insert"), ("tenantpilot_runner", "run_outbox", "delete")}


@pytest.mark.proves("TQC-011", negative=True)
def test_the_runner_changes_a_run_s_place_in_the_queue_and_nothing_else(world):
    columns = [c.name for c in OWNED["operation_run"].columns]
    changeable = set()
    for column in columns:
        with raw(world, NIL, role="tenantpilot_runner") as connection:
            try:
                connection.execute(
                    sql.SQL("update operation_run set {0} = {0} where false").format(sql.Identifier(column))
                )
                changeable.add(column)
            except errors.InsufficientPrivilege:
                connection.rollback()
    assert changeable == {"status", "run_after", "lease_until"}
