"""The same flow and the same refusals against a certified provider that somebody else wrote."""

from __future__ import annotations

import html
import re
import time
from urllib.parse import urlsplit

import psycopg
import pytest

from tenantpilot.access import sessions
from tenantpilot.access.signin import provider as provider_module
from tenantpilot.access.signin import routes
from tenantpilot.kernel.settings import settings
from tests.security.signin import certified

pytestmark = pytest.mark.proves("IDS-010")


@pytest.fixture(scope="module")
def node(running):
    with certified.running(running.origin) as made:
        yield made


@pytest.fixture
def other(world, node, monkeypatch):
    """The product with the certified provider as its own."""
    monkeypatch.setenv("OIDC_ISSUER", node.issuer)
    settings.cache_clear()
    routes.provider.cache_clear()
    node.reset()
    return node


def sign_in(browser, provider, who="alice", path="/admin"):
    return browser.come_back(provider.go_through(browser, browser.leave(path), who))


def people(database) -> list[tuple[str, str, str, str]]:
    with psycopg.connect(database.administrator_url) as connection:
        return connection.execute("select issuer, subject, display_name, email from user_account").fetchall()


@pytest.mark.filterwarnings("ignore:.*EdDSA.*")  # providers still use the name that RFC 9864 replaced
@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"])
def test_people_sign_in(visitor, other, empty_database, algorithm):
    other.control(settings={"algorithm": algorithm}, rotate=True)
    reply = sign_in(visitor, other, path="/admin?tab=x")
    assert 'url=/admin?tab=x"' in reply.response.text
    assert sessions.find(visitor.session).display_name == "Alice Åberg"
    assert people(empty_database) == [(other.issuer, "alice", "Alice Åberg", "alice@tenant.example")]


@pytest.mark.parametrize("authentication", ["client_secret_post", "client_secret_basic"])
def test_either_way_of_presenting_the_secret_is_found(visitor, other, authentication):
    other.control(settings={"authentication": authentication})
    assert sign_in(visitor, other).response.status_code == 200
    assert sign_in(visitor, other, who="bob").response.status_code == 200


@pytest.mark.parametrize("conform", [True, False])
def test_the_name_comes_from_the_token_or_from_the_userinfo_endpoint(visitor, other, empty_database, conform):
    other.control(settings={"conform": conform})
    sign_in(visitor, other)
    assert [row[2:] for row in people(empty_database)] == [("Alice Åberg", "alice@tenant.example")]


@pytest.mark.proves("IDS-007", "IDS-010", negative=True)
@pytest.mark.parametrize("userinfo", [{"sub": "bob", "name": "Bob Brown"}, {"status": 503}], ids=["about-bob", "away"])
def test_userinfo_about_somebody_else_or_none_makes_nobody_of_the_person(visitor, other, empty_database, userinfo):
    other.control(settings={"userinfo": userinfo})
    assert sign_in(visitor, other).response.status_code == 200
    assert [row[1:] for row in people(empty_database)] == [("alice", "alice", "")]


def test_rotated_keys_are_found(visitor, world, other, monkeypatch):
    monkeypatch.setattr(provider_module, "REFRESH_INTERVAL_SECONDS", 0.0)
    assert sign_in(visitor, other).response.status_code == 200
    other.control(rotate=True)
    assert sign_in(world.browser(), other).response.status_code == 200


def test_signing_out_there_too(visitor, world, other):
    sign_in(visitor, other)
    response = visitor.sign_out(provider="1")
    target = html.unescape(re.search(r'content="0; url=([^"]+)"', response.text)[1])
    assert urlsplit(target).path == "/session/end"
    page = visitor.get(target)
    form = {"xsrf": re.search(r'name="xsrf" value="([^"]+)"', page.text)[1], "logout": "yes"}
    back = visitor.http.post(f"{other.issuer}/session/end/confirm", data=form)
    assert back.headers["location"].partition("?")[0] == f"{world.origin}/"


TOKENS = [
    ({"claims": {"iss": "https://login.attacker.example"}}, "wrong_issuer"),
    ({"claims": {"aud": "another-client"}}, "wrong_audience"),
    ({"claims": {"aud": "another-client", "azp": "tenantpilot-tests"}}, "wrong_audience"),
    ({"claims": {"aud": ["tenantpilot-tests", "another-client"], "azp": "another-client"}}, "wrong_audience"),
    ({"claims": {"nonce": "a-nonce-nobody-sent"}}, "wrong_nonce"),
    ({"without": ["nonce"]}, "wrong_nonce"),
    ({"moments": {"exp": -90, "iat": -400}}, "token_expired"),
    ({"moments": {"iat": 900, "exp": 1200}}, "token_early"),
    ({"without": ["exp"]}, "token_incomplete"),
    ({"without": ["sub"]}, "token_incomplete"),
    ({"unsigned": True}, "token_unverified"),
    ({"stranger": True}, "token_unverified"),
    ({"header": {"kid": "never-published"}}, "token_unverified"),
    ({"header": {"crit": ["urn:unknown"], "urn:unknown": True}}, "token_unverified"),
]


@pytest.mark.proves("IDS-003", "IDS-010", negative=True)
@pytest.mark.parametrize(("spoil", "reason"), TOKENS)
def test_a_token_that_does_not_prove_right_is_refused(visitor, other, empty_database, spoil, reason):
    # Seconds from the moment of the test: hours may lie between it and the collection of tests.
    moments = {name: int(time.time()) + seconds for name, seconds in spoil.get("moments", {}).items()}
    other.control(spoil={"claims": moments} if moments else spoil)
    assert sign_in(visitor, other).reason == reason
    assert visitor.session == ""
    assert people(empty_database) == []


@pytest.mark.proves("IDS-005", "IDS-010", negative=True)
def test_cancelling_is_told(visitor, other):
    assert sign_in(visitor, other, who=None).reason == "access_denied"


@pytest.mark.proves("IDS-005", "IDS-010", negative=True)
def test_a_code_that_lay_around_is_refused(visitor, other):
    other.control(settings={"code_seconds": 1})
    back = other.go_through(visitor, visitor.leave("/admin"), "alice")
    time.sleep(1.6)
    assert visitor.come_back(back).reason == "code_refused"


@pytest.mark.proves("IDS-001", "IDS-010", negative=True)
def test_a_stolen_code_does_not_fit_into_another_sign_in(visitor, world, other):
    stolen = re.search(r"code=([^&]+)", other.go_through(visitor, visitor.leave("/admin"), "alice"))[1]
    thief = world.browser()
    own = other.go_through(thief, thief.leave("/admin"), "bob")
    assert thief.come_back(re.sub(r"code=[^&]+", f"code={stolen}", own)).reason == "code_refused"


@pytest.mark.proves("IDS-005", "IDS-010", negative=True)
def test_a_secret_that_is_wrong_is_the_installations_fault(visitor, other):
    other.control(settings={"client_secret": "another secret"})
    reply = sign_in(visitor, other)
    assert reply.reason == "provider_misconfigured"
    assert visitor.read_problem(reply).status_code == 502
