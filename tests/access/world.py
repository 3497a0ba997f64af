"""What the tests of members and invitations share: people, handles, and what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import psycopg

from tenantpilot.access import invitations
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.membership_rules import Grant
from tenantpilot.kernel.settings import settings
from tenantpilot.sandbox.seed import workspace_key
from tests.people import account_of, context_of

HOME = "northwind"


def ask(administrator_url: str, query: str, *values: Any) -> list[tuple]:
    """What the database's administrator sees, past every wall."""
    with psycopg.connect(administrator_url, autocommit=True) as connection:
        return connection.execute(query, values).fetchall()


class Office:
    """The members of one workspace, seen by the administrator, and changed by whoever is asked."""

    def __init__(self, administrator_url: str) -> None:
        self.url = administrator_url
        self.key = workspace_key(HOME)

    def ask(self, query: str, *values: Any) -> list[tuple]:
        return ask(self.url, query, *values)

    def membership(self, who: str) -> str:
        """The public id of somebody's current membership."""
        return self.ask(
            "select public_id from membership where workspace_id = %s and user_id = %s and revoked_at is null",
            self.key, account_of(who).id,
        )[0][0]  # fmt: skip

    def row(self, who: str) -> dict[str, Any]:
        """Somebody's latest membership."""
        found = self.ask(
            "select row_to_json(m) from membership m where workspace_id = %s and user_id = %s order by created_at desc",
            self.key, account_of(who).id,
        )  # fmt: skip
        return found[0][0]

    def handle(self, ctx: Context, who: str) -> str:
        return seal(ctx, "membership", self.membership(who))

    def tenants(self) -> dict[str, str]:
        """Name → public id."""
        return dict(self.ask("select name, public_id from tenant where workspace_id = %s", self.key))

    def entries(self) -> list[dict[str, Any]]:
        """The log of the workspace, oldest first."""
        found = self.ask("select row_to_json(e) from audit_entry e where workspace_id = %s order by seq", self.key)
        return [entry for (entry,) in found]

    def newest(self) -> dict[str, Any]:
        """The latest entry, with before and after opened."""
        entry = self.entries()[-1]
        return entry | {name: json.loads(entry[name]) if entry[name] else None for name in ("before", "after")}

    def print(self) -> list[tuple]:
        """A checksum of everything about members, to see that nothing was half-written."""
        tables = ("membership", "membership_tenant", "invitation", "audit_entry", "notification")
        return [
            self.ask(f"select '{t}', md5(coalesce(string_agg(x::text, '|' order by x::text), '')) from {t} x")[0]
            for t in tables
        ]  # fmt: skip

    def add_owner(self, who: str) -> None:
        """Make another of the workspace's people a lasting owner, by the owner there is."""
        from tenantpilot.access.members import change_member

        ctx = context_of("northwind-owner")
        change_member(ctx, self.handle(ctx, who), Grant(role="owner"))

    def offer(self, role: str = "operator", *, by: str = "northwind-owner", **grant: Any) -> str:
        """The token of a new invitation."""
        link = invitations.invite(context_of(by), "new@northwind.example", Grant(role=role, **grant))
        return link.partition("token=")[2]


def newcomer(subject: str = "sandbox-newcomer") -> Context:
    """Somebody whom the provider has vouched for and who belongs nowhere."""
    from tenantpilot.access import sessions
    from tenantpilot.access.capabilities import Plane
    from tenantpilot.access.signin.arrival import Browser, arrive
    from tenantpilot.access.signin.id_token import Identity

    who = Identity(settings().oidc_issuer, subject, "Robin Kessler", "robin.kessler@elsewhere.example")
    found = sessions.find(arrive(who, Browser("192.0.2.9", "test"), replaces="", request_id="req_test").token)
    assert found is not None
    return found.context(Plane.ADMIN)


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Run all at the same moment, each in a thread; results or errors in the order given."""
    from threading import Barrier, Thread

    barrier, results = Barrier(len(calls)), [None] * len(calls)

    def run(number: int, call: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            results[number] = call()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[number] = error

    threads = [Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results
