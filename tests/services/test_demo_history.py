"""The demonstration's past: read by the product at moments of the year, once, and ready for the operator's own sync."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from tenantpilot.access.capabilities import Plane
from tenantpilot.kernel.errors import ConfigurationError
from tenantpilot.kernel.settings import settings
from tenantpilot.operations import dispatch, execution
from tenantpilot.sandbox import governing, history
from tenantpilot.sandbox.graph.demo.planted import PLANTED
from tenantpilot.sandbox.graph.demo.profiles import ADVENTURE_WORKS, CONTOSO, LITWARE, WIDE_WORLD
from tenantpilot.sandbox.graph.demo.standing import add_demo_tenants, arm_demo_faults
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.live import free_port
from tests.people import context_of, session_of, space_of
from tests.servers import Addresses, Database

pytestmark = pytest.mark.proves("DEM-009")
FEW = (69, 39, 24, 9)
ACTS = {
    69: (governing.set_up,),
    39: (governing.look_through, governing.accept, governing.work),
    24: (governing.mend,),
    9: (governing.ask, governing.widen),
}
TODAY = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def past(servers: Addresses, module_database: Database) -> Iterator[SimpleNamespace]:
    """A database in which the demonstration's last months have been read; `rows` looks past all walls."""
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TENANTPILOT_GRAPH_URL", f"http://localhost:{port}/graph")
        patch.setenv("TENANTPILOT_LOGIN_URL", f"http://localhost:{port}/login")
        settings.cache_clear()
        patch.setattr(history, "MOMENTS", FEW)
        patch.setattr(governing, "ACTS", ACTS)
        made = history.seed_history(TODAY)
        with psycopg.connect(module_database.administrator_url, autocommit=True, row_factory=dict_row) as connection:

            def rows(query: str, *values: Any) -> list[dict[str, Any]]:
                return connection.execute(query, values or None).fetchall()

            yield SimpleNamespace(made=made, rows=rows, port=port)
    settings.cache_clear()


def test_it_reads_big_tenants_at_each_moment_and_small_ones_once(past):
    assert past.made == 2 * len(FEW) + 2
    found = past.rows(
        "select t.name, array_agg(c.started_at order by c.started_at) as at, min(c.families) as families"
        " from capture c join tenant t on t.id = c.tenant_id and c.finished_at is not null group by 1"
    )
    at = {row["name"]: row["at"] for row in found}
    for one in (ADVENTURE_WORKS, LITWARE):
        ages = [(TODAY - moment).days for moment in at[one.display_name]]
        assert all(days - 1 <= age <= days + 2 for age, days in zip(ages, FEW, strict=True)), ages
    for one in (CONTOSO, WIDE_WORLD):
        assert len(at[one.display_name]) == 1


def test_policies_have_versions_with_authors_and_some_are_ghosts(past):
    versions = past.rows("select change, author, author_kind, observed_at from policy_version where number > 1")
    assert len(versions) >= 20
    assert {row["change"] for row in versions} >= {"content", "assignments"}
    assert sum(row["author"] != "" for row in versions) >= 0.9 * len(versions)
    assert {row["author_kind"] for row in versions} >= {"person", "application"}
    assert all(row["observed_at"] < TODAY - timedelta(days=5) for row in versions)
    assert past.rows("select count(*) as ghosts from policy where is_ghost")[0]["ghosts"] >= 2
    assert past.rows("select count(*) as all from policy")[0]["all"] >= 900


def test_runs_stand_where_their_story_is(past):
    runs = past.rows("select kind, outcome, created_at, started_at, finished_at from operation_run")
    assert {row["outcome"] for row in runs} <= {"succeeded", "partially_succeeded"}
    for row in runs:
        assert row["finished_at"] - row["created_at"] < timedelta(minutes=2)
        assert row["created_at"] <= row["started_at"] <= row["finished_at"] < TODAY
    unread = past.rows("select kind from notification where read_at is null")
    assert [row for row in unread if row["kind"].startswith("run")] == []


