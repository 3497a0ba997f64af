"""Client assertions: a JWT signed with the key of a registered certificate, verified for real."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Collection, Iterable
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph import aadsts
from tenantpilot.sandbox.graph.data import AppCertificate

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_SKEW = 300
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "x5t#S256": hashes.SHA256(),
    "x5t": hashes.SHA1(),  # noqa: S303  a name for a certificate, and what older clients send
}


class AssertionRefusedError(Exception):
    """The assertion does not prove what it should."""

    def __init__(self, problem: aadsts.LoginError, detail: str = "") -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.detail = detail


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _parsed(assertion: str) -> tuple[dict[str, Any], dict[str, Any], bytes, bytes]:
    pieces = assertion.split(".")
    try:
        header, claims = json.loads(_decoded(pieces[0])), json.loads(_decoded(pieces[1]))
        signature = _decoded(pieces[2])
    except (IndexError, ValueError, binascii.Error) as reason:
        raise AssertionRefusedError(aadsts.ASSERTION_BROKEN, "the token is not well formed.") from reason
    if len(pieces) != 3 or not isinstance(header, dict) or not isinstance(claims, dict):
        raise AssertionRefusedError(aadsts.ASSERTION_BROKEN, "the token is not well formed.")
    return header, claims, ".".join(pieces[:2]).encode(), signature


def _named(header: dict[str, Any], certificates: Iterable[AppCertificate]) -> x509.Certificate:
    for kind, algorithm in _HASHES.items():
        named = header.get(kind)
        if not isinstance(named, str):
            continue
        for certificate in certificates:
            loaded = x509.load_pem_x509_certificate(certificate.pem.encode())
            if base64.urlsafe_b64encode(loaded.fingerprint(algorithm)).rstrip(b"=").decode() == named.rstrip("="):
                return loaded
    raise AssertionRefusedError(aadsts.ASSERTION_REFUSED, "the key was not found.")


def _verify(header: dict[str, Any], certificate: x509.Certificate, signed: bytes, signature: bytes) -> None:
    key = certificate.public_key()
    scheme: padding.AsymmetricPadding
    if header.get("alg") == "PS256":
        scheme = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
    elif header.get("alg") == "RS256":
        scheme = padding.PKCS1v15()
    else:
        raise AssertionRefusedError(aadsts.ASSERTION_REFUSED, "the algorithm is not supported.")
    if not isinstance(key, RSAPublicKey):
        raise AssertionRefusedError(aadsts.ASSERTION_REFUSED, "the key is no RSA key.")
    try:
        key.verify(signature, signed, scheme, hashes.SHA256())
    except InvalidSignature as reason:
        raise AssertionRefusedError(aadsts.ASSERTION_REFUSED, "the signature is invalid.") from reason


def check(assertion: str, client_id: str, certificates: Iterable[AppCertificate], audiences: Collection[str]) -> None:
    """Accept the assertion of `client_id`, or say what is wrong with it.

    Raises:
        AssertionRefusedError: with the login service's error for it.
    """
    header, claims, signed, signature = _parsed(assertion)
    certificate = _named(header, list(certificates))
    _verify(header, certificate, signed, signature)
    moment = now()
    if not certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc:
        raise AssertionRefusedError(aadsts.ASSERTION_REFUSED, "the certificate is expired or not valid yet.")
    if claims.get("aud") not in audiences:
        raise AssertionRefusedError(aadsts.ASSERTION_AUDIENCE)
    if claims.get("iss") != client_id or claims.get("sub") != client_id:
        raise AssertionRefusedError(aadsts.ASSERTION_SUBJECT)
    if not isinstance(claims.get("jti"), str):
        raise AssertionRefusedError(aadsts.ASSERTION_BROKEN, "the token has no 'jti'.")
    until, since, at = claims.get("exp"), claims.get("nbf", 0), moment.timestamp()
    if not isinstance(until, int | float) or not isinstance(since, int | float):
        raise AssertionRefusedError(aadsts.ASSERTION_TIME)
    if not since - _SKEW <= at <= until + _SKEW:
        raise AssertionRefusedError(aadsts.ASSERTION_TIME)
