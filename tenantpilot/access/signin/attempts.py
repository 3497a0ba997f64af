"""A sign-in under way: everything about it stays here, the browser carries two random values that prove it is the same.

`state` comes back through the provider, the cookie comes back from the browser itself; only both together, within ten
minutes, once, lead on. What the provider must not see (PKCE verifier) and what nobody should (return path) is sealed.
"""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta

from tenantpilot.access.signin import queries
from tenantpilot.access.signin.problems import Problem, SignInProblemError
from tenantpilot.access.signin.sealing import seal, unseal
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.crypto import token_digest
from tenantpilot.store.transaction import transaction

LIFE = timedelta(minutes=10)
_CLEAN_ONE_IN = 16


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must survive the way to the provider and back."""

    nonce: str
    verifier: str
    return_path: str
    replaces: str
    """Reference of the session this browser held when it left, which ends when the new one begins."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in that is about to leave for the provider."""

    state: str
    browser: str
    kept: Secrets


def begin(return_path: str, *, browser: str, replaces: str) -> Attempt:
    """Start a sign-in. `browser` is the cookie of another one under way, which two tabs then share."""
    kept = Secrets(secrets.token_urlsafe(32), secrets.token_urlsafe(48), return_path, replaces)
    state, moment = secrets.token_urlsafe(32), now()
    state_hash = token_digest(state)
    with transaction() as session:
        if not browser or not queries.is_waiting_for(session, token_digest(browser), moment):
            browser = secrets.token_urlsafe(32)
        sealed = seal(json.dumps(asdict(kept)).encode(), state_hash)
        queries.add_attempt(session, state_hash, token_digest(browser), sealed, moment + LIFE)
        if secrets.randbelow(_CLEAN_ONE_IN) == 0:
            queries.drop_old_attempts(session, moment)
    return Attempt(state, browser, kept)


def take(state: str, browser: str) -> Secrets:
    """What was kept for the sign-in with this state; it works once, and only in the browser that began it.

    Raises:
        SignInProblemError: unknown or already used state, another browser, or too late.
    """
    if not state:
        raise SignInProblemError(Problem.ATTEMPT_UNKNOWN, "no state")
    state_hash = token_digest(state)
    with transaction() as session:
        row = queries.take_attempt(session, state_hash)
    if row is None:
        raise SignInProblemError(Problem.ATTEMPT_UNKNOWN, "state")
    if not browser or not hmac.compare_digest(row.browser_hash, token_digest(browser)):
        raise SignInProblemError(Problem.ATTEMPT_UNKNOWN, "browser")
    if row.expires_at <= now():
        raise SignInProblemError(Problem.ATTEMPT_EXPIRED)
    plain = unseal(row.sealed, state_hash)
    if plain is None:
        raise SignInProblemError(Problem.ATTEMPT_EXPIRED, "sealed with another key")
    return Secrets(**json.loads(plain))
