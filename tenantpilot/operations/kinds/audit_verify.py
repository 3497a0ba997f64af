"""Verify audit chain: checks every entry, the head and every checkpoint, and hands out a signed checkpoint."""

from __future__ import annotations

import json

from tenantpilot.access.capabilities import Capability
from tenantpilot.audit import proving
from tenantpilot.audit.checkpoints import BrokenChainError
from tenantpilot.operations.catalogue import Batch, Item, Operation, register
from tenantpilot.operations.names import VERIFY_AUDIT
from tenantpilot.operations.steps import Work

BROKEN = "audit_chain_broken"


def _batch(work: Work) -> Batch:
    try:
        made = proving.step(work.scope, work.cursor)
    except BrokenChainError as error:  # broken between the check and the signature
        return Batch(is_last=True, reason_code=BROKEN, facts={"fault": error.fault.kind, "entry": error.fault.seq})
    facts: dict[str, str | int] = {"entries": made.total}
    if made.fault:
        facts |= {"fault": made.fault.kind.value, "entry": made.fault.seq}
    if made.checkpoint:
        # Reason: a checkpoint is worth something where the database cannot be changed together with it.
        record = json.dumps(made.checkpoint.record()) + "\n"
        work.files.append(f"checkpoint-{made.checkpoint.chain}.json", "application/json", record.encode())
        facts["checkpoint"] = made.checkpoint.link.seq
    return Batch(
        items=(_item(made),),
        cursor=made.cursor,
        is_last=made.is_last,
        total=max(1, -(-made.total // proving.AT_ONCE)),
        facts=facts,
        reason_code=BROKEN if made.fault else "",
    )


def _item(made: proving.ProofStep) -> Item:
    return Item(
        number=(made.first - 1) // proving.AT_ONCE + 1,
        subject_kind="audit_entries",
        label=f"{made.first}-{max(made.first, made.last)}",
        status="failed" if made.fault else "done",
        reason_code=BROKEN if made.fault else "",
        detail=f"{made.fault.kind.value} {made.fault.seq}" if made.fault else "",
    )


register(
    Operation(
        kind=VERIFY_AUDIT,
        capability=Capability.AUDIT_VERIFY,
        changes="nothing",
        batch=_batch,
        may_be_started_by_system=True,
    )
)
