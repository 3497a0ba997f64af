"""Lifecycle of tenants, provider connections with their credentials, permission reports."""

from __future__ import annotations

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled with its tables."""


def downgrade() -> None:
    """Undone with its tables."""
