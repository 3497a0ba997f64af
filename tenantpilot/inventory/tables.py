"""What was read of a tenant, how well, and what became of each policy since.

A *capture* is one dated reading. Coverage says per family what is known now and how old it is; policies, their
versions and absences say what stood there. Contents are addressed by their digest and shared within a workspace; all
text kept here has its secrets replaced already.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlmodel import Field

from tenantpilot.access.tables import one_of
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.store.tables import Owned, at_column, ref_column, text_column

STATES = ["read", "partial", "forbidden", "throttled", "unsupported", "unlicensed"]
MODES = ["full", "incremental"]
ASSIGNED = ["assigned", "unassigned", "unknown", "not_assignable"]
CHANGES = ["first", "content", "assignments", "both"]
NAME_STATES = ["resolved", "missing", "unknown"]


def _tenant() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"])


def _policy() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id", "policy_id"], ["policy.workspace_id", "policy.id"])


def _capture() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id", "capture_id"], ["capture.workspace_id", "capture.id"])


def _content(column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id", column], ["policy_content.workspace_id", "policy_content.digest"])


class Capture(Owned, table=True):
    """One dated reading of a tenant, made by one run; the numbers grow with each family that is written down."""

    __tablename__ = "capture"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "run_id"),
        Index("capture_recent", "workspace_id", "tenant_id", "started_at"),
        _tenant(),
        ForeignKeyConstraint(["workspace_id", "run_id"], ["operation_run.workspace_id", "operation_run.id"]),
        one_of("mode", MODES),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("cap"), sa_column=ref_column())
    tenant_id: UUID
    run_id: UUID
    mode: str = Field(sa_column=ref_column())
    started_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    finished_at: datetime | None = Field(default=None, sa_column=at_column())
    families: int = 0
    objects: int = 0
    created: int = 0
    changed: int = 0
    deleted: int = 0
    restored: int = 0
    requests: int = 0


class CaptureFamily(Owned, table=True):
    """How well a capture read one family, and what that changed. `request_ids` are the provider's, space-separated."""

    __tablename__ = "capture_family"
    __table_args__ = (
        UniqueConstraint("workspace_id", "capture_id", "family"),
        Index("capture_family_tenant", "workspace_id", "tenant_id", "family", "read_at"),
        _tenant(),
        _capture(),
        one_of("state", STATES),
    )

    tenant_id: UUID
    capture_id: UUID
    family: str = Field(sa_column=ref_column())
    state: str = Field(sa_column=ref_column())
    reason_code: str = Field(default="", sa_column=ref_column())
    detail: str = Field(default="", sa_column=text_column())
    request_ids: str = Field(default="", sa_column=text_column())
    objects: int = 0
    created: int = 0
    changed: int = 0
    deleted: int = 0
    restored: int = 0
    troubles: int = 0
    requests: int = 0
    read_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class FamilyCoverage(Owned, table=True):
    """What is known of a family of a tenant now: the last attempt, and the last reading that was complete."""

    __tablename__ = "family_coverage"
    __table_args__ = (
        UniqueConstraint("workspace_id", "tenant_id", "family"),
        Index("family_coverage_capture", "workspace_id", "capture_id"),
        _tenant(),
        _capture(),
        one_of("state", STATES),
    )

    tenant_id: UUID
    capture_id: UUID
    family: str = Field(sa_column=ref_column())
    state: str = Field(sa_column=ref_column())
    reason_code: str = Field(default="", sa_column=ref_column())
    detail: str = Field(default="", sa_column=text_column())
    request_ids: str = Field(default="", sa_column=text_column())
    missing_permissions: str = Field(default="", sa_column=text_column())
    attempted_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    complete_at: datetime | None = Field(default=None, sa_column=at_column())
    objects: int = 0


