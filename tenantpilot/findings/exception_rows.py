"""An acceptance as lists show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.findings import exception_list_queries as queries
from tenantpilot.findings.acceptance import KIND
from tenantpilot.findings.exception_moves import possible
from tenantpilot.findings.exception_views import ExceptionRow
from tenantpilot.findings.links import exception_href, finding_href
from tenantpilot.findings.people import People, named, people
from tenantpilot.findings.rule_bodies import ExceptionRules
from tenantpilot.findings.views import PersonName
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.links import tenant_href

PERSONS = ("requester_id", "owner_id", "approver_id", "second_approver_id", "ended_by_id")
NOBODY = PersonName("", "", "", is_self=False, is_gone=True)


def persons(scope: Scope, rows: Iterable[Any]) -> People:
    """Everybody whom these acceptances name."""
    return people(scope, [getattr(row, name) for row in rows for name in PERSONS])


def shown(
    ctx: Context, scope: Scope, found: Iterable[Any], known: ExceptionRules, at: datetime
) -> tuple[ExceptionRow, ...]:
    """Rows of the list's statements as pages show them."""
    rows = list(found)
    who, times = persons(scope, rows), queries.extended(scope, [row.id for row in rows])
    return tuple(exception_row(ctx, scope, row, known, at, who, times) for row in rows)


def exception_row(
    ctx: Context, scope: Scope, row: Any, known: ExceptionRules, at: datetime, who: People, times: Mapping[UUID, int]
) -> ExceptionRow:
    """One row, with people and extensions already looked up."""
    space = scope.workspace_ref

    def person(name: str) -> PersonName | None:
        return named(scope, who, getattr(row, name), row.tenant_id)

    moves = [one.name for one in possible(scope, row, known, at) if one.is_possible]
    return ExceptionRow(
        handle=seal(ctx, KIND, row.public_id),
        exception_ref=row.public_id,
        number=row.number,
        href=exception_href(space, row.public_id),
        status=row.status,
        version=row.version,
        severity=row.severity,
        finding_ref=row.finding_ref,
        finding_number=row.finding_number,
        finding_href=finding_href(space, row.finding_ref),
        finding_kind=row.finding_kind,
        subject_name=row.subject_name,
        family=row.family,
        source_name=row.source_name,
        tenant_ref=row.tenant_ref,
        tenant_name=row.tenant_name,
        tenant_href=tenant_href(space, row.tenant_ref),
        justification=row.justification,
        requester=person("requester_id") or NOBODY,
        owner=person("owner_id") or NOBODY,
        approver=person("approver_id"),
        second_approver=person("second_approver_id"),
        approvals=(row.approver_id is not None) + (row.second_approver_id is not None),
        approvals_needed=2 if row.needs_second else 1,
        requested_at=iso(row.requested_at),
        approved_at=iso(row.second_at or row.approved_at) if row.status != "pending" else "",
        review_at=iso(row.review_at),
        expires_at=iso(row.expires_at),
        days_left=max(0, (row.expires_at - at).days) if row.ended_at is None else 0,
        ended_at=iso(row.ended_at),
        ended_code=row.end_code,
        extension=times.get(row.id, 0),
        is_mine=row.requester_id == scope.actor.user_id,
        moves=tuple(moves),
        request_digest=row.request_digest,
    )
