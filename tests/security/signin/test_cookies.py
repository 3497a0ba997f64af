"""What the browser holds: a random token, out of reach of scripts, other sites and other hosts."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

import httpx2
import psycopg
import pytest

from tenantpilot.access import cookies, sessions
from tenantpilot.access.signin import routes
from tenantpilot.kernel.crypto import token_digest
from tenantpilot.kernel.settings import settings
from tenantpilot.sandbox.identity.settings import Client, IdentitySettings

OWNER = "northwind-owner"


def jar(response: httpx2.Response) -> SimpleCookie:
    made: SimpleCookie = SimpleCookie()
    for line in response.headers.get_list("set-cookie"):
        made.load(line)
    return made


@pytest.mark.proves("IDS-011", negative=True)
def test_the_cookies_are_out_of_reach(visitor):
    left = jar(visitor.get("/auth/sign-in"))["tp_signin"]
    assert (left["httponly"], left["samesite"], left["path"], left["domain"]) == (True, "Lax", "/", "")
    back = jar(visitor.sign_in(OWNER).response)
    held = back["tp_session"]
    assert (held["httponly"], held["samesite"], held["path"], held["domain"]) == (True, "Strict", "/", "")
    assert held["max-age"] == "", "it goes with the browser"
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", held.value)
    assert back["tp_signin"]["max-age"] == "0"


@pytest.mark.proves("IDS-011", negative=True)
def test_behind_tls_only_this_host_can_set_them(world, empty_database, monkeypatch):
    """The whole way as a browser behind a TLS proxy goes it; the plain names are worth nothing there."""
    origin = f"https://localhost:{world.port}"
    known = world.provider.settings.clients[0]
    client = Client(known.client_id, known.client_secret, (f"{origin}/auth/callback",))
    monkeypatch.setattr(world.provider, "settings", IdentitySettings(world.issuer, (client,)))
    monkeypatch.setenv("TENANTPILOT_ORIGIN", origin)
    settings.cache_clear()
    routes.provider.cache_clear()
    browser = world.browser()
    left = browser.get("/auth/sign-in")
    bound = jar(left)["__Host-tp_signin"]
    assert (bound["secure"], bound["path"], bound["domain"]) == (True, "/", "")
    back = browser.choose(left.headers["location"], OWNER).replace("https://", "http://")

    browser.http.cookies.clear()
    plain = browser.get(back, headers={"Cookie": f"tp_signin={bound.value}"})
    assert "reason=attempt_unknown" in plain.headers["location"]
    left = browser.get("/auth/sign-in")
    back = browser.choose(left.headers["location"], OWNER).replace("https://", "http://")
    done = browser.get(back, headers={"Cookie": f"__Host-tp_signin={jar(left)['__Host-tp_signin'].value}"})
    held = jar(done)["__Host-tp_session"]
    assert (held["secure"], held["path"], held["domain"], held["samesite"]) == (True, "/", "", "Strict")
    assert cookies.session_token(f"__Host-tp_session={held.value}") == held.value
    assert cookies.session_token(f"tp_session={held.value}") == ""


@pytest.mark.proves("IDS-011", negative=True)
def test_the_database_holds_digests_only(visitor, empty_database):
    visitor.leave("/admin")
    visitor.sign_in(OWNER)
    with psycopg.connect(empty_database.administrator_url) as connection:
        assert connection.execute("select token_hash from session").fetchone() == (token_digest(visitor.session),)
        everything = str(connection.execute("select * from session").fetchall())
    assert visitor.session not in everything


@pytest.mark.proves("IDS-013", negative=True)
def test_a_session_chosen_by_somebody_else_is_never_adopted(visitor):
    planted = "A" * 43
    left = visitor.get("/auth/sign-in", headers={"Cookie": f"tp_session={planted}"})
    bound = jar(left)["tp_signin"].value
    back = visitor.choose(left.headers["location"], OWNER)
    done = visitor.get(back, headers={"Cookie": f"tp_signin={bound}; tp_session={planted}"})
    given = jar(done)["tp_session"].value
    assert given not in ("", planted)
    assert sessions.find(given) is not None
    assert sessions.find(planted) is None


@pytest.mark.proves("IDS-013", negative=True)
def test_a_live_session_planted_in_another_browser_does_not_survive_its_sign_in(visitor, world):
    """The attacker's own session, pushed into the victim's browser: signing in ends it instead of filling it."""
    visitor.sign_in("northwind-operator")
    planted = visitor.session
    victim = world.browser()
    left = victim.get("/auth/sign-in", headers={"Cookie": f"tp_session={planted}"})
    victim.come_back(victim.choose(left.headers["location"], OWNER))
    assert victim.session not in ("", planted)
    assert sessions.find(planted) is None
    assert sessions.find(victim.session).display_name == "Priya Raman"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("tp_session=abc", "abc"),
        ("other=1; tp_session=abc; more=2", "abc"),
        ("tp_session=abc; tp_session=abc", "abc"),
        ("tp_session=abc; tp_session=def", ""),
        ("xtp_session=abc", ""),
        ("tp_session=" + "a" * 65, ""),
        ("", ""),
    ],
)
def test_a_cookie_that_comes_twice_or_too_long_counts_as_none(empty_database, header, value):
    assert cookies.session_token(header) == value


@pytest.mark.proves("IDS-017", negative=True)
@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://localhost", "http://localhost:1"])
def test_no_other_site_signs_anybody_out(visitor, origin):
    visitor.sign_in(OWNER)
    held = visitor.session
    response = visitor.sign_out(origin=origin)
    assert "reason=foreign_origin" in response.headers["location"]
    assert "set-cookie" not in response.headers
    assert sessions.find(held) is not None


@pytest.mark.proves("IDS-017", negative=True)
def test_a_link_signs_nobody_out(visitor):
    visitor.sign_in(OWNER)
    assert visitor.get("/auth/sign-out").status_code == 405
    assert sessions.find(visitor.session) is not None
