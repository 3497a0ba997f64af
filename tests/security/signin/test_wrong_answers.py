"""Everything a provider's answer can be wrong in: nobody is signed in, and the page says why."""

from __future__ import annotations

import re

import psycopg
import pytest

from tenantpilot.access.signin import provider as provider_module
from tenantpilot.access.signin.problems import Problem
from tenantpilot.i18n.server import text
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.sandbox.identity.faults import Fault
from tests.security.signin.world import Reply

OWNER = "northwind-owner"
P = Problem

TOKENS = [
    (Fault.WRONG_ISSUER, P.WRONG_ISSUER),
    (Fault.WRONG_AUDIENCE, P.WRONG_AUDIENCE),
    (Fault.EXTRA_AUDIENCE, P.WRONG_AUDIENCE),
    (Fault.WRONG_NONCE, P.WRONG_NONCE),
    (Fault.MISSING_NONCE, P.WRONG_NONCE),
    (Fault.EXPIRED, P.TOKEN_EXPIRED),
    (Fault.NOT_YET_VALID, P.TOKEN_EARLY),
    (Fault.ISSUED_IN_FUTURE, P.TOKEN_EARLY),
    (Fault.MISSING_SUBJECT, P.TOKEN_INCOMPLETE),
    (Fault.MISSING_EXPIRY, P.TOKEN_INCOMPLETE),
    (Fault.MISSING_AUDIENCE, P.TOKEN_INCOMPLETE),
    (Fault.TEXT_EXPIRY, P.TOKEN_INCOMPLETE),
    (Fault.UNSIGNED, P.TOKEN_UNVERIFIED),
    (Fault.WRONG_KEY, P.TOKEN_UNVERIFIED),
    (Fault.UNKNOWN_KEY, P.TOKEN_UNVERIFIED),
    (Fault.KEY_CONFUSION, P.TOKEN_UNVERIFIED),
    (Fault.TAMPERED, P.TOKEN_UNVERIFIED),
    (Fault.WRONG_ACCESS_TOKEN_HASH, P.TOKEN_UNVERIFIED),
    (Fault.NO_ID_TOKEN, P.TOKEN_INCOMPLETE),
]
ANSWERS = [
    (Fault.ACCESS_DENIED, P.ACCESS_DENIED),
    (Fault.SERVER_ERROR, P.PROVIDER_REFUSED),
    (Fault.EXPIRED_CODE, P.CODE_REFUSED),
    (Fault.USED_CODE, P.CODE_REFUSED),
    (Fault.FOREIGN_CODE, P.CODE_REFUSED),
    (Fault.TOKEN_DOWN, P.PROVIDER_UNAVAILABLE),
    (Fault.TOKEN_GARBAGE, P.PROVIDER_MISCONFIGURED),
    (Fault.TOKEN_SLOW, P.PROVIDER_UNAVAILABLE),
]
STATES = [(Fault.WRONG_STATE, P.ATTEMPT_UNKNOWN), (Fault.MISSING_STATE, P.ATTEMPT_UNKNOWN)]
DOORS = [
    (Fault.DISCOVERY_DOWN, P.PROVIDER_UNAVAILABLE),
    (Fault.DISCOVERY_WRONG_ISSUER, P.PROVIDER_MISCONFIGURED),
    (Fault.KEYS_DOWN, P.PROVIDER_UNAVAILABLE),
]


def nobody_came_in(browser, database) -> None:
    assert browser.session == ""
    with psycopg.connect(database.administrator_url) as connection:
        found = connection.execute("select (select count(*) from session), (select count(*) from user_account)")
        assert found.fetchone() == (0, 0)


def says(browser, reply, problem: Problem, path: str = "/admin?tab=x") -> None:
    """The page behind a reply: right reason, right status, both languages, and a way on that keeps the destination."""
    assert reply.reason == problem.value
    for language in ("en", "de"):
        page = browser.get(reply.response.headers["location"], headers={"Accept-Language": language})
        assert page.status_code == problem.status
        assert f'<html lang="{language}">' in page.text
        for part in ("title", "text", "next"):
            assert text(language, f"{problem.message}-{part}").replace("'", "&#39;") in page.text
        assert "req_" in page.text
        assert f"/auth/sign-in?next={path.replace('/', '%2F').replace('?', '%3F').replace('=', '%3D')}" in page.text


