"""Who somebody is after the provider's word: known, new, switched off, invited."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

import psycopg
import pytest

from tenantpilot.access import invitations, sessions
from tenantpilot.access.capabilities import Capability, Plane, Role
from tenantpilot.access.membership_rules import Grant
from tenantpilot.access.scopes import open_person, open_scope
from tenantpilot.access.workspaces import my_workspaces
from tenantpilot.kernel.errors import NotFoundError, SignInRequiredError
from tenantpilot.sandbox.people import person
from tests import people

OWNER = "northwind-owner"


def rows(database, statement: str, *values):
    with psycopg.connect(database.administrator_url, autocommit=True) as connection:
        cursor = connection.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def inhabited(world, database, monkeypatch):
    """The world over a database in which the demonstration's people live."""
    from tenantpilot.kernel.settings import settings

    for name, value in {
        "TENANTPILOT_ORIGIN": world.origin,
        "OIDC_ISSUER": world.issuer,
        "OIDC_CLIENT_ID": "tenantpilot-tests",
        "OIDC_CLIENT_SECRET": world.secret,
    }.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    rows(database, "update user_account set issuer = %s", world.issuer)
    return database


@pytest.mark.proves("IDS-001")
@pytest.mark.parametrize("who", [OWNER, "fabrikam-read-only"])
def test_a_known_person_comes_back_to_their_rights(visitor, inhabited, who):
    visitor.sign_in(who)
    found = sessions.find(visitor.session)
    space = people.space_of(person(who).workspace)
    with open_scope(found.context(Plane.ADMIN, space), Capability.WORKSPACE_READ) as scope:
        assert scope.role == person(who).role


@pytest.mark.proves("IDS-007", negative=True)
def test_a_stranger_is_let_in_to_nothing(visitor, inhabited):
    assert visitor.sign_in("newcomer").response.status_code == 200
    found = sessions.find(visitor.session)
    assert found.is_platform_operator is False
    assert my_workspaces(found.context(Plane.ADMIN)) == []
    assert my_workspaces(found.context(Plane.REVIEW)) == []
    for name in ("northwind", "fabrikam"):
        ctx = found.context(Plane.ADMIN, people.space_of(name))
        with pytest.raises(NotFoundError), open_scope(ctx, Capability.WORKSPACE_READ):
            pass


@pytest.mark.proves("IDS-007", negative=True)
def test_the_same_subject_of_another_provider_is_another_person(visitor, inhabited):
    rows(inhabited, "update user_account set issuer = 'https://login.other.example'")
    visitor.sign_in(OWNER)
    assert my_workspaces(sessions.find(visitor.session).context(Plane.ADMIN)) == []
    same = rows(inhabited, "select count(*) from user_account where subject = %s", person(OWNER).subject)
    assert same == [(2,)]


@pytest.mark.proves("IDS-008", negative=True)
def test_a_deactivated_account_is_turned_away_and_may_come_as_somebody_else(visitor, world, inhabited):
    visitor.sign_in(OWNER)
    held = visitor.session
    ctx = sessions.find(held).context(Plane.ADMIN)
    rows(inhabited, "update user_account set is_active = false where subject = %s", person(OWNER).subject)

    assert sessions.find(held) is None
    with pytest.raises(SignInRequiredError), open_person(ctx):
        pass
    again = world.browser()
    reply = again.sign_in(OWNER)
    assert reply.reason == "account_inactive"
    assert again.session == ""
    refused = "select action, reason, actor_kind from audit_entry where action = 'session.refused'"
    assert rows(inhabited, refused) == [("session.refused", "account_inactive", "anonymous")]
    way_out = html.unescape(re.search(r'class="btn primary" href="([^"]+)"', again.read_problem(reply).text)[1])
    assert "prompt=login" in again.get(way_out).headers["location"]


@pytest.mark.proves("IDS-021")
def test_an_invited_person_signs_in_on_the_way_and_joins(visitor, inhabited):
    owner = people.context_of(OWNER)
    link = invitations.invite(owner, "robin.kessler@elsewhere.example", Grant(role=Role.OPERATOR.value))
    reply = visitor.sign_in("newcomer", link)
    assert html.unescape(re.search(r'url=([^"]+)"', reply.response.text)[1]) == link
    ctx = sessions.find(visitor.session).context(Plane.ADMIN)
    space = invitations.accept(ctx, link.partition("token=")[2])
    assert space == owner.space
    fresh = sessions.find(visitor.session)
    with open_scope(fresh.context(Plane.ADMIN, space), Capability.WORKSPACE_READ) as scope:
        assert scope.role == Role.OPERATOR


@pytest.mark.proves("IDS-021", negative=True)
def test_an_invitation_is_for_one_person_and_opens_nothing_before_it_is_accepted(visitor, world, inhabited):
    owner = people.context_of(OWNER)
    token = invitations.invite(owner, "somebody@elsewhere.example", Grant(role=Role.READ_ONLY.value)).partition("=")[2]
    visitor.sign_in("newcomer", "/invitation?" + urlencode({"token": token}))
    ctx = sessions.find(visitor.session).context(Plane.ADMIN)
    with pytest.raises(NotFoundError), open_scope(ctx.at(owner.space), Capability.WORKSPACE_READ):
        pass
    invitations.accept(ctx, token)
    other = world.browser()
    other.sign_in("fabrikam-operator")
    with pytest.raises(NotFoundError):
        invitations.accept(sessions.find(other.session).context(Plane.ADMIN), token)
