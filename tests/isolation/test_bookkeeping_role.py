"""The role that looks across workspaces for the queue reaches what the queue needs, and nothing else."""

from __future__ import annotations

import psycopg
import pytest

from tenantpilot.store import ddl
from tests.servers import Database

SEEN = {
    "artifact", "audit_checkpoint", "audit_head", "finding", "finding_exception", "installation_control",
    "operation_run", "run_outbox", "schedule", "workspace", "workspace_control",
}  # fmt: skip
# Of these only when something is due, never what it is about.
DUE_ONLY = {
    "finding": {"workspace_id", "sla_state", "sla_next_at"},
    "finding_exception": {"workspace_id", "next_at"},
}
CHANGED = {"operation_run", "run_outbox"}
QUEUE_COLUMNS_MAY_NOT_SAY = {
    "workspace_id", "id", "public_id", "kind", "arguments", "initiator_id", "session_id", "capability", "tenant_id",
    "reach", "total", "done", "failed", "skipped",
}  # fmt: skip
ALL = "select, insert, update, delete, truncate, references, trigger"


def _privileged(database: Database, rights: str) -> set[str]:
    query = (
        "select relname from pg_class where relkind in ('r', 'v', 'm', 'p') and relnamespace = 'public'::regnamespace"
        " and (has_table_privilege(%(role)s, oid, %(rights)s) or has_any_column_privilege(%(role)s, oid, %(columns)s))"
    )
    columns = ", ".join(r for r in rights.split(", ") if r in ("select", "insert", "update", "references"))
    with psycopg.connect(database.administrator_url) as connection:
        values = {"role": ddl.RUNNER, "rights": rights, "columns": columns or "references"}
        return {name for (name,) in connection.execute(query, values)}


@pytest.mark.proves("QER-018", negative=True)
def test_it_reaches_the_tables_of_the_queue_only(empty_database: Database) -> None:
    assert _privileged(empty_database, ALL) == SEEN
    assert _privileged(empty_database, "insert, update, delete, truncate") == CHANGED


@pytest.mark.proves("QER-018", negative=True)
def test_it_cannot_change_what_a_run_is_about(empty_database: Database) -> None:
    with psycopg.connect(empty_database.administrator_url) as connection:
        writable = {
            name
            for (name,) in connection.execute(
                "select attname from pg_attribute where attrelid = 'operation_run'::regclass and attnum > 0"
                " and not attisdropped and has_column_privilege(%s, attrelid, attnum, 'update')",
                [ddl.RUNNER],
            )
        }
    assert writable
    assert writable & QUEUE_COLUMNS_MAY_NOT_SAY == set()


@pytest.mark.proves("QER-018", negative=True)
@pytest.mark.parametrize("table", ["membership", "tenant", "audit_entry", "run_item", "invitation", "session"])
def test_other_data_is_refused_to_it(database: Database, table: str) -> None:
    with psycopg.connect(database.url) as connection:
        connection.execute(
            "select set_config('tp.workspace_id', id::text, true), set_config('tp.user_id', id::text, true),"
            " set_config('tp.tenant_mode', 'all', true), set_config('tp.tenants', '{}', true)"
            " from (select gen_random_uuid() as id) somewhere"
        )
        connection.execute(f"set local role {ddl.RUNNER}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select 1 from {table} limit 1")


@pytest.mark.proves("SLA-022", negative=True)
@pytest.mark.parametrize("table", DUE_ONLY)
def test_of_findings_it_sees_when_something_is_due_and_no_more(empty_database: Database, table: str) -> None:
    with psycopg.connect(empty_database.administrator_url) as connection:
        readable = connection.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
            " and has_column_privilege(%s, attrelid, attnum, 'select')",
            [table, ddl.RUNNER],
        )
        assert {name for (name,) in readable} == DUE_ONLY[table]
