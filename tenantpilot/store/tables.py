"""What every table is made of, and the two tables all packages share the writing of.

A table is *owned* (its rows belong to one workspace, walls in ddl.py) or listed in INSTALLATION_TABLES. The catalogue
lint refuses anything else.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, DateTime, Index, LargeBinary, Text, text
from sqlalchemy.types import UserDefinedType
from sqlmodel import Field, SQLModel

from tenantpilot.kernel.ids import new_id

# Tables without an owner, each with the reason why it may stand outside the workspaces' walls.
INSTALLATION_TABLES = {
    "alembic_version": "schema version",
    "user_account": "a person may belong to several workspaces",
    "session": "a sign-in belongs to a person",
    "sign_in_attempt": "exists before anybody is known",
    "workspace": "the owner itself; has a policy of its own",
    "installation_control": "stops work in every workspace, and says so to each",
}


class XactId(UserDefinedType[Any]):
    """PostgreSQL's xid8: the number of the writing transaction, stable across savepoints."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The type's name in DDL."""
        return "XID8"


def ref_column(**options: Any) -> Column[str]:
    """Text compared by bytes: leakproof equality and order, so policies do not cost the index."""
    return Column(Text(collation="C"), nullable=False, **options)


def at_column(*, required: bool = False) -> Column[datetime]:
    """A moment with its time zone."""
    return Column(DateTime(timezone=True), nullable=not required)


def text_column() -> Column[str]:
    """Text that nothing filters or orders by."""
    return Column(Text, nullable=False)


class Owned(SQLModel):
    """A row of one workspace; the key starts with the owner so that children can be tied to it."""

    tenant_column: ClassVar[str] = "tenant_id"
    # Whether rows without a tenant are for everybody in the workspace, those narrowed to some tenants included.
    see_without_tenant: ClassVar[bool] = False

    workspace_id: UUID = Field(primary_key=True)
    id: UUID = Field(default_factory=new_id, primary_key=True)


class AuditEntry(SQLModel, table=True):
    """One line of a workspace's append-only log (nil workspace: the installation's own log).

    `seq`, `at`, `tx`, `salt`, `digest`, `prev` and `hash` are set by the database's chain trigger, whatever the writer
    sends.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        CheckConstraint("(tenant_id is null) = (tenant_ref = '')", name="tenant_named"),
        Index("audit_entry_time", "workspace_id", "at", "seq"),
        Index("audit_entry_action", "workspace_id", "action", "seq"),
        Index("audit_entry_actor", "workspace_id", "actor_ref", "seq"),
        Index("audit_entry_subject", "workspace_id", "subject_kind", "subject_ref", "seq"),
        Index("audit_entry_tenant", "workspace_id", "tenant_id", "seq", postgresql_where=text("tenant_id is not null")),
    )

    workspace_id: UUID = Field(primary_key=True)
    seq: int = Field(default=0, sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    at: datetime | None = Field(default=None, sa_column=at_column(required=True))
    tenant_id: UUID | None = Field(default=None)
    tenant_ref: str = Field(default="", sa_column=ref_column())
    actor_kind: str = Field(sa_column=ref_column())
    actor_ref: str = Field(default="", sa_column=ref_column())
    plane: str = Field(default="", sa_column=ref_column())
    action: str = Field(sa_column=ref_column())
    subject_kind: str = Field(sa_column=ref_column())
    subject_ref: str = Field(default="", sa_column=ref_column())
    before: str = Field(default="", sa_column=text_column())
    after: str = Field(default="", sa_column=text_column())
    reason: str = Field(default="", sa_column=text_column())
    run_ref: str = Field(default="", sa_column=ref_column())
    request_ref: str = Field(default="", sa_column=ref_column())
    tx: str | None = Field(
        default=None, sa_column=Column(XactId(), nullable=False, server_default=text("pg_current_xact_id()"))
    )
    salt: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=False))
    digest: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=False))
    prev: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=False))
    hash: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=False))


class AuditHead(SQLModel, table=True):
    """The newest number and hash of a workspace's chain; locked by each append, so numbers have no gaps."""

    __tablename__ = "audit_head"

    workspace_id: UUID = Field(primary_key=True)
    chain: str = Field(sa_column=ref_column())
    seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    at: datetime | None = Field(default=None, sa_column=at_column())
    hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
