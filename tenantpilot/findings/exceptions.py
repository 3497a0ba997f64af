"""What people do about accepting a risk: ask, change what they asked, take it back, approve, reject, revoke, extend.

Who asks, who approves and who approves second are three people. An approval is of exactly one digest of one request:
changing a request makes another one, which nobody has approved. Everything that may be sent twice may be sent twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings import acceptance, exception_asking, exception_deciding, moving
from tenantpilot.findings import exception_queries as queries
from tenantpilot.findings.acceptance import KIND
from tenantpilot.findings.events import KIND as FINDING
from tenantpilot.findings.exception_asking import refuse
from tenantpilot.findings.exception_deciding import OwnRequestError
from tenantpilot.findings.exception_notices import tell_about
from tenantpilot.findings.exception_requests import LONGEST, RequestForm
from tenantpilot.findings.tables import IN_FORCE, Finding, FindingException
from tenantpilot.findings.workflow import State
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.store import ledger
from tenantpilot.store.scope import Scope

C = Capability
Approved = Literal["approved", "partly", "already"]


def request(ctx: Context, finding_handle: str, form: RequestForm) -> str:
    """Ask that a finding's risk be accepted, as it shows itself now; the public id of the request.

    Raises:
        NotFoundError: the handle does not open, or the finding is out of reach.
        ConflictError: it shows another value than the form, is not open, has a request waiting, or may not be accepted.
        InvalidInputError: per field what is wrong.
        ForbiddenError: without the capability.
    """
    with open_scope(ctx, C.EXCEPTION_REQUEST, write=True) as scope:
        finding = scope.get(Finding, unseal(ctx, FINDING, finding_handle), lock=True)
        if finding.status == State.RISK_ACCEPTED:
            refuse("accepted", finding=finding)
        return exception_asking.ask(scope, finding, form).public_id


def extend(ctx: Context, handle: str, form: RequestForm) -> str:
    """Ask for a longer acceptance in the place of one in force, which goes on until somebody approves this.

    Raises:
        NotFoundError: the handle does not open, or the acceptance is out of reach.
        ConflictError: it is not in force any more, or as `request`.
        InvalidInputError, ForbiddenError: as `request`.
    """
    with open_scope(ctx, C.EXCEPTION_REQUEST, write=True) as scope:
        row, finding = queries.hold(scope, unseal(ctx, KIND, handle))
        if row.status not in IN_FORCE:
            raise exception_deciding.over(scope, row)
        return exception_asking.ask(scope, finding, form, extends=row).public_id


def edit(ctx: Context, handle: str, form: RequestForm) -> str:
    """Ask for something else: the request ends, approvals of it count no more, a new one takes its place.

    Raises:
        NotFoundError: the handle does not open, or the request is out of reach.
        ConflictError: it does not wait any more, somebody else asked, or as `request`.
        ForbiddenError: without the capability.
        InvalidInputError: as `request`.
    """
    with open_scope(ctx, C.EXCEPTION_REQUEST, write=True) as scope:
        row, finding = queries.hold(scope, unseal(ctx, KIND, handle))
        exception_deciding.check_waits(scope, row)
        exception_deciding.check_asked_by(scope, row)
        return exception_asking.ask(scope, finding, form, edits=row).public_id


def withdraw(ctx: Context, handle: str) -> None:
    """Take a request back.

    Raises:
        NotFoundError: the handle does not open, or the request is out of reach.
        ConflictError: it does not wait any more, or somebody else asked.
        ForbiddenError: without the capability.
    """
    with open_scope(ctx, C.EXCEPTION_REQUEST, write=True) as scope:
        row, _ = queries.hold(scope, unseal(ctx, KIND, handle))
        if row.status == "withdrawn" and row.ended_by_id == ctx.user_id:
            return
        exception_deciding.check_waits(scope, row)
        exception_deciding.check_asked_by(scope, row)
        acceptance.close(scope, [(row, "withdrawn", "withdrawn")], by=ctx.user_id).record(scope)


def approve(ctx: Context, handle: str, request_digest: str, *, reason: str = "") -> Approved:
    """Approve what this digest stands for; it is accepted once everybody has approved whom its severity asks for.

    Raises:
        NotFoundError: the handle does not open, or the request is out of reach.
        OwnRequestError: it is the person's own request; the attempt is in the log.
        ForbiddenError: without the capability.
        ConflictError: the request was edited, is over, its end has passed, its finding shows another value or severity
            than was asked about, or the rules do not allow it any more. Its message key says which.
    """
    reason = _words(reason, is_needed=False)
    with _deciding(ctx, handle) as (scope, row, finding):
        return exception_deciding.approve(scope, row, finding, request_digest, reason)


def reject(ctx: Context, handle: str, reason: str) -> None:
    """Say no, with a reason.

    Raises:
        NotFoundError: the handle does not open, or the request is out of reach.
        OwnRequestError: it is the person's own request; the attempt is in the log.
        ForbiddenError: without the capability.
        ConflictError: it does not wait any more.
        InvalidInputError: no reason, or too long a one.
    """
    reason = _words(reason)
    with _deciding(ctx, handle) as (scope, row, finding):
        if row.status == "rejected" and row.ended_by_id == ctx.user_id:
            return
        exception_deciding.check_waits(scope, row)
        exception_deciding.check_not_own(scope, row)
        ended = acceptance.close(scope, [(row, "rejected", "rejected")], by=ctx.user_id, reason=reason)
        tell_about(scope, [(row, finding)], "exception.rejected")
        ended.record(scope)


def revoke(ctx: Context, handle: str, reason: str) -> None:
    """End an acceptance in force before its time: the finding is open again, in the same transaction.

    Raises:
        NotFoundError: the handle does not open, or the acceptance is out of reach.
        ForbiddenError: without the capability.
        ConflictError: it is not in force any more.
        InvalidInputError: no reason, or too long a one.
    """
    reason = _words(reason)
    with open_scope(ctx, C.EXCEPTION_REVOKE, write=True) as scope:
        row, finding = queries.hold(scope, unseal(ctx, KIND, handle))
        if row.status == "revoked" and row.ended_by_id == ctx.user_id:
            return
        if row.status not in IN_FORCE:
            raise exception_deciding.over(scope, row)
        waiting = [(one, "ended", "revoked") for one in queries.resting(scope, [finding.id], ("pending",))]
        ended = acceptance.close(scope, [(row, "revoked", "revoked")], by=ctx.user_id, reason=reason)
        others = acceptance.close(scope, waiting)
        tell_about(scope, [(row, finding)], "exception.revoked")
        moving.apply(scope, finding, "revoke", reason=reason, exception=row)
        ended.record(scope)
        others.record(scope)


def _words(reason: str, *, is_needed: bool = True) -> str:
    said = reason.strip()
    if is_needed and not said:
        raise InvalidInputError({"reason": "error-field-required"})
    if len(said) > LONGEST:
        raise InvalidInputError({"reason": "error-field-too-long"})
    return said


@contextmanager
def _deciding(ctx: Context, handle: str) -> Iterator[tuple[Scope, FindingException, Finding]]:
    try:
        with open_scope(ctx, C.EXCEPTION_APPROVE, write=True) as scope:
            yield scope, *queries.hold(scope, unseal(ctx, KIND, handle))
    except OwnRequestError as refusal:
        # Alone, since the refused work is rolled back: an attempt at one's own request is what an auditor looks for.
        ledger.append_alone(
            refusal.workspace_id, ctx.actor, "access.denied", KIND, refusal.exception_ref,
            reason=C.EXCEPTION_APPROVE.value,
        )  # fmt: skip
        raise
