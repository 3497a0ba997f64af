"""Checking a chain in steps, each of which may run in a transaction of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tenantpilot.audit import chain_queries
from tenantpilot.audit.checkpoints import take
from tenantpilot.audit.links import Break, Kind, Link
from tenantpilot.audit.signing import Checkpoint
from tenantpilot.audit.verification import Chain, check_checkpoints, check_entries, check_extent, whole_chain
from tenantpilot.store.scope import Scope

AT_ONCE = 10_000


@dataclass(frozen=True)
class ProofStep:
    """What one step found: entries checked, the fault if there is one, and where to go on.

    A sound chain's last step carries a signed checkpoint, for keeping outside.
    """

    first: int
    last: int
    total: int
    fault: Break | None = None
    cursor: str = ""
    checkpoint: Checkpoint | None = None

    @property
    def is_last(self) -> bool:
        """Whether there is nothing more to check, or no point in it."""
        return not self.cursor


def step(scope: Scope, cursor: str = "") -> ProofStep:
    """Check the next part of the scope's chain; an empty cursor begins.

    What is added to the log after the first step is left to the next run. The last step records the verdict.
    """
    with whole_chain(scope) as chain:
        made = _check(chain, cursor)
    if made.is_last:
        _record(scope, made)
    return made


def _check(chain: Chain, cursor: str) -> ProofStep:
    first, head, fault = _resume(cursor) if cursor else (1, *check_extent(chain))
    # A cut tail is reported after the entries before it: one of them may be broken as well.
    reach = min(head.seq, fault.seq - 1) if fault and fault.kind is Kind.CUT_OFF else head.seq
    last = min(first + AT_ONCE - 1, reach)
    found = check_entries(chain, first, last)
    if found:
        return ProofStep(first, last, head.seq, found)
    if last < reach:
        return ProofStep(first, last, head.seq, cursor=_cursor(last + 1, head, fault))
    found = fault or _check_end(chain, head)
    return ProofStep(first, last, head.seq, found, checkpoint=None if found else take(chain))


def _check_end(chain: Chain, head: Link) -> Break | None:
    # The head of the first step must still be the entry that is there.
    if head.seq and chain_queries.hash_of(chain.session, chain.workspace_id, head.seq) != head.hash:
        return Break(Kind.HEAD, head.seq)
    return check_checkpoints(chain, head, chain_queries.checkpoints(chain.session, chain.workspace_id))


def _cursor(following: int, head: Link, fault: Break | None) -> str:
    known = {"next": following, "seq": head.seq, "hash": head.hash.hex()}
    return json.dumps(known | ({"fault": fault.kind.value, "at": fault.seq} if fault else {}))


def _resume(cursor: str) -> tuple[int, Link, Break | None]:
    known = json.loads(cursor)
    fault = Break(Kind(known["fault"]), known["at"]) if "fault" in known else None
    return known["next"], Link(known["seq"], bytes.fromhex(known["hash"])), fault


def _record(scope: Scope, made: ProofStep) -> None:
    verdict: dict[str, str | int | bool] = {"is_sound": made.fault is None, "entries": made.total}
    if made.fault:
        verdict |= {"fault": made.fault.kind.value, "entry": made.fault.seq}
    scope.record("audit.verified", "audit_log", scope.workspace_ref, after=verdict)
