"""A finding's own page: what differs, why it matters, what may be done, what it would bring, and all that happened."""

from __future__ import annotations

import json
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings import record_queries as queries
from tenantpilot.findings.decisions import decisions, possible
from tenantpilot.findings.differences import difference
from tenantpilot.findings.facts import Facts
from tenantpilot.findings.links import compared_href, exception_href, logged_href, source_href
from tenantpilot.findings.people import people
from tenantpilot.findings.rows import finding_row
from tenantpilot.findings.tables import IN_FORCE
from tenantpilot.findings.timeline import timeline
from tenantpilot.findings.views import ExceptionBrief, FindingDetail, FindingFacts, RelatedFinding, Timeline
from tenantpilot.inventory.links import policy_href
from tenantpilot.inventory.opening import place
from tenantpilot.store.scope import Scope


def finding_detail(ctx: Context, finding_ref: str) -> FindingDetail:
    """Everything that somebody needs to decide about a finding.

    Raises:
        NotFoundError: malformed, absent and foreign alike.
        ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        found = queries.finding(scope, finding_ref)
        row, rest = queries.row(scope, found.id), queries.rest(scope, found.id)
        facts, asked = Facts.read(rest.detail), queries.exception(scope, found.id)
        near, role = queries.near(scope, found), Role(scope.role)
        who = (row, *near)
        known = people(scope, [key for one in who for key in (one.assignee_id, one.owner_id)] + [row.resolved_by_id])
        is_pending = asked is not None and asked.status == "pending"
        return FindingDetail(
            row=finding_row(ctx, scope, row, known),
            facts=_facts(scope, row, rest, facts, known[row.resolved_by_id].name if row.resolved_by_id else ""),
            diff=difference(scope, row, rest, facts),
            decisions=decisions(scope, row),
            possible=possible(scope, row, is_pending=is_pending),
            exception=_exception(scope, asked) if asked is not None else None,
            timeline=timeline(scope, found.id, found.tenant_id),
            related=tuple(RelatedFinding(one.relation, finding_row(ctx, scope, one, known)) for one in near),
            audit_href=logged_href(scope.workspace_ref, row.public_id) if holds(role, Capability.AUDIT_READ) else "",
            raw=_raw(rest) if holds(role, Capability.POLICY_INSPECT) else "",
        )


def finding_timeline(ctx: Context, finding_ref: str, cursor: str = "") -> Timeline:
    """What happened to a finding, newest first, 50 entries at a time.

    Raises:
        NotFoundError, ForbiddenError: as finding_detail.
        InvalidInputError: a cursor that means nothing.
    """
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        found = queries.finding(scope, finding_ref)
        return timeline(scope, found.id, found.tenant_id, place(cursor))


def _facts(scope: Scope, row: Any, rest: Any, facts: Facts, resolved_by: str) -> FindingFacts:
    space = scope.workspace_ref
    changed_by, changed_by_kind, changed_at, changed_from = _changed(scope, row, facts)
    return FindingFacts(
        policy_ref=rest.policy_ref,
        policy_href=policy_href(space, rest.policy_ref) if rest.policy_ref else "",
        policy_name=rest.policy_name,
        source_href=source_href(space, row.source_kind, row.source_ref),
        coverage_reason=rest.coverage_reason,
        attempted_at=iso(rest.attempted_at),
        complete_at=iso(rest.complete_at),
        changed_by=changed_by,
        changed_by_kind=changed_by_kind,
        changed_at=changed_at,
        changed_from=changed_from,
        resolved_by=resolved_by,
        resolved_at=iso(row.resolved_at),
        reason_code=facts.reason_code,
        comparison_href=compared_href(space, facts.comparison_ref, facts.result_ref),
    )


def _changed(scope: Scope, row: Any, facts: Facts) -> tuple[str, str, str, str]:
    """Who changed it, what they are, when, or since when it must have been: as told, else by the policy's versions."""
    version = queries.changed(scope, row.policy_id, row.observed_at, is_gone=row.kind == "missing")
    if facts.changed_by or facts.changed_at or version is None:
        return facts.changed_by, facts.changed_by_kind, facts.changed_at, facts.changed_from
    at = iso(version.author_at or version.observed_at)
    return version.author, version.author_kind, at, iso(version.seen_before_at)


def _exception(scope: Scope, row: Any) -> ExceptionBrief:
    return ExceptionBrief(
        exception_ref=row.public_id,
        number=row.number,
        href=exception_href(scope.workspace_ref, row.public_id),
        status=row.status,
        justification=row.justification,
        measures=row.measures,
        requester=row.requester,
        approver=row.approver,
        second_approver=row.second_approver,
        requested_at=iso(row.requested_at),
        approved_at=iso(row.second_at or row.approved_at),
        expires_at=iso(row.expires_at),
        ended_at=iso(row.ended_at),
        is_in_force=row.status in IN_FORCE,
    )


def _raw(rest: Any) -> str:
    told = {"expected": rest.expected_digest, "observed": rest.observed_digest, "detail": json.loads(rest.detail)}
    return json.dumps(told, indent=2, ensure_ascii=False)
