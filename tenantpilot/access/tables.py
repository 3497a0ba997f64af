"""People, sessions, workspaces and memberships."""

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
from sqlmodel import Field, SQLModel

from tenantpilot.access.capabilities import Plane, Role
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_id, new_public_id
from tenantpilot.store.tables import Owned, at_column, ref_column, text_column


def one_of(column: str, values: list[str]) -> CheckConstraint:
    """Text limited to known words; an enum type would not be leakproof under row-level security."""
    listed = ", ".join(f"'{v}'" for v in values)
    return CheckConstraint(f"{column} in ({listed})", name=f"{column}_known")


ENVIRONMENTS = ["production", "test", "staging"]
MEMBER_ROLES = [r.value for r in Role if r is not Role.PLATFORM_OPERATOR]
TENANT_MODES = ["all", "only", "except"]
END_REASONS = ["signed_out", "revoked", "expired", "replaced", "user_deactivated"]


class UserAccount(SQLModel, table=True):
    """A person as their identity provider knows them: issuer and subject, never the e-mail address."""

    __tablename__ = "user_account"
    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        UniqueConstraint("public_id"),
        one_of("language", ["", "en", "de"]),
        one_of("theme", ["system", "light", "dark"]),
        one_of("density", ["comfortable", "compact"]),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    public_id: str = Field(default_factory=lambda: new_public_id("usr"), sa_column=ref_column())
    issuer: str = Field(sa_column=ref_column())
    subject: str = Field(sa_column=ref_column())
    display_name: str = ""
    email: str = ""
    is_active: bool = True
    is_platform_operator: bool = False
    language: str = Field(default="", sa_column=ref_column())
    theme: str = Field(default="system", sa_column=ref_column())
    density: str = Field(default="comfortable", sa_column=ref_column())
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    last_sign_in_at: datetime | None = Field(default=None, sa_column=at_column())


