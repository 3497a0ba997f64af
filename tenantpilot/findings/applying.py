"""The operation governance.apply: open and accepted findings get the severities and due dates of the rules in force."""

from __future__ import annotations

from collections.abc import Sequence

from tenantpilot.access.capabilities import Capability
from tenantpilot.findings import clock_queries, clocks, events
from tenantpilot.findings.events import Happening
from tenantpilot.findings.facts import Facts
from tenantpilot.findings.severities import Severities
from tenantpilot.findings.tables import Finding
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
    tenant = work.scope.tenant[0] if work.scope.tenant else None
    rows = clock_queries.unsettled(work.scope, work.cursor, AT_ONCE, tenant)
    if not rows:
        return Batch(is_last=True)
    reranked = rank(work.scope, rows)
    seen = int(work.facts.get("looked_at", 0)) + len(rows)
    counted = {"looked_at": seen, "reranked": int(work.facts.get("reranked", 0)) + reranked}
    return Batch(cursor=rows[-1].public_id, facts=counted, is_last=len(rows) < AT_ONCE)


def rank(scope: Scope, rows: Sequence[Finding]) -> int:
    """Give held findings the severities that the rules say, and all of them their clocks; how many changed.

    Call it last in a transaction.
    """
    severities = Severities.load(scope)
    wanted = {one.id: severity_of(severities, one) for one in rows}
    clocks.refresh(scope, [one for one in rows if wanted[one.id] == one.severity])
    told = [
        Happening(
            one, RERANKED, facts={"severity": wanted[one.id]}, data={"version": severities.version}, by_system=True
        )
        for one in rows
        if wanted[one.id] != one.severity
    ]
    events.write(scope, told)
    return len(told)


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
        may_be_started_by_system=True,
    )
)
