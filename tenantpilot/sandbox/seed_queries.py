"""Named reads of the seed: what of the demonstration exists already."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, text
from sqlmodel import Session, col, select

from tenantpilot.access.tables import Invitation, Membership, UserAccount, Workspace
from tenantpilot.inventory.tables import Capture
from tenantpilot.operations.tables import OperationRun
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import Tenant

# The queue's clock is the database's, which nobody can stop: a run of the past is moved to where it belongs.
_MOVE = text("""
  update operation_run set started_at = created_at, finished_at = created_at + (clock_timestamp() - started_at),
    heartbeat_at = created_at + (clock_timestamp() - started_at)
  where workspace_id = :workspace and id = :run and status = 'completed' and created_at < started_at
""")


def account(session: Session, issuer: str, subject: str) -> UserAccount | None:
    """The account of a provider's person."""
    query = select(UserAccount).where(UserAccount.issuer == issuer, UserAccount.subject == subject)
    return session.exec(query).one_or_none()


def workspace(session: Session, key: UUID) -> Workspace | None:
    """The workspace with this key, as far as the transaction may see it."""
    return session.get(Workspace, key)


def tenant_refs(scope: Scope) -> dict[str, str]:
    """Name → public id of the workspace's tenants."""
    return {row.name: row.public_id for row in scope.session.exec(scope.select(Tenant))}


def was_ever_member(scope: Scope, user_id: UUID) -> bool:
    """Whether the person is or was a member: a membership that was ended must not come back with the next start."""
    return scope.session.exec(scope.select(Membership).where(Membership.user_id == user_id)).first() is not None


def was_ever_invited(scope: Scope, email: str) -> bool:
    """Whether there is or was an invitation to this address."""
    return scope.session.exec(scope.select(Invitation).where(col(Invitation.email) == email)).first() is not None


def last_capture(scope: Scope, tenant_ref: str) -> datetime | None:
    """When the tenant was read to the end last."""
    tenant = scope.get(Tenant, tenant_ref)
    query = select(func.max(Capture.started_at)).where(
        Capture.workspace_id == scope.workspace_id,
        Capture.tenant_id == tenant.id,
        col(Capture.finished_at).is_not(None),
    )
    return scope.session.exec(query).one()


def run_key(scope: Scope, run_ref: str) -> UUID:
    """The internal key of a run, which the queue is asked with."""
    return scope.get(OperationRun, run_ref).id


def waiting_runs(scope: Scope) -> list[UUID]:
    """Runs that nobody has taken yet, the oldest first."""
    query = (
        scope.select(OperationRun).where(col(OperationRun.status) == "queued").order_by(col(OperationRun.created_at))
    )
    return [row.id for row in scope.session.exec(query)]


def move_run(scope: Scope, run: UUID) -> OperationRun:
    """The run after it was moved in time to when it was asked for."""
    scope.session.connection().execute(_MOVE, {"workspace": scope.workspace_id, "run": run})
    return scope.session.get_one(OperationRun, (scope.workspace_id, run))
