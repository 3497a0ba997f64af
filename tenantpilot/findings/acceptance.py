"""What the rest of the product asks about acceptances: whether one still fits its finding, and to end it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from tenantpilot.findings import exception_queries as queries
from tenantpilot.findings.exception_notices import tell_about
from tenantpilot.findings.severity import RANK
from tenantpilot.findings.tables import Finding, FindingException
from tenantpilot.findings.workflow import State
from tenantpilot.kernel.clock import now
from tenantpilot.store import ledger
from tenantpilot.store.scope import Scope

KIND = "exception"


@dataclass(frozen=True)
class Ended:
    """Acceptances that were ended, by their finding, and what the log is to say of them.

    Say it last: entries lock the chain's head, and whoever waits for a row while holding it stops everybody.
    """

    exceptions: Mapping[UUID, FindingException]
    entries: Sequence[ledger.Entry]

    def record(self, scope: Scope) -> None:
        """Write the entries."""
        scope.session.flush()
        ledger.append_many(scope.session, scope.workspace_id, scope.actor, self.entries, run_ref=scope.run_ref)


class Matter(Protocol):
    """What a decision is about: a finding, or a row that shows it."""

    @property
    def status(self) -> str:
        """Where it stands."""

    @property
    def severity(self) -> str:
        """How bad it is now."""

    @property
    def family(self) -> str:
        """What it is about, if a family of policies."""

    @property
    def observed_digest(self) -> str:
        """What was found."""


def fits(exception: FindingException, finding: Matter) -> str:
    """Why an acceptance is not about what the finding shows now: changed, severity (it is worse), or nothing."""
    if finding.observed_digest != exception.pinned_digest:
        return "changed"
    return "severity" if RANK[finding.severity] < RANK[exception.severity] else ""


def end(scope: Scope, finding: Finding, status: str, reason: str) -> FindingException | None:
    """End the acceptance that a finding rests on, before the finding moves; the ended acceptance.

    It writes its entry at once. Whoever ends several uses `end_many`.
    """
    ended = end_many(scope, [(finding, status, reason)])
    ended.record(scope)
    return ended.exceptions.get(finding.id)


def end_many(scope: Scope, ends: Sequence[tuple[Finding, str, str]], *, at: datetime | None = None) -> Ended:
    """End the acceptances that held findings rest on: (finding, status, code of tables.EXCEPTION_ENDS) each."""
    resting = (
        {row.finding_id: row for row in queries.resting(scope, [finding.id for finding, _, _ in ends])} if ends else {}
    )
    known = [(resting[finding.id], status, code) for finding, status, code in ends if finding.id in resting]
    ended = close(scope, known, at=at)
    about = [(resting[finding.id], finding) for finding, _, _ in ends if finding.id in resting]
    tell_about(scope, about, "exception.ended")
    return ended


def void(scope: Scope, findings: Collection[Finding], *, at: datetime | None = None) -> None:
    """End requests that wait about findings which are no more what was asked about; call it last."""
    about = {finding.id: finding for finding in findings}
    if not about:
        return
    waiting = queries.resting(scope, about, ("pending",))
    ends = [(row, "ended", code) for row in waiting if (code := _void_code(row, about[row.finding_id]))]
    ended = close(scope, ends, at=at)
    tell_about(scope, [(row, about[row.finding_id]) for row, _, _ in ends], "exception.ended")
    ended.record(scope)


def _void_code(row: FindingException, finding: Finding) -> str:
    if finding.status == State.CLOSED:
        return "retired" if finding.last_move == "retire" else "disappeared"
    return fits(row, finding)


def close(
    scope: Scope, ends: Sequence[tuple[FindingException, str, str]], *, at: datetime | None = None,
    by: UUID | None = None, reason: str = "",
) -> Ended:  # fmt: skip
    """Set held acceptances to their end: status, code, moment, who, and a person's words."""
    moment = at or now()
    tenants = queries.tenant_refs(scope, {row.tenant_id for row, _, _ in ends}) if ends else {}
    entries = []
    for row, status, code in ends:
        before = row.status
        row.status, row.end_code, row.ended_at, row.next_at = status, code, moment, None
        row.ended_by_id, row.end_reason, row.version = by, reason, row.version + 1
        if status == "rejected":
            row.decision_reason = reason
        scope.session.add(row)
        tenant = (row.tenant_id, tenants[row.tenant_id])
        entries.append(entry(row, f"exception.{status}", before, tenant, code=code, reason=reason))
    scope.session.flush()
    return Ended({row.finding_id: row for row, _, _ in ends}, entries)


def entry(
    row: FindingException, action: str, before: str, tenant: tuple[UUID, str], *, reason: str = "", **told: Any
) -> ledger.Entry:
    """What the log says about a change of an acceptance."""
    after = {"status": row.status, **told}
    return ledger.Entry(action, KIND, row.public_id, {"status": before} if before else None, after, reason, tenant)
