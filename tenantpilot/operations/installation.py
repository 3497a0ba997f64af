"""The installation as platform staff watch it: each workspace with what runs there."""

from __future__ import annotations

from datetime import timedelta

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.installation import list_installation_workspaces
from tenantpilot.access.scopes import open_installation
from tenantpilot.kernel.clock import now
from tenantpilot.operations.installation_queries import load_by_workspace
from tenantpilot.operations.views import WorkspaceLoad

RECENT = timedelta(hours=24)


def list_workspace_loads(ctx: Context, search: str = "") -> list[WorkspaceLoad]:
    """All workspaces by name with their active runs and those that ended without success in the last 24 hours.

    Raises:
        NotFoundError: anybody but platform staff in the system plane.
    """
    workspaces = list_installation_workspaces(ctx, search)
    with open_installation(ctx, Capability.INSTALLATION_READ) as session:
        loads = load_by_workspace(session, now() - RECENT)
    return [WorkspaceLoad(row, *loads.get(row.space, (0, 0))) for row in workspaces]
