"""After a change of the installation's secret: every credential's own key is put under today's wrapping key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from tenantpilot.provider import credential_store, queries, vault
from tenantpilot.provider.vault import VaultError
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import open_workspace
from tenantpilot.store.transaction import transaction


@dataclass(frozen=True)
class Rewrapped:
    """What was done in one workspace; `unreadable` are (credential, reason code) that do not open."""

    space: str
    done: int
    unreadable: tuple[tuple[str, str], ...]


def rewrap_all() -> Iterator[Rewrapped]:
    """Every workspace that has something to rewrap, one transaction each; repeating it finds nothing left to do."""
    with transaction(group_role="tenantpilot_runner") as session:
        places = queries.workspaces(session)
    for workspace_id, space in places:
        made = _rewrap(workspace_id, space)
        if made.done or made.unreadable:
            yield made


def _rewrap(workspace_id: UUID, space: str) -> Rewrapped:
    done, unreadable, wanted = 0, [], vault.current_key_id()
    with open_workspace(workspace_id, space, SYSTEM) as scope:
        for row in queries.sealed_otherwise(scope, wanted):
            try:
                made = vault.rewrapped(*credential_store.sealed(row))
            except VaultError as error:
                unreadable.append((row.public_id, error.reason))
                continue
            row.wrapped_key, row.key_id = made.wrapped_key, made.key_id
            scope.session.add(row)
            done += 1
        if done:
            scope.record("credential.rewrapped", "workspace", space, after={"credentials": done, "key": wanted})
    return Rewrapped(space, done, tuple(unreadable))
