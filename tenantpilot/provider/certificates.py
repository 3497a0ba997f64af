"""Certificates with their keys as people bring them: PEM or PKCS#12. What is kept is always unencrypted PKCS#8 PEM."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)

from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError

LARGEST = 64 * 1024
SMALLEST_KEY = 2048
_KEY = re.compile(rb"-----BEGIN (?:RSA |ENCRYPTED |EC )?PRIVATE KEY-----.+?-----END [A-Z ]*PRIVATE KEY-----", re.DOTALL)
_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


@dataclass(frozen=True)
class Certificate:
    """A certificate and its private key, both PEM; `fingerprint` is the SHA-256 of the certificate, hexadecimal."""

    key_pem: str = field(repr=False)
    certificate_pem: str = field(repr=False)
    fingerprint: str
    expires_at: datetime


def _wrong(problem: str, where: str = "certificate") -> InvalidInputError:
    return InvalidInputError({where: problem})


def parse(given: str | bytes, password: str) -> Certificate:
    """Read and check what a person brought.

    Raises:
        InvalidInputError: what is wrong with it, at the field where it can be mended.
    """
    content = given.encode() if isinstance(given, str) else given
    if not content.strip():
        raise _wrong("error-field-required")
    if len(content) > LARGEST:
        raise _wrong("error-credential-too-large")
    if b"-----BEGIN" in content:
        key, found = _from_pem(content, password)
    else:
        key, found = _from_pkcs12(_binary(given), password)
    return _checked(key, found)


def _binary(given: str | bytes) -> bytes:
    if isinstance(given, bytes):
        return given
    try:
        return base64.b64decode("".join(given.split()), validate=True)
    except (binascii.Error, ValueError):
        raise _wrong("error-credential-unreadable") from None


def _from_pem(content: bytes, password: str) -> tuple[object, list[x509.Certificate]]:
    keys, certificates = _KEY.findall(content), _CERTIFICATE.findall(content)
    if not keys:
        raise _wrong("error-credential-no-key")
    if not certificates:
        raise _wrong("error-credential-no-certificate")
    try:
        key = load_pem_private_key(keys[0], password.encode() or None)
    except TypeError:  # encrypted and no password, or the other way round
        if not password:
            raise _wrong("error-credential-password-needed", "password") from None
        raise _wrong("error-credential-password-not-needed", "password") from None
    except ValueError:
        if password:
            raise _wrong("error-credential-password-wrong", "password") from None
        raise _wrong("error-credential-unreadable") from None
    try:
        return key, [x509.load_pem_x509_certificate(one) for one in certificates]
    except ValueError:
        raise _wrong("error-credential-unreadable") from None


def _from_pkcs12(content: bytes, password: str) -> tuple[object, list[x509.Certificate]]:
    try:
        key, first, others = pkcs12.load_key_and_certificates(content, password.encode() or None)
    except ValueError as error:
        if "password" in str(error).lower():
            problem = "error-credential-password-wrong" if password else "error-credential-password-needed"
            raise _wrong(problem, "password") from None
        raise _wrong("error-credential-unreadable") from None
    if key is None:
        raise _wrong("error-credential-no-key")
    found = [one for one in (first, *others) if one is not None]
    if not found:
        raise _wrong("error-credential-no-certificate")
    return key, found


def _checked(key: object, found: list[x509.Certificate]) -> Certificate:
    """The certificate that belongs to the key: chains bring others along."""
    if not isinstance(key, RSAPrivateKey):
        raise _wrong("error-credential-rsa-only")
    if key.key_size < SMALLEST_KEY:
        raise _wrong("error-credential-key-short")
    mine = next((one for one in found if one.public_key() == key.public_key()), None)
    if mine is None:
        raise _wrong("error-credential-key-mismatch")
    if mine.not_valid_after_utc <= now():
        raise _wrong("error-credential-certificate-expired")
    if mine.not_valid_before_utc > now():
        raise _wrong("error-credential-certificate-early")
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return known(plain.decode(), mine.public_bytes(Encoding.PEM).decode())


def known(key_pem: str, certificate_pem: str) -> Certificate:
    """A certificate that was checked when it came in."""
    certificate = x509.load_pem_x509_certificate(certificate_pem.encode())
    return Certificate(
        key_pem=key_pem,
        certificate_pem=certificate_pem,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        expires_at=certificate.not_valid_after_utc,
    )
