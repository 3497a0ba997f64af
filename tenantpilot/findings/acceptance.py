"""What the rest of the product asks about acceptances: which one a finding rests on, and to end it."""

from __future__ import annotations

from sqlmodel import col

from tenantpilot.findings.tables import Finding, FindingException
from tenantpilot.kernel.clock import now
from tenantpilot.store.scope import Scope


def end(scope: Scope, finding: Finding, status: str, reason: str) -> FindingException | None:
    """End the acceptance that a finding rests on, before the finding moves; the ended acceptance."""
    query = scope.select(FindingException).where(col(FindingException.id) == finding.exception_id).with_for_update()
    row = scope.session.exec(query).one_or_none()
    if row is not None:
        before = row.status
        row.status, row.ended_at, row.end_code, row.next_at = status, now(), reason, None
        row.version += 1
        scope.session.add(row)
        scope.record(f"exception.{status}", "exception", row.public_id, before={"status": before},
                     after={"status": status}, reason=reason)  # fmt: skip
    return row
