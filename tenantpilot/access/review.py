"""What a customer sees of the workspace that looks after their tenants."""

from __future__ import annotations

from tenantpilot.access import member_queries as queries
from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.access.views import ReviewDesk


def review_desk(ctx: Context) -> ReviewDesk:
    """The workspace's name, the tenants this customer may read about, and until when.

    Raises:
        NotFoundError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.REVIEW_READ) as scope:
        return ReviewDesk(
            workspace_name=queries.workspace_name(scope),
            tenant_names=tuple(choice.name for choice in queries.tenant_choices(scope)),
            access_ends_at=iso(queries.membership_end(scope, ctx.user_id, ctx.plane)),
        )
