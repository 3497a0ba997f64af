"""Who is told about an acceptance, once: who asked, who answers for it, who works on its finding; never the doer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from uuid import UUID

from tenantpilot.findings import exception_queries as queries
from tenantpilot.findings.tables import Finding, FindingException
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.store.ledger import canonical
from tenantpilot.store.scope import Scope

# A notice is one per person, kind and subject; whatever comes again (a reminder) says which one it is after this.
MARK = "@"


def tell_about(scope: Scope, about: Sequence[tuple[FindingException, Finding]], kind: str, *, mark: str = "") -> None:
    """Tell requester, owner and assignee what happened to their acceptances."""
    people = [
        (user_id, row, finding)
        for row, finding in about
        for user_id in {row.requester_id, row.owner_id, finding.assignee_id, finding.owner_id} - {None}
        if user_id != scope.actor.user_id
    ]
    _tell(scope, people, kind, mark)


def tell_people(scope: Scope, people: Iterable[UUID], row: FindingException, finding: Finding, kind: str) -> None:
    """Tell these people about one acceptance."""
    _tell(scope, [(one, row, finding) for one in people if one != scope.actor.user_id], kind, "")


def _tell(scope: Scope, people: Sequence[tuple[UUID | None, FindingException, Finding]], kind: str, mark: str) -> None:
    if not people:
        return
    rows = [
        {
            "public_id": new_public_id("ntf"),
            "user_id": str(user_id),
            "kind": kind,
            "subject_ref": f"{row.public_id}{MARK}{mark}" if mark else row.public_id,
            "arguments": canonical({"number": str(row.number), "finding": str(finding.number)}),
        }
        for user_id, row, finding in people
    ]
    queries.tell(scope, json.dumps(rows), now())
