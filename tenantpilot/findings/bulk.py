"""One action on many findings: each is judged on its own, and what is left out is reported with its reason.

A selection is done at once. "Everything that matches" is done at once when it is little, and becomes an operation when
it is more; the operation judges each finding in the batch that changes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings import bulk_queries as queries
from tenantpilot.findings import event_queries, events, moving
from tenantpilot.findings.filters import FindingFilters
from tenantpilot.findings.judging import Asked, happening, judge
from tenantpilot.findings.links import finding_href
from tenantpilot.findings.moving import Change
from tenantpilot.findings.people import person_by_ref
from tenantpilot.findings.rows import KIND
from tenantpilot.findings.tables import Finding
from tenantpilot.findings.work_views import BulkPreview, BulkResult, LeftOut, ReasonCount
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.operations import catalogue, dispatch
from tenantpilot.operations.names import CHANGE_FINDINGS
from tenantpilot.store.scope import Scope

AT_ONCE = 200
MOST_COUNTED = 1_000_000
_HIGHEST = 2**31 - 1
EXAMPLES = 100
# The clock tells these by itself; who decides before or after them decides the same.
CLOCK_EVENTS = frozenset(("finding.approaching", "finding.breached"))


@dataclass(frozen=True)
class Chosen:
    """A finding as a page's row names it, and the version that was seen there."""

    handle: str
    version: int


@dataclass(frozen=True)
class Verdict:
    """What became of findings: which were changed, which were left out and why."""

    changed: tuple[Finding, ...]
    left_out: tuple[tuple[Finding, str], ...]

    def reasons(self) -> Counter[str]:
        """How many were left out, by reason."""
        return Counter(reason for _, reason in self.left_out)


def change_chosen(
    ctx: Context, action: str, chosen: Sequence[Chosen], *, reason: str = "", person: str = ""
) -> BulkResult:
    """Do one action to findings of a list; `person` (a public id) is whom they are given to, empty for nobody.

    Raises:
        NotFoundError: a handle that does not open here; also as open_scope.
        ForbiddenError: as open_scope.
        InvalidInputError: too many or none, not an action, no reason where it needs one, nobody of that id.
    """
    with open_scope(ctx, Capability.FINDING_READ, write=True) as scope:
        seen = _seen(ctx, chosen)
        asked = asked_for(scope, action, reason, person)
        found = queries.held_by_ref(scope, seen)
        verdict = carry_out(scope, found, asked, now(), {one.id: seen[one.public_id] for one in found})
        missing = len(seen) - len(found)
        return _result(scope, asked, verdict, missing)


def change_matching(
    ctx: Context, action: str, filters: FindingFilters, *, reason: str = "", person: str = ""
) -> BulkResult:
    """Do one action to everything that a tab and its filters show; many become an operation.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; also a foreign or absent tenant in the filters.
        InvalidInputError: as change_chosen; filters that mean nothing.
        BlockedError: as dispatch.start, when it becomes an operation.
    """
    operation, moment = catalogue.find(CHANGE_FINDINGS), now()
    with open_scope(ctx, operation.capability, tenant=filters.environment_id or None, write=True) as scope:
        filters.check()
        asked = asked_for(scope, action, reason, person)
        many = queries.count(scope, filters, moment=moment, limit=MOST_COUNTED)
        if many <= AT_ONCE:
            rows = queries.walk(scope, filters, moment=moment, after=0, up_to=_HIGHEST, limit=AT_ONCE)
            found = queries.held(scope, [row.id for row in rows])
            return _result(scope, asked, carry_out(scope, found, asked, moment), 0)
        given = {
            "action": action,
            "reason": reason.strip(),
            "person": person,
            "asked_at": moment.isoformat(),
            "up_to": queries.last_number(scope),
            "total": many,
            "filters": {name: value for name, value in filters.narrowing().items() if name != "environment_id"},
        }
        started = dispatch.start_within(ctx, scope, operation, given, reason=reason.strip()[: dispatch.LONGEST_REASON])
    return BulkResult(action, 0, 0, (), (), started.run_ref, started.href)


def preview_chosen(ctx: Context, action: str, chosen: Sequence[Chosen], *, person: str = "") -> BulkPreview:
    """What an action on findings of a list would do, for the dialog before it.

    Raises:
        NotFoundError, ForbiddenError, InvalidInputError: as change_chosen; a missing reason is none here.
    """
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        seen = _seen(ctx, chosen)
        asked = asked_for(scope, action, _PLACEHOLDER, person)
        found = queries.by_ref(scope, seen)
        verdict = verdict_of(scope, found, asked, now(), {one.id: seen[one.public_id] for one in found})
    return _preview(asked, verdict, len(seen), len(seen) - len(found), is_run=False)


