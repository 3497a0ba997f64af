"""The client of Microsoft Graph: it executes contracts and brings back readings with their completeness."""

from tenantpilot.provider.client.bridge import stream, stream_groups
from tenantpilot.provider.client.graph import GraphClient
from tenantpilot.provider.client.link import CertificateCredential, Link, SecretCredential
from tenantpilot.provider.client.patience import Patience, Tools
from tenantpilot.provider.client.tokens import forget as forget_tokens

__all__ = [
    "CertificateCredential", "GraphClient", "Link", "Patience", "SecretCredential", "Tools", "forget_tokens", "stream",
    "stream_groups",
]  # fmt: skip
