"""Choosing a workspace: the person's own list, for the chooser and the switcher (T1)."""

from __future__ import annotations

from typing import Any

from tenantpilot.access import workspace_queries as queries
from tenantpilot.access.capabilities import CAPABILITIES, Capability, Plane, Role
from tenantpilot.access.context import Context
from tenantpilot.access.members import iso
from tenantpilot.access.queries import standing_in_space
from tenantpilot.access.scopes import open_person, open_scope
from tenantpilot.access.views import WorkspaceBrief, WorkspaceCard
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store.transaction import apply_settings


def my_workspaces(ctx: Context) -> list[WorkspaceCard]:
    """The workspaces this person may open in the Context's plane, pinned first, then by name.

    Raises:
        SignInRequiredError: the session ended.
    """
    with open_person(ctx) as session:
        rows = queries.mine(session, ctx.user_id, ctx.plane, now())
    return [_card(ctx.plane, row) for row in rows]


def _card(plane: Plane, row: Any) -> WorkspaceCard:
    return WorkspaceCard(
        space=row.public_id,
        href=f"/{plane.value}/{row.public_id}",
        name=row.name,
        environment=row.environment,
        role=row.role,
        is_pinned=row.is_pinned,
        last_activity_at=iso(row.last_activity_at),
        attention=row.attention,
    )


def pin_workspace(ctx: Context, space: str, *, is_pinned: bool) -> None:
    """Put a workspace first in the person's own list, or back; a preference, so it leaves no audit entry.

    Raises:
        NotFoundError: not one of the person's workspaces.
    """
    if not is_public_id(space, "wsp"):
        raise NotFoundError("malformed workspace id")
    with open_person(ctx) as session:
        standing = standing_in_space(session, ctx.user_id, ctx.plane, space, now())
        if standing is None:
            raise NotFoundError("not a member")
        apply_settings(session, workspace_id=standing.workspace_id, user_id=ctx.user_id)
        queries.set_pin(session, standing.workspace_id, standing.membership_id, is_pinned=is_pinned)


def workspace_brief(ctx: Context) -> WorkspaceBrief:
    """Name, role and visible parts of the open workspace, for the page frame.

    Raises:
        NotFoundError, ForbiddenError, SignInRequiredError: as open_scope.
    """
    capability = Capability.REVIEW_READ if ctx.plane is Plane.REVIEW else Capability.WORKSPACE_READ
    with open_scope(ctx, capability) as scope:
        row = queries.workspace_face(scope.session, scope.workspace_id)
        can = CAPABILITIES[Role(scope.role)]
        return WorkspaceBrief(
            space=scope.workspace_ref,
            name=row.name,
            environment=row.environment,
            role=scope.role,
            may_read_audit=Capability.AUDIT_READ in can,
            may_manage_members=Capability.MEMBER_MANAGE in can and scope.tenants.mode == "all",
            may_export_runs=Capability.RUN_EXPORT in can,
            may_export_audit=Capability.AUDIT_EXPORT in can,
            may_verify_audit=Capability.AUDIT_VERIFY in can,
            may_manage_schedules=Capability.SCHEDULE_MANAGE in can,
        )
