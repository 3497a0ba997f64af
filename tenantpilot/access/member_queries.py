"""Named reads for the member pages; each takes a Scope."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import select

from tenantpilot.access.capabilities import Plane, Role
from tenantpilot.access.tables import Invitation, Membership, MembershipTenant, UserAccount
from tenantpilot.access.views import TenantChoice
from tenantpilot.kernel.clock import now
from tenantpilot.store.scope import Scope

_TENANTS = text("select id, public_id, name from tenant where workspace_id = :workspace order by name, public_id")

_NAME = text("select name from workspace where id = :workspace")


def tenants_by_ref(scope: Scope) -> dict[str, tuple[UUID, str]]:
    """Public id → (key, name) of the tenants the scope reaches."""
    rows = scope.session.connection().execute(_TENANTS, {"workspace": scope.workspace_id})
    return {row.public_id: (row.id, row.name) for row in rows if scope.tenants.reaches(row.id)}


def tenant_choices(scope: Scope) -> list[TenantChoice]:
    """The reachable tenants for forms and filters, by name."""
    return [TenantChoice(value=ref, name=name) for ref, (_, name) in tenants_by_ref(scope).items()]


def workspace_name(scope: Scope) -> str:
    """The name of the scope's workspace."""
    return str(scope.session.connection().execute(_NAME, {"workspace": scope.workspace_id}).scalar_one())


def names_of(scope: Scope, user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Person → display name."""
    wanted = list(set(user_ids))
    query = select(UserAccount.id, UserAccount.display_name).where(UserAccount.id.in_(wanted))  # type: ignore[attr-defined]
    return dict(scope.session.exec(query).all())


def is_member(scope: Scope, user_id: UUID, plane: Plane) -> bool:
    """Whether the person has a current membership of the scope's workspace in the plane."""
    query = (
        scope.select(Membership)
        .where(Membership.user_id == user_id, Membership.plane == plane.value)
        .where(Membership.revoked_at.is_(None))  # type: ignore[union-attr]
        .where((Membership.expires_at.is_(None)) | (Membership.expires_at > now()))  # type: ignore[union-attr, operator]
    )
    return scope.session.exec(query).first() is not None


def membership_end(scope: Scope, user_id: UUID, plane: Plane) -> datetime | None:
    """When the person's current membership in the plane ends."""
    query = (
        scope.select(Membership)
        .where(Membership.user_id == user_id, Membership.plane == plane.value)
        .where(Membership.revoked_at.is_(None))  # type: ignore[union-attr]
    )
    return scope.session.exec(query).one().expires_at


def current_members(scope: Scope) -> list[tuple[Membership, UserAccount]]:
    """Members whose membership is neither revoked nor expired, by name."""
    query = (
        select(Membership, UserAccount)
        .join(UserAccount, UserAccount.id == Membership.user_id)  # type: ignore[arg-type]
        .where(Membership.workspace_id == scope.workspace_id)
        .where(Membership.revoked_at.is_(None))  # type: ignore[union-attr]
        .where((Membership.expires_at.is_(None)) | (Membership.expires_at > now()))  # type: ignore[union-attr, operator]
        .order_by(UserAccount.display_name, Membership.public_id)
    )
    return list(scope.session.exec(query).all())


def workspace_wide_role(scope: Scope, user_id: UUID) -> Role | None:
    """What an active person is now in the workspace's administration; None for nobody, narrowed or ended."""
    query = (
        select(Membership.role)
        .join(UserAccount, UserAccount.id == Membership.user_id)  # type: ignore[arg-type]
        .where(Membership.workspace_id == scope.workspace_id)
        .where(Membership.user_id == user_id, Membership.plane == Plane.ADMIN.value, Membership.tenant_mode == "all")
        .where(Membership.revoked_at.is_(None))  # type: ignore[union-attr]
        .where((Membership.expires_at.is_(None)) | (Membership.expires_at > now()))  # type: ignore[union-attr, operator]
        .where(UserAccount.is_active)
    )
    role = scope.session.exec(query).one_or_none()
    return None if role is None else Role(role)


def named_tenants(scope: Scope, membership_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Membership → the tenants it names."""
    wanted = list(membership_ids)
    query = scope.select(MembershipTenant).where(MembershipTenant.membership_id.in_(wanted))  # type: ignore[attr-defined]
    found: dict[UUID, list[UUID]] = {}
    for row in scope.session.exec(query):
        found.setdefault(row.membership_id, []).append(row.named_tenant_id)
    return found


def open_invitations(scope: Scope) -> list[Invitation]:
    """Pending invitations, newest first."""
    query = scope.select(Invitation).where(Invitation.status == "pending")
    return list(scope.session.exec(query.order_by(Invitation.created_at.desc())))  # type: ignore[attr-defined]


def lasting_owner_ids(scope: Scope) -> list[UUID]:
    """Membership keys of owners without an end, locked so that two removals cannot pass each other."""
    query = (
        scope.select(Membership)
        .where(Membership.role == Role.OWNER.value)
        .where(Membership.revoked_at.is_(None))  # type: ignore[union-attr]
        .where(Membership.expires_at.is_(None))  # type: ignore[union-attr]
        .where(Membership.tenant_mode == "all")
        .order_by(Membership.id)  # type: ignore[arg-type]
        .with_for_update()
    )
    return [row.id for row in scope.session.exec(query)]
