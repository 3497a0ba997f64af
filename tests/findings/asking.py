"""Asking for acceptances and deciding about them as people do it, for the suites about findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.findings import exceptions
from tenantpilot.findings.acceptance import KIND
from tenantpilot.findings.exception_requests import RequestForm
from tenantpilot.findings.observing import Observation
from tenantpilot.kernel.clock import now
from tests.findings.world import FindingsWorld, observation

ASKER, FIRST, SECOND = "northwind-operator", "northwind-approver", "northwind-manager"


def form(row: dict[str, Any], *, days: float = 20, **changes: Any) -> RequestForm:
    """A form as somebody fills it in who sees this finding."""
    made = RequestForm(
        justification="The migration ends in two weeks",
        expires_at=now() + timedelta(days=days),
        observed_digest=row["observed_digest"],
        evidence="Ticket 4711",
        measures="Sign-in only from the office",
    )
    return replace(made, **changes)


def handle(ctx: Context, ref: str) -> str:
    """How the person's page names an acceptance."""
    return seal(ctx, KIND, ref)


class Asking:
    """What people do about acceptances in a world of findings."""

    def __init__(self, world: FindingsWorld) -> None:
        self.world = world
        self.key = ""

    def opened(self, key: str = "", **more: Any) -> dict[str, Any]:
        """A new finding of its own."""
        self.key = key or f"k{self.world.one('select count(*) from finding')}"
        return self.world.opened(self.key, **more)

    def again(self, **more: Any) -> Observation:
        """What a later reading shows of the newest finding."""
        return observation(self.key, **more)

    def row(self, ref: str) -> dict[str, Any]:
        """An acceptance as it stands."""
        return self.world.all("select * from finding_exception where public_id = %s", ref)[0]

    def finding(self, row: dict[str, Any]) -> dict[str, Any]:
        """A finding as it stands now."""
        return self.world.all("select * from finding where id = %s", row["id"])[0]

    def ask(self, row: dict[str, Any], *, by: str = ASKER, **changes: Any) -> str:
        """Ask for an acceptance of a finding."""
        ctx = self.world.person(by)
        return exceptions.request(ctx, self.world.handle(ctx, row), form(row, **changes))

    def approve(self, ref: str, *, by: str = FIRST, digest: str = "") -> str:
        """Approve what is asked now, or what this digest stands for."""
        ctx = self.world.person(by)
        return exceptions.approve(ctx, handle(ctx, ref), digest or self.row(ref)["request_digest"])

    def accepted(self, row: dict[str, Any], **changes: Any) -> str:
        """A finding's risk accepted, by as many people as it takes."""
        ref = self.ask(row, **changes)
        if self.approve(ref) == "partly":
            self.approve(ref, by=SECOND)
        return ref

    def actions(self, ref: str) -> list[str]:
        """What the log says about an acceptance, in order."""
        query = "select action from audit_entry where subject_kind = 'exception' and subject_ref = %s order by seq"
        return [row["action"] for row in self.world.all(query, ref)]

    def notices(self, ref: str, kind: str) -> list[str]:
        """Who was told this about an acceptance."""
        query = """select u.subject from notification n join user_account u on u.id = n.user_id
          where n.subject_ref like %s and n.kind = %s order by u.subject"""
        return [row["subject"] for row in self.world.all(query, f"{ref}%", kind)]
