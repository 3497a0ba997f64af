"""How the services of acceptances are called by the generated attacks."""

from __future__ import annotations

from datetime import timedelta

from tenantpilot.access.capabilities import Capability
from tenantpilot.findings import exception_reading, exception_record, exceptions
from tenantpilot.findings.acceptance import KIND
from tenantpilot.findings.events import KIND as FINDING
from tenantpilot.findings.exception_requests import RequestForm
from tenantpilot.kernel.clock import now
from tests.isolation.calling import Case, at, by_handle, plainly

C = Capability
OPEN = "is_open"
# One that waits, or is in force, as long as there is one: what is decided about is not there for the next caller.
_FIRST = """id = (select e.id from finding_exception e where e.workspace_id = finding_exception.workspace_id
  order by (e.status = '{}') desc, e.public_id limit 1)"""
WAITS, IN_FORCE = _FIRST.format("pending"), _FIRST.format("approved")
FORM = RequestForm(justification="why", expires_at=now() + timedelta(days=5), observed_digest="observed")
ACCEPTANCES = (
    Case("findings.exceptions.request", "workspace", by_handle(exceptions.request, FINDING, FORM),
         (C.EXCEPTION_REQUEST,), aims="finding", where=OPEN),
    Case("findings.exceptions.extend", "workspace", by_handle(exceptions.extend, KIND, FORM),
         (C.EXCEPTION_REQUEST,), aims="finding_exception", where=IN_FORCE),
    Case("findings.exceptions.edit", "workspace", by_handle(exceptions.edit, KIND, FORM),
         (C.EXCEPTION_REQUEST,), aims="finding_exception", where=WAITS),
    Case("findings.exceptions.withdraw", "workspace", by_handle(exceptions.withdraw, KIND),
         (C.EXCEPTION_REQUEST,), aims="finding_exception", where=WAITS),
    Case("findings.exceptions.approve", "workspace", by_handle(exceptions.approve, KIND, "d"),
         (C.EXCEPTION_APPROVE,), aims="finding_exception", where=WAITS),
    Case("findings.exceptions.reject", "workspace", by_handle(exceptions.reject, KIND, "no"),
         (C.EXCEPTION_APPROVE,), aims="finding_exception", where=WAITS),
    Case("findings.exceptions.revoke", "workspace", by_handle(exceptions.revoke, KIND, "no"),
         (C.EXCEPTION_REVOKE,), aims="finding_exception", where=IN_FORCE),
    Case("findings.exception_reading.list_exceptions", "workspace", plainly(exception_reading.list_exceptions),
         (C.FINDING_READ,)),
    Case("findings.exception_reading.list_exceptions", "workspace",
         lambda ctx, world, ref: exception_reading.list_exceptions(ctx, "force", tenant=ref or "none"),
         (C.FINDING_READ,), aims="tenant", note="of a tenant"),
    Case("findings.exception_reading.count_waiting", "workspace", plainly(exception_reading.count_waiting),
         (C.FINDING_READ,)),
    Case("findings.exception_reading.exceptions_summary", "workspace", plainly(exception_reading.exceptions_summary),
         (C.FINDING_READ,)),
    Case("findings.exception_reading.request_terms", "workspace", at(exception_reading.request_terms),
         (C.FINDING_READ,), aims="finding"),
    Case("findings.exception_record.exception_detail", "workspace", at(exception_record.exception_detail),
         (C.FINDING_READ,), aims="finding_exception"),
)  # fmt: skip
