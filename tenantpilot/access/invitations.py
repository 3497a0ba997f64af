"""Invitations: offer a membership by link, withdraw it, accept it when signed in."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from datetime import timedelta

from sqlmodel import Session

from tenantpilot.access import member_queries as queries
from tenantpilot.access.authority import authority_changed
from tenantpilot.access.capabilities import Capability, Role, holds, may_grant
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.members import describe, iso, require_workspace_wide, set_tenants
from tenantpilot.access.membership_rules import Grant, check_grant, check_may_grant, plane_of
from tenantpilot.access.queries import hold_members, invitation_by_token
from tenantpilot.access.scopes import confirm_signed_in, open_person, open_scope
from tenantpilot.access.tables import Invitation, Membership
from tenantpilot.access.views import InvitationOffer
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.crypto import token_digest
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.store.scope import Scope, narrow

VALID_FOR = timedelta(days=7)
_ADDRESS = re.compile(r"^[^@\s<>\x00-\x1f\x7f]{1,64}@[^@\s<>\x00-\x1f\x7f]{1,190}\.[^@\s<>\x00-\x1f\x7f]{2,63}$")


def invite(ctx: Context, email: str, grant: Grant) -> str:
    """Offer a membership; returns the link's path with its token, shown once and stored only as a hash.

    Raises:
        InvalidInputError: per field what is wrong.
        ForbiddenError: the role is out of the actor's reach.
    """
    token = secrets.token_urlsafe(32)
    with open_scope(ctx, Capability.MEMBER_MANAGE, alone=True) as scope:
        require_workspace_wide(scope)
        _check(email, grant, queries.tenants_by_ref(scope))
        check_may_grant(Role(scope.role), grant.role)
        row = scope.add(
            Invitation(
                workspace_id=scope.workspace_id,
                email=email.strip(),
                role=grant.role,
                tenant_mode=grant.tenant_mode,
                named_tenants=",".join(grant.tenants) if grant.tenant_mode != "all" else "",
                membership_expires_at=grant.expires_at,
                token_hash=token_digest(token),
                invited_by=ctx.user_id,
                expires_at=now() + VALID_FOR,
            )
        )
        scope.record("invitation.created", "invitation", row.public_id, after={"role": grant.role})
    return f"/invitation?token={token}"


def renew(ctx: Context, handle: str) -> str:
    """Give an open invitation a new link and a new term, also after it ran out; the old link is worth nothing then.

    Raises:
        ConflictError: it was accepted or withdrawn meanwhile.
        InvalidInputError: the membership it offers would have ended already.
        ForbiddenError: the role is out of the actor's reach.
    """
    token = secrets.token_urlsafe(32)
    with open_scope(ctx, Capability.MEMBER_MANAGE, alone=True) as scope:
        row = _open_one(ctx, scope, handle)
        if row.membership_expires_at is not None and row.membership_expires_at <= now():
            raise InvalidInputError({"expires_at": "error-field-future"})
        row.token_hash, row.expires_at, row.invited_by = token_digest(token), now() + VALID_FOR, ctx.user_id
        scope.record("invitation.renewed", "invitation", row.public_id)
    return f"/invitation?token={token}"


def _open_one(ctx: Context, scope: Scope, handle: str) -> Invitation:
    require_workspace_wide(scope)
    row = scope.get(Invitation, unseal(ctx, "invitation", handle), lock=True)
    check_may_grant(Role(scope.role), row.role)
    if row.status != "pending":
        raise ConflictError("no longer open")
    return row


def _check(email: str, grant: Grant, known_tenants: Collection[str]) -> None:
    """Everything wrong with an invitation at once, so that a form needs one round."""
    wrong = {} if _ADDRESS.match(email.strip()) else {"email": "error-field-email"}
    try:
        check_grant(grant, known_tenants)
    except InvalidInputError as error:
        wrong |= error.fields
    if wrong:
        raise InvalidInputError(wrong)


def withdraw(ctx: Context, handle: str) -> None:
    """Make an open invitation's link useless.

    Raises:
        ConflictError: it was accepted or withdrawn meanwhile.
        ForbiddenError: the role is out of the actor's reach.
    """
    with open_scope(ctx, Capability.MEMBER_MANAGE, alone=True) as scope:
        row = _open_one(ctx, scope, handle)
        row.status = "revoked"
        scope.record("invitation.revoked", "invitation", row.public_id)


def preview(ctx: Context, token: str) -> InvitationOffer:
    """What the link offers to the signed-in person, or where it has taken them already.

    Raises:
        NotFoundError: unknown, expired, withdrawn or used link, all alike.
    """
    with open_person(ctx) as session:
        scope, row = _behind(ctx, session, token)
        names = dict(queries.tenants_by_ref(scope))
        joined = row.status == "accepted"
        return InvitationOffer(
            workspace_name=queries.workspace_name(scope),
            invited_by=queries.names_of(scope, [row.invited_by]).get(row.invited_by, ""),
            role=row.role,
            plane=plane_of(row.role).value,
            tenant_mode=row.tenant_mode,
            tenant_names=tuple(sorted(names[ref][1] for ref in row.named_tenants.split(",") if ref in names)),
            expires_at=iso(row.expires_at),
            membership_ends_at=iso(row.membership_expires_at),
            href=f"/{plane_of(row.role).value}/{scope.workspace_ref}" if joined else "",
        )


def accept(ctx: Context, token: str) -> str:
    """Turn the invitation behind `token` into a membership of the signed-in person; returns the workspace's public id.

    Whoever holds the link and signs in is the invited person: identity is issuer and subject, never an address.
    Accepting twice is no error for the one who accepted.

    Raises:
        NotFoundError: unknown, expired, withdrawn or used link, all alike.
        ConflictError: the person is a member in this plane already.
    """
    with open_person(ctx) as session:  # _join holds the session itself, after everything else
        scope, row = _behind(ctx, session, token, lock=True)
        if row.status == "pending":
            _join(ctx, scope, row)
        return scope.workspace_ref


def _behind(ctx: Context, session: Session, token: str, *, lock: bool = False) -> tuple[Scope, Invitation]:
    """The invitation behind a link that is open, or that this very person has accepted.

    An offer is worth what the offering person could still give: it falls with their membership.
    """
    found = invitation_by_token(session, token_digest(token))
    if found is None:
        raise NotFoundError("no open invitation")
    workspace_id, workspace_ref, invitation_ref = found
    scope = Scope(session, workspace_id, workspace_ref, ctx.actor)
    narrow(session, scope)
    if lock:
        hold_members(session, workspace_id)
    row = scope.get(Invitation, invitation_ref, lock=lock)
    if row.status == "accepted" and row.accepted_by == ctx.user_id:
        if not queries.is_member(scope, ctx.user_id, plane_of(row.role)):
            raise NotFoundError("used, and what it gave is over")
        return scope, row
    if row.status != "pending" or not _is_worth_something(scope, row):
        raise NotFoundError("no open invitation")
    return scope, row


def _is_worth_something(scope: Scope, row: Invitation) -> bool:
    if row.expires_at <= now() or (row.membership_expires_at is not None and row.membership_expires_at <= now()):
        return False
    inviter = queries.workspace_wide_role(scope, row.invited_by)
    return inviter is not None and holds(inviter, Capability.MEMBER_MANAGE) and may_grant(inviter, Role(row.role))


def _join(ctx: Context, scope: Scope, row: Invitation) -> None:
    plane = plane_of(row.role).value
    known = scope.select(Membership).where(
        Membership.user_id == ctx.user_id,
        Membership.plane == plane,
        Membership.revoked_at.is_(None),  # type: ignore[union-attr]
    )
    for old in scope.session.exec(known.with_for_update()):
        if old.expires_at is None or old.expires_at > now():
            raise ConflictError("member already", message_key="error-member-already")
        old.revoked_at = now()
        scope.record("member.removed", "membership", old.public_id, reason="expired")
    member = scope.add(
        Membership(
            workspace_id=scope.workspace_id,
            user_id=ctx.user_id,
            plane=plane,
            role=row.role,
            tenant_mode=row.tenant_mode,
            expires_at=row.membership_expires_at,
        )
    )
    reachable = queries.tenants_by_ref(scope)
    refs = tuple(ref for ref in row.named_tenants.split(",") if ref in reachable)
    set_tenants(scope, member, refs)
    row.status, row.accepted_by = "accepted", ctx.user_id
    confirm_signed_in(scope.session, ctx)
    authority_changed(scope.session, ctx.user_id)
    scope.record("member.added", "membership", member.public_id, after=describe(member, list(refs)))
    scope.record("invitation.accepted", "invitation", row.public_id)
