"""The tenant row every tenant-owned table points at."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.store.tables import Owned, ref_column


class Tenant(Owned, table=True):
    """A Microsoft Entra tenant managed by a workspace."""

    __tablename__ = "tenant"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
    )

    tenant_column: ClassVar[str] = "id"

    public_id: str = Field(default_factory=lambda: new_public_id("ten"), sa_column=ref_column())
    name: str
    created_at: datetime = Field(default_factory=now, sa_column=Column(DateTime(timezone=True), nullable=False))
