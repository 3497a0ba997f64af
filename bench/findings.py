"""List, filters, record and overview over 1,000,000 findings of 500 workspaces, through the services that pages call.

Beside it lies a database with 10,000 findings of five workspaces: what a workspace of 2,000 findings costs in the one
is compared with what it costs in the other.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import psycopg

from bench.ground import connect_settings, seeded, servers
from bench.lists import Side, p95, times
from bench.rows import Row
from tenantpilot.access.capabilities import Capability
from tenantpilot.attention.overview import workspace_overview
from tenantpilot.findings import list_queries
from tenantpilot.findings.bulk import change_matching
from tenantpilot.findings.filters import FindingFilters, Place
from tenantpilot.findings.hygiene import hygiene
from tenantpilot.findings.reading import findings_summary, list_findings, search_findings
from tenantpilot.findings.record import finding_detail
from tenantpilot.kernel.clock import now
from tenantpilot.operations import execution
from tests.findings.population import FAMILIES, grow
from tests.people import pointing_at
from tests.servers import Database

LARGEST, EACH, WORKSPACES, FEW = 110_000, 2_000, 500, 5
OTHERS = (1_000_000 - LARGEST - EACH) // (WORKSPACES - 2)
MOST, GROWTH, TIMES, ROUNDS = 100.0, 1.3, 15, 8
LISTS = {
    "list, first page": FindingFilters(),
    "needs a decision": FindingFilters(view="decide"),
    "my work": FindingFilters(view="mine"),
    "team queue": FindingFilters(view="queue"),
    "due in 24 hours": FindingFilters(view="due"),
    "closed, newest first": FindingFilters(view="closed"),
    "filter by severity, kind and family": FindingFilters(severity="high", kind="missing", family=FAMILIES[2]),
    "filter by tier, nobody assigned": FindingFilters(tier="gold", assignee="nobody"),
    "search for a word that every eighth has": FindingFilters(q="firewall"),
    "search for a number": FindingFilters(q="F-1234"),
}


class Findings(Side):
    """A workspace with findings."""

    def cases(self) -> dict[str, Callable[[int], Any]]:
        """What is measured, by name; each takes the number of the try."""
        found: dict[str, Callable[[int], Any]] = {name: partial(self._list, filters) for name, filters in LISTS.items()}
        middle = Place.after(2, now(), self.refs[0])
        found["list, a page in the middle"] = lambda _: list_findings(self.ctx, FindingFilters(), middle)
        found["list of one tenant"] = partial(self._list, FindingFilters(environment_id=self.tenant_ref))
        found["counts per tab, freshness"] = lambda _: findings_summary(self.ctx)
        found["counts per tab, filtered"] = lambda _: findings_summary(self.ctx, FindingFilters(severity="high"))
        found["palette"] = lambda _: search_findings(self.ctx, "wireless")
        found["record"] = lambda number: finding_detail(self.ctx, self.ref(number))
        found["overview of the workspace"] = lambda _: workspace_overview(self.ctx)
        return found

    def slower(self) -> dict[str, Callable[[int], Any]]:
        """What nobody asks for all day; it is measured for the largest workspace alone."""
        return {"hygiene, longest ownerless first": lambda _: hygiene(self.ctx, "ownerless")}

    def _list(self, filters: FindingFilters, _number: int) -> Any:
        return list_findings(self.ctx, filters)


def measure() -> list[Row]:
    """All rows of this subject."""
    with servers(shared_buffers="1GB", work_mem="32MB", random_page_cost="1.1") as made:
        small, large = seeded(made, "bench_few"), seeded(made, "bench_many")
        _grow(small, {"Northwind": (EACH, 8), "Fabrikam": (EACH, 8)}, FEW - 2, EACH)
        _grow(large, {"Northwind": (LARGEST, 60), "Fabrikam": (EACH, 8)}, WORKSPACES - 2, OTHERS)
        points = {database: connect_settings(made, database) for database in (small, large)}
        rows = list(_largest(points[large], large))
        rows += _growth(points[small], small, points[large], large)
        with pointing_at(points[large]):
            side = _side(large, "northwind")
            plans = side.plans(
                "plans of these lists, 1,000,000 findings", "finding", Capability.FINDING_READ, LISTS,
                lambda scope, filters: list_queries.statement(scope, filters, Place(), moment=now()),
            )  # fmt: skip
            rows += [plans, _many(side, large)]
        return rows


def _grow(database: Database, sizes: dict[str, tuple[int, int]], others: int, each: int) -> None:
    with psycopg.connect(database.administrator_url, autocommit=True) as connection:
        connection.execute("set synchronous_commit to off")
        connection.execute("set maintenance_work_mem to '512MB'")
        grow(connection, sizes, others=others, each=each)


def _side(database: Database, name: str) -> Findings:
    return Findings.of(database, name, "finding where {mine} and is_open order by id limit 20")


def _largest(variables: dict[str, str], database: Database) -> Iterator[Row]:
    with pointing_at(variables):
        side = _side(database, "northwind")
        for name, case in (side.cases() | side.slower()).items():
            [taken] = times([case], 80)
            yield Row(
                f"{name}, the largest of {WORKSPACES} workspaces ({LARGEST:,} of 1,000,000 findings)",
                f"p95 at most {MOST:.0f} ms" if name in side.cases() else "no figure",
                f"p50 {statistics.median(taken):.1f} ms, p95 {p95(taken):.1f} ms",
                p95(taken) <= MOST if name in side.cases() else None,
                note="the whole service call with its proof of rights",
            )


def _growth(few_at: dict[str, str], few: Database, many_at: dict[str, str], many: Database) -> Iterator[Row]:
    """A workspace of the same size among 10,000 findings and among 1,000,000, by turns."""
    # Short turns: whatever else this machine does meets both alike.
    taken: dict[str, tuple[list[float], list[float]]] = {}
    for _ in range(ROUNDS):
        for at, (variables, database) in enumerate(((few_at, few), (many_at, many))):
            with pointing_at(variables):
                for name, case in _side(database, "fabrikam").cases().items():
                    taken.setdefault(name, ([], []))[at].extend(times([case], TIMES)[0])
    for name, (little, much) in taken.items():
        ratio = statistics.median(much) / statistics.median(little)
        yield Row(
            f"growth: {name}",
            f"at most {GROWTH:.1f}x of 10,000 findings",
            f"{ratio:.2f}x ({statistics.median(little):.1f} → {statistics.median(much):.1f} ms)",
            ratio <= GROWTH,
            note=f"1,000,000 findings against 10,000; a workspace of {EACH:,} in both, medians by turns",
        )


def _many(side: Findings, database: Database) -> Row:
    """One action on everything open of the largest workspace, as the worker does it."""
    began = time.perf_counter()
    result = change_matching(side.ctx, "own", FindingFilters(view="open"), person=side.ctx.user_ref)
    with psycopg.connect(database.administrator_url, autocommit=True) as connection:
        query = "select workspace_id, id, outcome, diagnostics from operation_run where public_id = %s"
        workspace, key, _, _ = connection.execute(query, (result.run_ref,)).fetchone()  # type: ignore[misc]
        mine = execution.claim(workspace, key)
        assert mine is not None
        execution.work(mine)
        _, _, outcome, told = connection.execute(query, (result.run_ref,)).fetchone()  # type: ignore[misc]
    facts, seconds = json.loads(told), time.perf_counter() - began
    changed, left_out = facts.get("findings_changed", 0), facts.get("left_out", 0)
    return Row(
        "one action on more than 50,000 findings, each judged, changed, logged",
        "done, with what was left out",
        f"{changed:,} changed, {left_out:,} left out in {seconds:.0f} s ({changed / seconds:,.0f}/s)",
        outcome == "succeeded" and changed + left_out >= 50_000,
        note="500 in a transaction; those that have this owner already are left out",
    )
