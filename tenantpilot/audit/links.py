"""How entries are chained, in Python: the same bytes as the database's trigger, made independently of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from struct import pack

INSTALLATION = "installation"
_EMPTY = bytes(4)


class Kind(StrEnum):
    """What is wrong with a chain."""

    ALTERED = "altered"
    """The entry does not say what it said when it was written."""
    UNLINKED = "unlinked"
    """The entry does not follow the one before: it was put here, or the one before is not the true one."""
    MISSING = "missing"
    """An entry between two others is gone."""
    REPEATED = "repeated"
    """A number occurs twice, or where none can be."""
    CUT_OFF = "cut_off"
    """The newest entries are gone."""
    HEAD = "head_differs"
    """The chain's head row is not the newest entry's."""
    REWRITTEN = "rewritten"
    """The chain is sound in itself, and not the one that was signed."""
    FORGED = "forged_checkpoint"
    """A checkpoint carries no signature of a known key."""


@dataclass(frozen=True)
class Break:
    """The first fault in a chain: what it is and which entry it concerns."""

    kind: Kind
    seq: int


@dataclass(frozen=True)
class Link:
    """A place in a chain: the entry's number and its hash."""

    seq: int
    hash: bytes


def framed(value: str) -> bytes:
    """A text as the hash takes it: its length in bytes, then the bytes."""
    if not value:
        return _EMPTY
    raw = value.encode()
    return pack(">I", len(raw)) + raw


def start(chain: str) -> Link:
    """The place before a chain's first entry."""
    return Link(0, sha256(framed(chain)).digest())


def digest(salt: bytes, chain: bytes, microseconds: int, texts: Sequence[str]) -> bytes:
    """What an entry says, as one hash; `chain` is the framed name, `texts` in the order of store.chain.HASHED."""
    return sha256(b"".join((salt, chain, pack(">q", microseconds), *map(framed, texts)))).digest()


def follow(previous: bytes, seq: int, said: bytes) -> bytes:
    """An entry's hash: the one before, its number, and what it says."""
    return sha256(previous + pack(">q", seq) + said).digest()
