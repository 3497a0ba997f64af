"""An acceptance's own page: who accepted what, when, why, until when, on what evidence, and how it ended."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings import exception_list_queries as queries
from tenantpilot.findings import exception_times, rules
from tenantpilot.findings.acceptance import KIND, fits
from tenantpilot.findings.differences import difference
from tenantpilot.findings.exception_moves import Shown, possible
from tenantpilot.findings.exception_requests import latest_end
from tenantpilot.findings.exception_rows import NOBODY, exception_row, persons
from tenantpilot.findings.exception_views import (
    Approval,
    ExceptionDetail,
    ExceptionEnd,
    ExceptionStep,
    Pinned,
    Reminder,
)
from tenantpilot.findings.facts import Facts
from tenantpilot.findings.links import exception_href, logged_href
from tenantpilot.findings.people import People, named
from tenantpilot.findings.rule_bodies import ExceptionRules
from tenantpilot.findings.tables import IN_FORCE, FindingException
from tenantpilot.findings.workflow import State
from tenantpilot.kernel.clock import moment, now
from tenantpilot.store.scope import Scope


def exception_detail(ctx: Context, exception_ref: str) -> ExceptionDetail:
    """Everything about one acceptance or request.

    Raises:
        NotFoundError: malformed, absent and foreign alike.
        ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        key = scope.get(FindingException, exception_ref).id
        row, at = queries.one(scope, key), now()
        known = rules.load(scope, "exception").body
        line = chain(queries.of_finding(scope, row.finding_id), row.id)
        who = persons(scope, [row, *line])
        waiting = next((one.id for one in line if one.status == "pending"), None)
        moves = possible(scope, row, known, at, waiting=waiting)
        may_extend = any(one.name in ("extend", "edit") and one.is_possible for one in moves)
        sees_log = holds(Role(scope.role), Capability.AUDIT_READ)
        return ExceptionDetail(
            row=exception_row(ctx, scope, row, known, at, who, queries.extended(scope, [row.id])),
            request_digest=row.request_digest,
            evidence=row.evidence,
            measures=row.measures,
            after_expiry=row.after_expiry,
            decision_reason=row.decision_reason,
            finding_status=row.finding_status,
            finding_severity=row.finding_severity,
            pinned=_pinned(scope, row),
            approvals=_approvals(scope, row, who),
            chain=tuple(_step(scope, one, line, who, row.id) for one in line),
            reminders=_reminders(row, known, at),
            end=_end(scope, row, who) if row.ended_at else None,
            possible=moves,
            latest_end=iso(latest_end(known, row.finding_severity, at)) if may_extend else "",
            audit_href=logged_href(scope.workspace_ref, row.public_id, KIND) if sees_log else "",
        )


def chain(every: Sequence[Any], key: UUID) -> list[Any]:
    """The requests that took each other's place around this one, oldest first."""
    by_key = {one.id: one for one in every}
    before, after = {one.id: one.supersedes_id for one in every}, {one.supersedes_id: one.id for one in every}
    line, up, down = [key], before.get(key), after.get(key)
    while up is not None and up in by_key and up not in line:
        line.insert(0, up)
        up = before.get(up)
    while down is not None and down not in line:
        line.append(down)
        down = after.get(down)
    return [by_key[one] for one in line]


@dataclass(frozen=True)
class _AsPinned:
    """A finding as it was when somebody asked, for whoever shows what differs."""

    kind: str
    family: str
    tenant_id: UUID
    tenant_name: str
    source_name: str
    observed_at: datetime | None
    differences: int
    expected_digest: str
    observed_digest: str


def _pinned(scope: Scope, row: Any) -> Pinned:
    told: Mapping[str, Any] = json.loads(row.pinned)
    then = _AsPinned(
        kind=str(told.get("kind", row.finding_kind)),
        family=row.family,
        tenant_id=row.tenant_id,
        tenant_name=row.tenant_name,
        source_name=str(told.get("source_name", row.source_name)),
        observed_at=moment(str(told.get("observed_at", ""))),
        differences=int(told.get("differences", 0)),
        expected_digest=str(told.get("expected_digest", "")),
        observed_digest=row.pinned_digest,
    )
    return Pinned(
        kind=then.kind,
        digest=row.pinned_digest,
        diff=difference(scope, then, then, Facts.read(json.dumps(told.get("detail", {})))),
        differences=then.differences,
        read_at=iso(then.observed_at),
        observed_at=iso(row.observed_at),
        unknown_since=iso(row.unknown_since),
        holds=_holds(row),
    )


def _holds(row: Any) -> str:
    if row.finding_status == State.CLOSED:
        return "gone"
    unfit = fits(row, Shown.of(row))
    if unfit:
        return "no" if unfit == "changed" else "worse"
    return "unknown" if row.unknown_since else "yes"


def _approvals(scope: Scope, row: Any, who: People) -> tuple[Approval, ...]:
    given = [(row.approver_id, row.approved_at, row.approved_digest)]
    if row.needs_second:
        given.append((row.second_approver_id, row.second_at, row.second_digest))
    # Approvals of a request that ended before all of them were given are worth nothing.
    is_void = row.end_code in ("rejected", "withdrawn", "edited") or (
        row.ended_at is not None and any(person is None for person, _, _ in given)
    )
    return tuple(
        Approval(
            step=step,
            state="void" if is_void else "given" if person else "missing",
            person=named(scope, who, person, row.tenant_id),
            at=iso(at),
            is_bound=bool(person) and digest == row.request_digest,
        )
        for step, (person, at, digest) in enumerate(given, start=1)
    )


def _step(scope: Scope, one: Any, line: Sequence[Any], who: People, this: UUID) -> ExceptionStep:
    earlier = next((before for before in line if before.id == one.supersedes_id), None)
    relation = "request" if earlier is None else "edit" if earlier.end_code == "edited" else "extension"
    return ExceptionStep(
        exception_ref=one.public_id,
        number=one.number,
        href=exception_href(scope.workspace_ref, one.public_id),
        relation=relation,
        status=one.status,
        requester=named(scope, who, one.requester_id, one.tenant_id) or NOBODY,
        approver=named(scope, who, one.second_approver_id or one.approver_id, one.tenant_id),
        requested_at=iso(one.requested_at),
        approved_at=iso(one.second_at or one.approved_at),
        expires_at=iso(one.expires_at),
        ended_at=iso(one.ended_at),
        is_this=one.id == this,
    )


def _reminders(row: Any, known: ExceptionRules, at: datetime) -> tuple[Reminder, ...]:
    made, next_is_marked = [], False
    begun = row.second_at or row.approved_at or row.requested_at
    for days, when in exception_times.reminders(row, known):
        if row.reminded_days and row.reminded_days <= days:
            state = "sent" if when > begun else "skipped"
        elif when <= begun or row.ended_at is not None:
            state = "skipped"
        else:
            state = "later" if next_is_marked or row.status not in IN_FORCE else "due"
            next_is_marked = next_is_marked or state == "due"
        made.append(Reminder(days, iso(when), state))
    return tuple(made)


def _end(scope: Scope, row: Any, who: People) -> ExceptionEnd:
    return ExceptionEnd(
        row.end_code, iso(row.ended_at), named(scope, who, row.ended_by_id, row.tenant_id), row.end_reason
    )
