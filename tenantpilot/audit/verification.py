"""Checking a chain: every entry, the head, every checkpoint. Memory stays the same however long the log is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tenantpilot.audit import chain_queries as queries
from tenantpilot.audit.links import Break, Kind, Link, digest, follow, framed, start
from tenantpilot.audit.signing import Checkpoint
from tenantpilot.store.chain import HASHED
from tenantpilot.store.scope import Scope, narrow
from tenantpilot.store.transaction import ALL_TENANTS, apply_settings

AT_ONCE = 2_000
SALT = 16
_LAST_TEXT = 6 + len(HASHED)


@dataclass(frozen=True)
class Report:
    """What checking a chain found: `fault` is the first thing wrong, None for a sound chain."""

    chain: str
    head: Link
    fault: Break | None
    checkpoints: int = 0
    signed: Link | None = None

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is None


@dataclass(frozen=True)
class Chain:
    """One chain within a transaction that may read all of it."""

    session: Session
    workspace_id: UUID
    name: str


@contextmanager
def whole_chain(scope: Scope) -> Iterator[Chain]:
    """The scope's chain with the entries of all tenants, for as long as the block lasts.

    Only numbers, hashes and verdicts may come out of it: a chain can be checked and signed as a whole only, also for
    members who may not read all of it.
    """
    apply_settings(scope.session, workspace_id=scope.workspace_id, user_id=scope.actor.user_id, tenants=ALL_TENANTS)
    try:
        yield Chain(scope.session, scope.workspace_id, scope.workspace_ref)
    except DBAPIError:
        raise  # the transaction takes no further statement, it sees nothing either
    except BaseException:
        narrow(scope.session, scope)
        raise
    narrow(scope.session, scope)


def check_extent(chain: Chain) -> tuple[Link, Break | None]:
    """The newest place of the chain, and whether head row and entries agree about it."""
    found = queries.extent(chain.session, chain.workspace_id)
    if found.head is None:
        fault = Break(Kind.HEAD, found.high) if found.high else None
        return (Link(found.high, b"") if fault else start(chain.name)), fault
    if found.low < (1 if found.high else 0):
        return found.head, Break(Kind.REPEATED, found.low)
    if found.high < found.head.seq:
        return found.head, Break(Kind.CUT_OFF, found.high + 1)
    if found.high > found.head.seq or found.chain != chain.name:
        return found.head, Break(Kind.HEAD, found.high)
    if found.head.seq and queries.hash_of(chain.session, chain.workspace_id, found.head.seq) != found.head.hash:
        return found.head, Break(Kind.HEAD, found.high)
    return found.head, None


def check_entries(chain: Chain, first: int, last: int) -> Break | None:
    """Check the entries from `first` to `last` against each other and against the one before them."""
    previous = start(chain.name)
    if first > 1:
        stored = queries.hash_of(chain.session, chain.workspace_id, first - 1)
        if stored is None:
            return Break(Kind.MISSING, first - 1)
        previous = Link(first - 1, stored)
    name = framed(chain.name)
    for low in range(first, last + 1, AT_ONCE):
        high = min(low + AT_ONCE - 1, last)
        for row in queries.entries(chain.session, chain.workspace_id, low, high):
            fault = _fault(row, name, previous)
            if fault:
                return fault
            previous = Link(row[0], row[2])
        if previous.seq < high:
            return Break(Kind.MISSING, previous.seq + 1)
    return None


def _fault(row: Any, chain: bytes, previous: Link) -> Break | None:
    seq, prev, stored, said, salt, at = row[:6]
    texts, is_moved = row[6:_LAST_TEXT], row[_LAST_TEXT]
    due = previous.seq + 1
    if seq != due:
        return Break(Kind.MISSING, due) if seq > due else Break(Kind.REPEATED, seq)
    if is_moved or None in texts or len(salt) != SALT or digest(salt, chain, at, texts) != said:
        return Break(Kind.ALTERED, due)
    if prev != previous.hash:
        return Break(Kind.UNLINKED, due)
    return None if follow(prev, seq, said) == stored else Break(Kind.ALTERED, due)


def check_checkpoints(chain: Chain, head: Link, signed: Iterable[Checkpoint]) -> Break | None:
    """Compare checkpoints with the chain that ends at `head`; the fault of the lowest number."""
    for one in sorted(signed, key=lambda each: each.link.seq):
        if one.chain != chain.name or not one.is_genuine:
            return Break(Kind.FORGED, one.link.seq)
        if one.link.seq > head.seq:
            return Break(Kind.CUT_OFF, head.seq + 1)
        if queries.hash_of(chain.session, chain.workspace_id, one.link.seq) != one.link.hash:
            return Break(Kind.REWRITTEN, one.link.seq)
    return None


def verify(chain: Chain, outside: Sequence[Checkpoint] = ()) -> Report:
    """Check everything about a chain, also against checkpoints that were kept outside the database.

    What is reported is the first broken entry; head and checkpoints speak when all entries are sound.
    """
    head, extent_fault = check_extent(chain)
    stored = queries.checkpoints(chain.session, chain.workspace_id)
    ours = [one for one in outside if one.chain == chain.name]
    reach = min(head.seq, extent_fault.seq - 1) if extent_fault and extent_fault.kind is Kind.CUT_OFF else head.seq
    fault = check_entries(chain, 1, reach) or extent_fault or check_checkpoints(chain, head, [*stored, *ours])
    newest = max((one.link for one in [*stored, *ours]), key=lambda link: link.seq, default=None)
    return Report(chain.name, head, fault, len(stored) + len(ours), newest)
