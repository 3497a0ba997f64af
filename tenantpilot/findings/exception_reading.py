"""The pages of acceptances: lists by what is to be done about them, and what a form that asks for one needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.initials import initials
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings import exception_list_queries as queries
from tenantpilot.findings import people, rules
from tenantpilot.findings.events import KIND as FINDING
from tenantpilot.findings.exception_asking import approvers
from tenantpilot.findings.exception_record import exception_detail
from tenantpilot.findings.exception_requests import latest_end
from tenantpilot.findings.exception_rows import shown
from tenantpilot.findings.exception_views import ExceptionCount, ExceptionsPage, ExceptionsSummary, RequestTerms
from tenantpilot.findings.links import exception_href
from tenantpilot.findings.rule_bodies import ExceptionRules
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.findings.tables import IN_FORCE, Finding, FindingException
from tenantpilot.findings.views import PersonName
from tenantpilot.findings.workflow import TODO, State
from tenantpilot.kernel.clock import moment, now
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store.scope import Scope

__all__ = ["count_waiting", "exception_detail", "exceptions_summary", "list_exceptions", "request_terms"]

SEPARATOR = "~"
LONGEST_CURSOR = 200
_OPEN = frozenset(state.value for state in TODO)


def list_exceptions(
    ctx: Context, view: str = "", *, tenant: str = "", severity: str = "", cursor: str = ""
) -> ExceptionsPage:
    """Acceptances of a tab (waiting, force, ending, ended), 50 at a time: the nearest end first, or the newest.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; also a tenant that is foreign or absent.
        InvalidInputError: a tab, severity or cursor that means nothing.
    """
    with open_scope(ctx, Capability.FINDING_READ, tenant=tenant or None) as scope:
        tab = _checked(view, severity)
        found = queries.page(scope, tab, severity, _place(cursor))
        page, at = found[: queries.PAGE], now()
        rows = shown(ctx, scope, page, rules.load(scope, "exception").body, at)
    more = len(found) > len(page)
    return ExceptionsPage(rows, _below(tab, page[-1]) if more else "", more)


def exceptions_summary(ctx: Context, *, tenant: str = "", severity: str = "") -> ExceptionsSummary:
    """How many acceptances each tab has, and how many requests wait for the one who looks.

    Raises:
        NotFoundError, ForbiddenError, InvalidInputError: as list_exceptions.
    """
    with open_scope(ctx, Capability.FINDING_READ, tenant=tenant or None) as scope:
        _checked("", severity)
        counted = queries.counts(scope, severity)
        may_approve = holds(Role(scope.role), Capability.EXCEPTION_APPROVE)
        waiting = queries.waiting_for(scope, now()) if may_approve else 0
    most = queries.MOST_COUNTED
    return ExceptionsSummary(
        tuple(ExceptionCount(tab, min(found, most), found > most) for tab, found in counted.items()), waiting
    )


def count_waiting(ctx: Context) -> int:
    """How many requests wait for the one who looks; navigation says it on every page.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        return queries.waiting_for(scope, now()) if holds(Role(scope.role), Capability.EXCEPTION_APPROVE) else 0


def _checked(view: str, severity: str) -> str:
    tab, wrong = view or "waiting", {}
    if tab not in queries.TABS:
        wrong["view"] = "error-field-invalid"
    if severity and severity not in SEVERITIES:
        wrong["severity"] = "error-field-invalid"
    if wrong:
        raise InvalidInputError(wrong)
    return tab


def _place(cursor: str) -> tuple[datetime, str] | None:
    if not cursor:
        return None
    ref, _, key = cursor[:LONGEST_CURSOR].partition(SEPARATOR)
    at = moment(key) if key else None
    if "\x00" in cursor or not is_public_id(ref, "exc") or at is None:
        raise InvalidInputError({"cursor": "error-field-format"})
    return at, ref


def _below(tab: str, row: Any) -> str:
    at = row.ended_at if tab == "ended" else row.expires_at
    return f"{row.public_id}{SEPARATOR}{at.isoformat()}"


def request_terms(ctx: Context, finding_ref: str) -> RequestTerms:
    """What a form that asks to accept this finding's risk shows and sends back, or why nobody can ask.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; malformed, absent and foreign findings alike.
    """
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        finding = scope.get(Finding, finding_ref)
        known, at = rules.load(scope, "exception").body, now()
        before, who = queries.newest_of(scope, finding.id), approvers(scope, finding.tenant_id)
        needs_second = finding.severity in known.second_approver
        latest = latest_end(known, finding.severity, at)
        return RequestTerms(
            finding_handle=seal(ctx, FINDING, finding.public_id),
            finding_ref=finding.public_id,
            number=finding.number,
            subject_name=finding.subject_name,
            tenant_name=queries.tenant_name(scope, finding.tenant_id),
            severity=finding.severity,
            observed_digest=finding.observed_digest,
            differences=finding.differences,
            why_not=_why_not(scope, finding, known, before, len(who), needs_second=needs_second),
            exception_href=exception_href(scope.workspace_ref, before.public_id) if before else "",
            longest_days=(latest - at).days,
            latest_end=iso(latest),
            needs_second=needs_second,
            approvers=len(who),
            reminder_days=tuple(known.reminder_days),
            after_expiry=known.after_expiry,
            owners=_owners(scope, finding),
        )


def _why_not(
    scope: Scope, finding: Finding, known: ExceptionRules, before: FindingException | None, others: int, *,
    needs_second: bool,
) -> str:  # fmt: skip
    if not holds(Role(scope.role), Capability.EXCEPTION_REQUEST):
        return "capability"
    if before is not None and before.status == "pending":
        return "pending"
    if finding.status == State.RISK_ACCEPTED or (before is not None and before.status in IN_FORCE):
        return "accepted"
    if finding.status not in _OPEN:
        return "state"
    if finding.family and finding.family in known.never_families:
        return "rules"
    return "approvers" if others < 1 + needs_second else ""


def _owners(scope: Scope, finding: Finding) -> tuple[PersonName, ...]:
    found = [one for one in people.members(scope) if one.may(Capability.FINDING_READ, finding.tenant_id)]
    found.sort(key=lambda one: (one.name.casefold(), one.ref))
    return tuple(
        PersonName(one.ref, one.name, initials(one.name), one.user_id == scope.actor.user_id, is_gone=False)
        for one in found
    )
