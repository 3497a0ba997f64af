"""People say which policy is which part: confirm or refuse what a compare proposed, or point to another one.

What somebody decided holds from the next compare on, which starts by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import compare_queries, match_queries
from tenantpilot.baselines import comparison_queries as queries
from tenantpilot.baselines.compare_reading import MATCH, POLICY, RESULT
from tenantpilot.baselines.runs import CompareArguments
from tenantpilot.baselines.tables import ComparisonResult, PolicyMatch
from tenantpilot.inventory.tables import Policy
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import BlockedError, ConflictError, InvalidInputError, NotFoundError
from tenantpilot.operations import catalogue, dispatch
from tenantpilot.operations.names import COMPARE_BASELINES
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.rules import check_reason

PART = "baseline_part"
log = logging.getLogger("tenantpilot.baselines")


def confirm(ctx: Context, match_handle: str) -> None:
    """Say that a proposed policy is the part; it is compared from now on, under the name that it has.

    Raises:
        NotFoundError: a handle that does not open, or of a tenant out of reach.
        ForbiddenError: a member without baseline.manage.
        ConflictError: the policy is gone, or stands for another part by now.
    """
    with _deciding(ctx) as scope:
        row = _held(scope, unseal(ctx, MATCH, match_handle))
        if row.state == "confirmed":
            return
        policy = _policy(scope, row)
        _make_room(ctx, scope, row)
        _decide(ctx, scope, row, "confirmed", policy.name)


def reject(ctx: Context, match_handle: str, reason: str = "") -> None:
    """Say that a policy is not the part; it is not proposed for it again.

    Raises:
        NotFoundError, ForbiddenError: as confirm.
        InvalidInputError: a reason that is too long.
    """
    said = check_reason(reason, is_needed=False)
    with _deciding(ctx) as scope:
        row = _held(scope, unseal(ctx, MATCH, match_handle))
        if row.state != "rejected":
            _decide(ctx, scope, row, "rejected", row.name, said)


def point(ctx: Context, result_handle: str, policy_handle: str, reason: str) -> None:
    """Say which policy of the tenant is a result's part, whatever was found or decided before.

    Raises:
        NotFoundError, ForbiddenError: as confirm.
        InvalidInputError: no reason, a policy of another family, a result without a part.
        ConflictError: the policy is gone, or stands for another part.
    """
    said = check_reason(reason, is_needed=True)
    with _deciding(ctx) as scope:
        result = scope.get(ComparisonResult, unseal(ctx, RESULT, result_handle))
        policy = scope.get(Policy, unseal(ctx, POLICY, policy_handle))
        compare_queries.hold(scope, result.tenant_id)
        if policy.tenant_id != result.tenant_id:
            raise NotFoundError("a policy of another tenant")
        if not result.part_ref or policy.family != result.family:
            raise InvalidInputError({"policy": "error-field-invalid"})
        comparison = queries.comparison_of(scope, result.comparison_id)
        query = scope.select(PolicyMatch).where(
            PolicyMatch.tenant_id == result.tenant_id, PolicyMatch.baseline_id == comparison.baseline_id,
            PolicyMatch.part_ref == result.part_ref, PolicyMatch.policy_id == policy.id,
        )  # fmt: skip
        row = scope.session.exec(query).one_or_none() or PolicyMatch(
            workspace_id=scope.workspace_id, tenant_id=result.tenant_id, baseline_id=comparison.baseline_id,
            part_ref=result.part_ref, policy_id=policy.id, state="proposed", basis="person",
        )  # fmt: skip
        _policy(scope, row)
        _make_room(ctx, scope, row)
        row.basis = "person"
        _decide(ctx, scope, row, "confirmed", policy.name, said)


@contextmanager
def _deciding(ctx: Context) -> Iterator[Scope]:
    with open_scope(ctx, Capability.BASELINE_MANAGE, write=True) as scope:
        yield scope


def _held(scope: Scope, ref: str) -> PolicyMatch:
    """The match, while no compare of its tenant is written down."""
    compare_queries.hold(scope, scope.get(PolicyMatch, ref).tenant_id)
    return scope.get(PolicyMatch, ref, lock=True)


def _policy(scope: Scope, row: PolicyMatch) -> Policy:
    policy = scope.session.get_one(Policy, (scope.workspace_id, row.policy_id))
    if policy.is_ghost:
        raise ConflictError("the policy is gone", message_key="error-match-policy-gone")
    return policy


def _make_room(ctx: Context, scope: Scope, row: PolicyMatch) -> None:
    """Another policy that stood for the part does so no more; another part of this policy stands in the way."""
    query = scope.select(PolicyMatch).where(
        PolicyMatch.tenant_id == row.tenant_id, PolicyMatch.baseline_id == row.baseline_id,
        PolicyMatch.state == "confirmed",
    )  # fmt: skip
    for other in scope.session.exec(query.with_for_update()):
        if other.policy_id == row.policy_id and other.part_ref != row.part_ref:
            raise ConflictError("the policy is another part", message_key="error-match-taken")
        if other.part_ref == row.part_ref and other.policy_id != row.policy_id:
            _decide(ctx, scope, other, "rejected", other.name, starts=False)
            scope.session.flush()


def _decide(
    ctx: Context, scope: Scope, row: PolicyMatch, state: str, name: str, reason: str = "", *, starts: bool = True
) -> None:
    before = {"state": row.state, "basis": row.basis}
    row.state, row.name, row.decided_by_id, row.decided_at = state, name, ctx.user_id, now()
    scope.session.add(row)
    scope.session.flush()
    tenant = match_queries.tenant_of(scope, row.tenant_id)
    after: dict[str, Any] = {"state": row.state, "basis": row.basis, **match_queries.told(scope, row)}
    scope.record(f"match.{state}", PART, row.part_ref, before=before, after=after, reason=reason, tenant=tenant)
    if starts:
        _start(ctx, scope, tenant)


def _start(ctx: Context, scope: Scope, tenant: tuple[Any, str]) -> None:
    """Compare the tenant anew, as the person who decided; what a control stops is compared later."""
    scope.tenant = tenant
    operation = catalogue.find(COMPARE_BASELINES)
    try:
        dispatch.start_within(ctx, scope, operation, CompareArguments().model_dump())
    except BlockedError as refusal:
        log.info("a compare does not follow a decision: %s", refusal.reason)
    finally:
        scope.tenant = None
