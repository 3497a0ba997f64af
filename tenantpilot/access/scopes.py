"""open_scope: the way from a Context to owned rows. Rights are proved in the database, now, each time (G3, G5)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlmodel import Session

from tenantpilot.access import queries
from tenantpilot.access.capabilities import Capability, Plane, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.queries import Standing
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ForbiddenError, NotFoundError, SignInRequiredError
from tenantpilot.kernel.ids import NIL, is_public_id
from tenantpilot.store import ledger
from tenantpilot.store.scope import Scope
from tenantpilot.store.transaction import apply_settings, transaction


def _signed_in(session: Session, ctx: Context, *, hold: bool = False) -> None:
    if not queries.session_alive(session, ctx.session_id, ctx.user_id, ctx.session_epoch, now(), hold=hold):
        raise SignInRequiredError("the session ended or its authority changed")


def confirm_signed_in(session: Session, ctx: Context) -> None:
    """Check the sign-in once more and keep it as it is until commit.

    Raises:
        SignInRequiredError: it ended or its authority changed since the transaction began.
    """
    _signed_in(session, ctx, hold=True)


def _deny_unknown(ctx: Context, capability: Capability) -> NotFoundError:
    # The refused person is no member: the entry goes to the installation's log, not into somebody else's.
    ledger.append_alone(NIL, ctx.actor, "access.denied", "workspace", reason=capability.value)
    return NotFoundError("not a member, or no such workspace")


def _deny_member(ctx: Context, standing: Standing, capability: Capability) -> ForbiddenError:
    ledger.append_alone(
        standing.workspace_id,
        ctx.actor,
        "access.denied",
        "workspace",
        standing.workspace_ref,
        reason=capability.value,
    )
    return ForbiddenError(f"lacks {capability.value}")


def resolve_tenant(scope: Scope, tenant_ref: str) -> tuple[UUID, str]:
    """The tenant with this public id within the scope's reach.

    Raises:
        NotFoundError: malformed, absent, foreign, or outside the membership's tenants.
    """
    if not is_public_id(tenant_ref, "ten"):
        raise NotFoundError("malformed tenant id")
    found = queries.tenant_by_ref(scope.session, scope.workspace_id, tenant_ref)
    if found is None or not scope.tenants.reaches(found):
        raise NotFoundError("no such tenant in scope")
    return found, tenant_ref


def _stand(session: Session, ctx: Context, *, write: bool, alone: bool) -> Standing | None:
    if ctx.plane is Plane.SYSTEM or not is_public_id(ctx.space, "wsp"):
        return None
    standing = queries.standing_in_space(session, ctx.user_id, ctx.plane, ctx.space, now())
    if standing is None:
        return None
    apply_settings(session, workspace_id=standing.workspace_id, user_id=ctx.user_id, tenants=standing.tenants)
    if alone:
        queries.hold_members(session, standing.workspace_id)
    if write:
        if not queries.hold_membership(session, standing, now()):
            return None
        # Last, and always in this order (members, membership, session), so that nobody waits for each other in a
        # circle. It also proves that the standing read above is still the one that holds: any change raises the epoch.
        confirm_signed_in(session, ctx)
    return standing


@contextmanager
def open_scope(
    ctx: Context, capability: Capability, *, tenant: str | None = None, write: bool = False, alone: bool = False
) -> Iterator[Scope]:
    """A Scope for a person who holds `capability` in the Context's workspace, checked in this very transaction.

    `tenant` narrows the scope's subject to one tenant by public id. `write` also holds the session and the membership
    until commit, so that a revocation either waits for this transaction or is seen by it. `alone` lets changes of who
    belongs to a workspace happen one after the other.

    Raises:
        SignInRequiredError: the session ended, or the person's authority changed since it was read.
        NotFoundError: not a member of the workspace in this plane, or the tenant is out of reach.
        ForbiddenError: a member without the capability. Both refusals leave a denial in the log.
    """
    with transaction(user_id=ctx.user_id) as session:
        _signed_in(session, ctx)
        standing = _stand(session, ctx, write=write or alone, alone=alone)
        if standing is not None and holds(standing.role, capability):
            scope = Scope(session, standing.workspace_id, standing.workspace_ref, ctx.actor, standing.tenants)
            scope.role = standing.role
            if tenant is not None:
                scope.tenant = resolve_tenant(scope, tenant)
            yield scope
            return
    # Outside the transaction: a denial must stay when the refused work is rolled back.
    raise _deny_unknown(ctx, capability) if standing is None else _deny_member(ctx, standing, capability)


@contextmanager
def open_person(ctx: Context, *, write: bool = False) -> Iterator[Session]:
    """A transaction over the signed-in person's own rows: sessions, preferences, own memberships.

    `write` holds the session until commit; work that changes the person's own account or sessions must not ask for it,
    since two such transactions would wait for each other.

    Raises:
        SignInRequiredError: the session ended, or the person's authority changed since it was read.
    """
    with transaction(user_id=ctx.user_id) as session:
        _signed_in(session, ctx, hold=write)
        yield session


@contextmanager
def open_installation(ctx: Context, capability: Capability, *, write: bool = False) -> Iterator[Session]:
    """A transaction across workspaces for platform staff in the system plane: read-only, all workspaces' rows.

    `write` gives one that can change what belongs to the installation itself, and sees no workspace's rows; it holds
    the session and the account until commit.

    Raises:
        SignInRequiredError: the session ended.
        NotFoundError: everybody who is not platform staff, and every other plane.
    """
    with transaction(user_id=ctx.user_id) as session:
        _signed_in(session, ctx, hold=write)
        staff = queries.is_platform_operator(session, ctx.user_id)
        admitted = ctx.plane is Plane.SYSTEM and staff and holds(Role.PLATFORM_OPERATOR, capability)
        if admitted and write:
            yield session
            return
    if not admitted:
        raise _deny_unknown(ctx, capability)
    with transaction(user_id=ctx.user_id, group_role="tenantpilot_platform") as session:
        yield session
