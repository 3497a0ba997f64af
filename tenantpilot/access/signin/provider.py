"""The identity provider as seen from here: where its doors are, which keys it signs with, and the code exchange."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import quote_plus

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from tenantpilot.access.signin import id_token
from tenantpilot.access.signin.id_token import Expected, Identity, UnknownKeyError
from tenantpilot.access.signin.metadata import Metadata, read_metadata
from tenantpilot.access.signin.problems import Problem, SignInProblemError
from tenantpilot.kernel.clock import now

log = logging.getLogger(__name__)
SCOPE = "openid profile email"
TIMEOUT_SECONDS = 10.0
METADATA_LIFE_SECONDS = 3600.0
KEYS_LIFE_SECONDS = 900.0
REFRESH_INTERVAL_SECONDS = 10.0
_DISCOVERY = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Client:
    """This installation as the provider knows it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class _Cached:
    metadata: Metadata
    keys: KeySet
    metadata_until: float
    keys_until: float


@asynccontextmanager
async def _reachable(what: str) -> AsyncIterator[None]:
    """Everything that can go wrong on the way to the provider is one answer to the person: try again later."""
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            yield
    except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as error:
        raise SignInProblemError(Problem.PROVIDER_UNAVAILABLE, f"{what}: {type(error).__name__}") from error


async def _document(url: str, what: str, access: str = "") -> Mapping[str, Any]:
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {access}"} if access else {})
    async with _reachable(what), httpx2.AsyncClient(timeout=TIMEOUT_SECONDS) as http:
        response = await http.get(url, headers=headers)
        if response.status_code != 200:
            raise SignInProblemError(Problem.PROVIDER_UNAVAILABLE, f"{what}: status {response.status_code}")
        try:
            document = response.json()
        except ValueError as error:
            raise SignInProblemError(Problem.PROVIDER_MISCONFIGURED, f"{what}: not JSON") from error
    if not isinstance(document, dict):
        raise SignInProblemError(Problem.PROVIDER_MISCONFIGURED, f"{what}: not an object")
    return document


