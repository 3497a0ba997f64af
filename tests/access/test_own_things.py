"""What belongs to a person and not to a workspace: list of workspaces, pins, preferences, notices."""

from __future__ import annotations

import itertools

import psycopg
import pytest

from tenantpilot.access import members, notifications, profile, workspaces
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.tables import Notification
from tenantpilot.kernel.errors import InvalidInputError, NotFoundError
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import open_workspace
from tests.access.world import Office, newcomer, together
from tests.people import account_of, context_of

_numbers = itertools.count()


@pytest.fixture(scope="module")
def office(module_database) -> Office:
    return Office(module_database.administrator_url)


def _notice(who: str, space: str = "northwind") -> None:
    key = workspace_key(space)
    with open_workspace(key, "wsp", SYSTEM) as scope:
        scope.add(
            Notification(workspace_id=key, user_id=account_of(who).id, kind="run.finished", subject_kind="run",
                         subject_ref=f"run {next(_numbers)}", arguments='{"operation": "audit.verify"}')
        )  # fmt: skip


def test_the_chooser_lists_what_one_belongs_to_now(office):
    both = context_of("both-workspaces")
    assert {card.name for card in workspaces.my_workspaces(both)} == {"Northwind MSP", "Fabrikam IT"}
    assert [card.name for card in workspaces.my_workspaces(context_of("northwind-owner"))] == ["Northwind MSP"]
    assert workspaces.my_workspaces(context_of("northwind-owner", plane=Plane.REVIEW)) == []
    assert workspaces.my_workspaces(newcomer()) == []
    customer = workspaces.my_workspaces(context_of("northwind-customer-viewer"))
    assert [card.href for card in customer] == [f"/review/{customer[0].space}"]


def test_a_pin_is_the_person_s_own_and_leaves_no_entry(office):
    both, entries = context_of("both-workspaces"), len(office.entries())
    first, last = workspaces.my_workspaces(both)
    workspaces.pin_workspace(both, last.space, is_pinned=True)
    assert [card.space for card in workspaces.my_workspaces(both)] == [last.space, first.space]
    assert not workspaces.my_workspaces(context_of("northwind-owner"))[0].is_pinned
    workspaces.pin_workspace(both, last.space, is_pinned=False)
    assert [card.space for card in workspaces.my_workspaces(both)] == [first.space, last.space]
    assert len(office.entries()) == entries


def test_two_preferences_at_once_are_both_kept(office):
    ctx = context_of("northwind-operator")
    results = together(
        lambda: profile.prefer(ctx, "theme", "dark"),
        lambda: profile.prefer(ctx, "density", "compact"),
        lambda: profile.prefer(ctx, "language", "de"),
    )
    assert results == [None, None, None]
    mine = profile.profile(ctx)
    assert (mine.theme, mine.density, mine.language) == ("dark", "compact", "de")
    assert profile.profile(context_of("northwind-approver")).theme == "system"


@pytest.mark.parametrize(("name", "value"), [("theme", "pink"), ("is_platform_operator", "true"), ("", ""),
                                             ("language", "xx"), ("email", "a@b.example")])  # fmt: skip
def test_other_preferences_are_refused(office, name, value):
    ctx = context_of("northwind-read-only")
    before = profile.profile(ctx)
    with pytest.raises(InvalidInputError) as refused:
        profile.prefer(ctx, name, value)
    assert refused.value.fields == {name: "error-field-choice"}
    assert profile.profile(ctx) == before


def test_the_planes_open_to_a_person_follow_their_memberships(office):
    def planes(who):
        mine = profile.profile(context_of(who))
        return mine.has_admin, mine.has_review, mine.is_platform_operator

    assert planes("northwind-owner") == (True, False, False)
    assert planes("northwind-customer-viewer") == (False, True, False)
    assert planes("platform-operator") == (False, False, True)


def test_notices_are_read_by_the_one_they_are_for(office):
    _notice("northwind-approver")
    _notice("northwind-approver")
    _notice("northwind-manager")
    mine, other = context_of("northwind-approver"), context_of("northwind-manager")
    first, second = notifications.my_notifications(mine)
    assert (first.is_unread, second.is_unread) == (True, True)
    notifications.mark_read(mine, first.handle)
    assert [row.is_unread for row in notifications.my_notifications(mine)] == [False, True]
    with pytest.raises(NotFoundError):
        notifications.mark_read(other, first.handle)
    notifications.mark_all_read(mine)
    assert [row.is_unread for row in notifications.my_notifications(mine)] == [False, False]
    assert [row.is_unread for row in notifications.my_notifications(other)] == [True]


def test_notices_of_a_workspace_one_has_left_are_out_of_reach(office):
    _notice("both-workspaces", "fabrikam")
    ctx = context_of("both-workspaces")
    handle = next(row.handle for row in notifications.my_notifications(ctx) if row.workspace_name == "Fabrikam IT")
    owner = context_of("fabrikam-owner")
    member = next(row for row in members.list_members(owner) if row.name == "Nadia Haddad")
    members.remove_member(owner, member.handle)
    unread = "select count(*) from notification where user_id = %s and read_at is null"
    after = context_of("both-workspaces")
    assert all(row.workspace_name != "Fabrikam IT" for row in notifications.my_notifications(after))
    notifications.mark_all_read(after)
    with pytest.raises(NotFoundError):
        notifications.mark_read(after, handle)
    assert office.ask(unread, account_of("both-workspaces").id) == [(1,)]


def test_the_same_notice_is_written_once(office):
    _notice("northwind-owner")
    again = (
        "insert into notification (workspace_id, id, public_id, user_id, kind, subject_kind, subject_ref, arguments,"
        " created_at) select workspace_id, gen_random_uuid(), 'ntf_copy', user_id, kind, subject_kind,"
        " subject_ref, arguments, created_at from notification where user_id = %s limit 1"
    )
    with psycopg.connect(office.url) as connection, pytest.raises(psycopg.errors.UniqueViolation):
        connection.execute(again, (account_of("northwind-owner").id,))