def test_families_that_may_not_be_read_are_told_apart(past):
    found = past.rows(
        "select t.name, f.state, count(distinct f.family) as families from capture_family f"
        " join capture c on c.id = f.capture_id join tenant t on t.id = c.tenant_id group by 1, 2"
    )
    states = {(row["name"], row["state"]): row["families"] for row in found}
    assert states[LITWARE.display_name, "forbidden"] == 7
    assert states[WIDE_WORLD.display_name, "unlicensed"] > 30
    assert (ADVENTURE_WORKS.display_name, "forbidden") not in states


@pytest.mark.proves("DEM-012")
def test_people_decided_about_what_was_found(past):
    baselines = past.rows("select b.id, count(distinct a.tenant_id) as tenants from baseline b"
                          " join baseline_assignment a on a.baseline_id = b.id group by 1")  # fmt: skip
    assert [row["tenants"] for row in baselines] == [2, 2]
    found = past.rows("select status, outcome, occurrences from finding")
    assert {row["status"] for row in found} >= {"new", "risk_accepted"}
    did = {row["name"] for row in past.rows("select distinct name from finding_event")}
    assert did >= {"finding.opened", "finding.triaged", "finding.assigned", "finding.accepted"}
    accepted = past.rows("select * from finding_exception where status in ('approved', 'expiring')")
    assert accepted
    assert all(row["approver_id"] not in (None, row["requester_id"]) for row in accepted)
    assert past.rows("select 1 from finding_exception where status = 'pending'")


@pytest.mark.proves("DEM-005", negative=True)
def test_no_planted_secret_reaches_the_database(past):
    tables = past.rows(
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'public' and data_type in ('text', 'character varying', 'json', 'jsonb')"
    )
    for one in tables:
        column, table = one["column_name"], one["table_name"]
        query = f'select left("{column}", 400) as found from "{table}" where "{column}"::text like any(%s) limit 3'
        assert past.rows(query, [f"%{secret}%" for secret in PLANTED]) == [], one


def test_what_was_read_is_not_read_again(past):
    before = past.rows("select count(*) as captures from capture")
    assert history.seed_history(TODAY) == 0
    assert past.rows("select count(*) as captures from capture") == before


@pytest.mark.proves("DEM-009", negative=True)
def test_it_goes_nowhere_but_to_this_machine(past, monkeypatch):
    monkeypatch.setenv("TENANTPILOT_GRAPH_URL", "https://graph.microsoft.com")
    settings.cache_clear()
    monkeypatch.setattr(history, "MOMENTS", (*FEW, 3))
    with pytest.raises(ConfigurationError):
        history.seed_history(TODAY)
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.proves("DEM-010")
def test_the_operators_first_sync_finds_changes_a_ghost_and_a_partial_family(past):
    space = space_of("northwind")
    ref = past.rows("select public_id from tenant where name = %s", ADVENTURE_WORKS.display_name)[0]["public_id"]
    with GraphSandbox(throttling=False, port=past.port) as graph:
        add_demo_tenants(graph.world, TODAY, until=TODAY)
        arm_demo_faults(graph.world)
        ctx = context_of("northwind-operator", space=space, plane=Plane.ADMIN, token=session_of("northwind-operator"))
        run = dispatch.start(ctx, "inventory.sync", {}, tenant=ref)
        row = past.rows("select id, workspace_id from operation_run where public_id = %s", run.run_ref)[0]
        execution.work(execution.claim(row["workspace_id"], row["id"]))
    capture = past.rows("select * from capture where run_id = %s", row["id"])[0]
    assert capture["changed"] >= 4
    assert capture["deleted"] >= 1
    broken = past.rows(
        "select family, state from capture_family where capture_id = %s and state = 'partial'", capture["id"]
    )
    assert [one["family"] for one in broken] == ["remediations"]
