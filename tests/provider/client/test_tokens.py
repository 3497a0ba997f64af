"""Tokens: how they are asked for, how long they are kept, and when they are asked for again."""

import base64
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc import jwt
from joserfc.jwk import RSAKey

from tenantpilot.kernel.clock import now
from tenantpilot.provider.client.answers import Answer
from tenantpilot.provider.client.link import CertificateCredential, SecretCredential
from tenantpilot.provider.client.tokens import TokenSource, forget
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.provider.reading import State
from tests.provider.client.test_problems import aadsts
from tests.provider.client.world import CLIENT, LOGIN, TENANT, Graph, client, error, link, run, token

pytestmark = pytest.mark.proves("PRV-101")
FAMILY = "device_categories"
LIST = contracts()[FAMILY].path
EMPTY = {LIST: {"value": []}}


async def once(graph, to, **more):
    async with client(graph, to=to, **more) as one:
        [found] = [found async for found in one.read_families([FAMILY])]
        return found


def form(graph, number=0):
    asked = [seen for seen in graph.seen if seen.path.startswith("/login")]
    return {key: value[0] for key, value in parse_qs(asked[number].body.decode()).items()}


def pair():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "tests")])
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(now() - timedelta(days=1)).not_valid_after(now() + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return certificate, pem


def test_a_secret_is_sent_to_the_tenants_endpoint():
    graph = Graph(replies=dict(EMPTY))
    assert run(once(graph, link(credential=SecretCredential("a&b=c")))).state is State.READ
    assert graph.seen[0].path == f"/login/{TENANT}/oauth2/v2.0/token"
    assert form(graph) == {"client_id": CLIENT, "client_secret": "a&b=c", "grant_type": "client_credentials",
                           "scope": "https://graph.microsoft.com/.default"}  # fmt: skip
    assert graph.seen[1].headers["authorization"] == f"Bearer {token()}"


def test_a_certificate_signs_a_statement_of_five_minutes():
    certificate, key = pair()
    credential = CertificateCredential(certificate.public_bytes(serialization.Encoding.PEM), key)
    graph = Graph(replies=dict(EMPTY))
    assert run(once(graph, link(credential=credential))).state is State.READ
    sent = form(graph)
    assert "client_secret" not in sent
    assert sent["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    told = jwt.decode(sent["client_assertion"], RSAKey.import_key(key), algorithms=["PS256"])
    thumbprint = base64.urlsafe_b64encode(certificate.fingerprint(hashes.SHA256())).rstrip(b"=").decode()
    assert told.header == {"alg": "PS256", "typ": "JWT", "x5t#S256": thumbprint}
    assert told.claims["iss"] == told.claims["sub"] == CLIENT
    assert told.claims["aud"] == f"{LOGIN}/{TENANT}/oauth2/v2.0/token"
    assert 0 < told.claims["exp"] - told.claims["iat"] <= 600
    assert told.claims["jti"]


@pytest.mark.proves("PRV-101", negative=True)
def test_a_certificate_that_cannot_be_read_is_a_refused_one():
    credential = CertificateCredential(b"-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n", b"key")
    graph = Graph(replies=dict(EMPTY))
    found = run(once(graph, link(credential=credential)))
    assert (found.state, found.troubles[0].code) == (State.FORBIDDEN, "certificate_refused")
    assert graph.seen == []


def test_credentials_and_tokens_do_not_show_themselves():
    key = pair()[1]
    for credential in (SecretCredential("s3cret"), CertificateCredential(b"cert-bytes", key)):
        shown = repr(link(credential=credential)) + repr(credential)
        assert "s3cret" not in shown
        assert "cert-bytes" not in shown
        assert "PRIVATE" not in shown


def test_clients_of_one_connection_share_a_token_and_those_of_another_do_not():
    graph, mine = Graph(replies=dict(EMPTY)), link()
    for _ in range(3):
        run(once(graph, mine))
    assert graph.fetched_tokens == 1
    run(once(graph, link()))
    assert graph.fetched_tokens == 2


def test_a_rotated_credential_does_not_use_the_token_of_the_old_one():
    graph = Graph(replies=dict(EMPTY))
    run(once(graph, link("con_rotated", credential=SecretCredential("old"))))
    run(once(graph, link("con_rotated", credential=SecretCredential("new"))))
    assert graph.fetched_tokens == 2


def test_a_token_is_renewed_before_its_end():
    graph, mine = Graph(replies=dict(EMPTY)), link()
    run(once(graph, mine))
    graph.now = 3599 - 301
    run(once(graph, mine))
    assert graph.fetched_tokens == 1
    graph.now = 3599 - 299
    run(once(graph, mine))
    assert graph.fetched_tokens == 2


def test_while_renewing_fails_for_a_moment_the_old_token_serves_until_its_end():
    graph, mine = Graph(replies=dict(EMPTY)), link()
    run(once(graph, mine))
    graph.now = 3599 - 200
    graph.tokens = [(503, None)] * 4
    assert run(once(graph, mine)).state is State.READ


@pytest.mark.proves("PRV-101", negative=True)
def test_a_refused_renewal_ends_the_old_token_too():
    graph, mine = Graph(replies=dict(EMPTY)), link()
    run(once(graph, mine))
    graph.now = 3599 - 200
    graph.tokens = [(401, aadsts(7000222))]
    assert run(once(graph, mine)).troubles[0].code == "credential_expired"


def test_after_consent_the_token_is_fetched_anew():
    graph, mine = Graph(replies=dict(EMPTY)), link("con_consent")
    run(once(graph, mine))
    forget("con_other")
    run(once(graph, mine))
    assert graph.fetched_tokens == 1
    forget("con_consent")
    run(once(graph, mine))
    assert graph.fetched_tokens == 2


def test_a_token_refused_by_graph_is_replaced_once():
    graph = Graph(replies={LIST: [(401, error("InvalidAuthenticationToken", "x")), {"value": []}]})
    assert run(once(graph, link())).state is State.READ
    assert graph.fetched_tokens == 2


def test_requests_under_way_with_a_refused_token_all_ask_again_with_the_new_one():
    values = iter("123")

    async def post(_url, _content):
        return Answer(200, {"access_token": token() + next(values), "expires_in": 3599})

    async def work():
        source = TokenSource(link(), post, lambda: 0.0)
        old = await source.token()
        assert source.refused(old)
        assert source.refused(old), "the first one has not fetched the new token yet"
        new = await source.token()
        assert new.value != old.value
        assert source.refused(old)
        assert not source.refused(new), "a fresh token that is refused is told"

    run(work())


@pytest.mark.proves("PRV-101", negative=True)
def test_a_token_refused_again_is_told():
    graph = Graph(replies={LIST: (401, error("InvalidAuthenticationToken", "x"))})
    found = run(once(graph, link()))
    assert (found.state, found.troubles[0].code) == (State.FORBIDDEN, "token_rejected")
    assert graph.fetched_tokens == 2
    assert len(graph.addresses) == 2


@pytest.mark.proves("PRV-102", negative=True)
def test_without_a_token_every_family_says_why_and_the_endpoint_is_asked_once():
    graph = Graph(replies=dict(EMPTY), tokens=[(401, aadsts(7000215))])

    async def work():
        async with client(graph) as one:
            return [found async for found in one.read_families(contracts())]

    found = run(work())
    assert len(found) == len(contracts())
    assert {(one.state, one.listed_all, one.troubles[0].code) for one in found} == {
        (State.FORBIDDEN, False, "credential_wrong")
    }
    assert graph.fetched_tokens == 1
    assert graph.addresses == []


@pytest.mark.parametrize("bad", [
    (200, b"<html>"), (200, {}), (200, {"access_token": "", "expires_in": 1}), (200, {"access_token": "t"}),
    (200, {"access_token": "a\nb", "expires_in": 10}), (200, {"access_token": 5, "expires_in": 10}),
    (200, {"access_token": "t", "expires_in": -1}), (200, {"access_token": "t", "expires_in": True}), (200, []),
    (302, None, {"Location": "https://elsewhere.example"}), (503, None), TimeoutError(),
])  # fmt: skip
@pytest.mark.proves("PRV-102", negative=True)
def test_an_answer_that_is_no_token_is_an_unavailable_sign_in(bad):
    graph = Graph(replies=dict(EMPTY), tokens=[bad] * 9)
    found = run(once(graph, link()))
    assert (found.state, found.troubles[0].code) == (State.PARTIAL, "sign_in_unavailable")


def test_a_busy_sign_in_is_asked_again():
    graph = Graph(replies=dict(EMPTY), tokens=[(503, None), TimeoutError()])
    assert run(once(graph, link())).state is State.READ
    assert graph.fetched_tokens == 3


def test_an_opaque_token_works_and_tells_no_permissions():
    graph = Graph(replies=dict(EMPTY), tokens=[{"access_token": "opaque", "expires_in": "3599"}])

    async def work():
        async with client(graph) as one:
            return await one.check()

    assert run(work()).granted is None


def test_a_token_without_roles_grants_nothing():
    graph = Graph(replies=dict(EMPTY), tokens=[{"access_token": token([]), "expires_in": 3599}])

    async def work():
        async with client(graph) as one:
            return await one.check()

    assert run(work()).granted == frozenset()
