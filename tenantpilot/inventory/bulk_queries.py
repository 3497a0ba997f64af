"""Many rows in one statement: each column travels as one array, so the text is the same for any number of rows.

Texts travel as a JSON array: writing one takes the driver a fraction of the time that an array of theirs would.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Boolean, DateTime, Integer, TextClause, Uuid, text
from sqlmodel import Session, SQLModel

_TYPES: tuple[tuple[type, str], ...] = (
    (Uuid, "uuid"), (DateTime, "timestamptz"), (Boolean, "boolean"), (BigInteger, "bigint"), (Integer, "integer"),
)  # fmt: skip
Rows = Sequence[Mapping[str, Any]]
_MOST = 5000


def insert(session: Session, table: type[SQLModel], rows: Rows, *, unless: str = "", then: str = "") -> None:
    """Insert rows that all have the same columns; `unless` is the conflict target, `then` what happens instead."""
    for piece in _pieces(rows):
        statement = _insert(table, tuple(piece[0]), unless, then)
        session.connection().execute(statement, _arrays(table, piece))


def update(session: Session, table: type[SQLModel], keys: tuple[str, ...], rows: Rows) -> None:
    """Set every other column of the rows whose `keys` (among them the workspace) are given."""
    for piece in _pieces(rows):
        session.connection().execute(_update(table, keys, tuple(piece[0])), _arrays(table, piece))


def _pieces(rows: Rows) -> Iterable[Rows]:
    for start in range(0, len(rows), _MOST):
        yield rows[start : start + _MOST]


def _arrays(table: type[SQLModel], rows: Rows) -> dict[str, Any]:
    columns = SQLModel.metadata.tables[str(table.__tablename__)].columns
    found: dict[str, Any] = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        found[name] = values if _type(columns[name].type) else json.dumps(values, ensure_ascii=False)
    return found


@lru_cache(maxsize=64)
def _insert(table: type[SQLModel], columns: tuple[str, ...], unless: str, then: str) -> TextClause:
    listed = ", ".join(f'"{name}"' for name in columns)
    conflict = f" on conflict ({unless}) do {then or 'nothing'}" if unless else ""
    # Names come from the declared tables, never from data.
    return text(f"insert into {table.__tablename__} ({listed}) select * from {_given(table, columns)}{conflict}")  # noqa: S608


@lru_cache(maxsize=64)
def _update(table: type[SQLModel], keys: tuple[str, ...], columns: tuple[str, ...]) -> TextClause:
    listed = ", ".join(f'"{name}"' for name in columns)
    setting = ", ".join(f'"{name}" = g."{name}"' for name in columns if name not in keys)
    found = " and ".join(f't."{name}" = g."{name}"' for name in keys)
    return text(
        f"update {table.__tablename__} t set {setting} from {_given(table, columns)} as g({listed}) where {found}"  # noqa: S608
    )


def _given(table: type[SQLModel], columns: tuple[str, ...]) -> str:
    declared = SQLModel.metadata.tables[str(table.__tablename__)].columns
    return "rows from (" + ", ".join(_column(name, _type(declared[name].type)) for name in columns) + ")"


def _column(name: str, kind: str) -> str:
    return f"unnest(cast(:{name} as {kind}[]))" if kind else f"json_array_elements_text(cast(:{name} as json))"


def _type(declared: Any) -> str:
    """What the database calls it; nothing for texts."""
    return next((name for kind, name in _TYPES if isinstance(declared, kind)), "")
