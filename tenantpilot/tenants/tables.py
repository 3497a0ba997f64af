"""The tenant row every tenant-owned table points at, and which tenant somebody used last."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from tenantpilot.access.tables import ENVIRONMENTS, one_of
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.store.tables import Owned, at_column, ref_column
from tenantpilot.tenants.lifecycle import Lifecycle

# How closely a customer is looked after; service levels differ by it.
TIERS = ("gold", "silver", "bronze")


class Tenant(Owned, table=True):
    """A Microsoft Entra tenant managed by a workspace.

    `provider_tenant_id` is the provider's own id of it; no two tenants of a workspace claim the same one, whatever
    their lifecycle, and only a draft may do without.
    """

    __tablename__ = "tenant"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "provider_tenant_id", name="tenant_claimed_once"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        one_of("environment", ENVIRONMENTS),
        one_of("lifecycle", [state.value for state in Lifecycle]),
        one_of("tier", list(TIERS)),
        CheckConstraint("lifecycle = 'draft' or provider_tenant_id is not null", name="identified_unless_draft"),
        CheckConstraint("(lifecycle = 'removal_pending') = (removal_due_at is not null)", name="removal_has_a_date"),
    )

    tenant_column: ClassVar[str] = "id"

    public_id: str = Field(default_factory=lambda: new_public_id("ten"), sa_column=ref_column())
    name: str
    provider_tenant_id: UUID | None = None
    primary_domain: str = Field(default="", sa_column=ref_column())
    environment: str = Field(default="production", sa_column=ref_column())
    tier: str = Field(default="silver", sa_column=ref_column(server_default="silver"))
    lifecycle: str = Field(default=Lifecycle.DRAFT.value, sa_column=ref_column())
    lifecycle_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    removal_due_at: datetime | None = Field(default=None, sa_column=at_column())
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class TenantMemory(Owned, table=True):
    """When a person used a tenant last, to offer it first. It opens nothing: every use proves the right anew."""

    __tablename__ = "tenant_memory"
    __table_args__ = (
        UniqueConstraint("workspace_id", "user_id", "tenant_id"),
        Index("tenant_memory_tenant", "workspace_id", "tenant_id"),
        ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        ForeignKeyConstraint(["user_id"], ["user_account.id"]),
    )

    user_id: UUID
    tenant_id: UUID
    used_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class TenantGroup(Owned, table=True):
    """Tenants that are treated alike, chosen by hand."""

    __tablename__ = "tenant_group"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "name"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("grp"), sa_column=ref_column())
    name: str = Field(sa_column=ref_column())
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class TenantGroupMember(Owned, table=True):
    """A tenant in a group."""

    __tablename__ = "tenant_group_member"
    __table_args__ = (
        UniqueConstraint("workspace_id", "group_id", "tenant_id"),
        Index("tenant_group_member_tenant", "workspace_id", "tenant_id"),
        ForeignKeyConstraint(["workspace_id", "group_id"], ["tenant_group.workspace_id", "tenant_group.id"]),
        ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
    )

    group_id: UUID
    tenant_id: UUID
