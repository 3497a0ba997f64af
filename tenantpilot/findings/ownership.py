"""Who answers for a finding (owner) and who works on it (assignee): given, claimed from the queue, given back."""

from __future__ import annotations

from uuid import UUID

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.findings import event_queries as queries
from tenantpilot.findings import events, people
from tenantpilot.findings.decisions import WORK
from tenantpilot.findings.events import Happening
from tenantpilot.findings.moves import checked, deciding, is_current, load
from tenantpilot.findings.moving import RefusedError
from tenantpilot.findings.tables import Finding
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError
from tenantpilot.store.scope import Scope

C = Capability
ASSIGNED, OWNED = "finding.assigned", "finding.owned"


class TakenError(ConflictError):
    """Somebody else works on it already; `by` is their name."""

    message_key = "error-finding-taken"

    def __init__(self, by: str) -> None:
        super().__init__("the finding is assigned to somebody else", facts={"by": by})
        self.by = by


def assign(ctx: Context, handle: str, person: str, *, version: int, reason: str = "") -> None:
    """Give a finding to somebody (public id) to work on it, or to nobody (empty).

    Raises:
        NotFoundError: the handle does not open, or the finding is out of reach.
        InvalidInputError: no such member, or one who may not work on findings of this tenant.
        StaleError: the finding changed since that version.
        RefusedError: the finding is closed or accepted.
        ForbiddenError: without the capability.
    """
    with deciding(ctx, C.FINDING_ASSIGN) as scope:
        finding = load(ctx, scope, handle)
        user_id, ref = _found(scope, finding, person, C.FINDING_WORK)
        if is_current(scope, finding, version, name=ASSIGNED, assignee_id=user_id):
            _check_state(finding, "assign")
            _name(scope, finding, ASSIGNED, "assignee_id", user_id, ref, reason)


def own(ctx: Context, handle: str, person: str, *, version: int, reason: str = "") -> None:
    """Make somebody (public id) answerable for a finding, or nobody (empty).

    Raises:
        NotFoundError: the handle does not open, or the finding is out of reach.
        InvalidInputError: no such member, or one who cannot read findings of this tenant.
        StaleError: the finding changed since that version.
        ForbiddenError: without the capability.
    """
    with deciding(ctx, C.FINDING_ASSIGN) as scope:
        finding = load(ctx, scope, handle)
        user_id, ref = _found(scope, finding, person, C.FINDING_READ)
        if is_current(scope, finding, version, name=OWNED, owner_id=user_id):
            _name(scope, finding, OWNED, "owner_id", user_id, ref, reason)


def claim(ctx: Context, handle: str, *, version: int) -> None:
    """Take a finding from the team's queue; one's own stays as it is.

    Raises:
        NotFoundError: the handle does not open, or the finding is out of reach.
        TakenError: somebody else has it.
        StaleError: the finding changed otherwise since that version.
        RefusedError: there is nothing to do about it.
        ForbiddenError: without the capability.
    """
    with deciding(ctx, C.FINDING_WORK) as scope:
        finding = load(ctx, scope, handle)
        if finding.assignee_id == ctx.user_id:
            return
        if finding.assignee_id is not None:
            raise TakenError(people.people(scope, [finding.assignee_id])[finding.assignee_id].name)
        if is_current(scope, finding, version, name=ASSIGNED, assignee_id=ctx.user_id):
            _check_state(finding, "claim")
            _name(scope, finding, ASSIGNED, "assignee_id", ctx.user_id, ctx.actor.ref, "")


def release(ctx: Context, handle: str, *, version: int, reason: str = "") -> None:
    """Give a finding back to the team's queue: one's own, or anybody's with the right to assign.

    Raises:
        NotFoundError: the handle does not open, or the finding is out of reach.
        StaleError: the finding changed since that version.
        RefusedError: the finding is closed or accepted.
        ForbiddenError: without the capability, and about somebody else's without the right to assign.
    """
    with deciding(ctx, C.FINDING_WORK) as scope:
        finding = load(ctx, scope, handle)
        if finding.assignee_id not in (None, ctx.user_id) and not holds(Role(scope.role), C.FINDING_ASSIGN):
            raise ForbiddenError("giving back somebody else's work needs the right to assign")
        if is_current(scope, finding, version, name=ASSIGNED, assignee_id=None):
            _check_state(finding, "release")
            _name(scope, finding, ASSIGNED, "assignee_id", None, "", reason)


def _check_state(finding: Finding, work: str) -> None:
    _, states = WORK[work]
    if states and finding.status not in states:
        raise RefusedError(finding, work, "error-finding-over")


def _found(scope: Scope, finding: Finding, ref: str, needed: Capability) -> tuple[UUID | None, str]:
    if not ref:
        return None, ""
    found = people.person_by_ref(scope, ref)
    if found is None:
        raise InvalidInputError({"person": "error-field-choice"})
    if not found.may(needed, finding.tenant_id):
        raise InvalidInputError({"person": "error-finding-no-access"})
    return found.user_id, found.ref


def _name(
    scope: Scope, finding: Finding, name: str, column: str, user_id: UUID | None, ref: str, reason: str
) -> None:  # fmt: skip
    before = getattr(finding, column)
    if before == user_id:
        return
    was = queries.person_refs(scope, [before])[before] if before else ""
    said, shown = checked(reason, is_needed=False), column.removesuffix("_id")
    change = Happening(finding, name, facts={column: user_id}, reason=said, before={shown: was}, after={shown: ref})
    events.write(scope, [change])
