"""Reading a discovery document, strictly: a provider that says something odd about itself is not used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tenantpilot.access.signin.id_token import ALGORITHMS
from tenantpilot.access.signin.problems import Problem, SignInProblemError
from tenantpilot.kernel.settings import LOOPBACK

# The body first: providers agree on how it is encoded, while they disagree about the header (RFC 6749, 2.3.1).
_CLIENT_AUTHENTICATION = ("client_secret_post", "client_secret_basic")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The part of a discovery document that sign-in needs (OpenID Connect Discovery 1.0, section 3)."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str
    userinfo_endpoint: str
    client_authentication: tuple[str, ...]
    """Ways to present the client's secret, in the order to try them; which one a client is registered for is untold."""
    signing_algorithms: frozenset[str]
    names_itself: bool
    """Whether every answer carries `iss`, so that a missing one is a fault (RFC 9207)."""


def _wrong(what: str) -> SignInProblemError:
    return SignInProblemError(Problem.PROVIDER_MISCONFIGURED, f"discovery: {what}")


def _address(document: Mapping[str, Any], name: str, *, needed: bool = True) -> str:
    value = document.get(name, "")
    if not value and not needed:
        return ""
    url = urlsplit(value) if isinstance(value, str) else urlsplit("")
    if url.scheme != "https" and not (url.scheme == "http" and url.hostname in LOOPBACK):
        raise _wrong(f"{name} is missing or not https")
    return str(value)


def _words(document: Mapping[str, Any], name: str, default: tuple[str, ...]) -> list[str]:
    value = document.get(name)
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else list(default)


def read_metadata(document: Mapping[str, Any], issuer: str) -> Metadata:
    """The metadata of `issuer`.

    Raises:
        SignInProblemError: the document speaks for somebody else, lacks an address, or offers nothing safe.
    """
    if document.get("issuer") != issuer:
        raise _wrong("it names another issuer")
    algorithms = ALGORITHMS.intersection(_words(document, "id_token_signing_alg_values_supported", ("RS256",)))
    offered = _words(document, "token_endpoint_auth_methods_supported", ("client_secret_basic",))
    authentication = tuple(method for method in _CLIENT_AUTHENTICATION if method in offered)
    if not algorithms or not authentication:
        raise _wrong("no common algorithm or client authentication")
    return Metadata(
        authorization_endpoint=_address(document, "authorization_endpoint"),
        token_endpoint=_address(document, "token_endpoint"),
        jwks_uri=_address(document, "jwks_uri"),
        end_session_endpoint=_address(document, "end_session_endpoint", needed=False),
        userinfo_endpoint=_address(document, "userinfo_endpoint", needed=False),
        client_authentication=authentication,
        signing_algorithms=algorithms,
        names_itself=document.get("authorization_response_iss_parameter_supported") is True,
    )
