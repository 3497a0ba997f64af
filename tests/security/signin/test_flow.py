"""Signing in and out as it should go, driven over HTTP against the sandbox provider."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from tenantpilot.access import sessions
from tenantpilot.kernel.clock import freeze, move, now
from tenantpilot.sandbox.people import PEOPLE, person

OWNER = "northwind-owner"


def rows(database, statement: str):
    with psycopg.connect(database.administrator_url) as connection:
        return connection.execute(statement).fetchall()


@pytest.mark.proves("IDS-001")
@pytest.mark.parametrize("who", [somebody.key for somebody in PEOPLE])
def test_every_demo_person_signs_in(visitor, empty_database, who):
    reply = visitor.sign_in(who, "/admin?tab=x")
    assert reply.response.status_code == 200
    assert 'content="0; url=/admin?tab=x"' in reply.response.text
    assert sessions.find(visitor.session).display_name == person(who).name
    assert rows(empty_database, "select issuer, subject, display_name, email from user_account") == [
        (browser_issuer(empty_database), person(who).subject, person(who).name, person(who).email)
    ]


def browser_issuer(database) -> str:
    return rows(database, "select issuer from user_account")[0][0]


def test_the_request_carries_everything_the_flow_needs(visitor, world):
    url = urlsplit(visitor.leave("/admin"))
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert f"{url.scheme}://{url.netloc}{url.path}" == f"{world.issuer}/authorize"
    assert query["response_type"] == "code"
    assert query["code_challenge_method"] == "S256"
    assert query["redirect_uri"] == f"{world.origin}/auth/callback"
    assert set(query["scope"].split()) == {"openid", "profile", "email"}
    assert min(len(query[name]) for name in ("state", "nonce", "code_challenge")) >= 43


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_both_signature_families_are_accepted(visitor, world, algorithm, monkeypatch):
    changed = type(world.provider.settings)(world.issuer, world.provider.settings.clients, algorithm)
    monkeypatch.setattr(world.provider, "settings", changed)
    assert visitor.sign_in(OWNER).response.status_code == 200


@pytest.mark.proves("IDS-001")
@pytest.mark.parametrize("way", ["client_secret_basic", "client_secret_post"])
def test_a_provider_that_takes_the_secret_in_one_way_only(visitor, world, way, monkeypatch):
    client = replace(world.provider.settings.clients[0], authentication=way)
    monkeypatch.setattr(world.provider, "settings", replace(world.provider.settings, clients=(client,)))
    assert visitor.sign_in(OWNER).response.status_code == 200
    assert visitor.sign_in(OWNER).response.status_code == 200


@pytest.mark.proves("IDS-004")
def test_rotated_keys_are_fetched_when_a_token_names_an_unknown_one(visitor, world):
    assert visitor.sign_in(OWNER).response.status_code == 200
    world.provider.keys.rotate(keep_old=False)
    assert world.browser().sign_in(OWNER).response.status_code == 200


@pytest.mark.proves("IDS-004")
def test_a_key_that_was_never_published_makes_no_storm_of_requests(visitor, world, monkeypatch):
    from tenantpilot.sandbox.identity.faults import Fault

    visitor.sign_in(OWNER)
    fetched = []
    published = world.provider.keys.published
    monkeypatch.setattr(world.provider.keys, "published", lambda: fetched.append(1) or published())
    world.provider.faults.arm(Fault.UNKNOWN_KEY, times=5)
    for _ in range(5):
        assert visitor.sign_in(OWNER).reason == "token_unverified"
    assert len(fetched) == 1


def test_the_code_leaves_the_address_bar(visitor):
    reply = visitor.sign_in(OWNER, "/admin")
    assert reply.response.headers["cache-control"] == "no-store"
    assert "code=" not in reply.response.text


@pytest.mark.proves("IDS-007", negative=True)
def test_the_same_address_from_another_subject_is_another_person(visitor, world, empty_database, monkeypatch):
    visitor.sign_in(OWNER)
    twin = type(person(OWNER))("newcomer", person(OWNER).name, person(OWNER).email, None, None)
    monkeypatch.setattr("tenantpilot.sandbox.identity.authorize.person", lambda _key: twin)
    world.browser().sign_in("newcomer")
    assert rows(empty_database, "select count(*), count(distinct email) from user_account") == [(2, 1)]


def test_name_and_address_follow_the_provider(visitor, world, empty_database, monkeypatch):
    visitor.sign_in(OWNER)
    known = rows(empty_database, "select id from user_account")
    married = type(person(OWNER))(OWNER, "Priya Raman-Voss", "p.voss@northwind.example", None, None)
    monkeypatch.setattr("tenantpilot.sandbox.identity.authorize.person", lambda _key: married)
    world.browser().sign_in(OWNER)
    assert rows(empty_database, "select id from user_account") == known
    assert rows(empty_database, "select display_name, email from user_account") == [
        ("Priya Raman-Voss", "p.voss@northwind.example")
    ]


def test_a_first_sign_in_is_in_the_installations_log(visitor, empty_database):
    visitor.sign_in(OWNER)
    visitor.sign_out()
    logged = rows(
        empty_database,
        "select action, subject_kind, reason, workspace_id::text from audit_entry order by seq",
    )
    nil = "00000000-0000-0000-0000-000000000000"
    assert logged == [
        ("user.added", "user", "", nil),
        ("session.started", "session", "", nil),
        ("session.ended", "session", "signed_out", nil),
    ]


@pytest.mark.proves("IDS-014")
def test_signing_out_ends_the_session_and_takes_the_cookie(visitor, empty_database):
    visitor.sign_in(OWNER)
    token = visitor.session
    response = visitor.sign_out()
    assert (response.status_code, response.headers["location"]) == (303, "/")
    assert visitor.session == ""
    assert sessions.find(token) is None
    assert rows(empty_database, "select end_reason from session") == [("signed_out",)]
    assert visitor.sign_out().status_code == 303


def test_signing_out_at_the_provider_too(visitor, world):
    visitor.sign_in(OWNER)
    response = visitor.sign_out(provider="1")
    assert visitor.session == ""
    target = urlsplit(html.unescape(re.search(r'content="0; url=([^"]+)"', response.text)[1]))
    assert f"{target.scheme}://{target.netloc}{target.path}" == f"{world.issuer}/end-session"
    back = visitor.get(target.geturl())
    assert (back.status_code, back.headers["location"]) == (303, f"{world.origin}/")


@pytest.mark.proves("IDS-013", negative=True)
def test_each_sign_in_is_a_new_session_and_ends_the_browsers_former_one(visitor, empty_database):
    visitor.sign_in(OWNER)
    former = visitor.session
    visitor.sign_in("northwind-operator")
    assert visitor.session != former
    assert sessions.find(former) is None
    assert sessions.find(visitor.session).display_name == "Jana Petersen"
    assert rows(empty_database, "select end_reason from session order by created_at") == [("replaced",), ("",)]


def test_two_tabs_can_sign_in_at_the_same_time(visitor):
    first, second = visitor.leave("/admin/first"), visitor.leave("/admin/second")
    assert "/admin/second" in visitor.come_back(visitor.choose(second, OWNER)).response.text
    # The cookie that bound both to this browser went with the first success; the other one starts again.
    assert visitor.come_back(visitor.choose(first, OWNER)).reason == "attempt_unknown"


def test_the_pages_say_how_they_may_be_used(visitor):
    for response in (visitor.sign_in(OWNER).response, visitor.get("/auth/problem?reason=access_denied")):
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "<script" not in response.text
        assert len(response.content) < 8_000, "these pages need nothing else, and work on a bad line"


@pytest.mark.proves("IDS-012", negative=True)
def test_the_clock_ends_sessions(visitor):
    with freeze(now()):
        visitor.sign_in(OWNER)
        move(timedelta(minutes=59))
        assert sessions.find(visitor.session) is not None
        move(timedelta(minutes=59))
        assert sessions.find(visitor.session) is not None, "it was used in between"
        move(timedelta(minutes=60))
        assert sessions.find(visitor.session) is None
