"""A log of forty entries with a checkpoint, and somebody with full power over the database."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import NullPool, create_engine
from sqlmodel import Session

from tenantpilot.audit import checkpoints
from tenantpilot.audit.export import export_lines
from tenantpilot.audit.filters import AuditFilters
from tenantpilot.audit.links import Link, digest, follow, framed, start
from tenantpilot.audit.signing import Checkpoint, microseconds
from tenantpilot.audit.verification import Report
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.store import ledger
from tenantpilot.store.chain import HASHED
from tenantpilot.store.engine import sqlalchemy_url
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import Scope, open_workspace
from tenantpilot.store.transaction import TenantSet, transaction
from tests.people import space_of
from tests.servers import ROOT, Database

VERIFIER = ROOT / "tools" / "verify_audit.py"


@dataclass(frozen=True)
class Log:
    """One workspace's log."""

    database: Database
    key: UUID
    name: str

    @contextmanager
    def scope(self, tenants: TenantSet | None = None) -> Iterator[Scope]:
        with open_workspace(self.key, self.name, SYSTEM, tenants or TenantSet()) as scope:
            yield scope

    def write(self, count: int, *, tenant: tuple[UUID, str] | None = None) -> None:
        with self.scope() as scope:
            for number in range(count):
                after = {"name": f"Müller & Söhne {number}"}
                scope.record("tenant.added", "tenant", tenant[1] if tenant else "", after=after, tenant=tenant)

    def sign(self) -> Checkpoint:
        made = checkpoints.take_now(self.key, self.name)
        assert made is not None
        return made

    def verify(self, *outside: Checkpoint) -> Report:
        (report,) = checkpoints.verify_all(self.name, outside)
        return report

    def export(self, filters: AuditFilters | None = None, tenants: TenantSet | None = None) -> bytes:
        with self.scope(tenants) as scope:
            return b"".join(export_lines(scope, filters))

    def tenants(self) -> list[tuple[UUID, str]]:
        with psycopg.connect(self.database.administrator_url, row_factory=dict_row) as power:
            rows = power.execute("select id, public_id from tenant where workspace_id = %s order by name", [self.key])
            return [(row["id"], row["public_id"]) for row in rows]

    def about(self, tenant: str) -> list[int]:
        """The numbers of the entries about a tenant, as somebody whom nothing narrows counts them."""
        with psycopg.connect(self.database.administrator_url) as power:
            wanted = "select seq from audit_entry where workspace_id = %s and tenant_ref = %s order by seq"
            return [seq for (seq,) in power.execute(wanted, [self.key, tenant])]


def log_of(database: Database, name: str = "northwind") -> Log:
    return Log(database, workspace_key(name), space_of(name))


def forty(database: Database) -> Log:
    """The demonstration's log, continued to forty entries, some about a tenant."""
    log = log_of(database)
    with log.scope() as scope:
        there = scope.session.connection().exec_driver_sql("select max(seq) from audit_entry").scalar_one()
    log.write(40 - there - 4)
    log.write(4, tenant=log.tenants()[0])
    return log


class Power:
    """Full power over the database, with the log's triggers out of the way."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self._triggers("disable")

    def execute(self, statement: str, values: Sequence[Any] = ()) -> psycopg.Cursor[dict[str, Any]]:
        cursor = self.connection.cursor(row_factory=dict_row)
        return cursor.execute(statement, values or None)

    def give_back(self) -> None:
        self._triggers("enable")

    def _triggers(self, what: str) -> None:
        for table in ("audit_entry", "audit_checkpoint"):
            self.execute(f"alter table {table} {what} trigger all")


@contextmanager
def passing_power(database: Database) -> Iterator[tuple[Power, Session]]:
    """A forger, and a session that sees what he did; all of it is undone afterwards."""
    engine = create_engine(sqlalchemy_url(database.administrator_url), poolclass=NullPool)
    with engine.connect() as connection, Session(connection) as session:
        raw = connection.connection.dbapi_connection
        yield Power(raw), session
        connection.rollback()
    engine.dispose()


@contextmanager
def administrator(database: Database) -> Iterator[Power]:
    """A forger whose work stays."""
    with psycopg.connect(database.administrator_url) as connection:
        power = Power(connection)
        yield power
        power.give_back()


def rechain(power: Power, log: Log, first: int = 1) -> None:
    """What a careful forger does: new digests and hashes from `first` on, and a head that fits."""
    rows = power.execute("select * from audit_entry where workspace_id = %s order by seq", [log.key]).fetchall()
    previous = start(log.name)
    for row in rows:
        if row["seq"] >= first:
            texts = [row[name] for name in HASHED]
            said = digest(row["salt"], framed(log.name), microseconds(row["at"]), texts)
            made = follow(previous.hash, row["seq"], said)
            power.execute(
                "update audit_entry set digest = %s, prev = %s, hash = %s where workspace_id = %s and seq = %s",
                [said, previous.hash, made, log.key, row["seq"]],
            )
            previous = Link(row["seq"], made)
        else:
            previous = Link(row["seq"], row["hash"])
    power.execute(
        "update audit_head set seq = %s, hash = %s where workspace_id = %s", [previous.seq, previous.hash, log.key]
    )


def keep(folder: Path, *made: Checkpoint) -> Path:
    """The file an auditor keeps."""
    path = folder / "kept.jsonl"
    path.write_text("".join(json.dumps(one.record()) + "\n" for one in made), encoding="utf-8")
    return path


def load_verifier() -> ModuleType:
    """The stand-alone verifier as a module."""
    import sys

    found = importlib.util.spec_from_file_location("verify_audit", VERIFIER)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["verify_audit"] = module
    found.loader.exec_module(module)
    return module


def append(log: Log, count: int, actor: ledger.Actor = SYSTEM) -> None:
    """Entries each in a transaction of its own."""
    for _ in range(count):
        with transaction(workspace_id=log.key) as session:
            ledger.append(session, log.key, actor, "tenant.added", "tenant")


def lines_of(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


def joined(lines: Sequence[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for one in lines)
