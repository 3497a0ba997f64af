"""What people say about a finding, and who is told because they are mentioned."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings import event_queries as queries
from tenantpilot.findings import people
from tenantpilot.findings.events import KIND
from tenantpilot.findings.moves import load
from tenantpilot.findings.people import Person
from tenantpilot.findings.tables import Finding, FindingComment
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.store.scope import Scope

LONGEST, MOST_MENTIONED = 5000, 20
NOTICE = "finding.mentioned"


def comment(ctx: Context, handle: str, body: str, mentioned: Sequence[str] = ()) -> None:
    """Say something about a finding; `mentioned` are public ids of members, who get a notice.

    The same words by the same person once more within a moment are a form sent twice, and are said once.

    Raises:
        NotFoundError: the handle does not open, or the finding is out of reach.
        InvalidInputError: nothing is said or too much, or somebody is mentioned who cannot read the finding.
        ForbiddenError: without the capability.
    """
    with open_scope(ctx, Capability.FINDING_COMMENT, write=True) as scope:
        finding = load(ctx, scope, handle)
        said = _checked(body)
        told = _mentioned(scope, finding, mentioned)
        if queries.said_lately(scope, finding.id, ctx.user_id, said, now()):
            return
        refs = [one.ref for one in told]
        row = scope.add(
            FindingComment(
                workspace_id=scope.workspace_id, tenant_id=finding.tenant_id, finding_id=finding.id,
                author_id=ctx.user_id, body=said, mentions=" ".join(refs),
            )
        )  # fmt: skip
        others = [one.user_id for one in told if one.user_id != ctx.user_id]
        queries.notify(scope, others, NOTICE, finding, row.public_id, now())
        # The words are in the timeline; the log says that something was said, and to whom.
        scope.record("finding.commented", KIND, finding.public_id, after={"comment": row.public_id, "mentions": refs})


def _checked(body: str) -> str:
    said = body.strip()
    if not said:
        raise InvalidInputError({"body": "error-field-required"})
    if len(said) > LONGEST:
        raise InvalidInputError({"body": "error-field-too-long"})
    return said


def _mentioned(scope: Scope, finding: Finding, refs: Collection[str]) -> list[Person]:
    if len(refs) > MOST_MENTIONED:
        raise InvalidInputError({"mentioned": "error-field-too-long"})
    found = []
    for ref in dict.fromkeys(refs):
        person = people.person_by_ref(scope, ref)
        if person is None:
            raise InvalidInputError({"mentioned": "error-field-choice"})
        if not person.may(Capability.FINDING_READ, finding.tenant_id):
            raise InvalidInputError({"mentioned": "error-finding-no-access"})
        found.append(person)
    return found
