"""A certificate with its key, always the same: seed and sandbox make it in different processes and must agree.

The key is made from a number instead of chance, so it protects nothing. Nothing but the sandbox accepts it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from random import Random  # noqa: TID251 - the same key every time

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

_SMALL = (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97)
_EXPONENT = 65537
_BITS = 1024
# How far beyond the drawn number the prime lies: found once, so that nobody has to search at every start.
_DISTANCES = {2201: (64, 318)}
FIRST_DAY, LAST_DAY = datetime(2024, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)


@cache
def demo_certificate(seed: int) -> tuple[str, str]:
    """Key and certificate in PEM."""
    key = _key(seed)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "TenantPilot sandbox")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(seed)
        .not_valid_before(FIRST_DAY)
        .not_valid_after(LAST_DAY)
        .sign(key, hashes.SHA256())
    )
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return plain.decode(), certificate.public_bytes(Encoding.PEM).decode()


def _key(seed: int) -> rsa.RSAPrivateKey:
    p, q = (_prime(seed * 10 + which, _DISTANCES.get(seed, (0, 0))[which]) for which in (0, 1))
    p, q = max(p, q), min(p, q)
    d = pow(_EXPONENT, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPrivateNumbers(
        p=p,
        q=q,
        d=d,
        dmp1=d % (p - 1),
        dmq1=d % (q - 1),
        iqmp=pow(q, -1, p),
        public_numbers=rsa.RSAPublicNumbers(_EXPONENT, p * q),
    )
    return numbers.private_key()


def _prime(seed: int, distance: int = 0) -> int:
    start = Random(seed).getrandbits(_BITS) | (3 << (_BITS - 2)) | 1  # noqa: S311 - no secret
    found = start + distance
    while not _is_prime(found):
        found += 2
    return found


def _is_prime(number: int) -> bool:
    if any(number % small == 0 for small in _SMALL) or (number - 1) % _EXPONENT == 0:
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(_passes(number, base, odd, twos) for base in _SMALL[:8])


def _passes(number: int, base: int, odd: int, twos: int) -> bool:
    power = pow(base, odd, number)
    if power in {1, number - 1}:
        return True
    for _ in range(twos - 1):
        power = power * power % number
        if power == number - 1:
            return True
    return False
