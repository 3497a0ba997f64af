"""A sign-in under way belongs to one browser, works once and soon, and leads only into this installation."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest
from psycopg import sql

from tenantpilot.access import sessions
from tenantpilot.access.signin import routes
from tenantpilot.access.signin.throttle import Throttle
from tenantpilot.kernel.clock import freeze, move, now
from tenantpilot.kernel.settings import settings
from tenantpilot.sandbox.identity.grants import CODE_LIFE
from tests.live import free_port
from tests.security.signin.world import Reply

OWNER = "northwind-owner"


def count(database, table: str) -> int:
    with psycopg.connect(database.administrator_url) as connection:
        return connection.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table))).fetchone()[0]


@pytest.mark.proves("IDS-002", negative=True)
def test_an_answer_works_once_and_its_repetition_disturbs_nobody(visitor, empty_database):
    back = visitor.choose(visitor.leave("/admin"), OWNER)
    bound = visitor.http.cookies["tp_signin"]
    assert visitor.come_back(back).response.status_code == 200
    held = visitor.session
    assert visitor.come_back(back).reason == "attempt_unknown"
    again = visitor.get(back, headers={"Cookie": f"tp_session={held}; tp_signin={bound}"})
    assert Reply(again).reason == "attempt_unknown", "also for somebody who kept the cookie"
    assert visitor.session == held
    assert sessions.find(held) is not None
    assert count(empty_database, "session") == 1


@pytest.mark.proves("IDS-002", negative=True)
def test_an_answer_is_worth_nothing_in_another_browser(visitor, world, empty_database):
    back = visitor.choose(visitor.leave("/admin"), OWNER)
    victim = world.browser()
    assert victim.come_back(back).reason == "attempt_unknown"
    victim.leave("/admin")
    assert victim.come_back(back).reason == "attempt_unknown"
    assert victim.session == ""
    assert count(empty_database, "session") == 0


@pytest.mark.proves("IDS-002", negative=True)
def test_an_answer_that_comes_too_late_is_refused(visitor, empty_database):
    with freeze(now()):
        away = visitor.leave("/admin")
        move(timedelta(minutes=10))
        reply = visitor.come_back(visitor.choose(away, OWNER))
    assert reply.reason == "attempt_expired"
    assert count(empty_database, "session") == 0


@pytest.mark.proves("IDS-005", negative=True)
def test_a_code_that_lay_around_is_refused(visitor):
    with freeze(now()):
        back = visitor.choose(visitor.leave("/admin"), OWNER)
        move(CODE_LIFE)
        assert visitor.come_back(back).reason == "code_refused"


@pytest.mark.proves("IDS-001", "IDS-002", negative=True)
def test_a_stolen_code_does_not_fit_into_another_sign_in(visitor, world, empty_database):
    """The verifier of PKCE stayed where the sign-in began; a code pasted into another one has none."""
    stolen = re.search(r"code=([^&]+)", visitor.choose(visitor.leave("/admin"), OWNER))[1]
    thief = world.browser()
    own = thief.choose(thief.leave("/admin"), "northwind-operator")
    assert thief.come_back(re.sub(r"code=[^&]+", f"code={stolen}", own)).reason == "code_refused"
    assert count(empty_database, "session") == 0


@pytest.mark.proves("IDS-002", negative=True)
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda query: query + "&state=another", "attempt_unknown"),
        (lambda query: re.sub(r"state=[^&]+", "state=" + "x" * 5000, query), "attempt_unknown"),
        (lambda query: "", "attempt_unknown"),
        (lambda query: query + "&code=another", "provider_refused"),
        (lambda query: re.sub(r"code=[^&]+", "code=" + "x" * 5000, query), "provider_refused"),
        (lambda query: re.sub(r"code=[^&]+&?", "", query), "provider_refused"),
        (lambda query: query + "&error=%3Cscript%3E", "provider_refused"),
    ],
    ids=["two-states", "endless-state", "nothing", "two-codes", "endless-code", "no-code", "code-and-error"],
)
def test_an_odd_answer_is_no_answer(visitor, empty_database, change, reason):
    back = urlsplit(visitor.choose(visitor.leave("/admin"), OWNER))
    reply = visitor.come_back(back._replace(query=change(back.query)).geturl())
    assert reply.reason == reason
    assert "<script>" not in visitor.read_problem(reply).text
    assert count(empty_database, "session") == 0


@pytest.mark.proves("IDS-009", negative=True)
@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/%5Cevil.example/%2e%2e/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n//evil.example",
        "/a//evil.example",
        "/a/../../evil",
        "/auth/sign-out",
        "/auth",
        '/"><script>alert(1)</script>',
        "/#//evil.example",
        "evil.example",
        "/" + "a" * 600,
    ],
)
def test_after_sign_in_the_browser_stays_here(visitor, target):
    reply = visitor.sign_in(OWNER, target)
    assert re.findall(r'url=([^"]*)"', reply.response.text) == ["/"]
    assert re.findall(r'href="([^"]*)"', reply.response.text) == ["/"]
    problem = visitor.get("/auth/problem?" + urlencode({"reason": "unexpected", "next": target}))
    assert re.findall(r'href="([^"]*)"', problem.text) == ["/auth/sign-in"]


@pytest.mark.parametrize("target", ["/admin/wsp_aaaa?status=open&tab=a%20b", "/invitation?token=abc_DEF-123", "/"])
def test_a_page_of_ours_is_reached_again(visitor, target):
    assert f'url={target.replace("&", "&amp;")}"' in visitor.sign_in(OWNER, target).response.text


@pytest.mark.proves("IDS-005", negative=True)
def test_a_provider_that_is_away_altogether(visitor, world, monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", f"http://localhost:{free_port()}/identity")
    settings.cache_clear()
    routes.provider.cache_clear()
    assert Reply(visitor.get("/auth/sign-in")).reason == "provider_unavailable"


def test_an_installation_without_a_provider_says_so(visitor, monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", "")
    settings.cache_clear()
    routes.provider.cache_clear()
    reply = Reply(visitor.get("/auth/sign-in"))
    assert reply.reason == "not_configured"
    assert visitor.read_problem(reply).status_code == 503


@pytest.mark.proves("IDS-020", negative=True)
def test_a_flood_from_one_address_is_stopped_and_others_are_not(visitor, world, monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(routes, "throttle", Throttle(4, 0.5, clock=lambda: clock[0]))
    monkeypatch.setenv("TENANTPILOT_PROXY_HOPS", "1")
    settings.cache_clear()
    flood = world.browser(**{"X-Forwarded-For": "198.51.100.7, 2001:db8:1:2::a"})
    for _ in range(4):
        flood.leave("/admin")
    # An address the caller made up, and another one of the same network, are the same caller.
    flood.http.headers["X-Forwarded-For"] = "203.0.113.9, 2001:db8:1:2::b"
    for path in ("/auth/sign-in", "/auth/callback?state=x&code=y"):
        reply = Reply(flood.get(path))
        assert reply.reason == "too_many_attempts"
    page = flood.read_problem(reply)
    assert (page.status_code, page.headers["retry-after"]) == (429, "2")
    world.browser(**{"X-Forwarded-For": "2001:db8:1:3::a"}).leave("/admin")
    clock[0] += 2
    flood.leave("/admin")
    assert Reply(flood.get("/auth/sign-in")).reason == "too_many_attempts"


@pytest.mark.proves("IDS-020", negative=True)
def test_without_a_proxy_of_ours_nobody_chooses_their_own_address(visitor, world, empty_database):
    liar = world.browser(**{"X-Forwarded-For": "203.0.113.9"})
    liar.sign_in(OWNER)
    with psycopg.connect(empty_database.administrator_url) as connection:
        assert connection.execute("select address from session").fetchall() == [("127.0.0.1",)]


def test_attempts_nobody_finished_are_forgotten(visitor, empty_database, monkeypatch):
    monkeypatch.setattr("tenantpilot.access.signin.attempts._CLEAN_ONE_IN", 1)
    with freeze(now()):
        for _ in range(3):
            visitor.leave("/admin")
        assert count(empty_database, "sign_in_attempt") == 3
        move(timedelta(minutes=11))
        visitor.leave("/admin")
        assert count(empty_database, "sign_in_attempt") == 1
