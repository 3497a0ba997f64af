"""Tokens, and every way not to get one."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import json
import ssl
import time
import uuid
from datetime import UTC, datetime, timedelta
from functools import cache

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from tenantpilot.sandbox.graph.data import AppCertificate, AppSecret
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.provider.sandbox.world import (
    ACCESS,
    CATALOG,
    CLIENT,
    OTHER,
    READ,
    SECRET,
    TENANT,
    Caller,
    tenant,
)

LOCAL = ipaddress.ip_address("127.0.0.1")
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@cache
def _key(stranger: bool) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Signer:
    """A key with its certificate."""

    def __init__(self, *, days: int = 30, stranger: bool = False, names: bool = False) -> None:
        self.key = _key(stranger)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests")])
        start = datetime.now(UTC) - timedelta(days=60)
        builder = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(self.key.public_key())
            .serial_number(7).not_valid_before(start).not_valid_after(datetime.now(UTC) + timedelta(days=days))
        )  # fmt: skip
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(LOCAL)]), critical=False)
        self.certificate = builder.sign(self.key, hashes.SHA256())

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    def assertion(self, audience: str, *, algorithm: str = "PS256", header: dict | None = None, **claims) -> str:
        der = self.certificate.public_bytes(serialization.Encoding.DER)
        named = {"x5t#S256": _encoded(hashlib.sha256(der).digest())}
        if algorithm == "RS256":
            named = {"x5t": _encoded(hashlib.sha1(der, usedforsecurity=False).digest())}
        at = int(time.time())
        body = {"aud": audience, "iss": CLIENT, "sub": CLIENT, "jti": str(uuid.uuid4()), "nbf": at, "exp": at + 300}
        parts = [{"alg": algorithm, "typ": "JWT"} | (named if header is None else header), body | claims]
        signed = ".".join(_encoded(json.dumps(part).encode()) for part in parts)
        scheme = padding.PSS(padding.MGF1(hashes.SHA256()), 32) if algorithm == "PS256" else padding.PKCS1v15()
        return f"{signed}.{_encoded(self.key.sign(signed.encode(), scheme, hashes.SHA256()))}"


def _claims(token: str) -> dict:
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


@pytest.fixture
def signer(sandbox):
    one = Signer()
    sandbox.tenant(TENANT).app(CLIENT).certificates = [AppCertificate(Signer(days=20).pem), AppCertificate(one.pem)]
    return one


def _by_certificate(caller, assertion: str):
    return caller.sign_in(client_secret="", client_assertion=assertion, client_assertion_type=ASSERTION)


@pytest.mark.proves("SBX-001", "SBX-002")
def test_a_secret_gets_a_token(caller):
    answer = caller.sign_in()
    assert answer.json().keys() == {"token_type", "expires_in", "ext_expires_in", "access_token"}
    claims = _claims(caller.token)
    assert (claims["tid"], claims["appid"], claims["idtyp"]) == (TENANT, CLIENT, "app")
    assert set(claims["roles"]) == READ


def test_a_domain_names_the_tenant_too_and_basic_carries_the_secret(caller):
    assert caller.sign_in(tenant=f"t{TENANT[:4]}.example").status_code == 200
    url = f"{caller.sandbox.login_url}/{TENANT}/oauth2/v2.0/token"
    form = {"grant_type": "client_credentials", "scope": "https://graph.microsoft.com/.default"}
    assert caller.http.post(url, data=form, auth=(CLIENT, "a+secret+of+the+sandbox")).status_code == 200


@pytest.mark.proves("SBX-001")
@pytest.mark.parametrize("algorithm", ["PS256", "RS256"])
@pytest.mark.parametrize("base", ["own", "root", "real"])
def test_a_certificate_gets_a_token(caller, signer, algorithm, base):
    bases = {
        "own": caller.sandbox.login_url,
        "root": caller.sandbox.origin,
        "real": "https://login.microsoftonline.com",
    }
    audience = f"{bases[base]}/{TENANT}/oauth2/v2.0/token"
    assert _by_certificate(caller, signer.assertion(audience, algorithm=algorithm)).status_code == 200


def _refused(answer, status: int, error: str, code: int) -> None:
    body = answer.json()
    assert (answer.status_code, body["error"], body["error_codes"]) == (status, error, [code])
    assert body["error_description"].startswith(f"AADSTS{code}: ")
    assert body.keys() >= {"timestamp", "trace_id", "correlation_id", "error_uri"}
    assert SECRET not in answer.text


@pytest.mark.proves("SBX-001", negative=True)
@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"aud": "https://login.microsoftonline.com/other/oauth2/v2.0/token"}, 700023),
        ({"iss": "somebody"}, 700021),
        ({"sub": "somebody"}, 700021),
        ({"exp": 1}, 700024),
        ({"nbf": 9_999_999_999}, 700024),
        ({"exp": "later"}, 700024),
    ],
)
def test_assertions_that_say_something_else_are_refused(caller, signer, spoilt, code):
    audience = f"{caller.sandbox.login_url}/{TENANT}/oauth2/v2.0/token"
    _refused(_by_certificate(caller, signer.assertion(audience, **spoilt)), 401, "invalid_client", code)


@pytest.mark.proves("SBX-001", negative=True)
@pytest.mark.parametrize("how", ["stranger", "tampered", "unnamed", "none", "expired"])
def test_assertions_of_others_are_refused(caller, signer, how):
    audience = f"{caller.sandbox.login_url}/{TENANT}/oauth2/v2.0/token"
    assertion = signer.assertion(audience)
    if how == "stranger":
        assertion = Signer(stranger=True).assertion(audience)
    elif how == "tampered":
        head, _, signature = assertion.split(".")
        assertion = f"{head}.{_encoded(json.dumps(_claims(assertion) | {'jti': 'x'}).encode())}.{signature}"
    elif how == "unnamed":
        assertion = signer.assertion(audience, header={})
    elif how == "none":
        head = _encoded(json.dumps(_claims("." + assertion.split(".")[0]) | {"alg": "none"}).encode())
        assertion = ".".join([head, *assertion.split(".")[1:]])
    else:
        ended = Signer(days=-1)
        caller.sandbox.tenant(TENANT).app(CLIENT).certificates.append(AppCertificate(ended.pem))
        assertion = ended.assertion(audience)
    _refused(_by_certificate(caller, assertion), 401, "invalid_client", 700027)


@pytest.mark.proves("SBX-001", negative=True)
def test_what_is_no_jwt_is_refused(caller, signer):
    _refused(_by_certificate(caller, "not.a.jwt"), 400, "invalid_request", 50027)


@pytest.mark.proves("SBX-001", negative=True)
@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"client_secret": "wrong"}, (401, "invalid_client", 7000215)),
        ({"client_secret": ""}, (401, "invalid_client", 7000218)),
        ({"client_id": str(uuid.UUID(int=1))}, (400, "unauthorized_client", 700016)),
        ({"client_id": ""}, (400, "invalid_request", 900144)),
        ({"grant_type": ""}, (400, "invalid_request", 900144)),
        ({"grant_type": "password"}, (400, "unsupported_grant_type", 70003)),
        ({"scope": ""}, (400, "invalid_request", 900144)),
        ({"scope": "https://graph.microsoft.com/User.Read"}, (400, "invalid_scope", 1002012)),
        ({"scope": "https://vault.example/.default"}, (400, "invalid_resource", 500011)),
        ({"tenant": str(uuid.UUID(int=2))}, (400, "invalid_request", 90002)),
        ({"tenant": "no-tenant-at-all"}, (400, "invalid_request", 900023)),
    ],
)
def test_wrong_requests_have_their_own_codes(caller, form, expected):
    _refused(caller.sign_in(**form), *expected)


@pytest.mark.proves("SBX-014", negative=True)
def test_ended_and_withdrawn_things_have_their_own_codes(caller):
    tenant = caller.sandbox.tenant(TENANT)
    app = tenant.app(CLIENT)
    app.secrets = [AppSecret(SECRET, datetime.now(UTC) - timedelta(days=1))]
    _refused(caller.sign_in(), 401, "invalid_client", 7000222)
    app.secrets.append(AppSecret("a new one"))
    assert caller.sign_in(client_secret="a new one").status_code == 200
    app.disabled = True
    _refused(caller.sign_in(client_secret="a new one"), 401, "unauthorized_client", 7000112)
    app.consented = False
    _refused(caller.sign_in(client_secret="a new one"), 400, "unauthorized_client", 700016)
    tenant.is_gone = True
    _refused(caller.sign_in(client_secret="a new one"), 400, "invalid_request", 90002)
    assert caller.get(CATALOG).status_code == 401, "tokens of a tenant that is gone are worth nothing"


@pytest.mark.proves("SBX-002")
def test_a_token_keeps_the_permissions_it_was_made_with(caller):
    app = caller.sandbox.tenant(TENANT).app(CLIENT)
    app.granted = set()
    assert caller.get(CATALOG).status_code == 200
    caller.sign_in()
    assert "roles" not in _claims(caller.token)
    assert caller.get(CATALOG).status_code == 403
    assert caller.get(ACCESS).status_code == 403


@pytest.mark.proves("SBX-002")
def test_tokens_end_and_can_be_revoked(caller):
    caller.sandbox.world.tokens.lifetime = -1
    caller.sign_in()
    assert caller.get(CATALOG).status_code == 401
    caller.sandbox.world.tokens.lifetime = 60
    caller.sign_in()
    assert caller.get(CATALOG).status_code == 200
    caller.sandbox.world.tokens.revoke(TENANT)
    answer = caller.get(CATALOG)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "InvalidAuthenticationToken")


@pytest.mark.proves("SBX-022", negative=True)
def test_a_token_opens_its_own_tenant_only(caller):
    assert len(caller.everything(CATALOG)) == 3
    caller.sign_in(tenant=OTHER)
    assert len(caller.everything(CATALOG)) == 1


@pytest.mark.proves("SBX-004")
def test_discovery_answers_what_the_libraries_ask(caller):
    body = caller.http.get(f"{caller.sandbox.login_url}/{TENANT}/v2.0/.well-known/openid-configuration").json()
    assert body["token_endpoint"] == f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token"
    assert TENANT in body["issuer"]
    known = caller.http.get(f"{caller.sandbox.origin}/common/discovery/instance?api-version=1.1").json()
    assert known["metadata"][0]["preferred_network"] == caller.sandbox.origin.removeprefix("http://")
    unknown = caller.http.get(f"{caller.sandbox.login_url}/{uuid.UUID(int=3)}/v2.0/.well-known/openid-configuration")
    _refused(unknown, 400, "invalid_request", 90002)


@pytest.mark.proves("SBX-004")
def test_https_serves_itself_as_the_login_service(tmp_path):
    signer = Signer(names=True)
    (tmp_path / "cert.pem").write_text(signer.pem, encoding="utf-8")
    private = signer.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "key.pem").write_bytes(private)
    trust = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
    with (
        GraphSandbox(certificate=tmp_path / "cert.pem", key=tmp_path / "key.pem") as sandbox,
        httpx2.Client(verify=trust) as http,
    ):
        sandbox.add_tenant(tenant())
        caller = Caller(sandbox, http=http)
        assert caller.sign_in().status_code == 200
        page = caller.read(f"{CATALOG}?$top=1")
        assert page["@odata.nextLink"].startswith(f"{sandbox.graph_url}/beta/")
        assert len(caller.everything(CATALOG)) == 3
        found = http.get(f"{sandbox.origin}/{TENANT}/v2.0/.well-known/openid-configuration").json()
        assert found["token_endpoint"] == f"{sandbox.origin}/{TENANT}/oauth2/v2.0/token"
