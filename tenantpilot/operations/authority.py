"""The execution gate: may this run still do what was asked? Asked before the first batch and before every other (G6).

The answer is made in the transaction of the batch and holds its rows (membership, account, session, workspace) against
change until commit, so a revocation either waits for the batch or is seen by it. A permit asks the same without holding
anything: its answer is good for the one request it was asked for.
"""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from tenantpilot.access.capabilities import Plane, Role, holds
from tenantpilot.access.scopes import resolve_tenant
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import BlockedError
from tenantpilot.kernel.ids import NIL
from tenantpilot.operations import authority_queries as queries
from tenantpilot.operations import gates, run_queries
from tenantpilot.operations.catalogue import Operation
from tenantpilot.operations.tables import OperationRun
from tenantpilot.store.ledger import Actor
from tenantpilot.store.scope import Scope
from tenantpilot.store.transaction import ALL_TENANTS, TenantSet, apply_settings

REVOKING = frozenset({"revoked", "user_deactivated"})


def prove(session: Session, run: OperationRun, operation: Operation | None, *, hold: bool = True) -> Scope:
    """A scope with exactly the rights the run's initiator has at this moment; `hold` keeps them so until commit.

    Raises:
        BlockedError: they have not what the run needs; the reason says what is missing.
    """
    workspace = run_queries.workspace_gate(session, run.workspace_id, hold=hold)
    if workspace is None or workspace.suspended_at is not None:
        raise BlockedError("workspace_suspended")
    if operation is None or operation.capability.value != run.capability:
        raise BlockedError("kind_unknown")
    if run.initiator_id is None:
        scope = _system_scope(session, run, workspace.public_id, operation)
    else:
        scope = _person_scope(session, run, run.initiator_id, workspace.public_id, operation, hold=hold)
    scope.run_ref = run.public_id
    if run.tenant_id is not None:
        scope.tenant = _tenant(session, scope, run.tenant_id)
    gates.check(scope, operation)
    return scope


def _system_scope(session: Session, run: OperationRun, workspace_ref: str, operation: Operation) -> Scope:
    if run.origin != "system" or not operation.may_be_started_by_system:
        raise BlockedError("system_not_allowed")
    apply_settings(session, workspace_id=run.workspace_id)
    actor = Actor(kind="system", ref="system", request_id=run.request_ref)
    return Scope(session, run.workspace_id, workspace_ref, actor)


def _person_scope(
    session: Session, run: OperationRun, person: UUID, workspace_ref: str, operation: Operation, *, hold: bool
) -> Scope:
    plane = Plane(run.plane)
    if run.origin == "system" or plane not in operation.planes:
        raise BlockedError("kind_unknown")
    standing = queries.standing(session, run.workspace_id, person, plane.value, now(), hold=hold)
    if standing is None:
        raise BlockedError(queries.how_membership_ended(session, run.workspace_id, person, plane.value))
    if not standing.is_active:
        raise BlockedError("account_inactive")
    if run.session_id is not None and queries.session_end(session, run.session_id, hold=hold) in REVOKING:
        raise BlockedError("session_revoked")
    role = Role(standing.role)
    if not holds(role, operation.capability):
        raise BlockedError("capability_lost")
    tenants = ALL_TENANTS
    if standing.tenant_mode != ALL_TENANTS.mode:
        named = queries.named_tenants(session, run.workspace_id, standing.membership_id)
        tenants = TenantSet(standing.tenant_mode, named)
    reaches = tenants.reaches(run.tenant_id) if run.tenant_id else tenants.text == run.reach
    if not reaches:
        raise BlockedError("tenant_scope_changed")
    apply_settings(session, workspace_id=run.workspace_id, user_id=person, tenants=tenants)
    actor = Actor("person", standing.person_ref, person, run.plane, run.request_ref)
    scope = Scope(session, run.workspace_id, workspace_ref, actor, tenants)
    scope.role = role
    return scope


def _tenant(session: Session, scope: Scope, tenant_id: UUID) -> tuple[UUID, str]:
    ref = queries.tenant_ref(session, scope.workspace_id, tenant_id)
    if ref is None:
        raise BlockedError("tenant_scope_changed")
    return resolve_tenant(scope, ref)


def as_installation(session: Session, workspace_id: UUID) -> None:
    """Let the rest of the transaction see the whole workspace, to write down how a run ended."""
    apply_settings(session, workspace_id=workspace_id, user_id=NIL, tenants=ALL_TENANTS)
