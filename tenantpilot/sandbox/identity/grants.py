"""Pending authorization requests, codes and access tokens: in memory, short-lived, single use."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.people import Person

REQUEST_LIFE = timedelta(minutes=10)
CODE_LIFE = timedelta(seconds=60)
ACCESS_LIFE = timedelta(minutes=5)
_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """What a client asked for, after everything in it was checked."""

    client_id: str
    redirect_uri: str
    state: str
    nonce: str
    challenge: str
    scope: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A person's consent to one request, waiting behind a code."""

    request: AuthorizationRequest
    person: Person
    expires_at: datetime
    used: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """A request for which the people page is open."""

    request: AuthorizationRequest
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Access:
    """What an access token opens: the person's own claims."""

    person: Person
    scope: str
    expires_at: datetime


Item = TypeVar("Item", Grant, Pending, Access)


def _store(shelf: dict[str, Item], item: Item) -> str:
    if len(shelf) >= _LIMIT:
        for key in [key for key, old in shelf.items() if old.expires_at <= now()]:
            del shelf[key]
    token = secrets.token_urlsafe(32)
    shelf[token] = item
    return token


class Grants:
    """The provider's memory of who asked and who agreed."""

    def __init__(self) -> None:
        self._pending: dict[str, Pending] = {}
        self._codes: dict[str, Grant] = {}
        self._access: dict[str, Access] = {}
        self._issued: dict[str, str] = {}

    def ask(self, request: AuthorizationRequest) -> str:
        """Remember a request while its people page is open; returns the page's own key."""
        return _store(self._pending, Pending(request, now() + REQUEST_LIFE))

    def answer(self, key: str) -> AuthorizationRequest | None:
        """The request behind an open page; it can be answered once."""
        pending = self._pending.pop(key, None)
        return pending.request if pending and pending.expires_at > now() else None

    def code(self, request: AuthorizationRequest, person: Person, *, life: timedelta = CODE_LIFE) -> str:
        """A new single-use code for `person`."""
        return _store(self._codes, Grant(request, person, now() + life))

    def spend(self, code: str) -> None:
        """Mark a code as used without an exchange, as if somebody had been faster."""
        self._codes[code] = replace(self._codes[code], used=True)

    def redeem(self, code: str, check: Callable[[Grant], bool]) -> Grant | None:
        """The grant behind a code, once; a second try also withdraws what the first one got (RFC 6749, 4.1.2)."""
        grant = self._codes.get(code)
        if grant is None or grant.expires_at <= now() or not check(grant):
            return None
        if grant.used:
            self._access.pop(self._issued.pop(code, ""), None)
            return None
        self.spend(code)
        return grant

    def access_token(self, code: str, grant: Grant) -> str:
        """An access token for the userinfo endpoint."""
        token = _store(self._access, Access(grant.person, grant.request.scope, now() + ACCESS_LIFE))
        self._issued[code] = token
        return token

    def holder(self, access_token: str) -> Access | None:
        """Whom an access token belongs to."""
        access = self._access.get(access_token)
        return access if access and access.expires_at > now() else None


def proves(verifier: str, challenge: str) -> bool:
    """Whether a PKCE verifier belongs to an S256 challenge (RFC 7636, 4.6)."""
    digest = hashlib.sha256(verifier.encode("ascii", "replace")).digest()
    made = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return hmac.compare_digest(made, challenge)
