"""What row-level security costs: the same statements with and without it, in transactions of the same shape.

One table shaped like the product's largest (walls from the product's own DDL), 1,000,000 rows in 500 workspaces of very
different size, beside a copy with 10,000 rows for growth. Both kinds of transaction begin with one statement that sets
something, so that only the policy differs; they are interleaved, and medians are compared.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from uuid import UUID, uuid4

import psycopg

from bench.ground import servers
from bench.rows import Row
from tenantpilot.store import ddl

ROWS, SMALL_ROWS, WORKSPACES = 1_000_000, 10_000, 500
ROUNDS, TIMES = 9, 120
OWNER, APP = "tenantpilot_owner", "tenantpilot_app"
SIDES = ("explicit", "policy")

TABLE = """
create table {0} (
  workspace_id uuid not null, id uuid not null default gen_random_uuid(), public_id text collate "C" not null,
  tenant_id uuid, status text collate "C" not null, severity smallint not null, detected_at timestamptz not null,
  title text not null, primary key (workspace_id, id))"""
FILL = """
insert into {0} (workspace_id, public_id, tenant_id, status, severity, detected_at, title)
select w.id, 'fnd_' || lpad(n::text, 20, '0'), null, (array['open', 'accepted', 'fixed', 'risk'])[1 + n % 4], n % 5,
  timestamptz '2026-01-01' + n * interval '20 seconds', 'Configuration differs from the baseline in setting ' || n
from generate_series(1, {1}) n
  join space w on w.number = floor({2} * power(random_of(n), 3))::int"""
INDEXES = (
    "create unique index {0}_ref on {0} (workspace_id, public_id)",
    "create index {0}_time on {0} (workspace_id, detected_at desc, id desc)",
    "create index {0}_state on {0} (workspace_id, status, severity, detected_at desc, id desc)",
)
PAGE = "select public_id, title, status from {0} where {1} order by detected_at desc, id desc limit 50"
FILTERED = ("select public_id, title from {0} where {1} status = 'open' and severity = 3"
            " order by detected_at desc, id desc limit 50")  # fmt: skip
COUNT = "select count(*) from {0} where {1} status = 'open' and severity = 3"
RECORD = "select * from {0} where {1} public_id = %(ref)s"
FACETS = "select status, count(*) from {0} where {1} status in ('accepted', 'risk') group by status"
MINE = "workspace_id = %(workspace)s"


@dataclass(frozen=True)
class Shape:
    """One kind of transaction: its statements."""

    name: str
    statements: tuple[str, ...]
    most: float | None

    def sql(self, table: str, side: str) -> list[str]:
        """The statements for one side; the policy's side names no workspace."""
        return [
            statement.replace("{1} status", f"{MINE} and status").replace("{1} public_id", f"{MINE} and public_id")
            .replace("{1}", MINE).replace("{0}", table)
            if side == "explicit"
            else statement.replace("{1} status", "status").replace("{1} public_id", "public_id")
            .replace("where {1} ", "").replace("{0}", table)
            for statement in self.statements
        ]  # fmt: skip


SHAPES = (
    Shape("page of 50", (PAGE,), 1.25),
    Shape("filtered count", (COUNT,), 1.25),
    Shape("five queries in one transaction", (PAGE, FILTERED, COUNT, FACETS, RECORD), 1.10),
    Shape("one record", (RECORD,), None),
)


def _make(connection: psycopg.Connection, table: str, rows: int, workspaces: int) -> None:
    connection.execute(TABLE.format(table))
    connection.execute(FILL.format(table, rows, workspaces))
    for index in INDEXES:
        connection.execute(index.format(table))
    connection.execute(f"alter table {table} owner to {OWNER}")
    connection.execute(f"set role {OWNER}")
    for statement in ddl.owned(table, grants="select"):
        connection.execute(statement)
    connection.execute("reset role")
    # The other side: the same rows and indexes without walls.
    connection.execute(f"create table {table}_bare (like {table} including all)")
    connection.execute(f"insert into {table}_bare select * from {table}")
    connection.execute(f"grant select on {table}_bare to {APP}")


