"""Export audit log: a file that proves itself, with what the filters and the initiator's reach let through."""

from __future__ import annotations

from tenantpilot.access.capabilities import Capability
from tenantpilot.audit import export
from tenantpilot.audit.checkpoints import BrokenChainError
from tenantpilot.audit.filters import AuditFilters
from tenantpilot.operations.catalogue import Arguments, Batch, Item, Operation, register
from tenantpilot.operations.names import EXPORT_AUDIT
from tenantpilot.operations.steps import Work


class ExportArguments(Arguments):
    """The explorer's filters at the moment of asking."""

    actor: str = ""
    action: str = ""
    subject_kind: str = ""
    subject: str = ""
    tenant: str = ""
    run: str = ""
    since: str = ""
    until: str = ""
    denials_only: bool = False
    text: str = ""


def _batch(work: Work) -> Batch:
    filters = AuditFilters(**work.arguments.model_dump())
    try:
        made = export.step(work.scope, filters, work.cursor)
    except BrokenChainError as error:
        facts: dict[str, str | int] = {"fault": error.fault.kind.value, "entry": error.fault.seq}
        return Batch(is_last=True, reason_code="audit_chain_broken", facts=facts)
    work.files.append(export.file_name(work.scope), export.MEDIA_TYPE, made.content)
    done = made.progress
    if made.is_last:
        after = {"first": done.first, "last": done.last, "entries": done.entries, "withheld": done.withheld}
        work.scope.record("audit.exported", "audit_log", work.scope.workspace_ref, after=after)
    item = Item(
        number=(made.first - done.first) // export.AT_ONCE + 1,
        subject_kind="audit_entries",
        label=f"{made.first}-{made.last}",
        status="done",
    )
    return Batch(
        items=(item,) if made.last >= made.first else (),
        cursor=made.cursor,
        is_last=made.is_last,
        total=-(-(done.last - done.first + 1) // export.AT_ONCE),
        facts={"entries": done.entries, "withheld": done.withheld},
    )


register(
    Operation(
        kind=EXPORT_AUDIT,
        capability=Capability.AUDIT_EXPORT,
        changes="nothing",
        batch=_batch,
        arguments=ExportArguments,
    )
)
