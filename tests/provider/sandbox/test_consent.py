"""The consent page and where it leads."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.provider.sandbox.world import CATALOG, CLIENT, OTHER, TENANT, application

BACK = "http://localhost:3000/provider/consent/callback"


def _ask(caller, tenant=TENANT, **changes):
    query = {"client_id": CLIENT, "redirect_uri": BACK, "state": "a state"} | changes
    return caller.http.get(f"{caller.sandbox.login_url}/{tenant}/adminconsent", params=query)


def _say(caller, answer, tenant=TENANT, chosen=TENANT, **changes):
    query = {"client_id": CLIENT, "redirect_uri": BACK, "state": "a state"} | changes
    form = {"answer": answer, "tenant": chosen}
    return caller.http.post(f"{caller.sandbox.login_url}/{tenant}/adminconsent", params=query, data=form)


@pytest.mark.proves("SBX-003")
def test_accepting_installs_the_application_with_what_it_asks_for(caller):
    tenant = caller.sandbox.tenant(TENANT)
    tenant.apps.clear()
    caller.sandbox.register(application(consented=False, granted=set()))
    assert caller.sign_in().json()["error_codes"] == [700016]
    page = _ask(caller)
    assert page.status_code == 200
    assert "DeviceManagementConfiguration.Read.All" in page.text
    answer = _say(caller, "accept")
    assert answer.status_code == 303
    target = urlsplit(answer.headers["location"])
    assert f"{target.scheme}://{target.netloc}{target.path}" == BACK
    assert parse_qs(target.query) == {"tenant": [TENANT], "state": ["a state"], "admin_consent": ["True"]}
    assert caller.sign_in().status_code == 200
    assert caller.get(CATALOG).status_code == 200
    assert caller.sandbox.tenant(OTHER).app(CLIENT) is not tenant.app(CLIENT)


@pytest.mark.proves("SBX-003", negative=True)
def test_cancelling_says_so_and_names_no_tenant(caller):
    caller.sandbox.tenant(TENANT).app(CLIENT).consented = False
    answer = parse_qs(urlsplit(_say(caller, "cancel").headers["location"]).query)
    assert answer == {
        "error": ["permission_denied"], "error_description": ["The admin canceled the request"], "state": ["a state"],
    }  # fmt: skip
    assert caller.sign_in().status_code == 400


@pytest.mark.proves("SBX-003", "SBX-022")
def test_the_administrator_may_come_from_any_tenant(caller):
    caller.sandbox.register(application())
    page = _ask(caller, tenant="organizations")
    assert TENANT in page.text
    assert OTHER in page.text
    answer = parse_qs(urlsplit(_say(caller, "accept", tenant="common", chosen=OTHER).headers["location"]).query)
    assert answer["tenant"] == [OTHER]


@pytest.mark.proves("SBX-003", negative=True)
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"redirect_uri": "https://attacker.example/callback"}, "Wrong return address"),
        ({"redirect_uri": f"{BACK}/more"}, "Wrong return address"),
        ({"client_id": "unknown"}, "Unknown application"),
        ({"tenant": "unknown"}, "Unknown tenant"),
    ],
)
def test_it_leads_nowhere_else(caller, changes, words):
    page = _ask(caller, **changes)
    assert (page.status_code, words in page.text) == (400, True)
    assert _say(caller, "accept", **changes).status_code == 400


def test_german_administrators_read_german(caller):
    assert "bittet um Berechtigungen" in _ask(caller, ui_locales="de").text
    assert caller.sandbox.log.entries(kind="consent")[-1].tenant == TENANT
