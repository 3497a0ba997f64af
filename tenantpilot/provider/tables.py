"""Connections to tenants, their sealed credentials, dated permission reports, and consents under way."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
)
from sqlmodel import Field

from tenantpilot.access.tables import one_of
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.store.tables import Owned, at_column, ref_column, text_column

HEALTH = ["unknown", "healthy", "degraded", "failing"]
CONSENT = ["unknown", "granted", "missing", "withdrawn"]
CREDENTIAL_KINDS = ["secret", "certificate"]
CREDENTIAL_STATES = ["next", "current", "retired"]
CREDENTIAL_TRANSITIONS = {"next": ["current", "retired"], "current": ["retired"], "retired": []}


def _bytes() -> Column[bytes]:
    return Column(LargeBinary, nullable=True)


class ProviderConnection(Owned, table=True):
    """How the product signs in at one tenant. `health`, `consent` and `reason_code` are what the last check found."""

    __tablename__ = "provider_connection"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index(
            "provider_connection_enabled", "workspace_id", "tenant_id", unique=True, postgresql_where="is_enabled"
        ),
        Index("provider_connection_tenant", "workspace_id", "tenant_id", "created_at"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        one_of("health", HEALTH),
        one_of("consent", CONSENT),
        CheckConstraint("not (is_enabled and removed_at is not null)", name="removed_is_disabled"),
    )  # fmt: skip

    public_id: str = Field(default_factory=lambda: new_public_id("con"), sa_column=ref_column())
    tenant_id: UUID
    name: str
    client_id: UUID
    is_enabled: bool = True
    health: str = Field(default="unknown", sa_column=ref_column())
    consent: str = Field(default="unknown", sa_column=ref_column())
    reason_code: str = Field(default="", sa_column=ref_column())
    detail: str = Field(default="", sa_column=text_column())
    organization: str = Field(default="", sa_column=text_column())
    checked_at: datetime | None = Field(default=None, sa_column=at_column())
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    removed_at: datetime | None = Field(default=None, sa_column=at_column())


class ProviderCredential(Owned, table=True):
    """A secret or certificate, sealed. `sealed` holds it under a key of its own, `wrapped_key` that key under `key_id`.

    A retired credential keeps its dates and fingerprint; what it was is gone.
    """

    __tablename__ = "provider_credential"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index("provider_credential_current", "workspace_id", "connection_id", unique=True,
              postgresql_where="state = 'current'"),
        Index("provider_credential_next", "workspace_id", "connection_id", unique=True,
              postgresql_where="state = 'next'"),
        Index("provider_credential_connection", "workspace_id", "connection_id", "created_at"),
        Index("provider_credential_tenant", "workspace_id", "tenant_id"),
        ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        ForeignKeyConstraint(
            ["workspace_id", "connection_id"], ["provider_connection.workspace_id", "provider_connection.id"]
        ),
        one_of("kind", CREDENTIAL_KINDS),
        one_of("state", CREDENTIAL_STATES),
        CheckConstraint("(state = 'retired') = (sealed is null)", name="retired_is_empty"),
        CheckConstraint("(sealed is null) = (wrapped_key is null)", name="sealed_with_its_key"),
    )  # fmt: skip

    public_id: str = Field(default_factory=lambda: new_public_id("crd"), sa_column=ref_column())
    connection_id: UUID
    tenant_id: UUID
    kind: str = Field(sa_column=ref_column())
    state: str = Field(default="next", sa_column=ref_column())
    sealed: bytes | None = Field(default=None, sa_column=_bytes())
    wrapped_key: bytes | None = Field(default=None, sa_column=_bytes())
    key_id: str = Field(default="", sa_column=ref_column())
    fingerprint: str = Field(default="", sa_column=ref_column())
    reason_code: str = Field(default="", sa_column=ref_column())
    expires_at: datetime | None = Field(default=None, sa_column=at_column())
    checked_at: datetime | None = Field(default=None, sa_column=at_column())
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    retired_at: datetime | None = Field(default=None, sa_column=at_column())


class PermissionReport(Owned, table=True):
    """What a check found granted and missing, feature by feature; written once. `digest` covers `content`."""

    __tablename__ = "permission_report"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index("permission_report_recent", "workspace_id", "tenant_id", "created_at"),
        Index("permission_report_connection", "workspace_id", "connection_id", "created_at"),
        ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        ForeignKeyConstraint(
            ["workspace_id", "connection_id"], ["provider_connection.workspace_id", "provider_connection.id"]
        ),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("prm"), sa_column=ref_column())
    connection_id: UUID
    tenant_id: UUID
    run_ref: str = Field(default="", sa_column=ref_column())
    digest: str = Field(sa_column=ref_column())
    content: str = Field(sa_column=text_column())
    features: int = 0
    features_blocked: int = 0
    missing: int = 0
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class ConsentAttempt(Owned, table=True):
    """An administrator's consent under way at the provider: for one connection, once, for a quarter of an hour."""

    __tablename__ = "consent_attempt"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index("consent_attempt_connection", "workspace_id", "connection_id"),
        Index("consent_attempt_tenant", "workspace_id", "tenant_id"),
        ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        ForeignKeyConstraint(
            ["workspace_id", "connection_id"], ["provider_connection.workspace_id", "provider_connection.id"]
        ),
        ForeignKeyConstraint(["user_id"], ["user_account.id"]),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("cns"), sa_column=ref_column())
    connection_id: UUID
    tenant_id: UUID
    user_id: UUID
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    expires_at: datetime = Field(sa_column=at_column(required=True))
    used_at: datetime | None = Field(default=None, sa_column=at_column())