def preview_matching(ctx: Context, action: str, filters: FindingFilters, *, person: str = "") -> BulkPreview:
    """The same for everything that matches; many are judged by the first of them.

    Raises:
        NotFoundError, ForbiddenError, InvalidInputError: as change_matching; a missing reason is none here.
    """
    moment = now()
    with open_scope(ctx, Capability.FINDING_READ, tenant=filters.environment_id or None) as scope:
        filters.check()
        asked = asked_for(scope, action, _PLACEHOLDER, person)
        many = queries.count(scope, filters, moment=moment, limit=MOST_COUNTED)
        rows = queries.walk(scope, filters, moment=moment, after=0, up_to=_HIGHEST, limit=AT_ONCE)
        verdict = verdict_of(scope, queries.by_key(scope, [row.id for row in rows]), asked, moment)
    return _preview(asked, verdict, many, 0, is_run=many > AT_ONCE)


# Whether a reason is given is asked when it happens.
_PLACEHOLDER = "."


def _seen(ctx: Context, chosen: Sequence[Chosen]) -> dict[str, int]:
    if not chosen:
        raise InvalidInputError({"selection": "error-field-required"})
    if len(chosen) > AT_ONCE:
        raise InvalidInputError({"selection": "error-selection-too-large"})
    return {unseal(ctx, KIND, one.handle): one.version for one in chosen}


def asked_for(scope: Scope, action: str, reason: str, person: str) -> Asked:
    """What somebody asks for, checked as far as it is the same for all findings.

    Raises:
        InvalidInputError: not an action, no reason where it needs one, nobody of that id in the workspace.
    """
    named = person_by_ref(scope, person) if person and action in ("assign", "own") else None
    if person and named is None and action in ("assign", "own"):
        raise InvalidInputError({"person": "error-field-choice"})
    asked = Asked(action, reason, named)
    asked.check()
    return asked


def verdict_of(
    scope: Scope, found: Collection[Finding], asked: Asked, moment: datetime, seen: dict[Any, int] | None = None
) -> Verdict:
    """Which findings an action would change, and which not."""
    changed, left_out = [], []
    for finding in found:
        reason = judge(scope, finding, asked, moment)
        if reason != "done" and seen is not None and _is_stale(scope, finding, seen[finding.id]):
            reason = "version"
        if reason:
            left_out.append((finding, reason))
        else:
            changed.append(finding)
    return Verdict(tuple(changed), tuple(left_out))


def _is_stale(scope: Scope, finding: Finding, version: int) -> bool:
    """Whether something happened since that version that somebody should look at before they decide."""
    if version == finding.version:
        return False
    since = event_queries.since(scope, finding.id, version)
    return not since or any(one.name not in CLOCK_EVENTS for one in since)


def carry_out(
    scope: Scope, found: Collection[Finding], asked: Asked, moment: datetime, seen: dict[Any, int] | None = None
) -> Verdict:
    """Judge findings that are held and change those that may be; call it last, it locks the chain's head."""
    verdict = verdict_of(scope, found, asked, moment, seen)
    if asked.move is not None:
        moving.apply_many(scope, [Change(one, asked.action, asked.reason) for one in verdict.changed], at=moment)
    else:
        events.write(scope, [happening(scope, one, asked) for one in verdict.changed], at=moment)
    return verdict


def _counts(reasons: Counter[str], missing: int) -> tuple[ReasonCount, ...]:
    told = reasons + Counter({"reach": missing})
    return tuple(ReasonCount(reason, many) for reason, many in sorted(told.items()) if many)


def _result(scope: Scope, asked: Asked, verdict: Verdict, missing: int) -> BulkResult:
    shown = verdict.left_out[:EXAMPLES]
    names = queries.tenant_names(scope, {one.tenant_id for one, _ in shown})
    if len(verdict.changed) > 1:
        after = {"action": asked.action, "changed": len(verdict.changed), "left_out": len(verdict.left_out) + missing}
        scope.record("finding.changed_many", "workspace", scope.workspace_ref, after=after, reason=asked.reason.strip())
    return BulkResult(
        action=asked.action,
        changed=len(verdict.changed),
        left_out=len(verdict.left_out) + missing,
        reasons=_counts(verdict.reasons(), missing),
        examples=tuple(
            LeftOut(
                one.public_id,
                one.number,
                finding_href(scope.workspace_ref, one.public_id),
                one.subject_name,
                names.get(one.tenant_id, ""),
                reason,
            )
            for one, reason in shown
        ),
        run_ref="",
        run_href="",
    )


def _preview(asked: Asked, verdict: Verdict, many: int, missing: int, *, is_run: bool) -> BulkPreview:
    return BulkPreview(
        action=asked.action,
        findings=many,
        possible=len(verdict.changed),
        tenants=len({one.tenant_id for one in verdict.changed}),
        reasons=_counts(verdict.reasons(), missing),
        needs_reason=asked.move is not None and asked.move.needs_reason,
        is_more=many > AT_ONCE,
        is_run=is_run,
    )
