"""A finding as lists show it, and what the person who looks may do with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.findings.links import finding_href
from tenantpilot.findings.people import People, named, people
from tenantpilot.findings.views import FindingRow
from tenantpilot.findings.workflow import TODO, Move, possible
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.links import tenant_href

KIND = "finding"
# Accepting and revoking are decided on the exception, which has a page and an approver of its own.
ELSEWHERE = frozenset({"accept", "revoke"})
_TODO = frozenset(state.value for state in TODO)


def by_hand(status: str) -> tuple[Move, ...]:
    """The moves from here that people make on the finding itself."""
    return tuple(move for move in possible(status) if move.capability is not None and move.name not in ELSEWHERE)


def finding_rows(ctx: Context, scope: Scope, found: Iterable[Any]) -> tuple[FindingRow, ...]:
    """Rows of the list's statements as pages show them."""
    rows = list(found)
    known = people(scope, (key for row in rows for key in (row.assignee_id, row.owner_id)))
    return tuple(finding_row(ctx, scope, row, known) for row in rows)


def finding_row(ctx: Context, scope: Scope, row: Any, known: People) -> FindingRow:
    """One row, with the people already looked up."""
    role, space = Role(scope.role), scope.workspace_ref
    is_todo = row.status in _TODO
    return FindingRow(
        handle=seal(ctx, KIND, row.public_id),
        finding_ref=row.public_id,
        number=row.number,
        href=finding_href(space, row.public_id),
        kind=row.kind,
        severity=row.severity,
        status=row.status,
        outcome=row.outcome,
        version=row.version,
        subject_name=row.subject_name,
        family=row.family,
        source_kind=row.source_kind,
        source_ref=row.source_ref,
        source_name=row.source_name,
        differences=row.differences,
        tenant_ref=row.tenant_ref,
        tenant_name=row.tenant_name,
        tenant_href=tenant_href(space, row.tenant_ref),
        tier=row.tier,
        assignee=named(scope, known, row.assignee_id, row.tenant_id),
        owner=named(scope, known, row.owner_id, row.tenant_id),
        sla_state=row.sla_state,
        due_at=iso(row.due_at),
        breached_at=iso(row.breached_at),
        observed_at=iso(row.observed_at),
        coverage=row.coverage,
        unknown_since=iso(row.unknown_since),
        occurrences=row.occurrences,
        first_seen_at=iso(row.first_seen_at),
        status_at=iso(row.status_at),
        moves=tuple(move.name for move in by_hand(row.status) if move.capability and holds(role, move.capability)),
        may_claim=is_todo and row.assignee_id is None and holds(role, Capability.FINDING_WORK),
        may_assign=is_todo and holds(role, Capability.FINDING_ASSIGN),
    )
