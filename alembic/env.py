"""Runs migrations as the owner, in one transaction for all of them, so that a crash leaves nothing half-applied."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlmodel import SQLModel

from alembic import context
from tenantpilot.store.owner import owner_engine
from tenantpilot.store.schema import load_tables
from tenantpilot.store.tables import XactId

ischema_names["xid8"] = XactId
load_tables()

with owner_engine().connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.execute("select pg_advisory_xact_lock(7461)")
        context.run_migrations()
        # Every process compares it with the version it was written for before it serves.
        context.execute("grant select on alembic_version to tenantpilot_app")
