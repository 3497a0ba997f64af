"""Runs, their items and files, the outbox that points the queue at them, schedules, and controls.

The run row is the truth; Redis holds pointers that may be lost, doubled or late. Leases and due times of the queue are
kept by the database's clock, so that workers on several machines agree.
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
    LargeBinary,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from tenantpilot.access.tables import one_of
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_id, new_public_id
from tenantpilot.store.tables import Owned, at_column, ref_column, text_column

STATUSES = ["queued", "running", "completed"]
OUTCOMES = ["succeeded", "partially_succeeded", "failed", "blocked", "cancelled"]
ITEM_STATUSES = ["pending", "done", "failed", "skipped"]
ORIGINS = ["person", "schedule", "system"]
QUEUES = ["person", "background"]
CADENCES = ["hourly", "daily", "weekly"]

STATUS_TRANSITIONS = {"queued": ["running", "completed"], "running": ["queued", "completed"]}
OUTCOME_TRANSITIONS = {"": OUTCOMES}
ITEM_TRANSITIONS = {"pending": ["done", "failed", "skipped"]}


def _number() -> Column[int]:
    return Column(BigInteger, nullable=False)


class OperationRun(Owned, table=True):
    """One asked-for operation and what became of it.

    The columns that say who asked (`initiator_id`, `session_id`, `capability`, `reach`) are a record, never a
    permission: the worker proves all of it anew. `fence` rises with each claim; holders of an older one cannot write.
    """

    __tablename__ = "operation_run"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "schedule_id", "scheduled_for", name="operation_run_due_once"),
        Index(
            "operation_run_active",
            "workspace_id",
            "kind",
            "dedupe_key",
            unique=True,
            postgresql_where="status <> 'completed'",
        ),
        Index("operation_run_recent", "workspace_id", "created_at", "public_id"),
        Index("operation_run_initiator", "workspace_id", "initiator_id", "created_at"),
        Index("operation_run_kind", "workspace_id", "kind", "created_at"),
        Index("operation_run_tenant", "workspace_id", "tenant_id", "created_at"),
        Index("operation_run_retry", "workspace_id", "retry_of_id"),
        Index("operation_run_lease", "lease_until", postgresql_where="status = 'running'"),
        Index("operation_run_newest", "created_at", "public_id"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        ForeignKeyConstraint(["initiator_id"], ["user_account.id"]),
        ForeignKeyConstraint(["session_id"], ["session.id"]),
        ForeignKeyConstraint(["workspace_id", "retry_of_id"], ["operation_run.workspace_id", "operation_run.id"]),
        ForeignKeyConstraint(["workspace_id", "schedule_id"], ["schedule.workspace_id", "schedule.id"]),
        one_of("status", STATUSES),
        one_of("outcome", ["", *OUTCOMES]),
        one_of("origin", ORIGINS),
        one_of("queue", QUEUES),
        CheckConstraint("(status = 'completed') = (outcome <> '')", name="outcome_when_completed"),
        CheckConstraint("(status = 'completed') = (finished_at is not null)", name="finished_when_completed"),
        CheckConstraint("(origin = 'system') = (initiator_id is null)", name="somebody_asked"),
        CheckConstraint("outcome <> 'succeeded' or failed = 0", name="no_failure_in_success"),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("run"), sa_column=ref_column())
    kind: str = Field(sa_column=ref_column())
    queue: str = Field(sa_column=ref_column())
    status: str = Field(default="queued", sa_column=ref_column())
    outcome: str = Field(default="", sa_column=ref_column())
    reason_code: str = Field(default="", sa_column=ref_column())

    origin: str = Field(sa_column=ref_column())
    initiator_id: UUID | None = None
    session_id: UUID | None = None
    plane: str = Field(default="", sa_column=ref_column())
    capability: str = Field(sa_column=ref_column())
    reach: str = Field(default="all:{}", sa_column=ref_column())
    request_ref: str = Field(default="", sa_column=ref_column())
    tenant_id: UUID | None = None
    arguments: str = Field(default="{}", sa_column=text_column())
    reason: str = Field(default="", sa_column=text_column())
    dedupe_key: str = Field(default="", sa_column=ref_column())
    retry_of_id: UUID | None = None
    schedule_id: UUID | None = None
    scheduled_for: datetime | None = Field(default=None, sa_column=at_column())

    fence: int = Field(default=0, sa_column=_number())
    attempt: int = 0
    max_attempts: int = 5
    run_after: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    lease_until: datetime | None = Field(default=None, sa_column=at_column())
    heartbeat_at: datetime | None = Field(default=None, sa_column=at_column())
    cancel_requested_at: datetime | None = Field(default=None, sa_column=at_column())
    cancel_requested_by: str = Field(default="", sa_column=ref_column())

    cursor: str = Field(default="", sa_column=text_column())
    diagnostics: str = Field(default="{}", sa_column=text_column())
    total: int = 0
    done: int = 0
    failed: int = 0
    skipped: int = 0

    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    started_at: datetime | None = Field(default=None, sa_column=at_column())
    finished_at: datetime | None = Field(default=None, sa_column=at_column())


class RunOutbox(Owned, table=True):
    """The pointer to a waiting run (same `id`) that the queue must have; gone as soon as a worker claims the run."""

    __tablename__ = "run_outbox"
    __table_args__ = (
        Index("run_outbox_unpublished", "available_at", postgresql_where="published_at is null"),
        Index("run_outbox_published", "published_at"),
        ForeignKeyConstraint(["workspace_id", "id"], ["operation_run.workspace_id", "operation_run.id"]),
        one_of("queue", QUEUES),
    )

    queue: str = Field(sa_column=ref_column())
    available_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    published_at: datetime | None = Field(default=None, sa_column=at_column())
    publications: int = 0


class RunItem(Owned, table=True):
    """The result of one thing a run worked on. `subject_*` name it in words and public ids."""

    __tablename__ = "run_item"
    __table_args__ = (
        UniqueConstraint("workspace_id", "run_id", "number"),
        Index("run_item_status", "workspace_id", "run_id", "status", "number"),
        ForeignKeyConstraint(["workspace_id", "run_id"], ["operation_run.workspace_id", "operation_run.id"]),
        one_of("status", ITEM_STATUSES),
    )

    run_id: UUID
    number: int
    subject_kind: str = Field(sa_column=ref_column())
    subject_ref: str = Field(default="", sa_column=ref_column())
    label: str = Field(default="", sa_column=text_column())
    status: str = Field(default="pending", sa_column=ref_column())
    reason_code: str = Field(default="", sa_column=ref_column())
    detail: str = Field(default="", sa_column=text_column())
    payload: str = Field(default="", sa_column=text_column())
    finished_at: datetime | None = Field(default=None, sa_column=at_column())


class Artifact(Owned, table=True):
    """A file that a run makes; nobody can fetch it before it is sealed with the run's success."""

    __tablename__ = "artifact"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "run_id", "name"),
        Index("artifact_expiry", "expires_at"),
        ForeignKeyConstraint(["workspace_id", "run_id"], ["operation_run.workspace_id", "operation_run.id"]),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("art"), sa_column=ref_column())
    run_id: UUID
    name: str = Field(sa_column=ref_column())
    media_type: str = Field(sa_column=text_column())
    capability: str = Field(sa_column=ref_column())
    size: int = Field(default=0, sa_column=_number())
    chunks: int = 0
    sha256: str = Field(default="", sa_column=ref_column())
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    sealed_at: datetime | None = Field(default=None, sa_column=at_column())
    expires_at: datetime = Field(sa_column=at_column(required=True))