async def _keys(metadata: Metadata) -> KeySet:
    document = await _document(metadata.jwks_uri, "key set")
    try:
        public = [key for key in document["keys"] if key.get("kty") != "oct" and key.get("use", "sig") == "sig"]
        return KeySet.import_key_set({"keys": public})
    except (JoseError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise SignInProblemError(Problem.PROVIDER_MISCONFIGURED, "key set: no usable key") from error


def _heard(fetch: asyncio.Task[_Cached]) -> None:
    """Whoever waited may have gone; the outcome then concerns nobody, and asyncio need not complain."""
    if not fetch.cancelled():
        fetch.exception()


class Provider:
    """One configured provider; keeps its documents for a while and fetches keys anew when one is unknown."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._cached: _Cached | None = None
        self._loading: asyncio.Task[_Cached] | None = None
        self._refreshing = asyncio.Lock()
        self._next_refresh = 0.0
        self._accepted = ""

    async def _current(self) -> _Cached:
        """The documents, fetched when they are old; everybody who waits shares one fetch and its outcome."""
        moment, cached = time.monotonic(), self._cached
        if cached is not None and moment < min(cached.metadata_until, cached.keys_until):
            return cached
        if self._loading is None or self._loading.done():
            self._loading = asyncio.create_task(self._load(cached, moment), name="provider-documents")
            self._loading.add_done_callback(_heard)
        return await asyncio.shield(self._loading)

    async def _load(self, cached: _Cached | None, moment: float) -> _Cached:
        if cached is None or moment >= cached.metadata_until:
            document = await _document(self.client.issuer.rstrip("/") + _DISCOVERY, "discovery")
            metadata = read_metadata(document, self.client.issuer)
            keys = await _keys(metadata)
            self._cached = _Cached(metadata, keys, moment + METADATA_LIFE_SECONDS, moment + KEYS_LIFE_SECONDS)
            return self._cached
        return await self._with_new_keys(cached)

    async def _with_new_keys(self, cached: _Cached) -> _Cached:
        keys = await _keys(cached.metadata)
        self._cached = _Cached(cached.metadata, keys, cached.metadata_until, time.monotonic() + KEYS_LIFE_SECONDS)
        return self._cached

    async def metadata(self) -> Metadata:
        """The provider's addresses and abilities."""
        return (await self._current()).metadata

    def _oauth(self, method: str) -> AsyncOAuth2Client:
        # In the header both are form-encoded before they are joined; the library leaves that to its caller.
        coded: Callable[[str], str] = quote_plus if method == "client_secret_basic" else str
        return AsyncOAuth2Client(
            client_id=coded(self.client.client_id),
            client_secret=coded(self.client.client_secret) or None,
            token_endpoint_auth_method=method,
            scope=SCOPE,
            redirect_uri=self.client.redirect_uri,
            code_challenge_method="S256",
            timeout=TIMEOUT_SECONDS,
        )

    async def authorization_url(
        self, *, state: str, nonce: str, verifier: str, language: str, asks_again: bool = False
    ) -> str:
        """Where to send the browser; the verifier itself does not leave, only its hash does.

        `asks_again` has the provider ask for an account even if it knows one: the way out for people who came as
        somebody who cannot enter.
        """
        metadata = await self.metadata()
        async with self._oauth("none") as oauth:
            url, _ = oauth.create_authorization_url(
                metadata.authorization_endpoint,
                state=state,
                nonce=nonce,
                code_verifier=verifier,
                ui_locales=language,
                **({"prompt": "login"} if asks_again else {}),
            )
        return str(url)

    async def redeem(self, code: str, *, nonce: str, verifier: str) -> Identity:
        """The person behind a code.

        Raises:
            SignInProblemError: the provider is away or refuses, or its token does not prove right.
        """
        cached = await self._current()
        tokens = await self._exchange(cached.metadata, code, verifier)
        token, access = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(token, str) or not isinstance(access, str):
            raise SignInProblemError(Problem.TOKEN_INCOMPLETE, "no id token")
        expected = Expected(
            self.client.issuer, self.client.client_id, nonce, access, cached.metadata.signing_algorithms
        )
        identity = await self._verify(cached, token, expected)
        return identity if identity.name else await self._introduced(cached.metadata, identity, access)

    async def _introduced(self, metadata: Metadata, identity: Identity, access: str) -> Identity:
        """The same person with a name: providers may tell names at their userinfo endpoint only (OIDC Core, 5.4).

        A name is for display, so a sign-in does not fail for want of one.
        """
        if not metadata.userinfo_endpoint:
            return identity
        try:
            claims = await _document(metadata.userinfo_endpoint, "userinfo", access)
        except SignInProblemError as error:
            log.warning("no name from the provider: %s", error.detail)
            return identity
        return identity.named(claims)

    async def _verify(self, cached: _Cached, token: str, expected: Expected) -> Identity:
        try:
            return id_token.verify(token, cached.keys, expected, now())
        except UnknownKeyError:
            fresh = await self._keys_after(cached)
        try:
            return id_token.verify(token, fresh, expected, now())
        except UnknownKeyError as error:
            raise SignInProblemError(Problem.TOKEN_UNVERIFIED, "unknown key") from error

    async def _keys_after(self, used: _Cached) -> KeySet:
        """A newer key set than `used`: fetched, unless that just happened for somebody else."""
        async with self._refreshing:
            cached = self._cached
            if cached is None or cached.keys is used.keys:
                if time.monotonic() < self._next_refresh:
                    return used.keys
                self._next_refresh = time.monotonic() + REFRESH_INTERVAL_SECONDS
                cached = await self._with_new_keys(used)
            return cached.keys

    async def _exchange(self, metadata: Metadata, code: str, verifier: str) -> Mapping[str, Any]:
        """The provider's tokens for a code. A way of presenting the secret that it refuses is followed by the next."""
        for method in sorted(metadata.client_authentication, key=lambda one: one != self._accepted):
            try:
                tokens = await self._ask(method, metadata.token_endpoint, code, verifier)
            except OAuthError as error:
                if error.error == "invalid_client":
                    continue
                refused = error.error == "invalid_grant"
                problem = Problem.CODE_REFUSED if refused else Problem.PROVIDER_MISCONFIGURED
                raise SignInProblemError(problem, "token endpoint refused") from error
            self._accepted = method
            return tokens
        raise SignInProblemError(Problem.PROVIDER_MISCONFIGURED, "token endpoint refused the client")

    async def _ask(self, method: str, address: str, code: str, verifier: str) -> Mapping[str, Any]:
        async with _reachable("token"), self._oauth(method) as oauth:
            try:
                tokens = await oauth.fetch_token(
                    address, grant_type="authorization_code", code=code, code_verifier=verifier
                )
            except ValueError as error:
                raise SignInProblemError(Problem.PROVIDER_MISCONFIGURED, "token: not JSON") from error
        return cast("Mapping[str, Any]", tokens)
