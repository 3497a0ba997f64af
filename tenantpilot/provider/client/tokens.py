"""Tokens of connections: kept in this process's memory only, renewed ahead of their end, thrown away when refused."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tenantpilot.provider.client.answers import Answer
from tenantpilot.provider.client.assertion import ASSERTION_TYPE, signed
from tenantpilot.provider.client.link import Link, SecretCredential
from tenantpilot.provider.client.problems import Problem, ProblemError, problem
from tenantpilot.provider.client.token_problems import token_problem
from tenantpilot.provider.reading import State

RENEWED_AHEAD = 300.0
REFETCHED_EVERY = 60.0
_MOST_KEPT = 4096


@dataclass(frozen=True)
class Token:
    """An access token. `roles` are the granted permissions, None when the token does not let itself be read."""

    value: str = field(repr=False)
    fetched_at: float
    expires_at: float
    roles: frozenset[str] | None
    tenant_id: str


_Key = tuple[str, str, str, str, str]
_kept: dict[_Key, Token] = {}
_lock = threading.Lock()


def forget(key: str) -> None:
    """Throw away the tokens of a connection: after consent, rotation, disabling."""
    with _lock:
        for found in [one for one in _kept if one[0] == key]:
            del _kept[found]


class TokenSource:
    """The tokens of one client. `post` sends a form to an address and returns the answer."""

    def __init__(self, link: Link, post: Callable[[str, bytes], Awaitable[Answer]], clock: Callable[[], float]) -> None:
        self._link = link
        self._post = post
        self._clock = clock
        self._refused: Problem | None = None
        self._refetched_at: float | None = None
        self._fetching = asyncio.Lock()
        self._key = (link.key, link.login_url, link.tenant_id, link.client_id, link.credential.mark)

    async def token(self) -> Token:
        """A token with some life left. A refusal stands for the rest of this client's life.

        Raises:
            ProblemError: there is none to be had.
        """
        async with self._fetching:
            if self._refused is not None:
                raise ProblemError(self._refused)
            kept = _kept.get(self._key)
            if kept is not None and not self._is_due(kept):
                return kept
            return await self._renewed(kept)

    def refused(self, token: Token) -> bool:
        """Whether it is worth asking again with another token than this refused one, which is thrown away."""
        with _lock:
            current = _kept.get(self._key)
            if current is None or current.value != token.value:  # somebody found out first, and fetches or has fetched
                return True
            if self._refetched_at is not None and self._clock() - self._refetched_at < REFETCHED_EVERY:
                return False
            _kept.pop(self._key, None)
        self._refetched_at = self._clock()
        return True

    def _is_due(self, token: Token) -> bool:
        life = token.expires_at - token.fetched_at
        return self._clock() >= token.expires_at - min(RENEWED_AHEAD, life / 2)

    async def _renewed(self, kept: Token | None) -> Token:
        try:
            token = await self._fetch()
        except ProblemError as error:
            if kept is not None and self._clock() < kept.expires_at and error.problem.state is not State.FORBIDDEN:
                return kept
            self._refused = error.problem
            raise
        with _lock:
            while len(_kept) >= _MOST_KEPT:
                del _kept[next(iter(_kept))]
            _kept[self._key] = token
        return token

    async def _fetch(self) -> Token:
        asked_at = self._clock()
        answer = await self._post(self._link.token_url, urlencode(self._form()).encode())
        if answer.failure is not None:
            raise ProblemError(_unavailable(answer.failure))
        if answer.status != 200:
            raise ProblemError(token_problem(answer.status, answer.body))
        return _read(answer, asked_at)

    def _form(self) -> dict[str, str]:
        link = self._link
        form = {"client_id": link.client_id, "scope": link.scope, "grant_type": "client_credentials"}
        if isinstance(link.credential, SecretCredential):
            return form | {"client_secret": link.credential.secret}
        try:
            statement = signed(link.credential, link.client_id, link.token_url)
        except ValueError:
            raise ProblemError(problem("certificate_refused", State.FORBIDDEN)) from None
        return form | {"client_assertion_type": ASSERTION_TYPE, "client_assertion": statement}


def _unavailable(failure: Problem) -> Problem:
    trouble = failure.trouble
    return problem("sign_in_unavailable", detail=trouble.code, request_id=trouble.request_id, status=trouble.status)


def _read(answer: Answer, asked_at: float) -> Token:
    body = answer.body if isinstance(answer.body, Mapping) else {}
    value, life = body.get("access_token"), body.get("expires_in")
    if isinstance(life, str) and life.isdecimal() and len(life) < 10:
        life = int(life)
    usable = isinstance(value, str) and value.isascii() and value.isprintable() and bool(value.strip())
    if not usable or type(life) is not int or life <= 0:
        raise ProblemError(problem("sign_in_unavailable", detail="answer_malformed", request_id=answer.request_id))
    claims = _claims(str(value))
    return Token(str(value), asked_at, asked_at + life, _roles(claims), _text(claims, "tid"))


def _claims(token: str) -> Mapping[str, Any] | None:
    """What the token says. It is Graph's to verify; nothing here is decided by it, it is only shown."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError, binascii.Error, RecursionError):
        return None
    return claims if isinstance(claims, dict) else None


def _roles(claims: Mapping[str, Any] | None) -> frozenset[str] | None:
    if claims is None:
        return None
    roles = claims.get("roles", [])
    return frozenset(role for role in roles if isinstance(role, str)) if isinstance(roles, list) else None


def _text(claims: Mapping[str, Any] | None, name: str) -> str:
    found = (claims or {}).get(name)
    return found if isinstance(found, str) else ""
