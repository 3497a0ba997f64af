"""Id tokens, correct by default and wrong in exactly one way when a fault asks for it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from joserfc import jwt

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.identity.faults import ArmedFault, Fault
from tenantpilot.sandbox.identity.grants import Grant
from tenantpilot.sandbox.identity.keys import KeyRing, SigningKey, stranger
from tenantpilot.sandbox.people import Person

LIFE = timedelta(minutes=5)
Claims = dict[str, Any]


def person_claims(person: Person, scope: str) -> Claims:
    """What the provider tells about a person within the granted scope."""
    scopes = scope.split()
    claims: Claims = {"sub": person.subject}
    if "profile" in scopes:
        claims |= {"name": person.name, "preferred_username": person.email}
    if "email" in scopes:
        claims |= {"email": person.email, "email_verified": True}
    return claims


def _half_hash(token: str) -> str:
    digest = hashlib.sha256(token.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def true_claims(issuer: str, grant: Grant, access_token: str) -> Claims:
    """The claims a good provider signs."""
    issued = int(now().timestamp())
    claims = person_claims(grant.person, grant.request.scope) | {
        "iss": issuer,
        "aud": grant.request.client_id,
        "iat": issued,
        "nbf": issued,
        "auth_time": issued,
        "exp": issued + int(LIFE.total_seconds()),
        "at_hash": _half_hash(access_token),
    }
    if grant.request.nonce:
        claims["nonce"] = grant.request.nonce
    return claims


def _moved(name: str, *, back: bool) -> Callable[[Claims, int], Claims]:
    def change(claims: Claims, seconds: int) -> Claims:
        at = int(now().timestamp())
        return claims | {name: at - seconds if back else at + seconds}

    return change


def _set(**values: object) -> Callable[[Claims, int], Claims]:
    return lambda claims, _seconds: claims | values


def _without(name: str) -> Callable[[Claims, int], Claims]:
    return lambda claims, _seconds: {key: value for key, value in claims.items() if key != name}


_CLAIM_FAULTS: dict[Fault, Callable[[Claims, int], Claims]] = {
    Fault.WRONG_ISSUER: _set(iss="https://login.attacker.example"),
    Fault.WRONG_AUDIENCE: _set(aud="another-client"),
    Fault.EXTRA_AUDIENCE: lambda claims, _: claims | {"aud": [claims["aud"], "another-client"]},
    Fault.WRONG_NONCE: _set(nonce="a-nonce-nobody-sent"),
    Fault.MISSING_NONCE: _without("nonce"),
    Fault.EXPIRED: _moved("exp", back=True),
    Fault.NOT_YET_VALID: _moved("nbf", back=False),
    Fault.ISSUED_IN_FUTURE: _moved("iat", back=False),
    Fault.MISSING_SUBJECT: _without("sub"),
    Fault.MISSING_EXPIRY: _without("exp"),
    Fault.MISSING_AUDIENCE: _without("aud"),
    Fault.TEXT_EXPIRY: _set(exp="tomorrow"),
    Fault.WRONG_ACCESS_TOKEN_HASH: _set(at_hash=_half_hash("another-token")),
}


def _compact(header: dict[str, str], claims: Claims, sign: Callable[[bytes], bytes]) -> str:
    parts = [json.dumps(part, separators=(",", ":")).encode() for part in (header, claims)]
    body = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    return (body + b"." + base64.urlsafe_b64encode(sign(body)).rstrip(b"=")).decode()


def _confused(key: SigningKey, claims: Claims) -> str:
    """HMAC made with the *public* key: a verifier that lets the token choose the algorithm believes it."""
    public = key.as_pem(private=False)
    header = {"alg": "HS256", "typ": "JWT", "kid": str(key.kid)}
    return _compact(header, claims, lambda body: hmac.new(public, body, hashlib.sha256).digest())


def _signed(key: SigningKey, algorithm: str, claims: Claims) -> str:
    return jwt.encode({"alg": algorithm, "kid": str(key.kid)}, claims, key, algorithms=[algorithm])


def _tampered(token: str) -> str:
    """The same signature under a body that names another person."""
    header, body, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))) | {"sub": "somebody-else"}
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"{header}.{forged}.{signature}"


def id_token(ring: KeyRing, algorithm: str, claims: Claims, armed: ArmedFault | None) -> str:
    """A signed id token, spoilt as `armed` says."""
    fault = armed.fault if armed else None
    if armed and armed.fault in _CLAIM_FAULTS:
        claims = _CLAIM_FAULTS[armed.fault](claims, armed.seconds)
    key = ring.signing(algorithm)
    if fault is Fault.UNSIGNED:
        return _compact({"alg": "none", "typ": "JWT"}, claims, lambda _body: b"")
    if fault is Fault.KEY_CONFUSION:
        return _confused(key, claims)
    if fault is Fault.WRONG_KEY:
        return _signed(stranger(algorithm, str(key.kid)), algorithm, claims)
    if fault is Fault.UNKNOWN_KEY:
        return _signed(stranger(algorithm, "never-published"), algorithm, claims)
    token = _signed(key, algorithm, claims)
    return _tampered(token) if fault is Fault.TAMPERED else token
