"""Checking an id token: signature first, then every claim. A token is believed only when nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, ExpiredTokenError, InvalidKeyIdError, JoseError, MissingClaimError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from tenantpilot.access.signin.problems import Problem, SignInProblemError

# Signatures with a public key only. A shared-secret algorithm here would let anybody sign with the published key.
ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"}
)
CLOCK_SKEW_SECONDS = 60
_LONGEST_SUBJECT = 255
_LONGEST_TEXT = 200


class UnknownKeyError(Exception):
    """The token names a key that the known key set does not hold; the set may be out of date."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What this sign-in may accept."""

    issuer: str
    client_id: str
    nonce: str
    access_token: str
    algorithms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says it is. Only issuer and subject identify; the rest is for display."""

    issuer: str
    subject: str
    name: str
    email: str

    def named(self, claims: Mapping[str, Any]) -> Identity:
        """With the name and address of another document about the same person; one about somebody else is ignored."""
        if claims.get("sub") != self.subject:
            return self
        return replace(self, name=_name(claims), email=self.email or _email(claims))


def _verified(token: str, keys: KeySet, algorithms: frozenset[str]) -> jwt.Token:
    registry = JWSRegistry(algorithms=sorted(algorithms & ALGORITHMS), strict_check_header=False)
    try:
        return jwt.decode(token, keys, registry=registry)
    except InvalidKeyIdError as error:
        raise UnknownKeyError from error
    except (JoseError, ValueError) as error:
        raise SignInProblemError(Problem.TOKEN_UNVERIFIED, type(error).__name__) from error


_CLAIM_PROBLEMS = {
    "iss": Problem.WRONG_ISSUER,
    "aud": Problem.WRONG_AUDIENCE,
    "azp": Problem.WRONG_AUDIENCE,
    "nonce": Problem.WRONG_NONCE,
    "nbf": Problem.TOKEN_EARLY,
    "iat": Problem.TOKEN_EARLY,
    "at_hash": Problem.TOKEN_UNVERIFIED,
}


def _problem(error: ClaimError) -> SignInProblemError:
    claim = getattr(error, "claim", "")
    if isinstance(error, ExpiredTokenError):
        return SignInProblemError(Problem.TOKEN_EXPIRED, "exp")
    if isinstance(error, MissingClaimError) and claim not in ("nonce", "azp"):
        return SignInProblemError(Problem.TOKEN_INCOMPLETE, "a claim is missing")
    return SignInProblemError(_CLAIM_PROBLEMS.get(claim, Problem.TOKEN_INCOMPLETE), "a claim is wrong")


def _text(claims: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = claims.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:_LONGEST_TEXT]
    return ""


def _name(claims: Mapping[str, Any]) -> str:
    return _text(claims, "name", "preferred_username", "email")


def _email(claims: Mapping[str, Any]) -> str:
    return _text(claims, "email", "preferred_username")


def verify(token: str, keys: KeySet, expected: Expected, at: datetime) -> Identity:
    """The identity in `token`, once its signature and all its claims have proved right at the time `at`.

    Raises:
        UnknownKeyError: signed with a key that is not in `keys`.
        SignInProblemError: anything else is wrong.
    """
    verified = _verified(token, keys, expected.algorithms)
    options = {
        "iss": {"essential": True, "value": expected.issuer},
        "aud": {"essential": True, "value": expected.client_id},
    }
    known = {"nonce": expected.nonce, "client_id": expected.client_id, "access_token": expected.access_token}
    claims = CodeIDToken(verified.claims, verified.header, options, known)
    try:
        claims.validate(now=int(at.timestamp()), leeway=CLOCK_SKEW_SECONDS)
    except ClaimError as error:
        raise _problem(error) from error
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
        raise SignInProblemError(Problem.TOKEN_INCOMPLETE, "subject")
    return Identity(expected.issuer, subject, _name(claims), _email(claims))
