"""What the installation's operator does about controls from the command line; no page leads here.

Whoever can run this holds the installation's configuration, so there is no Context to prove; every act is in a log.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tenantpilot.access.workspace_queries import key_of
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.operations import controls, controls_queries
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.owner import owner_transaction
from tenantpilot.store.scope import open_workspace
from tenantpilot.store.transaction import transaction


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop that stands: of a workspace, or of the installation (empty `space`); an empty `kind` stops everything."""

    space: str
    kind: str
    reason: str
    since: str


def list_stops() -> list[Stop]:
    """Everything that is stopped, the installation's own stops first."""
    with transaction(group_role="tenantpilot_runner") as session:
        rows = controls_queries.everything(session)
    return [Stop(row.space, row.kind, row.reason, row.set_at.isoformat(timespec="minutes")) for row in rows]


def set_stopped(space: str, kind: str, reason: str, *, is_stopped: bool) -> None:
    """Stop a kind of operation, or all (empty), in a workspace or everywhere (empty), or release the stop.

    Raises:
        NotFoundError: no such workspace or operation.
        InvalidInputError: no reason, or too long a one.
        ConflictError: it is so already.
        ConfigurationError: DATABASE_OWNER_URL is not set, and it is about the installation.
    """
    if space:
        with open_workspace(_key(space), space, SYSTEM) as scope:
            if is_stopped:
                controls.engage(scope, kind, reason, SYSTEM)
            else:
                controls.lift(scope.session, scope, kind, reason, SYSTEM)
        return
    with owner_transaction() as session:
        if is_stopped:
            controls.engage_everywhere(session, kind, reason, SYSTEM)
        else:
            controls.lift(session, None, kind, reason, SYSTEM)


def _key(space: str) -> UUID:
    if not is_public_id(space, "wsp"):
        raise NotFoundError("malformed workspace id")
    with transaction(group_role="tenantpilot_runner") as session:
        key = key_of(session, space)
    if key is None:
        raise NotFoundError("no such workspace")
    return key
