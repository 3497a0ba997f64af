"""Comparisons: which policy stands for which part, settings of contents, what compares found."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op
from tenantpilot.store import ddl

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def walls() -> list[str]:
    """Policies, grants and triggers of the tables below."""
    change = "select, insert, update"
    kept, replaced = ["comparison"], ["policy_match", "comparison_result"]
    return [
        *(
            one
            for table in ("content_setting", "compared_content")
            for one in ddl.owned(table, grants="select, insert")
        ),
        *(one for table in kept for one in ddl.owned(table, grants=change, by_tenant="tenant_id")),
        *(one for table in replaced for one in ddl.owned(table, grants=f"{change}, delete", by_tenant="tenant_id")),
    ]


def upgrade() -> None:
    op.create_table(
        "compared_content",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("expected_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("observed_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("rules_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("differences", sa.Integer(), nullable=False),
        sa.Column("ignored", sa.Integer(), nullable=False),
        sa.Column("paths", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "expected_digest"],
            ["policy_content.workspace_id", "policy_content.digest"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "observed_digest"],
            ["policy_content.workspace_id", "policy_content.digest"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "expected_digest", "observed_digest", "rules_digest"),
    )
    op.create_index("compared_content_observed", "compared_content", ["workspace_id", "observed_digest"], unique=False)
    op.create_table(
        "content_setting",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("content_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("setting", sa.Text(collation="C"), nullable=False),
        sa.Column("value_digest", sa.Text(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "content_digest"],
            ["policy_content.workspace_id", "policy_content.digest"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "content_digest", "setting", "value_digest"),
    )
    op.create_index(
        "content_setting_found",
        "content_setting",
        ["workspace_id", "setting", "value_digest", "content_digest"],
        unique=False,
    )
    op.create_table(
        "policy_match",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("baseline_id", sa.Uuid(), nullable=False),
        sa.Column("part_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(collation="C"), nullable=False),
        sa.Column("basis", sa.Text(collation="C"), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("basis in ('identity', 'settings', 'likeness', 'person')", name="basis_known"),
        sa.CheckConstraint("state in ('proposed', 'confirmed', 'rejected')", name="state_known"),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "baseline_id"],
            ["baseline.workspace_id", "baseline.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "policy_id"],
            ["policy.workspace_id", "policy.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.UniqueConstraint("workspace_id", "tenant_id", "baseline_id", "part_ref", "policy_id"),
    )
    op.create_index(
        "policy_match_one_per_part",
        "policy_match",
        ["workspace_id", "tenant_id", "baseline_id", "part_ref"],
        unique=True,
        postgresql_where="state = 'confirmed'",
    )
    op.create_index(
        "policy_match_one_per_policy",
        "policy_match",
        ["workspace_id", "tenant_id", "baseline_id", "policy_id"],
        unique=True,
        postgresql_where="state = 'confirmed'",
    )
    op.create_index("policy_match_baseline", "policy_match", ["workspace_id", "baseline_id"], unique=False)
    op.create_index("policy_match_policy", "policy_match", ["workspace_id", "policy_id"], unique=False)
    op.create_table(
        "comparison",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("baseline_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("oldest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("coverage_state", sa.Text(collation="C"), nullable=False),
        sa.Column("families", sa.Integer(), nullable=False),
        sa.Column("families_read", sa.Integer(), nullable=False),
        sa.Column("matching", sa.Integer(), nullable=False),
        sa.Column("covered", sa.Integer(), nullable=False),
        sa.Column("different", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("unexpected", sa.Integer(), nullable=False),
        sa.Column("conflicting", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("by_settings", sa.Integer(), nullable=False),
        sa.Column("without_references", sa.Integer(), nullable=False),
        sa.Column("inputs_digest", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint("coverage_state in ('complete', 'incomplete')", name="coverage_state_known"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "baseline_id"],
            ["baseline.workspace_id", "baseline.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "run_id"],
            ["operation_run.workspace_id", "operation_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["baseline_version.workspace_id", "baseline_version.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.UniqueConstraint("workspace_id", "run_id", "tenant_id", "baseline_id"),
    )
    op.create_index(
        "comparison_current",
        "comparison",
        ["workspace_id", "tenant_id", "baseline_id"],
        unique=True,
        postgresql_where="is_current",
    )
    op.create_index("comparison_recent", "comparison", ["workspace_id", "baseline_id", "compared_at"], unique=False)
    op.create_index(
        "comparison_tenant", "comparison", ["workspace_id", "tenant_id", "baseline_id", "compared_at"], unique=False
    )
    op.create_index("comparison_version", "comparison", ["workspace_id", "version_id"], unique=False)
    op.create_table(
        "comparison_result",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("comparison_id", sa.Uuid(), nullable=False),
        sa.Column("part_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=True),
        sa.Column("family", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(collation="C"), nullable=False),
        sa.Column("reason_code", sa.Text(collation="C"), nullable=False),
        sa.Column("basis", sa.Text(collation="C"), nullable=False),
        sa.Column("fidelity", sa.Text(collation="C"), nullable=False),
        sa.Column("expected_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("observed_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("expected_assignments", sa.Text(collation="C"), nullable=False),
        sa.Column("observed_assignments", sa.Text(collation="C"), nullable=False),
        sa.Column("differences", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.CheckConstraint("basis in ('', 'identity', 'settings', 'likeness', 'person')", name="basis_known"),
        sa.CheckConstraint("fidelity in ('full', 'settings', 'references')", name="fidelity_known"),
        sa.CheckConstraint(
            "result in ('match', 'covered', 'different', 'missing', 'unexpected', 'conflict', 'not_comparable')",
            name="result_known",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "comparison_id"],
            ["comparison.workspace_id", "comparison.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "policy_id"],
            ["policy.workspace_id", "policy.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "comparison_id", "part_ref", "policy_id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_index(
        "comparison_result_page",
        "comparison_result",
        ["workspace_id", "comparison_id", "rank", "sort_key", "public_id", "result", "family"],
        unique=False,
    )
    op.create_index(
        "comparison_result_tenant", "comparison_result", ["workspace_id", "tenant_id", "part_ref"], unique=False
    )
    op.create_index("comparison_result_policy", "comparison_result", ["workspace_id", "policy_id"], unique=False)
    for statement in walls():
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("comparison_result")
    op.drop_table("comparison")
    op.drop_table("policy_match")
    op.drop_table("content_setting")
    op.drop_table("compared_content")
