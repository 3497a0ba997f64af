"""What the installation's operator does from the command line: first workspace and owner, platform staff, lock-outs.

No page leads here. Whoever can run these holds the installation's configuration, so there is no Context to prove; every
act is in the installation's log. People are named by public id, because names and addresses are the provider's word.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from tenantpilot.access import account_queries as queries
from tenantpilot.access.authority import authority_changed
from tenantpilot.access.capabilities import PLANE, Role
from tenantpilot.access.sessions import EndReason, end_sessions_of
from tenantpilot.access.tables import ENVIRONMENTS, Membership, Workspace
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import NIL, is_public_id, new_id
from tenantpilot.store import ledger
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.owner import owner_transaction
from tenantpilot.store.scope import open_workspace
from tenantpilot.store.transaction import transaction

PAGE = 200
LONGEST_NAME = 80
_BY = {"by": "command line"}


@dataclass(frozen=True, slots=True)
class Account:
    """A person who has signed in at least once."""

    ref: str
    name: str
    email: str
    issuer: str
    subject: str
    is_active: bool
    is_platform_operator: bool
    workspaces: int
    last_sign_in: str


def list_accounts(search: str = "") -> list[Account]:
    """At most 200 people, those who were here last first."""
    with transaction(group_role="tenantpilot_platform") as session:
        rows = queries.accounts(session, search.strip().casefold(), now(), PAGE)
    return [
        Account(
            ref=row.public_id,
            name=row.display_name,
            email=row.email,
            issuer=row.issuer,
            subject=row.subject,
            is_active=row.is_active,
            is_platform_operator=row.is_platform_operator,
            workspaces=row.workspaces,
            last_sign_in=row.last_sign_in_at.isoformat(timespec="minutes") if row.last_sign_in_at else "",
        )
        for row in rows
    ]


def _held(session: Session, ref: str) -> Any:
    row = queries.held_account(session, ref) if is_public_id(ref, "usr") else None
    if row is None:
        raise NotFoundError("no such person")
    return row


def create_workspace(name: str, owner: str, environment: str = "production") -> str:
    """A new workspace with its first owner, who invites everybody else; returns its public id.

    Raises:
        InvalidInputError: no name, too long a name, or an unknown environment.
        NotFoundError: nobody has this id.
        ConflictError: the owner-to-be is deactivated.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise InvalidInputError({"name": "error-field-required" if not name else "error-field-too-long"})
    if environment not in ENVIRONMENTS:
        raise InvalidInputError({"environment": "error-field-choice"})
    row = Workspace(id=new_id(), name=name, environment=environment)
    with open_workspace(row.id, row.public_id, SYSTEM) as scope:
        person = _held(scope.session, owner)
        if not person.is_active:
            raise ConflictError("the account is deactivated")
        scope.session.add(row)
        scope.session.flush()
        first = scope.add(
            Membership(workspace_id=row.id, user_id=person.id, plane=PLANE[Role.OWNER].value, role=Role.OWNER.value)
        )
        authority_changed(scope.session, person.id)
        scope.record("workspace.created", "workspace", row.public_id, after={"name": name} | _BY)
        scope.record("member.added", "membership", first.public_id, after={"role": first.role} | _BY)
    return row.public_id


@contextmanager
def _changing(ref: str, *, as_owner: bool = False) -> Iterator[tuple[Session, Any]]:
    with owner_transaction() if as_owner else transaction() as session:
        yield session, _held(session, ref)


def deactivate(ref: str) -> int:
    """Shut an account: its sessions end now, and it cannot sign in again; returns how many sessions there were.

    Raises:
        NotFoundError: nobody has this id.
    """
    with _changing(ref) as (session, person):
        queries.set_active(session, ref, value=False)
        ended = end_sessions_of(session, person.id, SYSTEM, EndReason.USER_DEACTIVATED)
        if person.is_active:
            ledger.append(session, NIL, SYSTEM, "user.deactivated", "user", ref, after=_BY)
        return ended


def reactivate(ref: str) -> None:
    """Let a person sign in again, with the memberships they still have.

    Raises:
        NotFoundError: nobody has this id.
    """
    with _changing(ref) as (session, person):
        queries.set_active(session, ref, value=True)
        if not person.is_active:
            ledger.append(session, NIL, SYSTEM, "user.reactivated", "user", ref, after=_BY)


def appoint(ref: str, *, platform_operator: bool) -> None:
    """Make a person platform staff, or no longer; open pages of theirs learn it at once.

    The application's role cannot do this, so that nothing in a web process can make platform staff of anybody.

    Raises:
        NotFoundError: nobody has this id.
        ConfigurationError: DATABASE_OWNER_URL is not set.
    """
    with _changing(ref, as_owner=True) as (session, person):
        if person.is_platform_operator is platform_operator:
            return
        queries.set_platform_operator(session, ref, value=platform_operator)
        authority_changed(session, person.id)
        action = "user.appointed" if platform_operator else "user.dismissed"
        ledger.append(session, NIL, SYSTEM, action, "user", ref, after=_BY)
