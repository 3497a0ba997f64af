"""Somebody comes back from the provider and is who it says: account and session, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from tenantpilot.access import sessions
from tenantpilot.access.sessions import Started
from tenantpilot.access.signin import queries
from tenantpilot.access.signin.id_token import Identity
from tenantpilot.access.signin.problems import Problem, SignInProblemError
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import NIL
from tenantpilot.store import ledger
from tenantpilot.store.ledger import Actor
from tenantpilot.store.transaction import transaction


@dataclass(frozen=True, slots=True)
class Browser:
    """What is noted about the browser, for its owner's list of sessions."""

    address: str
    user_agent: str


def arrive(identity: Identity, browser: Browser, *, replaces: str, request_id: str) -> Started:
    """A new session for the person. A stranger gets an account without any membership, and sees just that.

    Raises:
        SignInProblemError: the account is deactivated; the refusal is in the installation's log.
    """
    with transaction() as session:
        person = queries.recognise(
            session,
            issuer=identity.issuer,
            subject=identity.subject,
            name=identity.name,
            email=identity.email,
            moment=now(),
        )
        if person is not None:
            actor = Actor(kind="person", ref=person.public_id, user_id=person.id, request_id=request_id)
            sessions.replace(session, replaces, actor)
            if person.is_new:
                ledger.append(session, NIL, actor, "user.added", "user", person.public_id)
            return sessions.start(session, person.id, actor, address=browser.address, user_agent=browser.user_agent)
    anonymous = Actor(kind="anonymous", request_id=request_id)
    ledger.append_alone(NIL, anonymous, "session.refused", "user", reason=Problem.ACCOUNT_INACTIVE.value)
    raise SignInProblemError(Problem.ACCOUNT_INACTIVE)