class Policy(Owned, table=True):
    """One configuration object of a tenant, known by the provider's id; `sort_key` orders and finds its name.

    `deleted_at` is the first complete reading without it (a ghost); `listed_digest` is how its list showed it when its
    body was last read, so that an incremental reading can leave it out. `version` counts from one.
    """

    __tablename__ = "policy"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "tenant_id", "family", "provider_id"),
        # Order first, then everything that filters: one walk in the page's own order, answered inside the index.
        Index("policy_by_name", "workspace_id", "is_ghost", "sort_key", "public_id", "tenant_id", "family", "platform",
              "assigned"),
        Index("policy_by_tenant", "workspace_id", "tenant_id", "is_ghost", "sort_key", "public_id", "family",
              "platform", "assigned"),
        Index("policy_by_family", "workspace_id", "family", "is_ghost", "sort_key", "public_id", "tenant_id",
              "platform", "assigned"),
        Index("policy_changed", "workspace_id", "is_ghost", "changed_at", "public_id", "tenant_id", "family",
              "platform", "assigned"),
        _tenant(),
        one_of("assigned", ASSIGNED),
        CheckConstraint("is_ghost = (deleted_at is not null)", name="ghost_when_deleted"),
    )  # fmt: skip

    public_id: str = Field(default_factory=lambda: new_public_id("pol"), sa_column=ref_column())
    tenant_id: UUID
    family: str = Field(sa_column=ref_column())
    provider_id: str = Field(sa_column=ref_column())
    name: str = Field(sa_column=text_column())
    description: str = Field(default="", sa_column=text_column())
    sort_key: str = Field(sa_column=ref_column())
    platform: str = Field(default="", sa_column=ref_column())
    type: str = Field(default="", sa_column=ref_column())
    version: int = 1
    content_digest: str = Field(sa_column=ref_column())
    assignments_digest: str = Field(sa_column=ref_column())
    listed_digest: str = Field(default="", sa_column=ref_column())
    rules_version: int
    assigned: str = Field(default="unknown", sa_column=ref_column())
    assignment_count: int = 0
    first_seen_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    last_seen_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    changed_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    changed_by: str = Field(default="", sa_column=text_column())
    changed_by_kind: str = Field(default="", sa_column=ref_column())
    is_ghost: bool = False
    deleted_at: datetime | None = Field(default=None, sa_column=at_column())


class PolicyContent(Owned, table=True):
    """A text kept once per workspace, whoever's policies have it: canonical JSON, its secrets replaced."""

    __tablename__ = "policy_content"
    __table_args__ = (
        UniqueConstraint("workspace_id", "digest"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
    )

    digest: str = Field(sa_column=ref_column())
    text: str = Field(sa_column=text_column())
    size: int = Field(sa_column=Column(BigInteger, nullable=False))
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class PolicyVersion(Owned, table=True):
    """A state of a policy that differs from the one before in what matters.

    It came to be between `seen_before_at` (the last reading that still showed the earlier one; for the first version
    the last complete reading of the family without it, none where there was none) and `observed_at`. The raw text is
    the object as first read in this state. `author` is who the tenant's own log names for the time between, empty
    when it names nobody.
    """

    __tablename__ = "policy_version"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "policy_id", "number"),
        Index("policy_version_recent", "workspace_id", "tenant_id", "observed_at", "public_id", "seen_before_at"),
        Index("policy_version_capture", "workspace_id", "capture_id"),
        Index("policy_version_content", "workspace_id", "content_digest"),
        Index("policy_version_assignments", "workspace_id", "assignments_digest"),
        Index("policy_version_raw", "workspace_id", "raw_digest"),
        _tenant(),
        _policy(),
        _capture(),
        _content("content_digest"),
        _content("assignments_digest"),
        _content("raw_digest"),
        one_of("change", CHANGES),
        CheckConstraint("(number = 1) = (change = 'first')", name="first_is_first"),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("ver"), sa_column=ref_column())
    tenant_id: UUID
    policy_id: UUID
    capture_id: UUID
    number: int
    change: str = Field(sa_column=ref_column())
    name: str = Field(sa_column=text_column())
    content_digest: str = Field(sa_column=ref_column())
    assignments_digest: str = Field(sa_column=ref_column())
    raw_digest: str = Field(sa_column=ref_column())
    rules_version: int
    seen_before_at: datetime | None = Field(default=None, sa_column=at_column())
    observed_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    author: str = Field(default="", sa_column=text_column())
    author_kind: str = Field(default="", sa_column=ref_column())
    author_at: datetime | None = Field(default=None, sa_column=at_column())


class PolicyAbsence(Owned, table=True):
    """A time in which a policy was gone: from the first complete reading without it until it was seen again."""

    __tablename__ = "policy_absence"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "policy_id", "number"),
        Index("policy_absence_recent", "workspace_id", "tenant_id", "deleted_at", "public_id"),
        _tenant(),
        _policy(),
        CheckConstraint("restored_at is null or restored_at >= deleted_at", name="back_after_gone"),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("abs"), sa_column=ref_column())
    tenant_id: UUID
    policy_id: UUID
    number: int
    last_seen_at: datetime = Field(sa_column=at_column(required=True))
    deleted_at: datetime = Field(sa_column=at_column(required=True))
    restored_at: datetime | None = Field(default=None, sa_column=at_column())
    author: str = Field(default="", sa_column=text_column())
    author_kind: str = Field(default="", sa_column=ref_column())
    author_at: datetime | None = Field(default=None, sa_column=at_column())


