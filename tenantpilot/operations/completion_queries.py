"""What the end of a run needs to know."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from tenantpilot.operations.tables import OperationRun
from tenantpilot.tenants.tables import Tenant


def tenant_of(session: Session, run: OperationRun) -> tuple[UUID, str] | None:
    """Key and public id of the run's tenant, if it has one."""
    if run.tenant_id is None:
        return None
    query = select(Tenant.public_id).where(Tenant.workspace_id == run.workspace_id, col(Tenant.id) == run.tenant_id)
    return run.tenant_id, session.exec(query).one()
