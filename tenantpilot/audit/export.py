"""The log as a file that proves itself: JSON Lines with every entry's place in the chain, closed by a signature.

Made in steps, each of which may run in a transaction of its own: what the next one needs is in the cursor. Entries the
member may not read, and those the filters leave out, stand in the file as a bare digest, so that the chain holds.
docs/audit-log.md describes the format; tools/verify_audit.py checks it without TenantPilot.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from typing import Any

from tenantpilot.access.member_queries import tenants_by_ref
from tenantpilot.audit import chain_queries, queries
from tenantpilot.audit.checkpoints import take
from tenantpilot.audit.filters import AuditFilters
from tenantpilot.audit.links import Link, start
from tenantpilot.audit.signing import key_id, microseconds, moment, public_key, public_key_base64, sign
from tenantpilot.audit.verification import Chain, check_extent, whole_chain
from tenantpilot.store.chain import HASHED
from tenantpilot.store.scope import Scope

FORMAT = "tenantpilot-audit-export"
SIGNED_AS = b"tenantpilot audit export v1\n"
MEDIA_TYPE = "application/jsonl"
AT_ONCE = 2_000


@dataclass(frozen=True)
class Progress:
    """Where an export stands between two steps. `total` is the fingerprint of all lines so far."""

    first: int
    last: int
    next: int
    made_at: str
    checkpoint: Mapping[str, str | int] | None
    total: str = sha256(SIGNED_AS).hexdigest()
    lines: int = 0
    entries: int = 0
    withheld: int = 0

    def text(self) -> str:
        """For the journey to the next step."""
        return json.dumps(asdict(self))

    @classmethod
    def parse(cls, cursor: str) -> Progress:
        """The opposite of `text`."""
        return cls(**json.loads(cursor))


@dataclass(frozen=True)
class Step:
    """What one step made: bytes to add to the file, which entries they cover, and where to go on."""

    content: bytes
    first: int
    last: int
    progress: Progress
    is_last: bool

    @property
    def cursor(self) -> str:
        """What the next step needs, empty after the last."""
        return "" if self.is_last else self.progress.text()


def file_name(scope: Scope) -> str:
    """What the file is called."""
    return f"audit-{scope.workspace_ref}.jsonl"


def step(scope: Scope, filters: AuditFilters, cursor: str = "") -> Step:
    """Make the next part of the file; an empty cursor begins.

    Raises:
        InvalidInputError: a filter cannot be read.
        BrokenChainError: the chain does not hold; a file about it would prove nothing.
    """
    filters.check()
    lines: list[Mapping[str, Any]] = []
    if cursor:
        progress = Progress.parse(cursor)
    else:
        progress, header = _begin(scope, filters)
        lines.append(header)
    first, last = progress.next, min(progress.next + AT_ONCE - 1, progress.last)
    made = list(_entries(scope, filters, first, last))
    is_last = last >= progress.last
    lines += made
    if is_last:
        lines += [{"names": _names(scope)}, {"checkpoint": progress.checkpoint}]
    withheld = sum("digest" in one for one in made)
    progress = replace(
        progress,
        next=last + 1,
        entries=progress.entries + len(made) - withheld,
        withheld=progress.withheld + withheld,
    )
    content, progress = _written(lines, progress)
    if is_last:
        content += _line(_manifest(scope, progress))
    return Step(content, first, last, progress, is_last)


def export_lines(scope: Scope, filters: AuditFilters | None = None) -> Iterator[bytes]:
    """The whole file piece by piece, within one transaction.

    Raises:
        InvalidInputError, BrokenChainError: as step.
    """
    cursor = ""
    while True:
        made = step(scope, filters or AuditFilters(), cursor)
        yield made.content
        if made.is_last:
            return
        cursor = made.cursor


def _begin(scope: Scope, filters: AuditFilters) -> tuple[Progress, Mapping[str, Any]]:
    with whole_chain(scope) as chain:
        first, last = _period(chain, filters)
        before = _link(chain, first - 1)
        signed = take(chain, _link(chain, last))
        made_at = moment(microseconds(chain_queries.database_now(scope.session)))
    chosen = {one.name: value for one in fields(filters) if (value := getattr(filters, one.name))}
    header = {
        "format": FORMAT,
        "version": 1,
        "chain": scope.workspace_ref,
        "made_at": made_at,
        "made_by": scope.actor.ref,
        "run": scope.run_ref,
        "reach": "workspace" if scope.tenants.mode == "all" else "tenants",
        "tenants": [] if scope.tenants.mode == "all" else sorted(tenants_by_ref(scope)),
        "filters": chosen,
        "first": first,
        "last": last,
        "previous": before.hash.hex(),
    }
    return Progress(first, last, first, made_at, signed.record() if signed else None), header


def _period(chain: Chain, filters: AuditFilters) -> tuple[int, int]:
    """First and last number of the export; an empty one begins behind its end."""
    head, _ = check_extent(chain)
    last, end = head.seq, filters.end_moment
    if end:
        last = min(last, chain_queries.last_before(chain.session, chain.workspace_id, end) or 0)
    first, begin = 1, filters.first_moment
    if begin:
        first = chain_queries.first_since(chain.session, chain.workspace_id, begin) or last + 1
    return min(first, last + 1), last


def _link(chain: Chain, seq: int) -> Link:
    if seq == 0:
        return start(chain.name)
    return Link(seq, chain_queries.hash_of(chain.session, chain.workspace_id, seq) or b"")


def _entries(scope: Scope, filters: AuditFilters, first: int, last: int) -> Iterator[Mapping[str, Any]]:
    shown = {row[0]: row for row in queries.shown(scope, filters, first, last)}
    if len(shown) == last - first + 1:
        yield from map(_shown, shown.values())
        return
    with whole_chain(scope) as chain:
        known = chain_queries.links(chain.session, chain.workspace_id, first, last)
    for seq, digest, hash_ in known:
        row = shown.get(seq)
        yield _shown(row) if row else {"seq": seq, "digest": digest.hex(), "hash": hash_.hex()}


def _shown(row: Any) -> Mapping[str, Any]:
    seq, at, salt, hash_ = row[:4]
    texts = dict(zip(HASHED, row[4:], strict=True))
    return {"seq": seq, "at": moment(microseconds(at)), **texts, "salt": salt.hex(), "hash": hash_.hex()}


def _names(scope: Scope) -> dict[str, str]:
    """Names of the people and tenants that the readable entries mention; they are no part of the chain."""
    tenants = {ref: name for ref, (_, name) in tenants_by_ref(scope).items()}
    return queries.people(scope, queries.actors(scope)) | tenants


def _line(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _written(lines: list[Mapping[str, Any]], progress: Progress) -> tuple[bytes, Progress]:
    pieces, total = [_line(one) for one in lines], bytes.fromhex(progress.total)
    for piece in pieces:
        total = sha256(total + piece).digest()
    return b"".join(pieces), replace(progress, total=total.hex(), lines=progress.lines + len(pieces))


def _manifest(scope: Scope, progress: Progress) -> Mapping[str, Any]:
    manifest = {
        "chain": scope.workspace_ref,
        "made_at": progress.made_at,
        "first": progress.first,
        "last": progress.last,
        "lines": progress.lines,
        "entries": progress.entries,
        "withheld": progress.withheld,
        "total": progress.total,
    }
    signed = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
    return {
        "manifest": manifest,
        "key": key_id(public_key()),
        "public_key": public_key_base64(),
        "signature": base64.b64encode(sign(SIGNED_AS + signed)).decode(),
    }
