"""Suspending a workspace: people go on reading, and nothing that takes a worker starts or goes on."""

from __future__ import annotations

from tenantpilot.access import workspace_queries as queries
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import open_workspace
from tenantpilot.store.transaction import transaction

LONGEST_REASON = 500


def set_suspended(space: str, reason: str, *, is_suspended: bool) -> None:
    """Suspend a workspace or lift its suspension, by whoever runs the installation; the reason stands in its log.

    A batch under way ends first, and the one after it is refused.

    Raises:
        NotFoundError: no such workspace.
        InvalidInputError: no reason, or too long a one.
        ConflictError: it is so already.
    """
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= LONGEST_REASON:
        raise InvalidInputError({"reason": "error-field-required" if not reason else "error-field-too-long"})
    if not is_public_id(space, "wsp"):
        raise NotFoundError("malformed workspace id")
    with transaction(group_role="tenantpilot_runner") as session:
        key = queries.key_of(session, space)
    if key is None:
        raise NotFoundError("no such workspace")
    with open_workspace(key, space, SYSTEM) as scope:
        if not queries.set_suspended(scope.session, key, now() if is_suspended else None):
            raise ConflictError("it is so already")
        scope.record("workspace.suspended" if is_suspended else "workspace.resumed", "workspace", space, reason=reason)
