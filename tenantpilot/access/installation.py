"""What platform staff see of the installation: its workspaces. Entering one is another matter, and not possible yet."""

from __future__ import annotations

from tenantpilot.access import workspace_queries as queries
from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_installation
from tenantpilot.access.views import InstallationWorkspaceRow
from tenantpilot.kernel.clock import now

PAGE = 200


def list_installation_workspaces(ctx: Context, search: str = "") -> list[InstallationWorkspaceRow]:
    """All workspaces by name, at most 200; `search` narrows by the beginning of the name.

    Raises:
        NotFoundError: anybody but platform staff in the system plane.
    """
    with open_installation(ctx, Capability.INSTALLATION_READ) as session:
        rows = queries.all_workspaces(session, search.strip().casefold(), now(), PAGE)
    return [
        InstallationWorkspaceRow(
            space=row.public_id,
            name=row.name,
            environment=row.environment,
            members=row.members,
            tenants=row.tenants,
            last_activity_at=iso(row.last_activity_at),
            created_at=iso(row.created_at),
        )
        for row in rows
    ]
