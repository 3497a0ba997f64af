"""What may become a credential, how it is sealed, and what a spoilt seal is worth."""

from __future__ import annotations

import base64
import secrets
from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12

from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConfigurationError, InvalidInputError
from tenantpilot.kernel.settings import load, settings
from tenantpilot.provider import vault
from tenantpilot.provider.credentials import CredentialForm, checked, expiry, packed, unpacked
from tenantpilot.provider.vault import Binding, Sealed, VaultError
from tests.provider.connections.world import SECRET, certificate, pem

CERTIFICATE, KEY = certificate()
OTHER, OTHER_KEY = certificate()


def p12(password: str = "", *, with_key: bool = True, with_certificate: bool = True) -> bytes:
    locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(
        b"mine", KEY if with_key else None, CERTIFICATE if with_certificate else None, None, locked
    )


GOOD = {
    "PEM": (pem(CERTIFICATE, KEY), ""),
    "PEM, key first": (pem(None, KEY) + pem(CERTIFICATE), ""),
    "PEM with a locked key": (pem(CERTIFICATE, KEY, "pass"), "pass"),
    "PEM with a chain": (pem(OTHER) + pem(CERTIFICATE, KEY), ""),
    "PKCS#12": (p12("pass"), "pass"),
    "PKCS#12 without password": (p12(), ""),
    "PKCS#12 as base64": (base64.encodebytes(p12("pass")).decode(), "pass"),
}


@pytest.mark.proves("PRV-203")
@pytest.mark.parametrize("how", GOOD)
def test_certificates_come_in_many_ways(how):
    given, password = GOOD[how]
    made = checked(CredentialForm("certificate", certificate=given, password=password))
    assert made.expires_at == CERTIFICATE.not_valid_after_utc
    assert len(made.fingerprint) == 64
    again = unpacked(packed(made.credential))
    assert again == made.credential
    assert "ENCRYPTED" not in again.key_pem


EARLY, EARLY_KEY = certificate(since=2, days=9)
ENDED, ENDED_KEY = certificate(since=-9, days=-1)
SMALL, SMALL_KEY = certificate(size=1024)
BAD = {
    "nothing": ("", "", "certificate", "error-field-required"),
    "spaces": (" \n", "", "certificate", "error-field-required"),
    "words": ("hunter2", "", "certificate", "error-credential-unreadable"),
    "bytes of anything": (b"\x30\x82\x01\x00" + b"\x00" * 40, "", "certificate", "error-credential-unreadable"),
    "too much": ("A" * 70_000, "", "certificate", "error-credential-too-large"),
    "no key": (pem(CERTIFICATE), "", "certificate", "error-credential-no-key"),
    "no certificate": (pem(None, KEY), "", "certificate", "error-credential-no-certificate"),
    "a key of another": (pem(CERTIFICATE, OTHER_KEY), "", "certificate", "error-credential-key-mismatch"),
    "an expired one": (pem(ENDED, ENDED_KEY), "", "certificate", "error-credential-certificate-expired"),
    "one of tomorrow": (pem(EARLY, EARLY_KEY), "", "certificate", "error-credential-certificate-early"),
    "a short key": (pem(SMALL, SMALL_KEY), "", "certificate", "error-credential-key-short"),
    "an elliptic key": (pem(CERTIFICATE, ec.generate_private_key(ec.SECP256R1())), "", "certificate",
                        "error-credential-rsa-only"),
    "a locked key alone": (pem(CERTIFICATE, KEY, "pass"), "", "password", "error-credential-password-needed"),
    "a wrong password": (pem(CERTIFICATE, KEY, "pass"), "word", "password", "error-credential-password-wrong"),
    "a password for nothing": (pem(CERTIFICATE, KEY), "pass", "password", "error-credential-password-not-needed"),
    "a locked file alone": (p12("pass"), "", "password", "error-credential-password-needed"),
    "a file's wrong password": (p12("pass"), "word", "password", "error-credential-password-wrong"),
    "a file without a key": (p12("pass", with_key=False), "pass", "certificate", "error-credential-no-key"),
    "cut PEM": (pem(CERTIFICATE, KEY).replace("MII", "M\x00I"), "", "certificate", "error-credential-unreadable"),
}  # fmt: skip


@pytest.mark.proves("PRV-203", negative=True)
@pytest.mark.parametrize("what", BAD)
def test_a_bad_certificate_says_what_is_wrong_with_it(what):
    given, password, field, message = BAD[what]
    with pytest.raises(InvalidInputError) as caught:
        checked(CredentialForm("certificate", certificate=given, password=password))
    assert caught.value.fields == {field: message}
    assert "pass" not in str(caught.value).replace("password", "")


@pytest.mark.proves("PRV-203", negative=True)
@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        (CredentialForm("secret"), "secret", "error-field-required"),
        (CredentialForm("secret", secret=str(uuid4())), "secret", "error-credential-secret-id"),
        (CredentialForm("secret", secret="two words"), "secret", "error-credential-secret-characters"),
        (CredentialForm("secret", secret="ümlaut-secret"), "secret", "error-credential-secret-characters"),
        (CredentialForm("secret", secret="x" * 401), "secret", "error-field-too-long"),
        (CredentialForm("secret", secret=SECRET, expires_on="tomorrow"), "expires_on", "error-field-date"),
        (CredentialForm("secret", secret=SECRET, expires_on="9999-12-31"), "expires_on", "error-field-date"),
        (CredentialForm("secret", secret=SECRET, expires_on="2020-01-01"), "expires_on", "error-field-future"),
        (CredentialForm("password", secret=SECRET), "kind", "error-field-choice"),
    ],
)
def test_a_bad_secret_says_what_is_wrong_with_it(given, field, message):
    with pytest.raises(InvalidInputError) as caught:
        checked(given)
    assert caught.value.fields == {field: message}


