"""A seeded database as suites see it: its rows past all walls, its people as events of now would see them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tests import people
from tests.servers import Database


class Seeded:
    """What the worlds of suites have in common."""

    usual = "northwind-operator"  # who acts when a test names nobody

    def __init__(self, database: Database) -> None:
        self.database = database
        self.tokens: dict[str, str] = {}
        self._rows = psycopg.connect(database.administrator_url, autocommit=True, row_factory=dict_row)

    def close(self) -> None:
        """Let the administrator's connection go."""
        self._rows.close()

    def all(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Rows, past all walls."""
        return self._rows.execute(query, values or None).fetchall()

    def one(self, query: str, *values: Any) -> Any:
        """The first column of the only row."""
        (row,) = self.all(query, *values)
        return next(iter(row.values()))

    def do(self, statement: str, *values: Any) -> None:
        """A change, past all walls but the triggers."""
        self._rows.execute(statement, values or None)

    @contextmanager
    def asleep(self, *tables: str) -> Iterator[None]:
        """Without the tables' own triggers, for what no service does."""
        listed = "select tgname from pg_trigger where tgrelid = %s::regclass and not tgisinternal"
        names = {table: [row["tgname"] for row in self.all(listed, table)] for table in tables}
        for table in tables:
            self.do(f"alter table {table} disable trigger user")
        try:
            yield
        finally:
            for table, triggers in names.items():
                for trigger in triggers:
                    self.do(f"alter table {table} enable always trigger {trigger}")

    def person(self, key: str = "", space: str = "", plane: Plane | None = None) -> Context:
        """A signed-in person as an event of now would see them; the same session each time."""
        key = key or self.usual
        if key not in self.tokens:
            self.tokens[key] = people.session_of(key)
        home = people.space_of(space) if space else ""
        return people.context_of(key, space=home, plane=plane, token=self.tokens[key])
