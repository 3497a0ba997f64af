"""The foundation: people, sessions, workspaces, memberships, tenants and the audit log, with their walls."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel

from alembic import op
from tenantpilot.store import chain, ddl
from tenantpilot.store.tables import XactId

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


OWNER = "tenantpilot_owner"
MINE = ddl.MINE.replace("workspace_id in", "id in", 1)
PERSON_MAY_CHANGE = "display_name, email, is_active, language, theme, density, last_sign_in_at"


def walls() -> list[str]:
    """Policies, grants and triggers of the tables below."""
    change = "select, insert, update"
    return [
        *chain.install(),
        *ddl.enable_rls("workspace"),
        f"create policy own on workspace using (id = {ddl.WORKSPACE}) with check (id = {ddl.WORKSPACE})",
        f"create policy mine on workspace for select to {ddl.APP} using ({MINE})",
        f"grant {change} on workspace to {ddl.APP}",
        *ddl.owned("tenant", grants=change, by_tenant="id"),
        *ddl.owned("membership", grants=change),
        f"create policy mine on membership for select to {ddl.APP} using (user_id = {ddl.PERSON})",
        *ddl.audited("membership", ["role", "tenant_mode", "expires_at", "revoked_at"], "membership"),
        *ddl.owned("membership_tenant", grants="select, insert, delete"),
        *ddl.owned("invitation", grants=change),
        *ddl.transitions("invitation", "status", {"pending": ["accepted", "revoked"]}),
        *ddl.audited("invitation", ["status"], "invitation"),
        *ddl.owned("notification", grants=change),
        f"create policy mine on notification for select to {ddl.APP} using (user_id = {ddl.PERSON})",
        f"create policy by_token on invitation for select to {OWNER} using (true)",
        f"create policy by_token on workspace for select to {OWNER} using (true)",
        FIND_INVITATION,
        *ddl.private("invitation_by_token(bytea)"),
        f"grant execute on function invitation_by_token(bytea) to {ddl.APP}",
        # Who a person is at the provider, and who is platform staff, the application may write once and never change.
        f"grant select, insert, update ({PERSON_MAY_CHANGE}) on user_account to {ddl.APP}",
        f"grant select, insert, update (epoch, last_seen_at, ended_at, end_reason) on session to {ddl.APP}",
        f"grant select, insert, delete on sign_in_attempt to {ddl.APP}",
        *ddl.readable_by(ddl.PLATFORM, "workspace"),
        *ddl.readable_by(ddl.PLATFORM, "membership"),
        *ddl.readable_by(ddl.PLATFORM, "tenant"),
        *ddl.readable_by(ddl.PLATFORM, "audit_head"),
        f"grant select on user_account to {ddl.PLATFORM}",
        *ddl.readable_by(ddl.RUNNER, "workspace"),
    ]


# Finds an invitation by its secret for somebody who belongs to no workspace yet, or for whoever accepted it.
FIND_INVITATION = """
create function invitation_by_token(digest bytea)
returns table (workspace_id uuid, workspace_ref text, invitation_ref text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.workspace_id, w.public_id, i.public_id from public.invitation i
    join public.workspace w on w.id = i.workspace_id
  where i.token_hash = digest and (i.status = 'pending'
    or i.status = 'accepted' and i.accepted_by = current_setting('tp.user_id')::uuid)
$$"""


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("actor_kind", sa.Text(collation="C"), nullable=False),
        sa.Column("actor_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("plane", sa.Text(collation="C"), nullable=False),
        sa.Column("action", sa.Text(collation="C"), nullable=False),
        sa.Column("subject_kind", sa.Text(collation="C"), nullable=False),
        sa.Column("subject_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("run_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("request_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("tx", XactId(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("(tenant_id is null) = (tenant_ref = '')", name="tenant_named"),
        sa.PrimaryKeyConstraint("workspace_id", "seq"),
    )
    op.create_index("audit_entry_action", "audit_entry", ["workspace_id", "action", "seq"], unique=False)
    op.create_index("audit_entry_actor", "audit_entry", ["workspace_id", "actor_ref", "seq"], unique=False)
    op.create_index(
        "audit_entry_subject", "audit_entry", ["workspace_id", "subject_kind", "subject_ref", "seq"], unique=False
    )
    op.create_index("audit_entry_time", "audit_entry", ["workspace_id", "at", "seq"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("chain", sa.Text(collation="C"), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id"),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state_hash", sa.LargeBinary(), nullable=False),
        sa.Column("browser_hash", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("state_hash"),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("issuer", sa.Text(collation="C"), nullable=False),
        sa.Column("subject", sa.Text(collation="C"), nullable=False),
        sa.Column("display_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_platform_operator", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(collation="C"), nullable=False),
        sa.Column("theme", sa.Text(collation="C"), nullable=False),
        sa.Column("density", sa.Text(collation="C"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("density in ('comfortable', 'compact')", name="density_known"),
        sa.CheckConstraint("language in ('', 'en', 'de')", name="language_known"),
        sa.CheckConstraint("theme in ('system', 'light', 'dark')", name="theme_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("issuer", "subject"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_table(
        "workspace",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("environment", sa.Text(collation="C"), nullable=False),
        sa.Column("language", sa.Text(collation="C"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("environment in ('production', 'test', 'staging')", name="environment_known"),
        sa.CheckConstraint("language in ('', 'en', 'de')", name="language_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_table(
        "invitation",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("role", sa.Text(collation="C"), nullable=False),
        sa.Column("tenant_mode", sa.Text(collation="C"), nullable=False),
        sa.Column("named_tenants", sa.Text(collation="C"), nullable=False),
        sa.Column("membership_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Text(collation="C"), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("accepted_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role in ('owner', 'manager', 'operator', 'approver', 'read_only', 'customer_viewer')", name="role_known"
        ),
        sa.CheckConstraint("status in ('pending', 'accepted', 'revoked')", name="status_known"),
        sa.CheckConstraint("tenant_mode in ('all', 'only', 'except')", name="tenant_mode_known"),
        sa.ForeignKeyConstraint(
            ["invited_by"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["accepted_by"],
            ["user_account.id"],
        ),
        sa.CheckConstraint("(accepted_by is not null) = (status = 'accepted')", name="accepted_by_somebody"),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_index("invitation_token", "invitation", ["token_hash"], unique=False)
    op.create_table(
        "membership",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("plane", sa.Text(collation="C"), nullable=False),
        sa.Column("role", sa.Text(collation="C"), nullable=False),
        sa.Column("tenant_mode", sa.Text(collation="C"), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("plane in ('admin', 'review')", name="plane_known"),
        sa.CheckConstraint("(plane = 'review') = (role = 'customer_viewer')", name="role_in_its_plane"),
        sa.CheckConstraint(
            "role in ('owner', 'manager', 'operator', 'approver', 'read_only', 'customer_viewer')", name="role_known"
        ),
        sa.CheckConstraint("tenant_mode in ('all', 'only', 'except')", name="tenant_mode_known"),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_index(
        "membership_current",
        "membership",
        ["workspace_id", "user_id", "plane"],
        unique=True,
        postgresql_where="revoked_at is null",
    )
    op.create_index("membership_person", "membership", ["user_id", "plane"], unique=False)
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("ref", sa.Text(collation="C"), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("user_agent", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint(
            "end_reason in ('', 'signed_out', 'revoked', 'expired', 'replaced', 'user_deactivated')",
            name="end_reason_known",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("ref"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("session_user", "session", ["user_id", "ended_at"], unique=False)
    op.create_table(
        "tenant",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_table(
        "membership_tenant",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("named_tenant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "membership_id"],
            ["membership.workspace_id", "membership.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "named_tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "membership_id", "named_tenant_id"),
    )
    op.create_index("membership_tenant_named", "membership_tenant", ["workspace_id", "named_tenant_id"], unique=False)
    op.create_table(
        "notification",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("subject_kind", sa.Text(collation="C"), nullable=False),
        sa.Column("subject_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"]),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.UniqueConstraint("workspace_id", "user_id", "kind", "subject_ref"),
    )
    op.create_index("notification_person", "notification", ["user_id", "created_at"])
    for statement in walls():
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function if exists invitation_by_token(bytea)")
    for statement in (
        *chain.remove(),
        *ddl.drop_functions("membership_audited", "invitation_audited", "invitation_status_transition"),
        "drop policy mine on workspace",
        "drop policy mine on audit_head",
    ):
        op.execute(statement)
    op.drop_table("notification")
    op.drop_table("membership_tenant")
    op.drop_table("tenant")
    op.drop_index("session_user", table_name="session")
    op.drop_table("session")
    op.drop_index("membership_person", table_name="membership")
    op.drop_index("membership_current", table_name="membership", postgresql_where="revoked_at is null")
    op.drop_table("membership")
    op.drop_index("invitation_token", table_name="invitation")
    op.drop_table("invitation")
    op.drop_table("workspace")
    op.drop_table("user_account")
    op.drop_table("sign_in_attempt")
    op.drop_table("audit_head")
    op.drop_index("audit_entry_time", table_name="audit_entry")
    op.drop_index("audit_entry_subject", table_name="audit_entry")
    op.drop_index("audit_entry_actor", table_name="audit_entry")
    op.drop_index("audit_entry_action", table_name="audit_entry")
    op.drop_table("audit_entry")