class ArtifactChunk(Owned, table=True):
    """A piece of a file, at most one mebibyte, committed with the batch that made it."""

    __tablename__ = "artifact_chunk"
    __table_args__ = (
        UniqueConstraint("workspace_id", "artifact_id", "number"),
        ForeignKeyConstraint(["workspace_id", "artifact_id"], ["artifact.workspace_id", "artifact.id"]),
    )

    artifact_id: UUID
    number: int
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Schedule(Owned, table=True):
    """A standing request to start an operation. It acts with its owner's rights of the moment, not of its making."""

    __tablename__ = "schedule"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index("schedule_due", "next_due_at", postgresql_where="paused_at is null and deleted_at is null"),
        Index("schedule_recent", "workspace_id", "created_at"),
        Index("schedule_tenant", "workspace_id", "tenant_id"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        ForeignKeyConstraint(["owner_id"], ["user_account.id"]),
        one_of("cadence", CADENCES),
        CheckConstraint("minute between 0 and 59 and hour between 0 and 23", name="time_of_day"),
        CheckConstraint("weekday between 0 and 6", name="day_of_week"),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("sch"), sa_column=ref_column())
    kind: str = Field(sa_column=ref_column())
    arguments: str = Field(default="{}", sa_column=text_column())
    tenant_id: UUID | None = None
    owner_id: UUID
    plane: str = Field(sa_column=ref_column())
    reach: str = Field(default="all:{}", sa_column=ref_column())
    cadence: str = Field(sa_column=ref_column())
    hour: int = 0
    minute: int = 0
    weekday: int = 0
    zone: str = Field(default="UTC", sa_column=ref_column())
    next_due_at: datetime = Field(sa_column=at_column(required=True))
    last_due_at: datetime | None = Field(default=None, sa_column=at_column())
    last_run_ref: str = Field(default="", sa_column=ref_column())
    overdue_since: datetime | None = Field(default=None, sa_column=at_column())
    paused_at: datetime | None = Field(default=None, sa_column=at_column())
    pause_reason: str = Field(default="", sa_column=ref_column())
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    deleted_at: datetime | None = Field(default=None, sa_column=at_column())


class WorkspaceControl(Owned, table=True):
    """A stop that a workspace put on one kind of operation (empty: on all). It stops until it is released."""

    __tablename__ = "workspace_control"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index("workspace_control_engaged", "workspace_id", "kind", unique=True, postgresql_where="released_at is null"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        ForeignKeyConstraint(["set_by"], ["user_account.id"]),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("ctl"), sa_column=ref_column())
    kind: str = Field(sa_column=ref_column())
    reason: str = Field(sa_column=text_column())
    set_by: UUID | None = None
    set_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    released_at: datetime | None = Field(default=None, sa_column=at_column())


class InstallationControl(SQLModel, table=True):
    """The same for all workspaces of the installation; written for platform staff only."""

    __tablename__ = "installation_control"
    __table_args__ = (
        UniqueConstraint("public_id"),
        Index("installation_control_engaged", "kind", unique=True, postgresql_where="released_at is null"),
        ForeignKeyConstraint(["set_by"], ["user_account.id"]),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    public_id: str = Field(default_factory=lambda: new_public_id("ctl"), sa_column=ref_column())
    kind: str = Field(sa_column=ref_column())
    reason: str = Field(sa_column=text_column())
    set_by: UUID | None = None
    set_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    released_at: datetime | None = Field(default=None, sa_column=at_column())