class PolicyToken(Owned, table=True):
    """A word by which a policy is found. Ranges over `token` are leakproof, so row-level security keeps the index."""

    __tablename__ = "policy_token"
    __table_args__ = (
        UniqueConstraint("workspace_id", "token", "policy_id"),
        Index("policy_token_policy", "workspace_id", "policy_id", "token"),
        Index("policy_token_tenant", "workspace_id", "tenant_id", "token", "policy_id"),
        _tenant(),
        _policy(),
    )

    tenant_id: UUID
    policy_id: UUID
    token: str = Field(sa_column=ref_column())


class PolicyReference(Owned, table=True):
    """Another object that the policy names by id now. `usage` says how: include, exclude, filter, refers."""

    __tablename__ = "policy_reference"
    __table_args__ = (
        UniqueConstraint("workspace_id", "policy_id", "usage", "kind", "provider_id"),
        Index("policy_reference_target", "workspace_id", "tenant_id", "kind", "provider_id"),
        _tenant(),
        _policy(),
        one_of("usage", ["include", "exclude", "filter", "refers"]),
    )

    tenant_id: UUID
    policy_id: UUID
    usage: str = Field(sa_column=ref_column())
    kind: str = Field(sa_column=ref_column())
    provider_id: str = Field(sa_column=ref_column())


class DirectoryName(Owned, table=True):
    """What an id of the tenant's directory was called when last asked; `unknown` could not be asked, nothing more."""

    __tablename__ = "directory_name"
    __table_args__ = (
        UniqueConstraint("workspace_id", "tenant_id", "kind", "provider_id"),
        _tenant(),
        one_of("state", NAME_STATES),
    )

    tenant_id: UUID
    kind: str = Field(sa_column=ref_column())
    provider_id: str = Field(sa_column=ref_column())
    name: str = Field(default="", sa_column=text_column())
    state: str = Field(sa_column=ref_column())
    asked_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    resolved_at: datetime | None = Field(default=None, sa_column=at_column())


class TenantChange(Owned, table=True):
    """A line of the tenant's own log, as far as it says who changed a policy."""

    __tablename__ = "tenant_change"
    __table_args__ = (
        UniqueConstraint("workspace_id", "tenant_id", "event_id", "subject_id"),
        Index("tenant_change_subject", "workspace_id", "tenant_id", "subject_id", "at"),
        _tenant(),
    )

    tenant_id: UUID
    event_id: str = Field(sa_column=ref_column())
    at: datetime = Field(sa_column=at_column(required=True))
    actor: str = Field(default="", sa_column=text_column())
    actor_kind: str = Field(default="", sa_column=ref_column())
    operation: str = Field(default="", sa_column=text_column())
    subject_id: str = Field(sa_column=ref_column())
    subject_name: str = Field(default="", sa_column=text_column())


class TenantInventory(Owned, table=True):
    """One row per tenant that pages read instead of counting; written in the transaction that changed what it counts.

    `changes_lately` counts what changed, went and came back in the seven days before `counted_at`. As of
    `last_complete_at` every family was read completely: it is the oldest of what is known.
    """

    __tablename__ = "tenant_inventory"
    __table_args__ = (
        UniqueConstraint("workspace_id", "tenant_id"),
        Index("tenant_inventory_capture", "workspace_id", "capture_id"),
        _tenant(),
        _capture(),
        one_of("log_state", ["", *STATES]),
    )

    tenant_id: UUID
    capture_id: UUID | None = None
    policies: int = 0
    ghosts: int = 0
    read: int = 0
    partial: int = 0
    forbidden: int = 0
    throttled: int = 0
    unsupported: int = 0
    unlicensed: int = 0
    changes_lately: int = 0
    last_change_at: datetime | None = Field(default=None, sa_column=at_column())
    last_sync_at: datetime | None = Field(default=None, sa_column=at_column())
    last_complete_at: datetime | None = Field(default=None, sa_column=at_column())
    log_state: str = Field(default="", sa_column=ref_column())
    log_read_at: datetime | None = Field(default=None, sa_column=at_column())
    counted_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
