"""Named reads and writes of chains and checkpoints, for checking, signing and exporting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from tenantpilot.audit.links import INSTALLATION, Link
from tenantpilot.audit.signing import Checkpoint, microseconds, moment
from tenantpilot.audit.tables import AuditCheckpoint
from tenantpilot.kernel.ids import NIL
from tenantpilot.store.chain import HASHED

_FIELDS = ", ".join(f"e.{name}" for name in HASHED)
_MICROSECONDS = "(extract(epoch from e.at) * 1000000)::bigint as microseconds"
# One statement, one snapshot: head row and entries belong together however many people are writing.
_EXTENT = text(
    """select h.chain, h.seq, h.hash, e.low, e.high from (select min(seq) as low, max(seq) as high
    from audit_entry where workspace_id = :workspace) e
    left join audit_head h on h.workspace_id = :workspace"""
)
# The last column finds entries moved to another tenant's view; the key itself is in no hash, it never leaves.
_RANGE = """
  select e.seq, e.prev, e.hash, e.digest, e.salt, {microseconds}, {fields},
    t.id is distinct from e.tenant_id and t.id is not null as is_moved
  from audit_entry e left join tenant t on t.workspace_id = e.workspace_id and t.public_id = e.tenant_ref
  where e.workspace_id = :workspace and e.seq between :first and :last order by e.seq
"""
_ENTRIES = text(_RANGE.format(microseconds=_MICROSECONDS, fields=_FIELDS))
_HASH_OF = text("select hash from audit_entry where workspace_id = :workspace and seq = :seq limit 1")
_LINKS = text(
    "select seq, digest, hash from audit_entry"
    " where workspace_id = :workspace and seq between :first and :last order by seq"
)
_FIRST_SINCE = text("select min(seq) from audit_entry where workspace_id = :workspace and at >= :moment")
_LAST_BEFORE = text("select max(seq) from audit_entry where workspace_id = :workspace and at < :moment")
_NOW = text("select clock_timestamp()")
# Also workspaces without an entry and chains of which only a checkpoint is left: both are worth a question.
_CHAINS = text(
    """select id as workspace_id, public_id as chain from workspace
    union select workspace_id, chain from audit_head h where not exists (
      select 1 from workspace w where w.id = h.workspace_id)
    union select workspace_id, chain from audit_checkpoint c where not exists (
      select 1 from workspace w where w.id = c.workspace_id)
    order by chain"""
)
_UNSIGNED = text(
    """select h.workspace_id, h.chain from audit_head h where h.seq > 0 and not exists (
      select 1 from audit_checkpoint c where c.workspace_id = h.workspace_id
        and (c.seq = h.seq or c.at > :since) and c.key_id = :key) order by h.chain"""
)
_WORKSPACE_REF = text("select public_id from workspace where id = :workspace")


@dataclass(frozen=True)
class Extent:
    """What the head row says, and the lowest and highest number there is."""

    chain: str | None
    head: Link | None
    low: int
    high: int


def extent(session: Session, workspace_id: UUID) -> Extent:
    """How far a chain reaches, by its head and by its entries."""
    row = session.connection().execute(_EXTENT, {"workspace": workspace_id}).one()
    head = None if row.seq is None else Link(row.seq, row.hash)
    return Extent(row.chain, head, row.low or 0, row.high or 0)


def entries(session: Session, workspace_id: UUID, first: int, last: int) -> Iterator[Any]:
    """Entries from `first` to `last` in order, with every column that a hash covers."""
    values = {"workspace": workspace_id, "first": first, "last": last}
    return iter(session.connection().execute(_ENTRIES, values))


def links(session: Session, workspace_id: UUID, first: int, last: int) -> list[Any]:
    """Number, digest and hash of the entries from `first` to `last`."""
    values = {"workspace": workspace_id, "first": first, "last": last}
    return list(session.connection().execute(_LINKS, values))


def first_since(session: Session, workspace_id: UUID, moment: datetime) -> int | None:
    """The lowest number written at this moment or later."""
    values = {"workspace": workspace_id, "moment": moment}
    return session.connection().execute(_FIRST_SINCE, values).scalar_one_or_none()


def last_before(session: Session, workspace_id: UUID, moment: datetime) -> int | None:
    """The highest number written before this moment."""
    values = {"workspace": workspace_id, "moment": moment}
    return session.connection().execute(_LAST_BEFORE, values).scalar_one_or_none()


def hash_of(session: Session, workspace_id: UUID, seq: int) -> bytes | None:
    """The stored hash of one entry."""
    return session.connection().execute(_HASH_OF, {"workspace": workspace_id, "seq": seq}).scalar_one_or_none()


def database_now(session: Session) -> datetime:
    """The database's clock, which also dates entries."""
    found: datetime = session.connection().execute(_NOW).scalar_one()
    return found


def chain_name(session: Session, workspace_id: UUID) -> str:
    """What a workspace's chain is called: its public id, or `installation`."""
    if workspace_id == NIL:
        return INSTALLATION
    found: str = session.connection().execute(_WORKSPACE_REF, {"workspace": workspace_id}).scalar_one()
    return found


def chains(session: Session) -> list[tuple[UUID, str]]:
    """Every chain of the installation; needs the runner's view."""
    return [(row.workspace_id, row.chain) for row in session.connection().execute(_CHAINS)]


def unsigned_chains(session: Session, since: datetime, key_id: str) -> list[tuple[UUID, str]]:
    """Chains that grew after their newest checkpoint, unless that is younger than `since`; the runner's view."""
    rows = session.connection().execute(_UNSIGNED, {"since": since, "key": key_id})
    return [(row.workspace_id, row.chain) for row in rows]


def checkpoints(session: Session, workspace_id: UUID) -> list[Checkpoint]:
    """A chain's checkpoints by number."""
    query = select(AuditCheckpoint).where(AuditCheckpoint.workspace_id == workspace_id)
    return [_checkpoint(row) for row in session.exec(query.order_by(col(AuditCheckpoint.seq)))]


def newest_checkpoint(session: Session, workspace_id: UUID) -> Checkpoint | None:
    """The checkpoint with the highest number."""
    query = select(AuditCheckpoint).where(AuditCheckpoint.workspace_id == workspace_id)
    row = session.exec(query.order_by(col(AuditCheckpoint.seq).desc()).limit(1)).one_or_none()
    return None if row is None else _checkpoint(row)


def _checkpoint(row: AuditCheckpoint) -> Checkpoint:
    at = moment(microseconds(row.at))
    return Checkpoint(row.chain, Link(row.seq, row.hash), at, row.key_id, row.signature)


def keep_checkpoint(session: Session, workspace_id: UUID, made: Checkpoint, at: datetime) -> None:
    """Store a checkpoint; another process may have stored one for the same entry a moment ago."""
    values = {
        "workspace_id": workspace_id,
        "seq": made.link.seq,
        "key_id": made.key_id,
        "chain": made.chain,
        "hash": made.link.hash,
        "at": at,
        "signature": made.signature,
    }
    session.connection().execute(insert(AuditCheckpoint).values(**values).on_conflict_do_nothing())
