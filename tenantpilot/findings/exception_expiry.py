"""What happens to acceptances by themselves: reminders, the day of review, and the end, which opens the finding again.

A batch is one transaction: it takes what is due and free (others' locks are passed by, the next one takes those),
ends it, lets the findings move, and tells the people and the log. Whatever was done is done once, because it starts
from the state that the row has under its lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tenantpilot.findings import acceptance, exception_times, moving, rules
from tenantpilot.findings import exception_queries as queries
from tenantpilot.findings.exception_notices import tell_about
from tenantpilot.findings.moving import Change
from tenantpilot.findings.rule_bodies import ExceptionRules
from tenantpilot.findings.tables import IN_FORCE, Finding, FindingException
from tenantpilot.kernel.clock import now
from tenantpilot.store import ledger
from tenantpilot.store.scope import Scope

AT_ONCE = 100
Pair = tuple[FindingException, Finding]


@dataclass(frozen=True)
class Done:
    """How many acceptances a batch ended, requests it let lapse, people it reminded of."""

    expired: int = 0
    lapsed: int = 0
    reminded: int = 0
    is_last: bool = True


def step(scope: Scope, *, limit: int = 0) -> Done:
    """Do what is due, up to `limit` (AT_ONCE unless said) of it; the rest, if any, is for the next batch."""
    moment, known = now(), rules.load(scope, "exception").body
    due = queries.hold_due(scope, moment, limit or AT_ONCE)
    over = [(row, finding) for row, finding in due if row.expires_at <= moment]
    in_force = [pair for pair in over if pair[0].status in IN_FORCE]
    waiting = [pair for pair in over if pair[0].status == "pending"]
    coming = [(row, finding) for row, finding in due if row.expires_at > moment]
    ended = acceptance.close(scope, [(row, "expired", "expired") for row, _ in over], at=moment)
    tell_about(scope, over, "exception.expired")
    reminded = _remind(scope, coming, known, moment)
    changes = [Change(finding, "expire", exception=row) for row, finding in in_force]
    if changes:
        moving.apply_many(scope, changes, at=moment)
    ended.record(scope)
    ledger.append_many(scope.session, scope.workspace_id, scope.actor, reminded, run_ref=scope.run_ref)
    return Done(len(in_force), len(waiting), len(reminded), is_last=not due)


def _remind(scope: Scope, coming: list[Pair], known: ExceptionRules, at: datetime) -> list[ledger.Entry]:
    """Note that an end comes near, and tell; the entries for the log."""
    tenants = queries.tenant_refs(scope, {row.tenant_id for row, _ in coming}) if coming else {}
    entries = []
    for row, finding in coming:
        days = exception_times.due_reminder(row, known, at) if row.status in IN_FORCE else 0
        before = row.status
        if days:
            row.reminded_days, row.status = days, "expiring"
            tell_about(scope, [(row, finding)], "exception.expiring", mark=str(days))
        if row.status in IN_FORCE and exception_times.review_due(row, at):
            tell_about(scope, [(row, finding)], "exception.review")
        row.next_at = exception_times.following(row, known, at) if row.status in IN_FORCE else row.expires_at
        row.version += 1
        scope.session.add(row)
        tenant = (row.tenant_id, tenants[row.tenant_id])
        entries.append(acceptance.entry(row, "exception.expiring", before, tenant, days=days))
    scope.session.flush()
    return entries
