"""Deciding about a request: who may not, what stands against it now, and what an approval does."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from tenantpilot.access.capabilities import Capability
from tenantpilot.findings import acceptance, exception_times, moving, people, rules
from tenantpilot.findings import exception_queries as queries
from tenantpilot.findings.acceptance import Matter
from tenantpilot.findings.exception_asking import WORDS, digest_of, refuse
from tenantpilot.findings.exception_notices import tell_about
from tenantpilot.findings.exception_requests import latest_end
from tenantpilot.findings.rule_bodies import ExceptionRules
from tenantpilot.findings.tables import IN_FORCE, Finding, FindingException
from tenantpilot.findings.workflow import TODO, State
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError
from tenantpilot.store import ledger
from tenantpilot.store.scope import Scope

_OPEN = frozenset(state.value for state in TODO)


class OwnRequestError(ConflictError):
    """Somebody decides about what they asked for themselves."""

    message_key = "error-exception-requester"

    def __init__(self, workspace_id: UUID, exception_ref: str) -> None:
        super().__init__("one's own request")
        self.workspace_id, self.exception_ref = workspace_id, exception_ref


class NotAskedError(ConflictError):
    """Somebody changes or takes back what another person asked for."""

    message_key = "error-exception-somebody-else"


def over(scope: Scope, row: FindingException) -> ConflictError:
    """Why nothing can be decided about a request any more, in words that say what it is now."""
    successor = queries.successor(scope, row) if row.end_code in ("edited", "extended") else None
    facts = {"number": str(row.number), "status": row.status, "by": str(successor.number) if successor else ""}
    code = {"pending": "waiting"}.get(row.status, "approved" if row.status in IN_FORCE else row.end_code)
    return ConflictError(code, message_key=WORDS[code], facts=facts)


def check_waits(scope: Scope, row: FindingException) -> None:
    """Raises: ConflictError: the request does not wait any more."""
    if row.status != "pending":
        raise over(scope, row)


def check_asked_by(scope: Scope, row: FindingException) -> None:
    """Raises: NotAskedError: somebody else asked for it."""
    if row.requester_id != scope.actor.user_id:
        raise NotAskedError("somebody else's request")


def check_not_own(scope: Scope, row: FindingException) -> None:
    """Raises: OwnRequestError: the one who decides is the one who asked."""
    if row.requester_id == scope.actor.user_id:
        raise OwnRequestError(scope.workspace_id, row.public_id)


def against(row: FindingException, finding: Matter, known: ExceptionRules, at: datetime) -> str:
    """The first thing against approving a request that waits: expired, changed, severity, state, rules, or nothing."""
    if at >= row.expires_at:
        return "expired"
    if unfit := acceptance.fits(row, finding):
        return unfit
    if finding.status not in _OPEN and finding.status != State.RISK_ACCEPTED:
        return "state"
    if finding.family and finding.family in known.never_families:
        return "rules"
    if row.severity in known.second_approver and not row.needs_second:
        return "rules"
    return "rules" if row.expires_at > latest_end(known, row.severity, at) else ""


def approve(
    scope: Scope, row: FindingException, finding: Finding, digest: str, reason: str
) -> Literal["approved", "partly", "already"]:
    """Approve a held request as the one who acts; once all have approved, its finding is accepted.

    Raises:
        OwnRequestError, ConflictError: as exceptions.approve.
    """
    check_not_own(scope, row)
    me, moment = scope.actor.user_id, now()
    if me in (row.approver_id, row.second_approver_id) and row.status in ("pending", *IN_FORCE):
        return "already"
    check_waits(scope, row)
    if digest != row.request_digest or digest_of(scope, row, finding) != row.request_digest:
        refuse("edited", finding=finding, row=row)
    known = rules.load(scope, "exception").body
    if problem := against(row, finding, known, moment):
        refuse(problem, finding=finding, row=row)
    _check_owner(scope, row, finding)
    if row.approver_id is None and row.needs_second:
        _sign(row, me, moment, reason)
        scope.session.add(row)
        _record(scope, row, "exception.partly_approved", reason)
        return "partly"
    _accept(scope, row, finding, known, reason, moment)
    return "approved"


def _sign(row: FindingException, me: UUID, moment: datetime, reason: str) -> None:
    if row.approver_id is None:
        row.approver_id, row.approved_digest, row.approved_at = me, row.request_digest, moment
    else:
        row.second_approver_id, row.second_digest, row.second_at = me, row.request_digest, moment
    row.decision_reason = "\n\n".join(text for text in (row.decision_reason, reason) if text)
    row.version += 1


def _check_owner(scope: Scope, row: FindingException, finding: Finding) -> None:
    # A risk that nobody answers for any more is not accepted.
    owner = people.people(scope, [row.owner_id])[row.owner_id]
    if not owner.may(Capability.FINDING_READ, finding.tenant_id):
        refuse("owner", finding=finding, row=row)


def _accept(
    scope: Scope, row: FindingException, finding: Finding, known: ExceptionRules, reason: str, moment: datetime
) -> None:
    before = [(one, "superseded", "extended") for one in queries.resting(scope, [finding.id])]
    ended = acceptance.close(scope, before, at=moment, by=scope.actor.user_id)
    _sign(row, scope.actor.user_id, moment, reason)
    row.status, row.next_at = "approved", exception_times.following(row, known, moment)
    scope.session.add(row)
    tell_about(scope, [(row, finding)], "exception.approved")
    if finding.status == State.RISK_ACCEPTED:
        moving.carry_over(scope, finding, row, at=moment)
    else:
        data = {"after_expiry": row.after_expiry, "exception": row.public_id}
        moving.apply(scope, finding, "accept", reason=row.justification, data=data, exception=row, at=moment)
    ended.record(scope)
    _record(scope, row, "exception.approved", reason)


def _record(scope: Scope, row: FindingException, action: str, reason: str) -> None:
    tenant = (row.tenant_id, queries.tenant_refs(scope, [row.tenant_id])[row.tenant_id])
    entry = acceptance.entry(
        row, action, "pending", tenant, reason=reason, request_digest=row.request_digest,
        expires_at=row.expires_at.isoformat(),
    )  # fmt: skip
    scope.session.flush()
    ledger.append_many(scope.session, scope.workspace_id, scope.actor, [entry], run_ref=scope.run_ref)
