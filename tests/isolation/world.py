"""Two workspaces full of rows, their people, and ways to name a record as a page would: by handle, of whomever."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import event

from tenantpilot.access.capabilities import PLANE, Plane, Role
from tenantpilot.access.context import Context
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.sandbox.people import FABRIKAM, NORTHWIND
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.store.engine import engine
from tests import people
from tests.isolation.rows import OWNED, fill
from tests.servers import Database

HOME, FOREIGN = NORTHWIND, FABRIKAM
PREFIXES = {"membership": "mem", "invitation": "inv", "tenant": "ten", "operation_run": "run", "artifact": "art",
            "schedule": "sch", "notification": "ntf", "workspace": "wsp", "session": "ses",
            "provider_connection": "con", "provider_credential": "crd", "permission_report": "prm",
            "consent_attempt": "cns", "workspace_control": "ctl", "policy": "pol", "policy_version": "ver",
            "saved_view": "viw", "finding": "fnd", "finding_exception": "exc",
            "baseline": "bsl", "baseline_version": "bsv", "baseline_assignment": "bsa",
            "comparison": "cmp", "comparison_result": "crs", "policy_match": "mch",
            "tenant_group": "grp"}  # fmt: skip


def who_is(role: Role, workspace: str = HOME) -> str:
    """The key of the demonstration person with this role."""
    return "platform-operator" if role is Role.PLATFORM_OPERATOR else f"{workspace}-{role.value.replace('_', '-')}"


class World:
    """One database with everything in it. Reads and counts are the administrator's: no wall is in their way."""

    def __init__(self, database: Database) -> None:
        self.database = database
        fill(database.administrator_url, [workspace_key(HOME), workspace_key(FOREIGN)])
        self._admin = psycopg.connect(database.administrator_url, autocommit=True)

    def close(self) -> None:
        self._admin.close()

    def ask(self, query: str, *values: Any) -> list[tuple]:
        return self._admin.execute(query, values).fetchall()

    def do(self, statement: str) -> None:
        self._admin.execute(statement)

    def space(self, workspace: str) -> str:
        return people.space_of(workspace)

    def context(self, role: Role, workspace: str = HOME, *, space: str | None = None, plane: Plane | None = None):
        """Somebody freshly signed in, looking at their own workspace unless told otherwise."""
        at = self.space(workspace) if space is None else space
        return people.context_of(who_is(role, workspace), space=at or "nowhere", plane=plane or PLANE[role])

    def ref(self, table: str, workspace: str = HOME, where: str = "true") -> str:
        """The public id of a record of a workspace."""
        query = f"select public_id from {table} where workspace_id = %s and {where} order by public_id"
        return self.ask(query, workspace_key(workspace))[0][0]

    def absent(self, table: str) -> str:
        """A well-made public id that nothing has."""
        return new_public_id(PREFIXES[table])

    def fingerprint(self, workspace: str) -> dict[str, str]:
        """A checksum of all rows of a workspace, table by table."""
        tables = [(name, "workspace_id") for name in sorted(OWNED)] + [("workspace", "id")]
        parts = [
            sql.SQL("select {}, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {} t where {} = {}")
            .format(sql.Literal(name), sql.Identifier(name), sql.Identifier(column),
                    sql.Literal(workspace_key(workspace)))
            for name, column in tables
        ]  # fmt: skip
        return dict(self._admin.execute(sql.SQL(" union all ").join(parts)).fetchall())

    def denials(self, workspace_id: Any) -> int:
        query = "select count(*) from audit_entry where workspace_id = %s and action = 'access.denied'"
        return self.ask(query, workspace_id)[0][0]

    def end_membership(self, key: str, workspace: str, *, at: datetime | None, revoked: bool) -> None:
        """Let a membership run out or be revoked without anything else changing."""
        column = "revoked_at" if revoked else "expires_at"
        account = people.account_of(key)
        with self.asleep("membership"):
            self._admin.execute(
                f"update membership set {column} = %s where workspace_id = %s and user_id = %s",
                (at, workspace_key(workspace), account.id),
            )

    def narrow(self, key: str, workspace: str, mode: str, tenants: list[str]) -> None:
        """Narrow a membership to some tenants, by name, without anything else changing."""
        who, space = people.account_of(key).id, workspace_key(workspace)
        with self.asleep("membership"):
            self._admin.execute(
                "update membership set tenant_mode = %s where workspace_id = %s and user_id = %s", (mode, space, who)
            )
        self._admin.execute(
            "insert into membership_tenant (workspace_id, id, membership_id, named_tenant_id)"
            " select m.workspace_id, gen_random_uuid(), m.id, t.id from membership m join tenant t"
            " on t.workspace_id = m.workspace_id where m.workspace_id = %s and m.user_id = %s and t.name = any(%s)",
            (space, who, tenants),
        )

    @contextmanager
    def asleep(self, table: str) -> Iterator[None]:
        """Without the table's own triggers."""
        triggers = "select tgname from pg_trigger where tgrelid = %s::regclass and not tgisinternal"
        names = [name for (name,) in self.ask(triggers, table)]
        self._admin.execute(f"alter table {table} disable trigger user")
        try:
            yield
        finally:
            for name in names:
                self._admin.execute(f"alter table {table} enable always trigger {name}")


@contextmanager
def statements():
    """Every statement that this process sends, in order: what somebody could time."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine(), "before_cursor_execute", note)


def outcome(call, *arguments: Any) -> tuple[str, str, str]:
    """How a call ended, as far as anybody outside can tell: class, message key, text; all empty for success."""
    from tenantpilot.kernel.errors import AppError

    try:
        call(*arguments)
    except AppError as error:
        return type(error).__name__, error.message_key, str(error)
    return "", "", ""


def malformed() -> list[str]:
    return ["", "x", "mem_", "' or 1=1 --", "../../etc", "\x00", "mem_" + "A" * 20, "a" * 5000, secrets.token_hex(16)]


__all__ = ["FOREIGN", "HOME", "Context", "World", "malformed", "outcome", "statements", "who_is"]
