"""Operational controls: switches that stop operations of a workspace or of the installation."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op
from tenantpilot.kernel.ids import NIL
from tenantpilot.store import ddl

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# A stop is set once and released once; who wants it again sets another one.
GRANTS = "select, insert, update (released_at)"
NAMES = ("workspace_control", "installation_control")


def walls() -> list[str]:
    """Policies, grants and triggers of the tables below."""
    return [
        *ddl.owned("workspace_control", grants=GRANTS),
        *ddl.fixed("workspace_control", "released_at", "false"),
        *ddl.audited("workspace_control", ["released_at"], "control"),
        *ddl.readable_by(ddl.RUNNER, "workspace_control"),
        f"grant {GRANTS} on installation_control to {ddl.APP}",
        f"grant select on installation_control to {ddl.RUNNER}, {ddl.PLATFORM}",
        *ddl.by_platform_staff("installation_control"),
        *ddl.fixed("installation_control", "released_at", "false"),
        *ddl.audited("installation_control", ["released_at"], "control", log=f"'{NIL}'"),
    ]


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
    ]


def upgrade() -> None:
    engaged = sa.text("released_at is null")
    op.create_table(
        "workspace_control",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *_columns(),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        sa.ForeignKeyConstraint(["set_by"], ["user_account.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_index(
        "workspace_control_engaged",
        "workspace_control",
        ["workspace_id", "kind"],
        unique=True,
        postgresql_where=engaged,
    )
    op.create_table(
        "installation_control",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_columns(),
        sa.ForeignKeyConstraint(["set_by"], ["user_account.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index(
        "installation_control_engaged", "installation_control", ["kind"], unique=True, postgresql_where=engaged
    )
    for statement in walls():
        op.execute(statement)


def downgrade() -> None:
    for name in NAMES:
        op.drop_table(name)
    functions = [f"{name}_{what}" for name in NAMES for what in ("released_at_fixed", "audited")]
    for statement in ddl.drop_functions("installation_control_by_staff", *functions):
        op.execute(statement)
