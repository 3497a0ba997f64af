"""A sandbox that speaks https with a certificate of the test's own, as Microsoft's libraries accept nothing else."""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph.data import TenantData
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.clients.world import CLIENT, ENVIRONMENT, SECRET, demo


@dataclass(frozen=True)
class Pair:
    """A self-signed certificate and its key, as files."""

    public: Path
    key: Path
    thumbprint: str

    @classmethod
    def make(cls, folder: Path, name: str) -> Pair:
        """For this machine, until tomorrow."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        addresses = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now() - dt.timedelta(hours=1))
            .not_valid_after(now() + dt.timedelta(days=1))
            .add_extension(addresses, critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        pair = cls(folder / f"{name}.pem", folder / f"{name}.key", made.fingerprint(hashes.SHA1()).hex())  # noqa: S303
        pair.public.write_bytes(made.public_bytes(Encoding.PEM))
        pair.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return pair


@dataclass(frozen=True)
class Secure:
    """The sandbox over https, its tenant, and what a program has to know of both."""

    sandbox: GraphSandbox
    data: TenantData
    variables: dict[str, str]


@pytest.fixture(scope="session", autouse=True)
def _installed() -> None:
    """Nothing here is skipped where the clients are missing."""
    assert ENVIRONMENT.is_dir(), "run `make test-clients`, or `scripts/setup clients` first"


@pytest.fixture(scope="session")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    folder = tmp_path_factory.mktemp("certificates")
    server, client = Pair.make(folder, "server"), Pair.make(folder, "client")
    both = folder / "both.pem"
    both.write_bytes(client.key.read_bytes() + client.public.read_bytes())
    data = demo(client.public.read_text())
    with GraphSandbox(throttling=False, certificate=server.public, key=server.key) as sandbox:
        sandbox.add_tenant(data)
        variables = {
            "ORIGIN": sandbox.origin, "TENANT": data.tenant_id, "CLIENT": CLIENT, "SECRET": SECRET,
            "KEY": str(client.key), "PUBLIC": str(client.public), "BOTH": str(both), "THUMBPRINT": client.thumbprint,
            "AUTHORITIES": str(server.public), "REQUESTS_CA_BUNDLE": str(server.public),
            "SSL_CERT_FILE": str(server.public),
        }  # fmt: skip
        yield Secure(sandbox, data, variables)


@pytest.fixture
def secure(_running: Secure) -> Secure:
    """The running sandbox without faults."""
    _running.sandbox.faults.clear()
    return _running