@pytest.mark.proves("PRV-206", negative=True)
def test_nothing_that_holds_a_credential_shows_it():
    forms = [CredentialForm("secret", secret=SECRET, password=SECRET, certificate=SECRET),
             checked(CredentialForm("secret", secret=SECRET)),
             checked(CredentialForm("certificate", certificate=pem(CERTIFICATE, KEY)))]  # fmt: skip
    for one in forms:
        assert SECRET not in repr(one) + str(one)
        assert "PRIVATE" not in repr(one)


@pytest.fixture
def sealed(empty_database) -> tuple[Sealed, Binding]:
    binding = Binding(uuid4(), uuid4(), uuid4())
    return vault.close(SECRET.encode(), binding), binding


@pytest.mark.proves("PRV-204")
def test_what_is_sealed_opens_for_its_own_row(sealed):
    made, binding = sealed
    assert vault.open_sealed(made, binding) == SECRET.encode()
    assert SECRET.encode() not in made.content + made.wrapped_key
    again = vault.close(SECRET.encode(), binding)
    assert (again.content, again.wrapped_key) != (made.content, made.wrapped_key)


@pytest.mark.proves("PRV-204", negative=True)
def test_a_seal_moved_to_another_row_does_not_open(sealed):
    made, binding = sealed
    for field in ("workspace_id", "connection_id", "credential_id"):
        moved = Binding(**{**vars(binding), field: uuid4()})
        with pytest.raises(VaultError) as caught:
            vault.open_sealed(made, moved)
        assert caught.value.reason == "credential_unreadable"


@pytest.mark.proves("PRV-204", negative=True)
def test_a_spoilt_seal_does_not_open(sealed):
    made, binding = sealed
    for name in ("content", "wrapped_key"):
        good = getattr(made, name)
        spoilt = [
            b"",
            good[:1],
            good[:12],
            good[:-1],
            good + b"\x00",
            b"\x02" + good[1:],
            secrets.token_bytes(len(good)),
        ]
        spoilt += [good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :] for place in range(0, len(good), 7)]
        for bad in spoilt:
            parts = {"content": made.content, "wrapped_key": made.wrapped_key, "key_id": made.key_id, name: bad}
            with pytest.raises(VaultError) as caught:
                vault.open_sealed(Sealed(**parts), binding)
            assert caught.value.reason == "credential_unreadable"
            assert SECRET not in str(caught.value)


@pytest.mark.proves("PRV-204", negative=True)
def test_parts_of_two_seals_do_not_fit_together(sealed):
    made, binding = sealed
    other = vault.close(b"another", binding)
    for mixed in (
        Sealed(made.content, other.wrapped_key, made.key_id),
        Sealed(other.content, made.wrapped_key, made.key_id),
    ):
        with pytest.raises(VaultError):
            vault.open_sealed(mixed, binding)


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(48)).decode()


@pytest.mark.proves("PRV-205", negative=True)
def test_former_keys_open_and_unknown_ones_are_said_to_be_unknown(sealed, monkeypatch):
    made, binding = sealed
    former = settings().secret_key
    monkeypatch.setenv("TENANTPILOT_SECRET_KEY", _key())
    settings.cache_clear()
    with pytest.raises(VaultError) as caught:
        vault.open_sealed(made, binding)
    assert caught.value.reason == "credential_key_unknown"
    monkeypatch.setenv("TENANTPILOT_FORMER_SECRET_KEYS", f"{_key()}, {former}")
    settings.cache_clear()
    assert vault.open_sealed(made, binding) == SECRET.encode()
    again = vault.rewrapped(made, binding)
    assert (again.content, again.key_id) == (made.content, vault.current_key_id())
    monkeypatch.setenv("TENANTPILOT_FORMER_SECRET_KEYS", "")
    settings.cache_clear()
    assert vault.open_sealed(again, binding) == SECRET.encode()
    lying = Sealed(made.content, made.wrapped_key, again.key_id)
    with pytest.raises(VaultError) as caught:
        vault.open_sealed(lying, binding)
    assert caught.value.reason == "credential_unreadable"


@pytest.mark.proves("PRV-205", negative=True)
@pytest.mark.parametrize(
    "value", ["aHVudGVyMg==", "not base64", "aHVudGVyMg==," + _key()], ids=["short", "junk", "one of two"]
)
def test_former_keys_are_checked_at_the_start(empty_database, value):
    with pytest.raises(ConfigurationError, match="TENANTPILOT_FORMER_SECRET_KEYS") as caught:
        load(TENANTPILOT_FORMER_SECRET_KEYS=value)
    assert value not in str(caught.value)


@pytest.mark.proves("PRV-208")
def test_the_end_is_announced_in_steps():
    at = now()
    days = {None: "unknown", 31: "valid", 30: "month", 15: "month", 14: "fortnight", 4: "fortnight", 3: "days",
            1: "days", 0: "expired", -5: "expired"}  # fmt: skip
    for left, name in days.items():
        assert expiry(None if left is None else at + timedelta(days=left), at) == name
