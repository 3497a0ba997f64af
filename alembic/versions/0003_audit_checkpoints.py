"""Signed checkpoints of the audit chains; members narrowed to some tenants find their entries by index."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op
from tenantpilot.store import checkpoints

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_checkpoint",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key_id", sa.Text(collation="C"), nullable=False),
        sa.Column("chain", sa.Text(collation="C"), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("seq > 0", name="seq_positive"),
        sa.PrimaryKeyConstraint("workspace_id", "seq", "key_id"),
    )
    op.create_index(
        "audit_entry_tenant",
        "audit_entry",
        ["workspace_id", "tenant_id", "seq"],
        postgresql_where=sa.text("tenant_id is not null"),
    )
    for statement in checkpoints.install():
        op.execute(statement)


def downgrade() -> None:
    for statement in checkpoints.remove():
        op.execute(statement)
    op.drop_index("audit_entry_tenant", table_name="audit_entry", postgresql_where=sa.text("tenant_id is not null"))
    op.drop_table("audit_checkpoint")
