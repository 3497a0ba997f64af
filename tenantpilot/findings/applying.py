"""The operation governance.apply: open and accepted findings get the severities and due dates of the rules in force."""

from __future__ import annotations

from collections.abc import Sequence

from tenantpilot.access.capabilities import Capability
from tenantpilot.findings import acceptance, clock_queries, clocks, events, moving
from tenantpilot.findings.events import Happening
from tenantpilot.findings.facts import Facts
from tenantpilot.findings.moving import Change
from tenantpilot.findings.severities import Severities
from tenantpilot.findings.severity import RANK
from tenantpilot.findings.tables import Finding
from tenantpilot.findings.workflow import State
from tenantpilot.operations.catalogue import Arguments, Batch, Operation, register
from tenantpilot.operations.names import APPLY_RULES
from tenantpilot.operations.steps import Work
from tenantpilot.store.scope import Scope

AT_ONCE = 500
RERANKED = "finding.reranked"


class ApplyArguments(Arguments):
    """What changed, so that a later change is never taken for the same work: "sla 3", "severity 2", "tier …"."""

    change: str


def batch(work: Work) -> Batch:
    """Bring some findings in line."""
    tenant = work.scope.tenant_id
    rows = clock_queries.unsettled(work.scope, work.cursor, AT_ONCE, tenant)
    if not rows:
        return Batch(is_last=True)
    reranked, ended = rank(work.scope, rows)
    counted = {"looked_at": len(rows), "reranked": reranked, "ended": ended}
    facts = {name: int(work.facts.get(name, 0)) + more for name, more in counted.items()}
    return Batch(cursor=rows[-1].public_id, facts=facts, is_last=len(rows) < AT_ONCE)


def rank(scope: Scope, rows: Sequence[Finding]) -> tuple[int, int]:
    """Give held findings the severities that the rules say, and all of them their clocks.

    Answers how many severities changed, and how many acceptances ended by it: what was accepted was less bad. Call it
    last in a transaction.
    """
    severities = Severities.load(scope)
    wanted = {one.id: severity_of(severities, one) for one in rows}
    changed = [one for one in rows if wanted[one.id] != one.severity]
    clocks.refresh(scope, [one for one in rows if wanted[one.id] == one.severity])
    worse = [one for one in changed if one.status == State.RISK_ACCEPTED and RANK[wanted[one.id]] < one.severity_rank]
    ended = acceptance.end_many(scope, [(one, "ended", "severity") for one in worse])
    told = [
        Happening(
            one, RERANKED, facts={"severity": wanted[one.id]}, data={"version": severities.version}, by_system=True
        )
        for one in changed
        if one not in worse
    ]
    moving.apply_many(
        scope,
        [
            Change(one, "exceed", exception=ended.exceptions.get(one.id), facts={"severity": wanted[one.id]})
            for one in worse
        ],
    )
    events.write(scope, told)
    ended.record(scope)
    return len(changed), len(worse)


def severity_of(severities: Severities, finding: Finding) -> str:
    """What the rules say of a finding as it was read last."""
    facts = Facts.read(finding.detail)
    return severities.of(finding.kind, finding.family, facts.paths, facts.severity)


register(
    Operation(
        kind=APPLY_RULES,
        capability=Capability.GOVERNANCE_MANAGE,
        changes="tenantpilot",
        batch=batch,
        arguments=ApplyArguments,
        may_be_scheduled=False,
        is_offered=False,
        may_be_started_by_system=True,
    )
)
