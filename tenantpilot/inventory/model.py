"""What the rules make of a policy as the provider gave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Mode = Literal["", "include", "exclude"]


@dataclass(frozen=True)
class Canonical:
    """A content in its one writing (RFC 8785), and the digest of what it means.

    Two writings that differ only in values that say nothing (null, an empty list, a label, a secret that could not be
    read) have one digest. `canonical.digest_of` makes it anew from the content.
    """

    content: bytes
    digest: str


@dataclass(frozen=True)
class FoundReference:
    """An object that a policy points at; `where` is the technical path, `mode` whether it takes in or leaves out."""

    kind: str
    id: str
    where: str
    mode: Mode = ""


@dataclass(frozen=True)
class Normalised:
    """A policy without noise and without secrets.

    `assignments_known` is false where the object came without its assignments: what is known of them then stands.
    `raw` is the object as it came, every property in it, with its secrets replaced. `unreadable` are the paths of
    values that the provider masked; `secrets` counts the values replaced.
    """

    family: str
    provider_id: str
    name: str
    description: str
    platform: str
    type: str
    modified_at: datetime | None
    settings: Canonical
    assignments: Canonical
    assignments_known: bool
    is_assigned: bool
    raw: bytes
    references: tuple[FoundReference, ...] = ()
    scope_tags: tuple[str, ...] = ()
    secrets: int = 0
    unreadable: tuple[str, ...] = ()
    rules_version: int = 0
