"""The demonstration people that other suites borrow."""

from __future__ import annotations

import pytest

from tenantpilot.access import sessions
from tenantpilot.access.capabilities import Capability, Plane
from tenantpilot.access.scopes import open_scope
from tenantpilot.sandbox.people import PEOPLE
from tests import people


@pytest.mark.parametrize("who", [one.key for one in PEOPLE if one.workspace])
def test_a_borrowed_person_stands_in_their_own_workspace(module_database, who):
    ctx = people.context_of(who)
    needed = Capability.REVIEW_READ if ctx.plane is Plane.REVIEW else Capability.WORKSPACE_READ
    with open_scope(ctx, needed) as scope:
        assert scope.workspace_ref == ctx.space


def test_a_borrowed_session_is_a_session(module_database):
    found = sessions.find(people.session_of("platform-operator"))
    assert found is not None
    assert found.is_platform_operator
