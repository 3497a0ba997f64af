"""How the database answers the list's statements: from within an index that begins with the workspace, page by page."""

from __future__ import annotations

import re

import psycopg
import pytest
from sqlalchemy import text

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings import list_queries, record_queries
from tenantpilot.findings.filters import TABS, FindingFilters, Place
from tenantpilot.findings.reading import findings_summary, list_findings
from tenantpilot.findings.record import finding_detail
from tenantpilot.kernel.clock import now
from tests.findings.population import FAMILIES, grow
from tests.people import context_of
from tests.servers import Database

ROWS, OTHERS, GATHERED = 6000, 20, 300
REF = "fnd_" + "m" * 20


@pytest.fixture(scope="module")
def crowd(module_database: Database) -> Database:
    with psycopg.connect(module_database.administrator_url, autocommit=True) as connection:
        grow(connection, {"Northwind": (ROWS, 10), "Fabrikam": (ROWS // 10, 2)}, others=OTHERS, each=ROWS // 10)
    return module_database


def lists():
    found = [(tab, FindingFilters(view=tab)) for tab in TABS]
    asked = (
        ("severity", "high"), ("kind", "conflict"), ("family", FAMILIES[0]), ("assignee", "nobody"), ("assignee", "me"),
        ("owner", "me"), ("source", "bsl_" + "a" * 20), ("tier", "gold"), ("sort", "due"), ("sort", "recent"),
        ("q", "firewall"), ("q", "F-77"), ("q", "firewall 000128"),
    )  # fmt: skip
    return found + [(f"{name} {value}", FindingFilters(**{name: value})) for name, value in asked]


def plan(scope, query, values):
    return scope.session.connection().execute(text(f"explain (analyze, costs off) {query}"), values).scalars().all()


def judged(lines):
    """What speaks against a plan of a statement over findings."""
    said = "\n".join(lines)
    wrong = [line.strip() for line in lines if re.search(r"Seq Scan on (finding|finding_token|finding_event)\b", line)]
    conditions = [line for line in lines if "Index Cond" in line]
    if not any("workspace_id = " in line for line in conditions):
        wrong.append("no index condition names the workspace")
    # A walk that throws away most of what it meets is no walk within an index.
    wrong += [line.strip() for line in lines
              if (met := re.search(r"Rows Removed by Filter: (\d+)", line)) and int(met[1]) > ROWS // 3]  # fmt: skip
    # What was gathered to be sorted or thrown away afterwards: few at most, where walking would have met more.
    met = [int(rows) for rows in re.findall(r"Scan[^\n]* on finding(?: \w+)? \(actual [^)]*?rows=(\d+)", said)]
    wrong += [f"gathers {rows} rows" for rows in met if rows > GATHERED]
    return wrong


@pytest.mark.proves("FWK-020")
@pytest.mark.parametrize(("name", "filters"), lists(), ids=[name for name, _ in lists()])
def test_each_list_is_a_walk_within_an_index(crowd, name, filters):
    with open_scope(context_of("northwind-owner"), Capability.FINDING_READ) as scope:
        for place in (Place(), Place(1, now(), REF), Place(2, None, REF)):
            if place.ref and (filters.order == "recent") is (place.at is None):
                continue
            made = list_queries.statement(scope, filters, place, moment=now())
            assert made or filters.severity
            assert not made or judged(plan(scope, *made)) == [], place


@pytest.mark.proves("FWK-020")
def test_a_list_of_one_tenant_is_a_walk_too(crowd):
    ctx = context_of("northwind-owner")
    with open_scope(ctx, Capability.TENANT_READ) as scope:
        ref = scope.session.connection().execute(text("select public_id from tenant limit 1")).scalar_one()
    with open_scope(ctx, Capability.FINDING_READ, tenant=ref) as scope:
        for tab in TABS:
            query, values = list_queries.statement(scope, FindingFilters(view=tab), Place(), moment=now())
            assert judged(plan(scope, query, values)) == [], tab


@pytest.mark.proves("FWK-020")
def test_what_stands_beside_a_record_is_found_by_keys(crowd):
    ctx = context_of("northwind-owner")
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        ref = scope.session.connection().execute(text("select public_id from finding where number = 77")).scalar_one()
        found = record_queries.finding(scope, ref)
        sent = []
        connection = scope.session.connection()
        original = connection.execute
        connection.execute = lambda query, values=None: sent.append((query, values)) or original(query, values)
        record_queries.row(scope, found.id)
        record_queries.rest(scope, found.id)
        record_queries.near(scope, found)
        record_queries.timeline(scope, found.id, 0)
        connection.execute = original
        assert len(sent) == 4
        for query, values in sent:
            lines = plan(scope, str(query.text), values)
            assert judged(lines) == [], lines
    assert finding_detail(ctx, ref).row.number == 77


@pytest.mark.proves("FWK-003")
def test_counts_of_a_crowd_agree_with_what_is_there(crowd):
    ctx = context_of("northwind-owner")
    counted = {one.tab: (one.findings, one.is_more) for one in findings_summary(ctx).tabs}
    assert counted["closed"] == counted["open"] == (1000, True)
    few = FindingFilters(kind="conflict", severity="low", family=FAMILIES[1])
    for tab in TABS:
        there = len(list_findings(ctx, FindingFilters(**{**few.narrowing(), "view": tab})).rows)
        told = {one.tab: one.findings for one in findings_summary(ctx, few).tabs}[tab]
        assert there == min(told, list_queries.PAGE), tab
