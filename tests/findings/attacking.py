"""SQL as the application's own role, and memberships that change for a while, for attacks on separated duties."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import psycopg
import pytest

from tests.findings.asking import Asking
from tests.people import account_of


def does(asking: Asking, person: str, statement: str, *values: Any, logged: str = "", subject: str = "") -> None:
    """Run a statement as the application's role in somebody's name, with an entry in the log if one is given."""
    account, home = account_of(person), asking.world.workspace_id
    settings = {"workspace_id": home, "user_id": account.id, "tenant_mode": "all", "tenants": "{}"}
    # Closed besides, since a commit that fails leaves it open.
    with closing(psycopg.connect(asking.world.database.url)) as mine, mine as open_one:
        for name, value in settings.items():
            open_one.execute("select set_config(%s, %s, true)", [f"tp.{name}", str(value)])
        if open_one.execute(statement, values).rowcount == 0:
            raise AssertionError("the attack hit nothing")
        if logged:
            open_one.execute(
                "insert into audit_entry (workspace_id, seq, tenant_ref, actor_kind, actor_ref, plane, action,"
                " subject_kind, subject_ref, before, after, reason, run_ref, request_ref)"
                " values (%s, 0, '', 'person', %s, 'admin', %s, 'exception', %s, '', '', '', '', '')",
                [home, account.public_id, logged, subject],
            )


def refused(asking: Asking, person: str, statement: str, *values: Any, logged: str = "", subject: str = "") -> str:
    """What the database says to a statement as the application's role."""
    with pytest.raises(psycopg.Error) as refusal:
        does(asking, person, statement, *values, logged=logged, subject=subject)
    return str(refusal.value)


APPROVE = """update finding_exception set approver_id = %s, approved_digest = request_digest,
  approved_at = clock_timestamp(), status = 'approved', version = version + 1, next_at = expires_at
  where public_id = %s"""
SECOND_OF_TWO = """update finding_exception set second_approver_id = %s, second_digest = request_digest,
  second_at = clock_timestamp(), status = 'approved', version = version + 1 where public_id = %s"""


class Narrowed:
    """Somebody's membership leaves out a tenant for a while."""

    def __init__(self, asking: Asking, person: str, tenant: Any) -> None:
        self.world, self.person, self.tenant = asking.world, account_of(person).id, tenant

    def __enter__(self) -> None:
        with self.world.asleep("membership", "membership_tenant"):
            self.world.do(
                "insert into membership_tenant (workspace_id, id, membership_id, named_tenant_id) select workspace_id,"
                " gen_random_uuid(), id, %s from membership where user_id = %s and workspace_id = %s",
                self.tenant, self.person, self.world.workspace_id,
            )  # fmt: skip
            self._mode("except")

    def _mode(self, mode: str) -> None:
        self.world.do("update membership set tenant_mode = %s where user_id = %s and workspace_id = %s", mode,
                      self.person, self.world.workspace_id)  # fmt: skip

    def __exit__(self, *_given: object) -> None:
        with self.world.asleep("membership", "membership_tenant"):
            self._mode("all")
            self.world.do("delete from membership_tenant where named_tenant_id = %s and membership_id in"
                          " (select id from membership where user_id = %s)", self.tenant, self.person)  # fmt: skip


class OtherRole:
    """Somebody has another role for a while."""

    def __init__(self, asking: Asking, person: str, role: str) -> None:
        self.world, self.person, self.role = asking.world, account_of(person).id, role
        self.before = ""

    def _set(self, role: str) -> None:
        with self.world.asleep("membership"):
            self.world.do("update membership set role = %s where user_id = %s and workspace_id = %s", role, self.person,
                          self.world.workspace_id)  # fmt: skip

    def __enter__(self) -> None:
        self.before = self.world.one("select role from membership where user_id = %s and workspace_id = %s",
                                     self.person, self.world.workspace_id)  # fmt: skip
        self._set(self.role)

    def __exit__(self, *_given: object) -> None:
        self._set(self.before)
