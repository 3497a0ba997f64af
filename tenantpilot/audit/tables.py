"""Signed checkpoints, kept beside the chain; what makes them worth something is the copy that leaves the database."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, LargeBinary
from sqlmodel import Field, SQLModel

from tenantpilot.store.tables import at_column, ref_column


class AuditCheckpoint(SQLModel, table=True):
    """A signed statement that a chain had this number and hash at this time. Append-only like the log itself."""

    __tablename__ = "audit_checkpoint"
    __table_args__ = (CheckConstraint("seq > 0", name="seq_positive"),)

    workspace_id: UUID = Field(primary_key=True)
    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    key_id: str = Field(sa_column=ref_column(primary_key=True))
    chain: str = Field(sa_column=ref_column())
    hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    at: datetime = Field(sa_column=at_column(required=True))
    signature: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
