"""What people do with memberships: list, change, end. Each change is audited and reaches open browsers at commit."""

from __future__ import annotations

from typing import Any

from tenantpilot.access import member_queries as queries
from tenantpilot.access.authority import authority_changed
from tenantpilot.access.capabilities import Capability, Role, holds, may_grant
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal, unseal
from tenantpilot.access.initials import initials
from tenantpilot.access.membership_rules import Grant, check_grant, check_may_grant, check_reason, plane_of
from tenantpilot.access.scopes import open_scope
from tenantpilot.access.tables import Invitation, Membership, MembershipTenant, UserAccount
from tenantpilot.access.views import InvitationRow, MemberRow, TenantChoice
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError
from tenantpilot.store.scope import Scope

KIND = "membership"


def iso(value: Any) -> str:
    """A moment as the browser formats it, or empty."""
    return value.isoformat() if value else ""


def list_members(ctx: Context, search: str = "", role: str = "") -> list[MemberRow]:
    """The workspace's current members by name; `search` looks into names and addresses, `role` keeps one role.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.MEMBER_READ) as scope:
        pairs = [(m, u) for m, u in queries.current_members(scope) if _matches(m, u, search.casefold().strip(), role)]
        named = queries.named_tenants(scope, [m.id for m, _ in pairs])
        known = {key: (ref, name) for ref, (key, name) in queries.tenants_by_ref(scope).items()}
        return [_row(ctx, scope, m, u, [known[t] for t in named.get(m.id, []) if t in known]) for m, u in pairs]


def _matches(member: Membership, user: UserAccount, search: str, role: str) -> bool:
    found = not search or search in user.display_name.casefold() or search in user.email.casefold()
    return found and role in ("", member.role)


def _row(ctx: Context, scope: Scope, member: Membership, user: UserAccount, named: list[tuple[str, str]]) -> MemberRow:
    return MemberRow(
        handle=seal(ctx, KIND, member.public_id),
        name=user.display_name,
        initials=initials(user.display_name),
        email=user.email,
        role=member.role,
        plane=member.plane,
        tenant_mode=member.tenant_mode,
        tenants=tuple(ref for ref, _ in named),
        tenant_names=tuple(sorted(name for _, name in named)),
        expires_at=iso(member.expires_at),
        last_sign_in_at=iso(user.last_sign_in_at),
        is_self=user.id == ctx.user_id,
        may_change=_may_manage(scope) and may_grant(Role(scope.role), Role(member.role)) and user.id != ctx.user_id,
    )


def _may_manage(scope: Scope) -> bool:
    return holds(Role(scope.role), Capability.MEMBER_MANAGE) and scope.tenants.mode == "all"


def list_tenant_choices(ctx: Context) -> list[TenantChoice]:
    """The tenants this person may choose in forms and filters."""
    with open_scope(ctx, Capability.TENANT_READ) as scope:
        return queries.tenant_choices(scope)


def list_grantable_roles(ctx: Context) -> list[str]:
    """The roles this person may hand out, in the registry's order; none for whoever may not manage members."""
    with open_scope(ctx, Capability.MEMBER_READ) as scope:
        return [role.value for role in Role if _may_manage(scope) and may_grant(Role(scope.role), role)]


def list_invitations(ctx: Context) -> list[InvitationRow]:
    """Invitations that nobody has used yet, for those who may manage members."""
    with open_scope(ctx, Capability.MEMBER_MANAGE) as scope:
        rows = queries.open_invitations(scope)
        people = queries.names_of(scope, [row.invited_by for row in rows])
        tenants = {ref: name for ref, (_, name) in queries.tenants_by_ref(scope).items()}
        return [_invitation(ctx, scope, row, people.get(row.invited_by, ""), tenants) for row in rows]


def _invitation(ctx: Context, scope: Scope, row: Invitation, inviter: str, tenants: dict[str, str]) -> InvitationRow:
    return InvitationRow(
        handle=seal(ctx, "invitation", row.public_id),
        email=row.email,
        role=row.role,
        tenant_mode=row.tenant_mode,
        tenant_names=tuple(sorted(tenants[ref] for ref in row.named_tenants.split(",") if ref in tenants)),
        invited_by=inviter,
        created_at=iso(row.created_at),
        expires_at=iso(row.expires_at),
        membership_ends_at=iso(row.membership_expires_at),
        is_expired=row.expires_at <= now(),
        may_change=_may_manage(scope) and may_grant(Role(scope.role), Role(row.role)),
    )


