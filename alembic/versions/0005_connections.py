"""Lifecycle of tenants, provider connections with their credentials, permission reports."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op
from tenantpilot.store import ddl

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LIFECYCLE = {
    "draft": ["onboarding", "archived"],
    "onboarding": ["active", "suspended", "archived"],
    "active": ["suspended", "archived"],
    "suspended": ["active", "archived"],
    "archived": ["onboarding", "removal_pending"],
    "removal_pending": ["archived"],
}
CREDENTIAL = {"next": ["current", "retired"], "current": ["retired"]}
TENANT_CHECKS = {
    "environment_known": "environment in ('production', 'test', 'staging')",
    "lifecycle_known": "lifecycle in ('draft', 'onboarding', 'active', 'suspended', 'archived', 'removal_pending')",
    "identified_unless_draft": "lifecycle = 'draft' or provider_tenant_id is not null",
    "removal_has_a_date": "(lifecycle = 'removal_pending') = (removal_due_at is not null)",
}


def walls() -> list[str]:
    """Policies, grants and triggers of the tables below."""
    change = "select, insert, update"
    return [
        *ddl.transitions("tenant", "lifecycle", LIFECYCLE),
        # Whose data this is must never change under the data.
        *ddl.fixed("tenant", "provider_tenant_id", "old.lifecycle = 'draft'"),
        *ddl.audited(
            "tenant", ["name", "lifecycle", "provider_tenant_id", "primary_domain", "environment"], "tenant"
        ),
        *ddl.owned("tenant_memory", grants=change, by_tenant="tenant_id"),
        *ddl.owned("provider_connection", grants=change, by_tenant="tenant_id"),
        *ddl.fixed("provider_connection", "tenant_id", "false"),
        *ddl.audited(
            "provider_connection", ["name", "client_id", "is_enabled", "health", "consent", "removed_at"], "connection"
        ),
        *ddl.owned("provider_credential", grants=change, by_tenant="tenant_id"),
        *ddl.fixed("provider_credential", "connection_id", "false"),
        *ddl.transitions("provider_credential", "state", CREDENTIAL, any_start=True),
        *ddl.audited("provider_credential", ["state"], "credential"),
        *ddl.owned("permission_report", grants="select, insert", by_tenant="tenant_id"),
        *ddl.owned("consent_attempt", grants="select, insert, update (used_at)", by_tenant="tenant_id"),
    ]  # fmt: skip


def _tenant_columns() -> None:
    """What is known of tenants by name only becomes a draft: nothing is read from it before somebody identifies it."""
    op.add_column("tenant", sa.Column("provider_tenant_id", sa.Uuid(), nullable=True))
    for name, value in (("primary_domain", "''"), ("environment", "'production'"), ("lifecycle", "'draft'")):
        op.add_column(
            "tenant", sa.Column(name, sa.Text(collation="C"), nullable=False, server_default=sa.text(value))
        )  # fmt: skip
        op.alter_column("tenant", name, server_default=None)
    op.add_column(
        "tenant",
        sa.Column("lifecycle_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")),
    )
    op.alter_column("tenant", "lifecycle_at", server_default=None)
    op.add_column("tenant", sa.Column("removal_due_at", sa.DateTime(timezone=True), nullable=True))
    op.create_unique_constraint("tenant_claimed_once", "tenant", ["workspace_id", "provider_tenant_id"])
    for name, rule in TENANT_CHECKS.items():
        op.create_check_constraint(name, "tenant", rule)


def _key_and_tenant() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
    ]


def _of_a_connection() -> list[sa.schema.SchemaItem]:
    return [
        *_key_and_tenant(),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "connection_id"], ["provider_connection.workspace_id", "provider_connection.id"]
        ),
    ]


def _connections() -> None:
    op.create_table(
        "provider_connection",
        *_key_and_tenant(),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("health", sa.Text(collation="C"), nullable=False),
        sa.Column("consent", sa.Text(collation="C"), nullable=False),
        sa.Column("reason_code", sa.Text(collation="C"), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("organization", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        sa.CheckConstraint("health in ('unknown', 'healthy', 'degraded', 'failing')", name="health_known"),
        sa.CheckConstraint("consent in ('unknown', 'granted', 'missing', 'withdrawn')", name="consent_known"),
        sa.CheckConstraint("not (is_enabled and removed_at is not null)", name="removed_is_disabled"),
    )
    op.create_index(
        "provider_connection_enabled", "provider_connection", ["workspace_id", "tenant_id"], unique=True,
        postgresql_where="is_enabled",
    )  # fmt: skip
    op.create_index(
        "provider_connection_tenant", "provider_connection", ["workspace_id", "tenant_id", "created_at"]
    )  # fmt: skip


def _credentials() -> None:
    table = "provider_credential"
    op.create_table(
        table,
        *_of_a_connection(),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("state", sa.Text(collation="C"), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("key_id", sa.Text(collation="C"), nullable=False),
        sa.Column("fingerprint", sa.Text(collation="C"), nullable=False),
        sa.Column("reason_code", sa.Text(collation="C"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('secret', 'certificate')", name="kind_known"),
        sa.CheckConstraint("state in ('next', 'current', 'retired')", name="state_known"),
        sa.CheckConstraint("(state = 'retired') = (sealed is null)", name="retired_is_empty"),
        sa.CheckConstraint("(sealed is null) = (wrapped_key is null)", name="sealed_with_its_key"),
    )
    for state in ("current", "next"):
        op.create_index(
            f"{table}_{state}", table, ["workspace_id", "connection_id"], unique=True,
            postgresql_where=f"state = '{state}'",
        )  # fmt: skip
    op.create_index(f"{table}_connection", table, ["workspace_id", "connection_id", "created_at"])
    op.create_index(f"{table}_tenant", table, ["workspace_id", "tenant_id"])


def _reports() -> None:
    table = "permission_report"
    op.create_table(
        table,
        *_of_a_connection(),
        sa.Column("run_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("digest", sa.Text(collation="C"), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("features", sa.Integer(), nullable=False),
        sa.Column("features_blocked", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
    )
    op.create_index(f"{table}_recent", table, ["workspace_id", "tenant_id", "created_at"])
    op.create_index(f"{table}_connection", table, ["workspace_id", "connection_id", "created_at"])


def _attempts() -> None:
    table = "consent_attempt"
    op.create_table(
        table,
        *_of_a_connection(),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"]),
    )
    op.create_index(f"{table}_connection", table, ["workspace_id", "connection_id"])
    op.create_index(f"{table}_tenant", table, ["workspace_id", "tenant_id"])


def _memory() -> None:
    op.create_table(
        "tenant_memory",
        *_key_and_tenant(),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("workspace_id", "user_id", "tenant_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"]),
    )
    op.create_index("tenant_memory_tenant", "tenant_memory", ["workspace_id", "tenant_id"])


def upgrade() -> None:
    _tenant_columns()
    for make in (_memory, _connections, _credentials, _reports, _attempts):
        make()
    for statement in walls():
        op.execute(statement)


def downgrade() -> None:
    for table in ("consent_attempt", "permission_report", "provider_credential", "provider_connection",
                  "tenant_memory"):  # fmt: skip
        op.drop_table(table)
    functions = ("tenant_lifecycle_transition", "tenant_provider_tenant_id_fixed", "tenant_audited",
                 "provider_connection_tenant_id_fixed", "provider_connection_audited",
                 "provider_credential_connection_id_fixed", "provider_credential_state_transition",
                 "provider_credential_audited")  # fmt: skip
    for statement in ddl.drop_functions(*functions):
        op.execute(statement)
    for name in TENANT_CHECKS:
        op.drop_constraint(name, "tenant")
    op.drop_constraint("tenant_claimed_once", "tenant")
    for name in ("removal_due_at", "lifecycle_at", "lifecycle", "environment", "primary_domain",
                 "provider_tenant_id"):  # fmt: skip
        op.drop_column("tenant", name)