def fill(url: str) -> list[UUID]:
    """Make the tables; the workspaces, largest first."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table space (number int primary key, id uuid not null default gen_random_uuid())")
        connection.execute(f"insert into space (number) select generate_series(0, {WORKSPACES - 1})")
        connection.execute(
            "create function random_of(n int) returns float language sql immutable as"
            " $$ select abs(hashint4(n) / 2147483648.0) $$"
        )
        _make(connection, "finding", ROWS, WORKSPACES)
        _make(connection, "finding_small", SMALL_ROWS, WORKSPACES // 100)
        connection.execute("vacuum analyze")
        sizes = connection.execute("select workspace_id from finding group by 1 order by count(*) desc").fetchall()
        return [key for (key,) in sizes]


class Meter:
    """Times transactions of both sides on one connection of the application role."""

    def __init__(self, url: str, url_of_all: str, keys: list[UUID]) -> None:
        self._connection = psycopg.connect(url, prepare_threshold=0)
        self._keys, self._random = keys, Random(7)
        self._rows: list[list[tuple]] = []
        with psycopg.connect(url_of_all) as everything:
            first = "select workspace_id, min(public_id) from {} group by 1"
            known = everything.execute(first.format("finding_small")).fetchall()
            known += everything.execute(first.format("finding")).fetchall()
        self._refs = dict(known)

    def close(self) -> None:
        self._connection.close()

    def check(self, shape: Shape) -> None:
        """Both sides must find the same rows, and some, or the comparison is worth nothing."""
        for workspace in self._random.sample(self._keys, 5):
            found = []
            for table, side in (("finding_bare", "explicit"), ("finding", "policy")):
                self._rows = []
                self.once(shape.sql(table, side), side, workspace)
                found.append([sorted(map(str, rows)) for rows in self._rows])
            if found[0] != found[1] or not found[0][0]:
                raise SystemExit(f"{shape.name}: the two sides do not find the same rows")

    def once(self, statements: list[str], side: str, workspace: UUID) -> float:
        """Milliseconds of one transaction."""
        values = {"workspace": workspace, "ref": self._refs[workspace]}
        began = time.perf_counter()
        with self._connection.transaction():
            setting = workspace if side == "policy" else UUID(int=0)
            self._connection.execute(
                "select set_config('tp.workspace_id', %s, true), set_config('tp.user_id', %s, true),"
                " set_config('tp.tenant_mode', 'all', true), set_config('tp.tenants', '{}', true)",
                (str(setting), str(setting)),
            )
            self._rows = [self._connection.execute(statement, values).fetchall() for statement in statements]
        return (time.perf_counter() - began) * 1000

    def compare(self, shape: Shape, pick: Callable[[Random], UUID]) -> dict[str, float]:
        """Median of the medians of interleaved rounds, per side."""
        self.check(shape)
        medians: dict[str, list[float]] = {side: [] for side in SIDES}
        statements = {
            "explicit": shape.sql("finding_bare", "explicit"),
            "policy": shape.sql("finding", "policy"),
        }
        for _ in range(ROUNDS):
            taken: dict[str, list[float]] = {side: [] for side in SIDES}
            for number in range(TIMES):
                workspace = pick(self._random)
                for side in SIDES if number % 2 else SIDES[::-1]:
                    taken[side].append(self.once(statements[side], side, workspace))
            for side in SIDES:
                medians[side].append(statistics.median(taken[side]))
        return {side: statistics.median(values) for side, values in medians.items()}

    def growth(self, shape: Shape, large: UUID, small: UUID) -> tuple[float, float]:
        """Medians with the policy: among 10,000 rows and among 1,000,000, for workspaces of about the same size."""
        taken: dict[str, list[float]] = {"finding_small": [], "finding": []}
        for _ in range(ROUNDS * TIMES):
            for table, key in (("finding_small", small), ("finding", large)):
                taken[table].append(self.once(shape.sql(table, "policy"), "policy", key))
        return statistics.median(taken["finding_small"]), statistics.median(taken["finding"])


def _ratio_row(shape: Shape, found: dict[str, float], whom: str) -> Row:
    ratio = found["policy"] / found["explicit"]
    return Row(
        goal=f"row-level security: {shape.name}, {whom}",
        figure=f"at most {shape.most:.2f}x of an explicit filter" if shape.most else "no figure",
        measured=f"{ratio:.2f}x ({found['explicit']:.2f} → {found['policy']:.2f} ms)",
        passed=ratio <= shape.most if shape.most else None,
        note=f"{ROWS:,} rows, {WORKSPACES} workspaces, median of {ROUNDS} interleaved rounds of {TIMES}",
    )


def _like_sized(url: str) -> tuple[UUID, UUID]:
    """A workspace of the large table and one of the small table with about as many rows."""
    with psycopg.connect(url) as connection:
        small, size = connection.execute(
            "select workspace_id, count(*) from finding_small group by 1 order by 2 desc limit 1"
        ).fetchone()  # type: ignore[misc]
        large = connection.execute(
            "select workspace_id from finding group by 1 order by abs(count(*) - %s) limit 1", (size,)
        ).fetchone()[0]  # type: ignore[index]
        return large, small


def _plans(url: str, workspace: UUID) -> Row:
    """Whether every hot query's plan uses an index condition that names the workspace."""
    missing = []
    with psycopg.connect(url) as connection:
        connection.execute(
            "select set_config('tp.workspace_id', %s, true), set_config('tp.user_id', %s, true),"
            " set_config('tp.tenant_mode', 'all', true), set_config('tp.tenants', '{}', true)",
            (str(workspace), str(uuid4())),
        )
        for name, statement in (("page", PAGE), ("filtered", FILTERED), ("count", COUNT), ("record", RECORD)):
            shown = connection.execute(
                "explain " + Shape(name, (statement,), None).sql("finding", "policy")[0], {"ref": "fnd_x"}
            ).fetchall()  # fmt: skip
            plan = " ".join(line for (line,) in shown)
            wanted = ["workspace_id = ", *(("status = ",) if name in ("filtered", "count") else ())]
            if "Index Cond" not in plan or any(part not in plan.split("Index Cond", 1)[1] for part in wanted):
                missing.append(name)
    return Row(
        goal="growth: plans of page, filtered page, count, record",
        figure="workspace and filters in the index condition",
        measured="all four" if not missing else f"not: {', '.join(missing)}",
        passed=not missing,
    )


def measure() -> list[Row]:
    """Rows of the table of goals that isolation must reach."""
    with servers(durable=True, shared_buffers="1GB", work_mem="32MB", random_page_cost="1.1") as made:
        database = made.addresses.create("bench_isolation")
        keys = fill(database.administrator_url)
        meter = Meter(database.url, database.administrator_url, keys)
        largest = keys[0]
        found = [
            *(_ratio_row(one, meter.compare(one, lambda r: r.choice(keys)), "random workspaces") for one in SHAPES),
            *(_ratio_row(one, meter.compare(one, lambda _: largest), "the largest workspace") for one in SHAPES[:2]),
        ]
        large, small = _like_sized(database.administrator_url)
        for shape in (SHAPES[0], SHAPES[1], SHAPES[3]):
            little, much = meter.growth(shape, large, small)
            found.append(
                Row(
                    goal=f"growth: {shape.name}",
                    figure="at most 1.30x of 10,000 rows",
                    measured=f"{much / little:.2f}x ({little:.2f} → {much:.2f} ms)",
                    passed=much / little <= 1.3,
                    note="1,000,000 rows against 10,000, workspaces of about the same size",
                )
            )
        found.append(_plans(database.url, largest))
        meter.close()
        return found
