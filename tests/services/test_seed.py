"""The demonstration's data: all kinds of members, and nothing twice."""

from __future__ import annotations

import psycopg

from tenantpilot.sandbox import seed
from tenantpilot.sandbox.people import EXPIRED, REMOVED

COUNTS = ("membership", "tenant", "invitation", "user_account", "workspace", "audit_entry", "session")


def _counts(url: str) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        return {table: connection.execute(f"select count(*) from {table}").fetchone()[0] for table in COUNTS}


def test_seeding_again_adds_nothing(database):
    before = _counts(database.administrator_url)
    seed.seed()
    assert _counts(database.administrator_url) == before


def test_every_kind_of_member_is_there(database):
    with psycopg.connect(database.administrator_url) as connection:
        rows = connection.execute(
            "select w.name, m.role, m.tenant_mode, m.expires_at is not null, m.expires_at < now(),"
            " m.revoked_at is not null, u.email"
            " from membership m join workspace w on w.id = m.workspace_id join user_account u on u.id = m.user_id"
        ).fetchall()
        open_ones = connection.execute("select count(*) from invitation where status = 'pending'").fetchone()[0]
        entries = connection.execute("select count(*) from audit_entry").fetchone()[0]
        staff = connection.execute("select count(*) from user_account where is_platform_operator").fetchone()[0]
    for name in ("Northwind MSP", "Fabrikam IT"):
        roles = {row[1] for row in rows if row[0] == name}
        assert roles == {"owner", "manager", "operator", "approver", "read_only", "customer_viewer"}
    assert {row[2] for row in rows} == {"all", "only", "except"}
    assert any(row[3] and not row[4] for row in rows), "somebody whose membership will end"
    assert [row[6] for row in rows if row[4]] == [EXPIRED.email]
    assert [row[6] for row in rows if row[5]] == [REMOVED.email]
    assert (open_ones, staff) == (2, 1)
    assert entries > 50