class SignInSession(SQLModel, table=True):
    """One signed-in browser. `ref` names the row in state keys; the cookie's token is stored only as its hash.

    `epoch` rises with every change of the person's authority, which makes all view state of before unreachable.
    """

    __tablename__ = "session"
    __table_args__ = (
        UniqueConstraint("ref"),
        UniqueConstraint("token_hash"),
        UniqueConstraint("public_id"),
        ForeignKeyConstraint(["user_id"], ["user_account.id"]),
        one_of("end_reason", ["", *END_REASONS]),
        Index("session_user", "user_id", "ended_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    public_id: str = Field(default_factory=lambda: new_public_id("ses"), sa_column=ref_column())
    ref: str = Field(sa_column=ref_column())
    token_hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    user_id: UUID
    epoch: int = 0
    user_agent: str = ""
    address: str = ""
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    last_seen_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    expires_at: datetime = Field(sa_column=at_column(required=True))
    ended_at: datetime | None = Field(default=None, sa_column=at_column())
    end_reason: str = Field(default="", sa_column=ref_column())


class SignInAttempt(SQLModel, table=True):
    """A sign-in under way at the identity provider; used once, gone after ten minutes."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (UniqueConstraint("state_hash"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    state_hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    browser_hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    expires_at: datetime = Field(sa_column=at_column(required=True))


class Workspace(SQLModel, table=True):
    """The isolated organisation that operates tenants. While it is suspended no operation starts or goes on."""

    __tablename__ = "workspace"
    __table_args__ = (
        UniqueConstraint("public_id"),
        one_of("environment", ENVIRONMENTS),
        one_of("language", ["", "en", "de"]),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    public_id: str = Field(default_factory=lambda: new_public_id("wsp"), sa_column=ref_column())
    name: str
    environment: str = Field(default="production", sa_column=ref_column())
    language: str = Field(default="", sa_column=ref_column())
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    suspended_at: datetime | None = Field(default=None, sa_column=at_column())


class Membership(Owned, table=True):
    """A person's role in one plane of one workspace, optionally narrowed to tenants, optionally ending."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index(
            "membership_current",
            "workspace_id",
            "user_id",
            "plane",
            unique=True,
            postgresql_where="revoked_at is null",
        ),
        Index("membership_person", "user_id", "plane"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        ForeignKeyConstraint(["user_id"], ["user_account.id"]),
        one_of("role", MEMBER_ROLES),
        one_of("plane", [Plane.ADMIN.value, Plane.REVIEW.value]),
        CheckConstraint(
            f"(plane = '{Plane.REVIEW.value}') = (role = '{Role.CUSTOMER_VIEWER.value}')", name="role_in_its_plane"
        ),
        one_of("tenant_mode", TENANT_MODES),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("mem"), sa_column=ref_column())
    user_id: UUID
    plane: str = Field(sa_column=ref_column())
    role: str = Field(sa_column=ref_column())
    tenant_mode: str = Field(default="all", sa_column=ref_column())
    is_pinned: bool = False
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    expires_at: datetime | None = Field(default=None, sa_column=at_column())
    revoked_at: datetime | None = Field(default=None, sa_column=at_column())


class MembershipTenant(Owned, table=True):
    """A tenant that a narrowed membership names."""

    __tablename__ = "membership_tenant"
    __table_args__ = (
        UniqueConstraint("workspace_id", "membership_id", "named_tenant_id"),
        Index("membership_tenant_named", "workspace_id", "named_tenant_id"),
        ForeignKeyConstraint(["workspace_id", "membership_id"], ["membership.workspace_id", "membership.id"]),
        ForeignKeyConstraint(["workspace_id", "named_tenant_id"], ["tenant.workspace_id", "tenant.id"]),
    )

    membership_id: UUID
    named_tenant_id: UUID


class Invitation(Owned, table=True):
    """An offer of a membership to whoever signs in and presents its link; the link's token is stored hashed."""

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index("invitation_token", "token_hash"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        ForeignKeyConstraint(["invited_by"], ["user_account.id"]),
        ForeignKeyConstraint(["accepted_by"], ["user_account.id"]),
        CheckConstraint("(accepted_by is not null) = (status = 'accepted')", name="accepted_by_somebody"),
        one_of("role", MEMBER_ROLES),
        one_of("tenant_mode", TENANT_MODES),
        one_of("status", ["pending", "accepted", "revoked"]),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("inv"), sa_column=ref_column())
    email: str
    role: str = Field(sa_column=ref_column())
    tenant_mode: str = Field(default="all", sa_column=ref_column())
    named_tenants: str = Field(default="", sa_column=ref_column())
    membership_expires_at: datetime | None = Field(default=None, sa_column=at_column())
    token_hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    status: str = Field(default="pending", sa_column=ref_column())
    invited_by: UUID
    accepted_by: UUID | None = None
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    expires_at: datetime = Field(sa_column=at_column(required=True))


INVITATION_TRANSITIONS = {"pending": ["accepted", "revoked"]}


class Notification(Owned, table=True):
    """A notice to one person; the key makes "exactly once" a matter of the database."""

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "user_id", "kind", "subject_ref"),
        Index("notification_person", "user_id", "created_at"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        ForeignKeyConstraint(["user_id"], ["user_account.id"]),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("ntf"), sa_column=ref_column())
    user_id: UUID
    kind: str = Field(sa_column=ref_column())
    subject_kind: str = Field(sa_column=ref_column())
    subject_ref: str = Field(sa_column=ref_column())
    arguments: str = Field(default="{}", sa_column=text_column())
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    read_at: datetime | None = Field(default=None, sa_column=at_column())


class SavedView(Owned, table=True):
    """Filters and order of a list under a name, as the address has them; shared ones are the whole workspace's."""

    __tablename__ = "saved_view"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "page", "owner_id", "name"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        ForeignKeyConstraint(["owner_id"], ["user_account.id"]),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("viw"), sa_column=ref_column())
    page: str = Field(sa_column=ref_column())
    owner_id: UUID
    name: str = Field(sa_column=ref_column())
    query: str = Field(default="", sa_column=text_column())
    is_shared: bool = False
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
