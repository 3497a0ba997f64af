"""A seeded product with findings: readings are made up, everything else goes the product's ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from sqlmodel import col, select

from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.findings import moving, observing
from tenantpilot.findings.events import KIND
from tenantpilot.findings.observing import Observation, Observed, Source
from tenantpilot.findings.tables import Finding, FindingException
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import NIL, new_id, new_public_id
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.store.ledger import SYSTEM, Actor
from tenantpilot.store.scope import Scope, open_workspace
from tests import people
from tests.seeded import Seeded
from tests.servers import Database

HOME = "northwind"
BASELINE = Source("baseline", "bsl_" + "a" * 20, "Core")
RUN = "run_" + "b" * 20


def observation(key: str = "one", value: str = "as found", **more: Any) -> Observation:
    """A policy that is not as it should be."""
    told = {"kind": "different", "severity": "high", "subject_ref": f"pol {key}", "subject_name": f"Policy {key}",
            "expected_digest": "wanted", "observed_digest": value, "differences": 1}  # fmt: skip
    return Observation(key=key, **{**told, **more})


@dataclass
class Attempt:
    """A connection and what the server wrote to its log about it."""

    connection: psycopg.Connection[Any]
    logged: list[str]

    def do(self, statement: str, *values: Any) -> None:
        """One statement, which the database may refuse."""
        self.connection.execute(statement, values or None)


class FindingsWorld(Seeded):
    """One database with people, tenants, and findings as they are read into it."""

    usual = "northwind-manager"

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.workspace_id: UUID = workspace_key(HOME)
        self.space = people.space_of(HOME)
        found = self.all(
            "select id, public_id from tenant where workspace_id = %s order by name", self.workspace_id
        )  # fmt: skip
        self.tenants: list[tuple[UUID, str]] = [(row["id"], row["public_id"]) for row in found]

    def clear(self) -> None:
        """Forget all findings, and what was written about them but for the log."""
        tables = ("finding", "finding_event", "finding_comment", "finding_token", "finding_exception",
                  "tenant_governance", "governance_day", "workspace_counter", "notification")  # fmt: skip
        with self.asleep(*tables):
            self.do(f"truncate {', '.join(tables)} cascade")

    def forget_sessions(self) -> None:
        """Let everybody sign in anew."""
        self.tokens.clear()

    def actor(self, key: str = "northwind-manager") -> Actor:
        """Somebody as a run of theirs names them."""
        account = people.account_of(key)
        return Actor("person", account.public_id, account.id, "admin")

    @contextmanager
    def scope(self, actor: Actor = SYSTEM) -> Iterator[Scope]:
        """A scope as a run has it."""
        with open_workspace(self.workspace_id, self.space, actor) as scope:
            scope.run_ref = RUN
            yield scope

    def read(
        self, *seen: Observation, at: datetime | None = None, unknown: Sequence[str] = (), tenant: int = 0,
        source: Source = BASELINE,
    ) -> Observed:  # fmt: skip
        """A reading of the baseline's source that shows this."""
        prints = [observing.fingerprint(source, "different", key) for key in unknown]
        with self.scope() as scope:
            return observing.observe(scope, self.tenants[tenant], source, seen, unknown=prints, observed_at=at or now())

    def opened(self, key: str = "one", **more: Any) -> dict[str, Any]:
        """A new finding, read a little ago."""
        at = now() - timedelta(hours=1)
        others = [
            observation(row["subject_ref"].removeprefix("pol "), row["observed_digest"])
            for row in self.all(
                "select subject_ref, observed_digest from finding where is_open and source_ref = %s and tenant_id = %s",
                BASELINE.ref,
                self.tenants[0][0],
            )
        ]
        self.read(*others, observation(key, **more), at=at)
        return self.row(key)

    def row(self, key: str = "one") -> dict[str, Any]:
        """A finding as it stands."""
        return self.all("select * from finding where subject_ref = %s and tenant_id = %s", f"pol {key}",
                        self.tenants[0][0])[0]  # fmt: skip

    def events(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        """What happened to it."""
        return self.all("select * from finding_event where finding_id = %s order by number", row["id"])

    def entries(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        """What the log says about it."""
        return self.all("select * from audit_entry where subject_ref = %s order by seq", row["public_id"])

    def handle(self, ctx: Context, row: dict[str, Any]) -> str:
        """How the person's page names it."""
        return seal(ctx, KIND, row["public_id"])

    def held(self, scope: Scope, row: dict[str, Any]) -> Finding:
        """The finding, held in a transaction."""
        query = select(Finding).where(col(Finding.id) == row["id"]).with_for_update()
        return scope.session.exec(query).one()

    def exception(self, row: dict[str, Any], **more: Any) -> UUID:
        """An acceptance of a finding as if it had been asked for and approved; past the tables' own rules."""
        asker, giver = (people.account_of(key).id for key in ("northwind-operator", "northwind-manager"))
        ends = now() + timedelta(days=30)
        told = {
            "workspace_id": self.workspace_id, "id": new_id(), "public_id": new_public_id("exc"),
            "number": self.one("select coalesce(max(number), 0) + 1 from finding_exception"),
            "tenant_id": row["tenant_id"], "finding_id": row["id"], "status": "approved", "severity": row["severity"],
            "requester_id": asker, "owner_id": asker, "justification": "why", "evidence": "", "measures": "",
            "pinned_digest": row["observed_digest"], "pinned": "{}", "after_expiry": "restart",
            "request_digest": "asked", "needs_second": False, "approver_id": giver, "approved_digest": "asked",
            "approved_at": now(), "second_digest": "", "decision_reason": "", "requested_at": now(),
            "expires_at": ends, "reminded_days": 0, "next_at": ends, "end_code": "", "end_reason": "", "version": 1,
        } | more  # fmt: skip
        names = ", ".join(told)
        with self.asleep("finding_exception"):
            self.do(f"insert into finding_exception ({names}) values ({', '.join(['%s'] * len(told))})", *told.values())
        return told["id"]

    def accept(self, row: dict[str, Any]) -> UUID:
        """Accept a finding's risk the shortest way."""
        key = self.exception(row)
        with self.scope() as scope:
            exception = scope.session.exec(select(FindingException).where(col(FindingException.id) == key)).one()
            moving.apply(scope, self.held(scope, row), "accept", exception=exception)
        return key

    @contextmanager
    def application(self, person: str = "") -> Iterator[Attempt]:
        """A connection as the product's own role, in one transaction that somebody writes SQL into by hand."""
        user_id = people.account_of(person).id if person else NIL
        with psycopg.connect(self.database.url) as connection:
            attempt = Attempt(connection, [])
            connection.add_notice_handler(lambda said: attempt.logged.append(str(said.message_primary)))
            connection.execute("set client_min_messages = log")
            for name, value in (
                ("workspace_id", self.workspace_id),
                ("user_id", user_id),
                ("tenant_mode", "all"),
                ("tenants", "{}"),
            ):
                connection.execute("select set_config(%s, %s, true)", (f"tp.{name}", str(value)))
            yield attempt
