"""Operations: runs, items, files, outbox and schedules with their walls; workspaces can be suspended."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op
from tenantpilot.store import ddl

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OUTCOMES = ["succeeded", "partially_succeeded", "failed", "blocked", "cancelled"]
# What the bookkeeping across workspaces may change of a run: its place in the queue, never what it is or became.
QUEUE_COLUMNS = "status, run_after, lease_until"


def walls() -> list[str]:
    """Policies, grants and triggers of the tables below."""
    change = "select, insert, update"
    return [
        *ddl.owned("operation_run", grants=change),
        *ddl.reached_or_own("operation_run", "initiator_id", "reach"),
        *ddl.transitions(
            "operation_run", "status", {"queued": ["running", "completed"], "running": ["queued", "completed"]}
        ),
        *ddl.transitions("operation_run", "outcome", {"": OUTCOMES}),
        *ddl.audited("operation_run", ["status"], "run", "tg_op = 'INSERT' or new.status = 'completed'"),
        *ddl.owned("run_outbox", grants=f"{change}, delete"),
        *ddl.with_parent("run_outbox", "id", "operation_run"),
        *ddl.owned("run_item", grants=change),
        *ddl.with_parent("run_item", "run_id", "operation_run"),
        *ddl.transitions("run_item", "status", {"pending": ["done", "failed", "skipped"]}, any_start=True),
        *ddl.owned("artifact", grants=f"{change}, delete"),
        *ddl.with_parent("artifact", "run_id", "operation_run"),
        *ddl.owned("artifact_chunk", grants="select, insert, delete"),
        *ddl.with_parent("artifact_chunk", "artifact_id", "artifact"),
        *ddl.owned("schedule", grants=change),
        *ddl.reached_or_own("schedule", "owner_id", "reach"),
        *ddl.audited("schedule", ["paused_at", "deleted_at", "cadence", "hour", "minute", "weekday"], "schedule"),
        *ddl.kept_by(ddl.RUNNER, "operation_run", f"select, update ({QUEUE_COLUMNS})"),
        *ddl.kept_by(ddl.RUNNER, "run_outbox", "select, insert, update, delete"),
        *ddl.readable_by(ddl.RUNNER, "schedule"),
        *ddl.readable_by(ddl.RUNNER, "artifact"),
        *ddl.readable_by(ddl.PLATFORM, "operation_run"),
    ]


def upgrade() -> None:
    op.create_table(
        "schedule",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("plane", sa.Text(collation="C"), nullable=False),
        sa.Column("reach", sa.Text(collation="C"), nullable=False),
        sa.Column("cadence", sa.Text(collation="C"), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("zone", sa.Text(collation="C"), nullable=False),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_run_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("overdue_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pause_reason", sa.Text(collation="C"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("cadence in ('hourly', 'daily', 'weekly')", name="cadence_known"),
        sa.CheckConstraint("minute between 0 and 59 and hour between 0 and 23", name="time_of_day"),
        sa.CheckConstraint("weekday between 0 and 6", name="day_of_week"),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_index(
        "schedule_due",
        "schedule",
        ["next_due_at"],
        unique=False,
        postgresql_where="paused_at is null and deleted_at is null",
    )
    op.create_index("schedule_tenant", "schedule", ["workspace_id", "tenant_id"], unique=False)
    op.create_index("schedule_recent", "schedule", ["workspace_id", "created_at"], unique=False)
    op.create_table(
        "operation_run",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("queue", sa.Text(collation="C"), nullable=False),
        sa.Column("status", sa.Text(collation="C"), nullable=False),
        sa.Column("outcome", sa.Text(collation="C"), nullable=False),
        sa.Column("reason_code", sa.Text(collation="C"), nullable=False),
        sa.Column("origin", sa.Text(collation="C"), nullable=False),
        sa.Column("initiator_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("plane", sa.Text(collation="C"), nullable=False),
        sa.Column("capability", sa.Text(collation="C"), nullable=False),
        sa.Column("reach", sa.Text(collation="C"), nullable=False),
        sa.Column("request_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=True),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("dedupe_key", sa.Text(collation="C"), nullable=False),
        sa.Column("retry_of_id", sa.Uuid(), nullable=True),
        sa.Column("schedule_id", sa.Uuid(), nullable=True),
        sa.Column("scheduled_for", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_requested_by", sa.Text(collation="C"), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.Column("diagnostics", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(origin = 'system') = (initiator_id is null)", name="somebody_asked"),
        sa.CheckConstraint("(status = 'completed') = (finished_at is not null)", name="finished_when_completed"),
        sa.CheckConstraint("(status = 'completed') = (outcome <> '')", name="outcome_when_completed"),
        sa.CheckConstraint("origin in ('person', 'schedule', 'system')", name="origin_known"),
        sa.CheckConstraint("outcome <> 'succeeded' or failed = 0", name="no_failure_in_success"),
        sa.CheckConstraint(
            "outcome in ('', 'succeeded', 'partially_succeeded', 'failed', 'blocked', 'cancelled')",
            name="outcome_known",
        ),
        sa.CheckConstraint("queue in ('person', 'background')", name="queue_known"),
        sa.CheckConstraint("status in ('queued', 'running', 'completed')", name="status_known"),
        sa.ForeignKeyConstraint(
            ["initiator_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "retry_of_id"],
            ["operation_run.workspace_id", "operation_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "schedule_id"],
            ["schedule.workspace_id", "schedule.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.UniqueConstraint("workspace_id", "schedule_id", "scheduled_for", name="operation_run_due_once"),
    )
    op.create_index(
        "operation_run_active",
        "operation_run",
        ["workspace_id", "kind", "dedupe_key"],
        unique=True,
        postgresql_where="status <> 'completed'",
    )
    op.create_index(
        "operation_run_initiator", "operation_run", ["workspace_id", "initiator_id", "created_at"], unique=False
    )
    op.create_index(
        "operation_run_lease", "operation_run", ["lease_until"], unique=False, postgresql_where="status = 'running'"
    )
    op.create_index("operation_run_newest", "operation_run", ["created_at", "public_id"], unique=False)
    op.create_index("operation_run_recent", "operation_run", ["workspace_id", "created_at", "public_id"], unique=False)
    op.create_index("operation_run_retry", "operation_run", ["workspace_id", "retry_of_id"], unique=False)
    op.create_index("operation_run_tenant", "operation_run", ["workspace_id", "tenant_id", "created_at"], unique=False)
    op.create_table(
        "artifact",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(collation="C"), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("capability", sa.Text(collation="C"), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(collation="C"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "run_id"],
            ["operation_run.workspace_id", "operation_run.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.UniqueConstraint("workspace_id", "run_id", "name"),
    )
    op.create_index("artifact_expiry", "artifact", ["expires_at"], unique=False)
    op.create_table(
        "run_item",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.Text(collation="C"), nullable=False),
        sa.Column("subject_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(collation="C"), nullable=False),
        sa.Column("reason_code", sa.Text(collation="C"), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status in ('pending', 'done', 'failed', 'skipped')", name="status_known"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "run_id"],
            ["operation_run.workspace_id", "operation_run.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "run_id", "number"),
    )
    op.create_index("run_item_status", "run_item", ["workspace_id", "run_id", "status", "number"], unique=False)
    op.create_table(
        "run_outbox",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("queue", sa.Text(collation="C"), nullable=False),
        sa.Column("available_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("publications", sa.Integer(), nullable=False),
        sa.CheckConstraint("queue in ('person', 'background')", name="queue_known"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "id"],
            ["operation_run.workspace_id", "operation_run.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
    )
    op.create_index("run_outbox_published", "run_outbox", ["published_at"], unique=False)
    op.create_index(
        "run_outbox_unpublished", "run_outbox", ["available_at"], unique=False, postgresql_where="published_at is null"
    )
    op.create_table(
        "artifact_chunk",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("artifact_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "artifact_id"],
            ["artifact.workspace_id", "artifact.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "artifact_id", "number"),
    )
    op.add_column("workspace", sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True))
    for statement in walls():
        op.execute(statement)


def downgrade() -> None:
    for statement in ddl.drop_functions(
        "operation_run_status_transition",
        "operation_run_outcome_transition",
        "operation_run_audited",
        "run_item_status_transition",
        "schedule_audited",
    ):
        op.execute(statement)
    for child, policy in (
        ("artifact_chunk", "with_parent"),
        ("artifact", "with_parent"),
        ("run_item", "with_parent"),
        ("run_outbox", "with_parent"),
    ):
        op.execute(f"drop policy {policy} on {child}")
    op.drop_column("workspace", "suspended_at")
    op.drop_table("artifact_chunk")
    op.drop_index("run_outbox_unpublished", table_name="run_outbox", postgresql_where="published_at is null")
    op.drop_index("run_outbox_published", table_name="run_outbox")
    op.drop_table("run_outbox")
    op.drop_index("run_item_status", table_name="run_item")
    op.drop_table("run_item")
    op.drop_index("artifact_expiry", table_name="artifact")
    op.drop_table("artifact")
    op.drop_index("operation_run_tenant", table_name="operation_run")
    op.drop_index("operation_run_retry", table_name="operation_run")
    op.drop_index("operation_run_recent", table_name="operation_run")
    op.drop_index("operation_run_newest", table_name="operation_run")
    op.drop_index("operation_run_lease", table_name="operation_run", postgresql_where="status = 'running'")
    op.drop_index("operation_run_initiator", table_name="operation_run")
    op.drop_index("operation_run_active", table_name="operation_run", postgresql_where="status <> 'completed'")
    op.drop_table("operation_run")
    op.drop_index("schedule_tenant", table_name="schedule")
    op.drop_index("schedule_recent", table_name="schedule")
    op.drop_index("schedule_due", table_name="schedule", postgresql_where="paused_at is null and deleted_at is null")
    op.drop_table("schedule")
