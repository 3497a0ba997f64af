"""Named reads of the seed: what of the demonstration exists already."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from tenantpilot.access.tables import Invitation, Membership, UserAccount, Workspace
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import Tenant


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
