"""Credentials as the product uses them: a secret, or a certificate with its key. They never show what they hold."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.provider import certificates
from tenantpilot.provider.certificates import Certificate
from tenantpilot.tenants.rules import guid

LONGEST_SECRET = 400
# Days before the end, and what the state is called from then on.
_WARNINGS = ((3, "days"), (14, "fortnight"), (30, "month"))


@dataclass(frozen=True)
class Secret:
    """A client secret."""

    value: str = field(repr=False)


Credential = Secret | Certificate


@dataclass(frozen=True)
class CredentialForm:
    """A credential as a form gives it.

    `certificate` is PEM text with certificate and private key, or a PKCS#12 file (bytes, or their base64);
    `password` opens an encrypted key or the file. `expires_on` is the secret's last day (YYYY-MM-DD), as the provider's
    portal shows it; empty when nobody knows.
    """

    kind: str
    secret: str = field(default="", repr=False)
    expires_on: str = ""
    certificate: str | bytes = field(default="", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Checked:
    """A credential that passed all checks that need no provider."""

    kind: str
    credential: Credential
    expires_at: datetime | None
    fingerprint: str = ""


def checked(form: CredentialForm) -> Checked:
    """Look at what a form brought.

    Raises:
        InvalidInputError: per field what is wrong; never with what was in it.
    """
    if form.kind == "certificate":
        made = certificates.parse(form.certificate, form.password)
        return Checked("certificate", made, made.expires_at, made.fingerprint)
    if form.kind == "secret":
        return Checked("secret", Secret(_secret(form.secret)), _last_moment(form.expires_on))
    raise InvalidInputError({"kind": "error-field-choice"})


def _secret(given: str) -> str:
    value = given.strip()
    if not value:
        raise InvalidInputError({"secret": "error-field-required"})
    if guid(value) is not None:
        raise InvalidInputError({"secret": "error-credential-secret-id"})
    if len(value) > LONGEST_SECRET:
        raise InvalidInputError({"secret": "error-field-too-long"})
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise InvalidInputError({"secret": "error-credential-secret-characters"})
    return value


def _last_moment(given: str) -> datetime | None:
    if not given.strip():
        return None
    try:
        day = date.fromisoformat(given.strip())
        moment = datetime.combine(day + timedelta(days=1), time(), UTC)
    except (ValueError, OverflowError):
        raise InvalidInputError({"expires_on": "error-field-date"}) from None
    if moment <= now():
        raise InvalidInputError({"expires_on": "error-field-future"})
    return moment


def packed(credential: Credential) -> bytes:
    """The bytes that are sealed."""
    if isinstance(credential, Secret):
        content = {"secret": credential.value}
    else:
        content = {"key": credential.key_pem, "certificate": credential.certificate_pem}
    return json.dumps(content).encode()


def unpacked(content: bytes) -> Credential:
    """The credential behind unsealed bytes."""
    found = json.loads(content)
    return Secret(found["secret"]) if "secret" in found else certificates.known(found["key"], found["certificate"])


def expiry(expires_at: datetime | None, moment: datetime) -> str:
    """How near the end is: unknown, valid, month, fortnight, days or expired."""
    if expires_at is None:
        return "unknown"
    if expires_at <= moment:
        return "expired"
    left = expires_at - moment
    return next((name for days, name in _WARNINGS if left <= timedelta(days=days)), "valid")
