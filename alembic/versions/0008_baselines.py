"""Baselines: versions, parts, rings and where they hold; what tenants have of their own; walls of tenant groups."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op
from tenantpilot.store import ddl, ddl_versions

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


PARTS = ("baseline_part", "baseline_family", "baseline_rule", "baseline_variable")
VERSION_STATES = {"draft": ["published", "discarded"]}
_CHANGE = "select, insert, update"
_BASELINE = "(select b.public_id from public.baseline b where b.workspace_id = new.workspace_id and b.id = {})"
_TENANT = "(select t.public_id from public.tenant t where t.workspace_id = new.workspace_id and t.id = new.tenant_id)"
# A group that is gone with its members names itself no more; that it is named at all is asked of its own row.
_GROUP = (
    "coalesce((select g.public_id from public.tenant_group g where g.workspace_id = new.workspace_id"
    " and g.id = new.group_id), e.subject_ref)"
)


def _versions() -> list[str]:
    parts = [
        one
        for table in PARTS
        for one in (
            *ddl.owned(table, grants=f"{_CHANGE}, delete"),
            *ddl_versions.frozen_with(table, "baseline_version", "version_id", "state", "draft"),
            *ddl_versions.counted(table, "baseline_version", "version_id", "revision"),
        )
    ]
    return [
        *ddl.owned("baseline", grants=_CHANGE),
        *ddl.fixed("baseline", "deleted_at", "false"),
        *ddl.audited("baseline", ["name", "description", "deleted_at"], "baseline"),
        *ddl.owned("baseline_version", grants=_CHANGE),
        *ddl.transitions("baseline_version", "state", VERSION_STATES),
        *ddl_versions.frozen("baseline_version", "state", "draft", kept=("baseline_id", "number", "public_id")),
        *ddl.audited("baseline_version", ["state", "revision", "note", "digest"], "baseline",
                     ref=_BASELINE.format("new.baseline_id")),
        *parts,
    ]  # fmt: skip


def walls() -> list[str]:
    """Policies, grants and triggers of the tables below, and the watch over groups of tenants."""
    of_baseline = _BASELINE.format("new.baseline_id")
    return [
        *_versions(),
        *ddl.owned("baseline_ring", grants=f"{_CHANGE}, delete"),
        *ddl_versions.steps_in_order("baseline_ring", "baseline", "baseline_id", "version_id", "baseline_version",
                                     "published"),
        *ddl.audited("baseline_ring", ["version_id", "name", "number"], "baseline", ref=of_baseline, ends=True),
        *ddl.owned("baseline_assignment", grants=f"{_CHANGE}, delete", by_tenant="tenant_id", see_without_tenant=True),
        *ddl_versions.only_for_living("baseline_assignment", "baseline", "baseline_id", "deleted_at"),
        *ddl.audited("baseline_assignment", ["priority", "ring", "tenant_id", "group_id"], "baseline",
                     ref=of_baseline, ends=True),
        *ddl.owned("tenant_value", grants=f"{_CHANGE}, delete", by_tenant="tenant_id"),
        *ddl.audited("tenant_value", ["kind", "name", "value"], "tenant", ref=_TENANT, ends=True),
        *ddl.audited("tenant_group", ["name"], "group", ends=True),
        *ddl.audited("tenant_group_member", ["group_id", "tenant_id"], "group", ref=_GROUP, ends=True),
    ]  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "baseline",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(collation="C"), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_index("baseline_by_name", "baseline", ["workspace_id", "name", "public_id"], unique=False)
    op.create_index(
        "baseline_name_once",
        "baseline",
        ["workspace_id", "name"],
        unique=True,
        postgresql_where="deleted_at is null",
    )
    op.create_table(
        "baseline_version",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("baseline_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(collation="C"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(collation="C"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(state = 'published') = (published_at is not null)", name="published_has_a_date"),
        sa.CheckConstraint("state <> 'published' or digest <> ''", name="published_has_a_digest"),
        sa.CheckConstraint("state in ('draft', 'published', 'discarded')", name="state_known"),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "baseline_id"],
            ["baseline.workspace_id", "baseline.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "baseline_id", "number"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_index(
        "baseline_version_one_draft",
        "baseline_version",
        ["workspace_id", "baseline_id"],
        unique=True,
        postgresql_where="state = 'draft'",
    )
    op.create_table(
        "tenant_value",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(collation="C"), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('value', 'reference')", name="kind_known"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "tenant_id", "kind", "name"),
    )
    op.create_table(
        "baseline_family",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("family", sa.Text(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["baseline_version.workspace_id", "baseline_version.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "version_id", "family"),
    )
    op.create_table(
        "baseline_part",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("part_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("family", sa.Text(collation="C"), nullable=False),
        sa.Column("provider_id", sa.Text(collation="C"), nullable=False),
        sa.Column("source_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(collation="C"), nullable=False),
        sa.Column("type", sa.Text(collation="C"), nullable=False),
        sa.Column("content_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("assignments_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("severity", sa.Text(collation="C"), nullable=False),
        sa.Column("assignments", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint("assignments in ('ignore', 'compare')", name="assignments_known"),
        sa.CheckConstraint("severity in ('', 'critical', 'high', 'medium', 'low')", name="severity_known"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "assignments_digest"],
            ["policy_content.workspace_id", "policy_content.digest"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "content_digest"],
            ["policy_content.workspace_id", "policy_content.digest"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "source_tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["baseline_version.workspace_id", "baseline_version.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "version_id", "part_ref"),
        sa.UniqueConstraint("workspace_id", "version_id", "source_tenant_id", "family", "provider_id"),
    )
    op.create_index("baseline_part_assignments", "baseline_part", ["workspace_id", "assignments_digest"], unique=False)
    op.create_index("baseline_part_content", "baseline_part", ["workspace_id", "content_digest"], unique=False)
    op.create_index(
        "baseline_part_source",
        "baseline_part",
        ["workspace_id", "source_tenant_id", "family", "provider_id"],
        unique=False,
    )
    op.create_table(
        "baseline_ring",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("baseline_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number between 1 and 9", name="few_rings"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "baseline_id"],
            ["baseline.workspace_id", "baseline.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["baseline_version.workspace_id", "baseline_version.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "baseline_id", "number"),
    )
    op.create_index("baseline_ring_version", "baseline_ring", ["workspace_id", "version_id"], unique=False)
    op.create_table(
        "baseline_rule",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("family", sa.Text(collation="C"), nullable=False),
        sa.Column("path", sa.Text(collation="C"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["baseline_version.workspace_id", "baseline_version.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "version_id", "family", "path"),
    )
    op.create_table(
        "baseline_variable",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("part_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("path", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(collation="C"), nullable=False),
        sa.Column("default_value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["baseline_version.workspace_id", "baseline_version.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "version_id", "part_ref", "path"),
    )
    op.create_table(
        "baseline_assignment",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("baseline_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("ring", sa.Integer(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(tenant_id is null) <> (group_id is null)", name="tenant_or_group"),
        sa.CheckConstraint("priority between 1 and 999", name="priority_in_range"),
        sa.CheckConstraint("ring between 1 and 9", name="few_rings"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "baseline_id"],
            ["baseline.workspace_id", "baseline.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "baseline_id", "ring"],
            ["baseline_ring.workspace_id", "baseline_ring.baseline_id", "baseline_ring.number"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "group_id"],
            ["tenant_group.workspace_id", "tenant_group.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_index(
        "baseline_assignment_by_ring", "baseline_assignment", ["workspace_id", "baseline_id", "ring"], unique=False
    )
    op.create_index("baseline_assignment_by_group", "baseline_assignment", ["workspace_id", "group_id"], unique=False)
    op.create_index("baseline_assignment_by_tenant", "baseline_assignment", ["workspace_id", "tenant_id"], unique=False)
    op.create_index(
        "baseline_assignment_group",
        "baseline_assignment",
        ["workspace_id", "baseline_id", "group_id"],
        unique=True,
        postgresql_where="group_id is not null",
    )
    op.create_index(
        "baseline_assignment_tenant",
        "baseline_assignment",
        ["workspace_id", "baseline_id", "tenant_id"],
        unique=True,
        postgresql_where="tenant_id is not null",
    )
    for statement in walls():
        op.execute(statement)


def downgrade() -> None:
    for table in ("baseline_assignment", "baseline_ring", *PARTS, "tenant_value", "baseline_version", "baseline"):
        op.drop_table(table)
    parts = ("frozen", "counts_insert", "counts_update", "counts_delete")
    for statement in ddl.drop_functions(
        "baseline_deleted_at_fixed", "baseline_audited", "baseline_ends", "baseline_version_state_transition",
        "baseline_version_frozen", "baseline_version_audited", "baseline_ring_order", "baseline_ring_last",
        "baseline_ring_audited", "baseline_assignment_living", "baseline_assignment_audited", "tenant_value_audited",
        "tenant_group_audited", "tenant_group_member_audited",
        *(f"{table}_{name}" for table in PARTS for name in parts),
    ):  # fmt: skip
        op.execute(statement)
