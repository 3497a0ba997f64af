"""What the suites about connections share: signed-in people, a tenant of the sandbox, and rows past all walls."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat

from tenantpilot.access.handles import seal
from tenantpilot.kernel.clock import now
from tenantpilot.provider import checking, connection_reading, connections, rotation
from tenantpilot.provider.connections import ConnectionForm
from tenantpilot.provider.contracts.registry import FEATURES
from tenantpilot.provider.credentials import CredentialForm
from tenantpilot.sandbox.graph.data import AppRegistration, AppSecret, TenantData
from tenantpilot.tenants import services
from tenantpilot.tenants.rules import TenantForm
from tests.operations import world as runs

OWNER, OPERATOR, READER, FOREIGN = "northwind-owner", "northwind-operator", "northwind-read-only", "fabrikam-owner"
TENANT_ID = "0f3a7f0e-2a53-4b1c-9a60-6d0a1e2b3c4d"
CLIENT_ID = "5d2c1b0a-9f8e-4d7c-8b6a-594837261504"
SECRET = "Zk7~planted-secret-value.Q2hhbmdl"  # planted: it must turn up nowhere
EVERYTHING = frozenset(name for one in FEATURES.values() for name in one.permissions) | {"Organization.Read.All"}


class World(runs.World):
    """The suites' world of runs, with a tenant of its own that the sandbox serves too."""

    def actions_about(self, ref: str) -> list[str]:
        """The audit entries about a record, in order."""
        query = "select action from audit_entry where subject_ref = %s order by workspace_id, seq"
        return [row["action"] for row in self.all(query, ref)]

    def add_tenant(self, provider_id: str = TENANT_ID, **more: Any) -> str:
        """A tenant in onboarding; its public id."""
        return services.add_tenant(self.person(OWNER), TenantForm("Tailspin Toys", provider_id, **more))

    def move(self, tenant: str, *states: str) -> None:
        """Through the lifecycle, one state after the other."""
        ctx = self.person(OWNER)
        for state in states:
            services.change_lifecycle(ctx, seal(ctx, "tenant", tenant), state, reason="test")

    def connect(self, tenant: str, *, secret: str = SECRET, expires_on: str = "") -> str:
        """A connection of a tenant; its public id."""
        form = CredentialForm("secret", secret=secret, expires_on=expires_on)
        return connections.create_connection(self.person(OWNER), tenant, ConnectionForm("Reading", CLIENT_ID), form)

    def handle(self, ref: str, kind: str = connections.KIND, who: str = OWNER) -> str:
        """A handle of somebody's session."""
        return seal(self.person(who), kind, ref)

    def check(self, connection: str) -> dict[str, Any]:
        """Check a connection in this process; the run's row afterwards."""
        return self.finish(checking.start_check(self.person(OWNER), self.handle(connection)).run_ref)

    def check_credential(self, credential: str) -> dict[str, Any]:
        """Check a connection with its next credential."""
        ctx = self.person(OWNER)
        started = checking.start_credential_check(ctx, seal(ctx, rotation.KIND, credential))
        return self.finish(started.run_ref)

    def finish(self, ref: str) -> dict[str, Any]:
        """Execute a run in this process."""
        runs.execute(self.run(ref))
        return self.run(ref)

    def detail(self, connection: str) -> connection_reading.ConnectionDetail:
        """The connection as its page shows it."""
        return connection_reading.connection_detail(self.person(OWNER), connection)

    def items(self, run_ref: str) -> list[tuple[str, str, str]]:
        """(label, status, reason) of a run's items."""
        query = ("select i.label, i.status, i.reason_code from run_item i join operation_run r on r.id = i.run_id"
                 " where r.public_id = %s order by i.number")  # fmt: skip
        return [tuple(row.values()) for row in self.all(query, run_ref)]


def tenant_data(granted: frozenset[str] = EVERYTHING, **more: Any) -> TenantData:
    """The same tenant as the sandbox serves it."""
    app = AppRegistration(
        CLIENT_ID, secrets=[AppSecret(SECRET)], granted=set(granted),
        redirect_uris=("http://localhost:3000/provider/consent/callback",),
    )  # fmt: skip
    return TenantData(TENANT_ID, "Tailspin Toys", "tailspintoys.example", apps=[app], **more)


def certificate(
    *, days: int = 365, since: int = -1, size: int = 2048, key: Any = None
) -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    """A self-signed certificate and its key."""
    made = key or rsa.generate_private_key(65537, size)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "TenantPilot")])
    built = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(made.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() + timedelta(days=since)).not_valid_after(now() + timedelta(days=days))
    )  # fmt: skip
    return built.sign(made, hashes.SHA256()), made


def pem(found: x509.Certificate | None, key: Any = None, password: str = "") -> str:
    """PEM text of whatever is given."""
    text = found.public_bytes(Encoding.PEM) if found else b""
    if key is not None:
        locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
        text += key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
    return text.decode()