@pytest.mark.proves("IDS-003", negative=True)
@pytest.mark.parametrize(("fault", "problem"), TOKENS, ids=[fault.value for fault, _ in TOKENS])
def test_a_token_that_does_not_prove_right_is_refused(visitor, world, empty_database, fault, problem):
    world.provider.faults.arm(fault)
    reply = visitor.sign_in(OWNER, "/admin?tab=x")
    says(visitor, reply, problem)
    nobody_came_in(visitor, empty_database)


@pytest.mark.proves("IDS-003", negative=True)
@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (Fault.EXPIRED, P.TOKEN_EXPIRED),
        (Fault.NOT_YET_VALID, P.TOKEN_EARLY),
        (Fault.ISSUED_IN_FUTURE, P.TOKEN_EARLY),
    ],
)
def test_clocks_may_differ_by_a_minute_and_not_by_more(visitor, world, fault, problem):
    with freeze(now()):
        world.provider.faults.arm(fault, seconds=50)
        assert visitor.sign_in(OWNER).response.status_code == 200
        world.provider.faults.arm(fault, seconds=70)
        assert world.browser().sign_in(OWNER).reason == problem.value


@pytest.mark.proves("IDS-005", negative=True)
@pytest.mark.parametrize(("fault", "problem"), ANSWERS, ids=[fault.value for fault, _ in ANSWERS])
def test_a_refusal_or_a_silence_ends_on_a_page(visitor, world, empty_database, monkeypatch, fault, problem):
    world.provider.faults.arm(fault, seconds=1)
    back = visitor.choose(visitor.leave("/admin?tab=x"), OWNER)
    if fault is Fault.TOKEN_SLOW:
        monkeypatch.setattr(provider_module, "TIMEOUT_SECONDS", 0.4)
    says(visitor, visitor.come_back(back), problem)
    nobody_came_in(visitor, empty_database)


@pytest.mark.proves("IDS-002", negative=True)
@pytest.mark.parametrize(("fault", "problem"), STATES, ids=[fault.value for fault, _ in STATES])
def test_an_answer_without_our_state_belongs_to_nobody(visitor, world, empty_database, fault, problem):
    world.provider.faults.arm(fault)
    assert visitor.sign_in(OWNER, "/admin?tab=x").reason == problem.value
    nobody_came_in(visitor, empty_database)


@pytest.mark.proves("IDS-003", negative=True)
def test_an_answer_in_another_providers_name_is_refused(visitor, world, empty_database):
    world.provider.faults.arm(Fault.WRONG_RESPONSE_ISSUER)
    says(visitor, visitor.sign_in(OWNER, "/admin?tab=x"), P.WRONG_ISSUER)
    nobody_came_in(visitor, empty_database)


@pytest.mark.proves("IDS-003", negative=True)
def test_an_answer_without_a_name_is_refused_when_the_provider_always_names_itself(visitor, empty_database):
    back = re.sub(r"iss=[^&]*&?", "", visitor.choose(visitor.leave("/admin?tab=x"), OWNER))
    assert "code=" in back
    says(visitor, visitor.come_back(back), P.WRONG_ISSUER)
    nobody_came_in(visitor, empty_database)


@pytest.mark.proves("IDS-005", negative=True)
@pytest.mark.parametrize(("fault", "problem"), DOORS, ids=[fault.value for fault, _ in DOORS])
def test_a_provider_that_cannot_be_asked_keeps_nobody_waiting(visitor, world, fault, problem):
    world.provider.faults.arm(fault)
    response = visitor.get("/auth/sign-in", params={"next": "/admin?tab=x"})
    says(visitor, Reply(response), problem)
    assert visitor.sign_in(OWNER).response.status_code == 200, "the next one has to work"