def describe(member: Membership, tenants: list[str]) -> dict[str, Any]:
    """A membership as the audit log keeps it."""
    return {
        "role": member.role,
        "tenant_mode": member.tenant_mode,
        "tenants": sorted(set(tenants)),
        "expires_at": iso(member.expires_at),
    }


def _named(scope: Scope, member: Membership) -> list[str]:
    keys = queries.named_tenants(scope, [member.id]).get(member.id, [])
    return [ref for ref, (key, _) in queries.tenants_by_ref(scope).items() if key in keys]


def _load(ctx: Context, scope: Scope, handle: str) -> Membership:
    require_workspace_wide(scope)
    member = scope.get(Membership, unseal(ctx, KIND, handle), lock=True)
    if member.revoked_at is not None:
        raise ConflictError("already ended")
    if member.user_id == ctx.user_id:
        raise ForbiddenError("nobody changes their own membership")
    return member


def require_workspace_wide(scope: Scope) -> None:
    """Managing members needs reach over the whole workspace, or a narrowed manager could widen people."""
    if scope.tenants.mode != "all":
        raise ForbiddenError("managing members needs all tenants")


def _keep_an_owner(scope: Scope, member: Membership) -> None:
    lasting = queries.lasting_owner_ids(scope)
    if lasting == [member.id]:
        raise ConflictError("last owner", message_key="error-last-owner")


def set_tenants(scope: Scope, member: Membership, refs: tuple[str, ...]) -> None:
    """Replace the tenants a membership names."""
    known = queries.tenants_by_ref(scope)
    for row in scope.session.exec(
        scope.select(MembershipTenant).where(MembershipTenant.membership_id == member.id)
    ).all():
        scope.session.delete(row)
    scope.session.flush()
    for ref in dict.fromkeys(refs):
        scope.add(
            MembershipTenant(workspace_id=scope.workspace_id, membership_id=member.id, named_tenant_id=known[ref][0])
        )


def change_member(ctx: Context, handle: str, grant: Grant, *, reason: str = "") -> None:
    """Give a member another role, other tenants or another end.

    Raises:
        InvalidInputError: per field what is wrong; a change of plane is refused (invite instead).
        ForbiddenError: the old or new role is out of the actor's reach, or it is their own membership.
        ConflictError: it would leave the workspace without a lasting owner, or the membership ended meanwhile.
    """
    with open_scope(ctx, Capability.MEMBER_MANAGE, alone=True) as scope:
        member = _load(ctx, scope, handle)
        check_reason(reason)
        check_grant(grant, queries.tenants_by_ref(scope))
        check_may_grant(Role(scope.role), member.role, grant.role)
        if plane_of(grant.role).value != member.plane:
            raise InvalidInputError({"role": "error-field-other-plane"})
        before = describe(member, _named(scope, member))
        if member.role == Role.OWNER and (grant.role != Role.OWNER or grant.expires_at or grant.tenant_mode != "all"):
            _keep_an_owner(scope, member)
        member.role, member.tenant_mode, member.expires_at = grant.role, grant.tenant_mode, grant.expires_at
        set_tenants(scope, member, grant.tenants if grant.tenant_mode != "all" else ())
        authority_changed(scope.session, member.user_id)
        after = describe(member, list(grant.tenants) if grant.tenant_mode != "all" else [])
        scope.record("member.changed", KIND, member.public_id, before=before, after=after, reason=reason.strip())


def remove_member(ctx: Context, handle: str, *, reason: str = "") -> None:
    """End a membership; the person loses sight of the workspace at the next event.

    Raises:
        InvalidInputError: the reason is too long.
        ForbiddenError: the role is out of the actor's reach, or it is their own membership.
        ConflictError: the last lasting owner, or already ended.
    """
    with open_scope(ctx, Capability.MEMBER_MANAGE, alone=True) as scope:
        member = _load(ctx, scope, handle)
        check_reason(reason)
        check_may_grant(Role(scope.role), member.role)
        if member.role == Role.OWNER:
            _keep_an_owner(scope, member)
        before = describe(member, _named(scope, member))
        member.revoked_at = now()
        authority_changed(scope.session, member.user_id)
        scope.record("member.removed", KIND, member.public_id, before=before, reason=reason.strip())
