"""Change many findings: the operation behind a bulk action on everything that matches, a few hundred at a time.

Findings are walked by number up to the last one that existed when it was asked for, and each batch proves anew what the
person may do. What was decided by somebody else in between is left alone.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.findings import bulk_queries as queries
from tenantpilot.findings.bulk import EXAMPLES, Verdict, asked_for, carry_out
from tenantpilot.findings.filters import FindingFilters
from tenantpilot.findings.tables import Finding
from tenantpilot.kernel.clock import now
from tenantpilot.operations.catalogue import Arguments, Batch, Item, Operation, register
from tenantpilot.operations.names import CHANGE_FINDINGS
from tenantpilot.operations.steps import Work
from tenantpilot.store.ledger import canonical

AT_ONCE = 500


class Filters(Arguments):
    """The list's filters at the moment of asking; the tenant is the run's own."""

    view: str = ""
    severity: str = ""
    kind: str = ""
    family: str = ""
    tier: str = ""
    assignee: str = ""
    owner: str = ""
    source: str = ""
    policy: str = ""
    q: str = ""
    sort: str = ""
    hygiene: str = ""


class ChangeArguments(Arguments):
    """What is to happen to which findings. `up_to` is the last number when it was asked for, `total` how many then."""

    action: str
    reason: str = ""
    person: str = ""
    asked_at: str
    up_to: int
    total: int
    filters: Filters = Filters()

    @property
    def moment(self) -> datetime:
        """When it was asked for."""
        return datetime.fromisoformat(self.asked_at)


def change_some(work: Work) -> Batch:
    """Judge and change the next findings that match."""
    given: ChangeArguments = work.arguments
    filters = FindingFilters(**given.filters.model_dump())
    filters.check()
    asked = asked_for(work.scope, given.action, given.reason, given.person)
    after = int(work.cursor or 0)
    rows = queries.walk(
        work.scope, filters, moment=given.moment, after=after, up_to=given.up_to, limit=AT_ONCE
    )  # fmt: skip
    held = queries.held(work.scope, [row.id for row in rows])
    late = [one for one in held if one.status_at > given.moment]
    fresh = [one for one in held if one.status_at <= given.moment]
    is_last = len(rows) < AT_ONCE
    verdict = carry_out(work.scope, fresh, asked, now())
    verdict = Verdict(verdict.changed, (*verdict.left_out, *((one, "version") for one in late)))
    return _batch(work, verdict, rows, is_last=is_last)


def _batch(work: Work, verdict: Verdict, rows: Any, *, is_last: bool) -> Batch:
    given: ChangeArguments = work.arguments
    facts = Counter({name: int(value) for name, value in work.facts.items() if isinstance(value, int)})
    first = facts["items"] + 1
    facts["findings_changed"] += len(verdict.changed)
    facts["left_out"] += len(verdict.left_out)
    for reason, many in verdict.reasons().items():
        facts[f"left_out_{reason}"] += many
    shown = verdict.left_out[: max(0, EXAMPLES - facts["examples"])]
    items = [_batch_item(first, rows, len(verdict.changed))] if rows else []
    items += [_left_out(first + at, one, reason) for at, (one, reason) in enumerate(shown, start=1)]
    facts["examples"] += len(shown)
    facts["items"] += len(items)
    if is_last:
        gone = given.total - facts["findings_changed"] - facts["left_out"]
        if gone > 0:  # they did not match any more when their turn came
            facts["left_out"] += gone
            facts["left_out_version"] += gone
        after = {"action": given.action, "changed": facts["findings_changed"], "left_out": facts["left_out"]}
        place = ("workspace", work.scope.workspace_ref)
        work.scope.record("finding.changed_many", *place, after=after, reason=given.reason)
    total = -(-given.total // AT_ONCE) + facts["examples"]
    return Batch(tuple(items), str(rows[-1].number) if rows else work.cursor, is_last, total, dict(facts))


def _batch_item(number: int, rows: Any, changed: int) -> Item:
    return Item(number, "findings", f"F-{rows[0].number} - F-{rows[-1].number}", "done", detail=str(changed))


def _left_out(number: int, finding: Finding, reason: str) -> Item:
    return Item(
        number, "finding", f"F-{finding.number} {finding.subject_name}"[:200], "skipped",
        reason_code=f"finding_{reason}", subject_ref=finding.public_id,
    )  # fmt: skip


def _same_work(given: Any) -> str:
    """Twice the same button is one piece of work, whenever it was pressed."""
    return canonical({name: value for name, value in given.model_dump().items() if name not in _MOMENT})


_MOMENT = ("asked_at", "up_to", "total")

register(
    Operation(
        kind=CHANGE_FINDINGS,
        capability=Capability.FINDING_READ,
        changes="tenantpilot",
        arguments=ChangeArguments,
        batch=change_some,
        key=_same_work,
        may_be_scheduled=False,
        is_offered=False,
    )
)
