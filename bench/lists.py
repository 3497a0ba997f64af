"""What the measurements of lists have in common: who looks, how long a call takes, how the database reaches rows."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import psycopg
from sqlalchemy import text

from bench.rows import Row
from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.scopes import open_scope
from tenantpilot.store.scope import Scope
from tests.people import context_of, session_of
from tests.servers import Database


@dataclass(frozen=True)
class Side:
    """One workspace and a person of it, a tenant and some records."""

    ctx: Context
    tenant_ref: str
    refs: tuple[str, ...]

    @classmethod
    def of(cls, database: Database, name: str, records: str) -> Self:
        """The owner's side; `records` are named by what a statement says from their table on, `{mine}` included.

        Needs the settings to point at the database.
        """
        mine = "workspace_id = (select id from workspace where name like %s)"
        named = (f"{name.capitalize()}%",)
        with psycopg.connect(database.administrator_url) as connection:
            [tenant] = connection.execute(f"select public_id from tenant where {mine} order by 1 limit 1", named)
            found = connection.execute(f"select public_id from {records.format(mine=mine)}", named).fetchall()
        owner = f"{name}-owner"
        return cls(context_of(owner, token=session_of(owner)), str(tenant[0]), tuple(row[0] for row in found))

    def ref(self, number: int) -> str:
        """One record after the other."""
        return self.refs[number % len(self.refs)]

    def plans(
        self, title: str, table: str, capability: Capability, lists: dict[str, Any],
        statement: Callable[[Scope, Any], tuple[str, dict[str, Any]] | None],
    ) -> Row:  # fmt: skip
        """Whether every list's plan reaches the table by conditions within an index that names the workspace."""
        missing = []
        with open_scope(self.ctx, capability) as scope:
            for name, filters in lists.items():
                made = statement(scope, filters)
                if made is None:
                    continue
                lines = scope.session.connection().execute(text(f"explain {made[0]}"), made[1]).scalars().all()
                conditions = [line for line in lines if "Index Cond" in line and "workspace_id = " in line]
                if not conditions or any(f"Seq Scan on {table}" in line for line in lines):
                    missing.append(name)
        return Row(
            title,
            "workspace in the index condition, no table is walked",
            "all" if not missing else f"not: {', '.join(missing)}",
            not missing,
        )


def times(cases: Sequence[Callable[[int], Any]], tries: int) -> list[list[float]]:
    """Milliseconds of each case in order, by turns, after a few tries that nobody counts."""
    taken: list[list[float]] = [[] for _ in cases]
    for number in range(tries + 5):
        for case, own in zip(cases, taken, strict=True):
            began = time.perf_counter()
            case(number)
            own.append((time.perf_counter() - began) * 1000)
    return [sorted(own[5:]) for own in taken]


def p95(taken: Sequence[float]) -> float:
    """What 95 of 100 do not exceed, of times in order."""
    return taken[math.ceil(len(taken) * 0.95) - 1]
