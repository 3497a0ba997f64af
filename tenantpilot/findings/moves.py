"""What people decide about a finding by hand; accepting and revoking are decided on the exception (exceptions.py)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings import event_queries as queries
from tenantpilot.findings import moving
from tenantpilot.findings.events import KIND
from tenantpilot.findings.moving import RefusedError
from tenantpilot.findings.tables import Finding
from tenantpilot.findings.workflow import BY_NAME, Guard, Move
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store import ledger
from tenantpilot.store.scope import Scope

LONGEST_REASON = 2000
# The clock tells these by itself; a decision seen before them is no other decision.
_HARMLESS = frozenset(("finding.approaching", "finding.breached"))
_NUMBER = re.compile(r"(?:[fF]-?)?([0-9]{1,9})")
BY_HAND = {
    name: move
    for name, move in BY_NAME.items()
    if move.capability is not None and move.guard not in (Guard.EXCEPTION, Guard.EXCEPTION_ENDED)
}


class StaleError(ConflictError):
    """Somebody or something changed the finding after it was shown.

    `by` is their name, empty for the product itself; `did` the move, or assigned, owned, observed, reranked; `at` when.
    """

    message_key = "error-finding-stale"

    def __init__(self, by: str, did: str, at: str) -> None:
        super().__init__(f"the finding changed since: {did}", facts={"by": by, "did": did, "at": at})
        self.by, self.did, self.at = by, did, at


def move(ctx: Context, handle: str, name: str, *, version: int, reason: str = "", other: str = "") -> None:
    """Let a finding make a move that people make by hand; the same once more by the same person changes nothing.

    `version` is the one that the person saw. `other` names the finding that a duplicate repeats: F-12, 12, or its id.

    Raises:
        NotFoundError: the handle does not open, or the finding is out of reach.
        InvalidInputError: no such move by hand, no reason where one is needed, or no such other finding.
        StaleError: the finding changed since that version.
        RefusedError: the table of moves has nothing of that name from where the finding stands.
        ForbiddenError: without the move's capability.
    """
    made = BY_HAND.get(name)
    if made is None or made.capability is None:
        raise InvalidInputError({"move": "error-field-choice"})
    with deciding(ctx, made.capability) as scope:
        finding = load(ctx, scope, handle)
        if is_current(scope, finding, version, move=name):
            said = checked(reason, is_needed=made.needs_reason)
            moving.apply(scope, finding, name, reason=said, other=_other(scope, finding, made, other))


@contextmanager
def deciding(ctx: Context, capability: Capability) -> Iterator[Scope]:
    """A scope for one person's decision about a finding; an attempt that the table refuses stays in the log.

    Raises:
        SignInRequiredError, NotFoundError, ForbiddenError: as open_scope.
    """
    try:
        with open_scope(ctx, capability, write=True) as scope:
            yield scope
    except RefusedError as refused:
        # Alone, since the refused work is rolled back.
        ledger.append_alone(
            scope.workspace_id, ctx.actor, "finding.refused", KIND, refused.finding_ref,
            reason=refused.move, after={"status": refused.status}, tenant=scope.tenant,
        )  # fmt: skip
        raise


def load(ctx: Context, scope: Scope, handle: str) -> Finding:
    """The finding behind a handle, held, and its tenant as the scope's.

    Raises:
        NotFoundError: it does not open, or is out of reach.
    """
    finding = scope.get(Finding, unseal(ctx, KIND, handle), lock=True)
    scope.tenant = (finding.tenant_id, queries.tenant_refs(scope, [finding.tenant_id])[finding.tenant_id])
    return finding


def is_current(scope: Scope, finding: Finding, version: int, **wanted: Any) -> bool:
    """Whether the person decided about the finding as it is; False when they did just this a moment ago.

    `wanted` is what the event would say (`move`, or `name` and the values it sets), to know a form sent twice.

    Raises:
        StaleError: it changed since.
    """
    since = [row for row in queries.since(scope, finding.id, version) if row.name not in _HARMLESS]
    if not since and version <= finding.version:
        return True
    if len(since) == 1 and since[0].actor_id == scope.actor.user_id and _is_same(since[0], wanted):
        return False
    last = since[-1] if since else None
    if last is None:
        raise StaleError("", "", "")
    raise StaleError(last.who, _did(last), iso(last.at))


def _is_same(event: Any, wanted: dict[str, Any]) -> bool:
    told = json.loads(event.data)
    said = {"move": told.get("move"), "name": event.name, **told.get("set", {})}
    return all(said.get(name) == (value if value is None else str(value)) for name, value in wanted.items())


def _did(event: Any) -> str:
    move: str = json.loads(event.data).get("move", "")
    return move or str(event.name).partition(".")[2]


def checked(reason: str, *, is_needed: bool) -> str:
    """A person's words without the spaces around them.

    Raises:
        InvalidInputError: none where they are needed, or too many.
    """
    said = reason.strip()
    if is_needed and not said:
        raise InvalidInputError({"reason": "error-field-required"})
    if len(said) > LONGEST_REASON:
        raise InvalidInputError({"reason": "error-field-too-long"})
    return said


def _other(scope: Scope, finding: Finding, made: Move, other: str) -> Finding | None:
    if made.guard is not Guard.OTHER_FINDING:
        return None
    named, number = other.strip(), _NUMBER.fullmatch(other.strip())
    if not named:
        raise InvalidInputError({"other": "error-field-required"})
    try:
        found = scope.get(Finding, named) if is_public_id(named, "fnd") else _numbered(scope, number)
    except NotFoundError:
        found = None
    if found is None or found.id == finding.id or found.tenant_id != finding.tenant_id:
        raise InvalidInputError({"other": "error-finding-other"})
    return found


def _numbered(scope: Scope, number: re.Match[str] | None) -> Finding | None:
    return queries.by_number(scope, int(number[1])) if number else None
