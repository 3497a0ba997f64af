"""The signed statement by which a holder of a certificate gets a token instead of sending a secret."""

from __future__ import annotations

import base64
from datetime import timedelta
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from joserfc import jwt
from joserfc.jwk import RSAKey

from tenantpilot.kernel.clock import now
from tenantpilot.provider.client.link import CertificateCredential

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LIFE = timedelta(minutes=5)
# Clocks of ours and theirs differ a little.
_LEEWAY = timedelta(seconds=30)


def signed(credential: CertificateCredential, client_id: str, audience: str) -> str:
    """A statement of five minutes: PS256, named by the certificate's SHA-256 thumbprint.

    Raises:
        ValueError: certificate or key are not readable PEM of an RSA pair.
    """
    certificate = x509.load_pem_x509_certificate(credential.certificate)
    thumbprint = base64.urlsafe_b64encode(certificate.fingerprint(hashes.SHA256())).rstrip(b"=").decode()
    at = now()
    claims = {
        "aud": audience,
        "iss": client_id,
        "sub": client_id,
        "jti": str(uuid4()),
        "nbf": int((at - _LEEWAY).timestamp()),
        "iat": int(at.timestamp()),
        "exp": int((at + _LIFE).timestamp()),
    }
    header = {"alg": "PS256", "typ": "JWT", "x5t#S256": thumbprint}
    return jwt.encode(header, claims, RSAKey.import_key(credential.private_key), algorithms=["PS256"])
