"""Writing a request: what is asked is checked, pinned to what the finding shows now, numbered and digested."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NoReturn
from uuid import UUID

from tenantpilot.access.capabilities import Capability
from tenantpilot.findings import acceptance, exception_requests, people, rules
from tenantpilot.findings import exception_queries as queries
from tenantpilot.findings.exception_notices import tell_people
from tenantpilot.findings.exception_requests import RequestForm
from tenantpilot.findings.rule_bodies import ExceptionRules
from tenantpilot.findings.tables import Finding, FindingException
from tenantpilot.findings.workflow import TODO, State
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, InvalidInputError
from tenantpilot.store.scope import Scope

_OPEN = frozenset(state.value for state in TODO)
MOST_TOLD = 50
# What stands against asking or deciding, or how a request ended, and the message that says it.
WORDS = {
    "accepted": "error-exception-accepted", "approved": "error-exception-approved",
    "waiting": "error-exception-waiting", "pending": "error-exception-pending", "state": "error-exception-state",
    "changed": "error-exception-changed", "severity": "error-exception-severity", "rules": "error-exception-rules",
    "edited": "error-exception-edited", "expired": "error-exception-expired", "owner": "error-exception-owner",
    "rejected": "error-exception-rejected", "withdrawn": "error-exception-withdrawn",
    "extended": "error-exception-extended", "revoked": "error-exception-revoked",
    "disappeared": "error-exception-disappeared", "retired": "error-exception-retired",
}  # fmt: skip


def refuse(code: str, *, finding: Finding | None = None, row: FindingException | None = None) -> NoReturn:
    """Raise the conflict that a code stands for, with what its words name.

    Raises:
        ConflictError: always.
    """
    facts = {"finding": str(finding.number)} if finding else {}
    facts |= {"number": str(row.number), "status": row.status} if row else {}
    raise ConflictError(code, message_key=WORDS[code], facts=facts)


def ask(
    scope: Scope,
    finding: Finding,
    form: RequestForm,
    *,
    extends: FindingException | None = None,
    edits: FindingException | None = None,
) -> FindingException:
    """Write a request about a held finding, or find the same one waiting already.

    Raises:
        ConflictError, InvalidInputError: as exceptions.request.
    """
    moment, known = now(), rules.load(scope, "exception").body
    form = exception_requests.cleaned(form, known)
    owner_ref = form.owner or scope.actor.ref
    waiting = next(iter(queries.resting(scope, [finding.id], ("pending",))), None)
    if waiting is not None and _is_same(scope, waiting, finding, form, owner_ref):
        return waiting
    if waiting is not None and (edits is None or edits.id != waiting.id):
        refuse("pending", finding=finding, row=waiting)
    _check_finding(finding, form, known)
    in_force = next(iter(queries.resting(scope, [finding.id])), None)
    latest = exception_requests.latest_end(known, finding.severity, moment)
    ends = exception_requests.check(form, latest, moment, after=in_force.expires_at if in_force else None)
    row = _row(scope, finding, replace(form, owner=owner_ref), ends, known)
    row.supersedes_id = (edits or extends).id if edits or extends else None  # type: ignore[union-attr]
    ended = acceptance.close(
        scope, [(edits, "superseded", "edited")] if edits else [], at=moment, by=scope.actor.user_id
    )
    _write(scope, finding, row)
    ended.record(scope)
    _record(scope, row, finding, owner_ref)
    return row


def _is_same(scope: Scope, waiting: FindingException, finding: Finding, form: RequestForm, owner_ref: str) -> bool:
    refs = queries.person_refs(scope, [waiting.owner_id])
    return (
        waiting.requester_id == scope.actor.user_id
        and not acceptance.fits(waiting, finding)
        and waiting.pinned_digest == form.observed_digest
        and exception_requests.asks_the_same(waiting, form, owner_ref, refs[waiting.owner_id])
    )


def _check_finding(finding: Finding, form: RequestForm, known: ExceptionRules) -> None:
    if finding.status not in _OPEN and finding.status != State.RISK_ACCEPTED:
        refuse("state", finding=finding)
    if finding.observed_digest != form.observed_digest:
        refuse("changed", finding=finding)
    if finding.family and finding.family in known.never_families:
        refuse("rules", finding=finding)


def _row(scope: Scope, finding: Finding, form: RequestForm, ends: datetime, known: ExceptionRules) -> FindingException:
    return FindingException(
        workspace_id=scope.workspace_id,
        number=0,
        tenant_id=finding.tenant_id,
        finding_id=finding.id,
        severity=finding.severity,
        requester_id=scope.actor.user_id,
        owner_id=_owner(scope, finding, form.owner),
        justification=form.justification,
        evidence=form.evidence,
        measures=form.measures,
        pinned_digest=finding.observed_digest,
        pinned=exception_requests.pinned(finding),
        after_expiry=form.after_expiry,
        needs_second=finding.severity in known.second_approver,
        review_at=form.review_at,
        expires_at=ends,
        next_at=ends,
        requested_at=now(),
        request_digest="",
    )


def _owner(scope: Scope, finding: Finding, ref: str) -> UUID:
    key = queries.person_by_ref(scope, ref)
    found = people.people(scope, [key]).get(key) if key else None
    if found is None or not found.may(Capability.FINDING_READ, finding.tenant_id):
        raise InvalidInputError({"owner": "error-field-choice"})
    return found.user_id


def digest_of(scope: Scope, row: FindingException, finding: Finding) -> str:
    """The digest of a request as its row says it now."""
    refs = queries.person_refs(scope, [row.requester_id, row.owner_id])
    names = {
        "finding": finding.public_id,
        "tenant": queries.tenant_refs(scope, [row.tenant_id])[row.tenant_id],
        "requester": refs[row.requester_id],
        "owner": refs[row.owner_id],
        "supersedes": queries.ref_of(scope, row.supersedes_id),
    }
    return exception_requests.digest(row, names)


def _write(scope: Scope, finding: Finding, row: FindingException) -> None:
    row.number = queries.next_number(scope)
    row.request_digest = digest_of(scope, row, finding)
    scope.add(row)
    tell_people(scope, _approvers(scope, row), row, finding, "exception.requested")


def _approvers(scope: Scope, row: FindingException) -> list[UUID]:
    return [one.user_id for one in approvers(scope, row.tenant_id)][:MOST_TOLD]


def approvers(scope: Scope, tenant_id: UUID) -> list[people.Person]:
    """Who could approve an acceptance in this tenant besides the one who acts."""
    found = people.members(scope)
    return [
        one for one in found
        if one.user_id != scope.actor.user_id and one.may(Capability.EXCEPTION_APPROVE, tenant_id)
    ]  # fmt: skip


def _record(scope: Scope, row: FindingException, finding: Finding, owner_ref: str) -> None:
    after = {
        "status": row.status, "finding": finding.public_id, "severity": row.severity, "owner": owner_ref,
        "pinned_digest": row.pinned_digest, "request_digest": row.request_digest,
        "expires_at": row.expires_at.isoformat(), "needs_second": row.needs_second,
        "supersedes": queries.ref_of(scope, row.supersedes_id),
    }  # fmt: skip
    tenant = (row.tenant_id, queries.tenant_refs(scope, [row.tenant_id])[row.tenant_id])
    scope.record("exception.requested", acceptance.KIND, row.public_id, after=after, reason=row.justification,
                 tenant=tenant)  # fmt: skip
