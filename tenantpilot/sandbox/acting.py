"""How seeds act: as the installation in a workspace of the demonstration, or as one of its people with a session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid5

from tenantpilot.access import sessions
from tenantpilot.access.capabilities import Role
from tenantpilot.access.sessions import Found
from tenantpilot.access.tables import UserAccount
from tenantpilot.sandbox import seed_queries as queries
from tenantpilot.sandbox.people import PEOPLE, Person
from tenantpilot.store import ledger
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import Scope, open_workspace
from tenantpilot.store.transaction import transaction

# Keys made from names let a second run find what the first one made; public ids are random like any other.
_NAMESPACE = UUID("6f2d3c0e-6f0c-4a57-9d0b-0f5f2c3f8a11")
AGENT = "TenantPilot seed"


def workspace_key(name: str) -> UUID:
    """The internal key of a demonstration workspace."""
    return uuid5(_NAMESPACE, name)


def owner_of(name: str) -> Person:
    """The owner of a demonstration workspace."""
    return next(who for who in PEOPLE if who.workspace == name and who.role is Role.OWNER)


@contextmanager
def workspace_scope(name: str) -> Iterator[Scope]:
    """A scope of the installation itself on a demonstration workspace."""
    key = workspace_key(name)
    with transaction(workspace_id=key) as session:
        row = queries.workspace(session, key)
        if row is None:
            raise LookupError(f"the demonstration workspace {name} has just disappeared")
    with open_workspace(key, row.public_id, SYSTEM) as scope:
        yield scope


@contextmanager
def signed_in(account: UserAccount) -> Iterator[Found]:
    """A session as the provider's word would make it, ended when the block ends."""
    with transaction() as session:
        actor = ledger.Actor(kind="person", ref=account.public_id, user_id=account.id)
        started = sessions.start(session, account.id, actor, user_agent=AGENT)
    try:
        found = sessions.find(started.token)
        if found is None:
            raise LookupError(f"{account.display_name} is deactivated")
        yield found
    finally:
        sessions.sign_out(started.token)
