"""Inventory: captures, coverage, policies with their versions and contents, names, the tenants' own logs."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op
from tenantpilot.store import ddl

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def walls() -> list[str]:
    """Policies and grants of the tables below."""
    change = "select, insert, update"
    kept = ["capture", "capture_family", "family_coverage", "policy", "policy_version", "policy_absence",
            "directory_name", "tenant_change", "tenant_inventory"]  # fmt: skip
    replaced = ["policy_token", "policy_reference"]
    return [
        *(one for table in kept for one in ddl.owned(table, grants=change, by_tenant="tenant_id")),
        *(one for table in replaced for one in ddl.owned(table, grants=f"{change}, delete", by_tenant="tenant_id")),
        *ddl.owned("policy_content", grants="select, insert"),
    ]


def upgrade() -> None:
    op.create_table(
        "policy_content",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.Text(collation="C"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "digest"),
    )
    op.create_table(
        "directory_name",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("provider_id", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(collation="C"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('resolved', 'missing', 'unknown')", name="state_known"),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "tenant_id", "kind", "provider_id"),
    )
    op.create_table(
        "policy",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("family", sa.Text(collation="C"), nullable=False),
        sa.Column("provider_id", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), nullable=False),
        sa.Column("platform", sa.Text(collation="C"), nullable=False),
        sa.Column("type", sa.Text(collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("assignments_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("listed_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("assigned", sa.Text(collation="C"), nullable=False),
        sa.Column("assignment_count", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_by_kind", sa.Text(collation="C"), nullable=False),
        sa.Column("is_ghost", sa.Boolean(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "assigned in ('assigned', 'unassigned', 'unknown', 'not_assignable')", name="assigned_known"
        ),
        sa.CheckConstraint("is_ghost = (deleted_at is not null)", name="ghost_when_deleted"),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.UniqueConstraint("workspace_id", "tenant_id", "family", "provider_id"),
    )
    op.create_index(
        "policy_by_family",
        "policy",
        ["workspace_id", "family", "is_ghost", "sort_key", "public_id", "tenant_id", "platform", "assigned"],
        unique=False,
    )
    op.create_index(
        "policy_by_name",
        "policy",
        ["workspace_id", "is_ghost", "sort_key", "public_id", "tenant_id", "family", "platform", "assigned"],
        unique=False,
    )
    op.create_index(
        "policy_by_tenant",
        "policy",
        ["workspace_id", "tenant_id", "is_ghost", "sort_key", "public_id", "family", "platform", "assigned"],
        unique=False,
    )
    op.create_index(
        "policy_changed",
        "policy",
        ["workspace_id", "is_ghost", "changed_at", "public_id", "tenant_id", "family", "platform", "assigned"],
        unique=False,
    )
    op.create_table(
        "tenant_change",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Text(collation="C"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(collation="C"), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(collation="C"), nullable=False),
        sa.Column("subject_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "tenant_id", "event_id", "subject_id"),
    )
    op.create_index(
        "tenant_change_subject", "tenant_change", ["workspace_id", "tenant_id", "subject_id", "at"], unique=False
    )
    op.create_table(
        "policy_absence",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("restored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_kind", sa.Text(collation="C"), nullable=False),
        sa.Column("author_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("restored_at is null or restored_at >= deleted_at", name="back_after_gone"),
        sa.ForeignKeyConstraint(["workspace_id", "policy_id"], ["policy.workspace_id", "policy.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.UniqueConstraint("workspace_id", "policy_id", "number"),
    )
    op.create_index(
        "policy_absence_recent",
        "policy_absence",
        ["workspace_id", "tenant_id", "deleted_at", "public_id"],
        unique=False,
    )
    op.create_table(
        "policy_reference",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("usage", sa.Text(collation="C"), nullable=False),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("provider_id", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint("usage in ('include', 'exclude', 'filter', 'refers')", name="usage_known"),
        sa.ForeignKeyConstraint(["workspace_id", "policy_id"], ["policy.workspace_id", "policy.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "policy_id", "usage", "kind", "provider_id"),
    )
    op.create_index(
        "policy_reference_target",
        "policy_reference",
        ["workspace_id", "tenant_id", "kind", "provider_id"],
        unique=False,
    )
    op.create_table(
        "policy_token",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.Text(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id", "policy_id"], ["policy.workspace_id", "policy.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "token", "policy_id"),
    )
    op.create_index("policy_token_policy", "policy_token", ["workspace_id", "policy_id", "token"], unique=False)
    op.create_index(
        "policy_token_tenant", "policy_token", ["workspace_id", "tenant_id", "token", "policy_id"], unique=False
    )
    op.create_table(
        "capture",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.Text(collation="C"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("families", sa.Integer(), nullable=False),
        sa.Column("objects", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("restored", sa.Integer(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.CheckConstraint("mode in ('full', 'incremental')", name="mode_known"),
        sa.ForeignKeyConstraint(["workspace_id", "run_id"], ["operation_run.workspace_id", "operation_run.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.UniqueConstraint("workspace_id", "run_id"),
    )
    op.create_index("capture_recent", "capture", ["workspace_id", "tenant_id", "started_at"], unique=False)
    op.create_table(
        "capture_family",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("family", sa.Text(collation="C"), nullable=False),
        sa.Column("state", sa.Text(collation="C"), nullable=False),
        sa.Column("reason_code", sa.Text(collation="C"), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("request_ids", sa.Text(), nullable=False),
        sa.Column("objects", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("restored", sa.Integer(), nullable=False),
        sa.Column("troubles", sa.Integer(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('read', 'partial', 'forbidden', 'throttled', 'unsupported', 'unlicensed')", name="state_known"
        ),
        sa.ForeignKeyConstraint(["workspace_id", "capture_id"], ["capture.workspace_id", "capture.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "capture_id", "family"),
    )
    op.create_index(
        "capture_family_tenant", "capture_family", ["workspace_id", "tenant_id", "family", "read_at"], unique=False
    )
    op.create_table(
        "family_coverage",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("family", sa.Text(collation="C"), nullable=False),
        sa.Column("state", sa.Text(collation="C"), nullable=False),
        sa.Column("reason_code", sa.Text(collation="C"), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("request_ids", sa.Text(), nullable=False),
        sa.Column("missing_permissions", sa.Text(), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complete_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("objects", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state in ('read', 'partial', 'forbidden', 'throttled', 'unsupported', 'unlicensed')", name="state_known"
        ),
        sa.ForeignKeyConstraint(["workspace_id", "capture_id"], ["capture.workspace_id", "capture.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "tenant_id", "family"),
    )
    op.create_index("family_coverage_capture", "family_coverage", ["workspace_id", "capture_id"], unique=False)
    op.create_table(
        "policy_version",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("assignments_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("raw_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("seen_before_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("observed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_kind", sa.Text(collation="C"), nullable=False),
        sa.Column("author_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(number = 1) = (change = 'first')", name="first_is_first"),
        sa.CheckConstraint("change in ('first', 'content', 'assignments', 'both')", name="change_known"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "assignments_digest"], ["policy_content.workspace_id", "policy_content.digest"]
        ),
        sa.ForeignKeyConstraint(["workspace_id", "capture_id"], ["capture.workspace_id", "capture.id"]),
        sa.ForeignKeyConstraint(
            ["workspace_id", "content_digest"], ["policy_content.workspace_id", "policy_content.digest"]
        ),
        sa.ForeignKeyConstraint(["workspace_id", "policy_id"], ["policy.workspace_id", "policy.id"]),
        sa.ForeignKeyConstraint(
            ["workspace_id", "raw_digest"], ["policy_content.workspace_id", "policy_content.digest"]
        ),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "policy_id", "number"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_index(
        "policy_version_assignments", "policy_version", ["workspace_id", "assignments_digest"], unique=False
    )
    op.create_index("policy_version_capture", "policy_version", ["workspace_id", "capture_id"], unique=False)
    op.create_index("policy_version_content", "policy_version", ["workspace_id", "content_digest"], unique=False)
    op.create_index("policy_version_raw", "policy_version", ["workspace_id", "raw_digest"], unique=False)
    op.create_index(
        "policy_version_recent",
        "policy_version",
        ["workspace_id", "tenant_id", "observed_at", "public_id", "seen_before_at"],
        unique=False,
    )
    op.create_table(
        "tenant_inventory",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("capture_id", sa.Uuid(), nullable=True),
        sa.Column("policies", sa.Integer(), nullable=False),
        sa.Column("ghosts", sa.Integer(), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("partial", sa.Integer(), nullable=False),
        sa.Column("forbidden", sa.Integer(), nullable=False),
        sa.Column("throttled", sa.Integer(), nullable=False),
        sa.Column("unsupported", sa.Integer(), nullable=False),
        sa.Column("unlicensed", sa.Integer(), nullable=False),
        sa.Column("changes_lately", sa.Integer(), nullable=False),
        sa.Column("last_change_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_sync_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_complete_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("log_state", sa.Text(collation="C"), nullable=False),
        sa.Column("log_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "log_state in ('', 'read', 'partial', 'forbidden', 'throttled', 'unsupported', 'unlicensed')",
            name="log_state_known",
        ),
        sa.ForeignKeyConstraint(["workspace_id", "capture_id"], ["capture.workspace_id", "capture.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "tenant_id"),
    )
    op.create_index("tenant_inventory_capture", "tenant_inventory", ["workspace_id", "capture_id"], unique=False)
    for statement in walls():
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("tenant_inventory")
    op.drop_table("policy_version")
    op.drop_table("family_coverage")
    op.drop_table("capture_family")
    op.drop_table("capture")
    op.drop_table("policy_token")
    op.drop_table("policy_reference")
    op.drop_table("policy_absence")
    op.drop_table("tenant_change")
    op.drop_table("policy")
    op.drop_table("directory_name")
    op.drop_table("policy_content")
