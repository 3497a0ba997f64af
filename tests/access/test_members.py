"""Changing and ending memberships: what is written, what is refused, and who goes first when two come at once."""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

import psycopg
import pytest

from tenantpilot.access import member_queries as queries
from tenantpilot.access import members
from tenantpilot.access.handles import seal
from tenantpilot.access.invitations import invite
from tenantpilot.access.membership_rules import Grant
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import AppError, ConflictError, ForbiddenError, InvalidInputError, SignInRequiredError
from tests.access.world import Office, together
from tests.people import context_of

OPERATOR = Grant(role="operator")


@pytest.fixture
def office(database) -> Office:
    return Office(database.administrator_url)


@pytest.fixture
def owner(office):
    return context_of("northwind-owner")


@pytest.mark.proves("ACC-010")
def test_a_change_is_written_with_before_after_and_reason(office, owner):
    reader, end = context_of("northwind-read-only"), now() + timedelta(days=9)
    tenant = office.tenants()["Adventure Works"]
    grant = Grant(role="operator", tenant_mode="only", tenants=(tenant, tenant), expires_at=end)
    members.change_member(owner, office.handle(owner, "northwind-read-only"), grant, reason=" covers for Jana ")
    row, entry = office.row("northwind-read-only"), office.newest()
    assert (row["role"], row["tenant_mode"], row["revoked_at"]) == ("operator", "only", None)
    assert datetime.fromisoformat(row["expires_at"]) == end
    assert (entry["action"], entry["subject_kind"], entry["subject_ref"]) == (
        "member.changed", "membership", row["public_id"])  # fmt: skip
    assert (entry["actor_ref"], entry["plane"], entry["reason"]) == (owner.user_ref, "admin", "covers for Jana")
    assert entry["before"] == {"role": "read_only", "tenant_mode": "all", "tenants": [], "expires_at": ""}
    assert entry["after"] == {
        "role": "operator", "tenant_mode": "only", "tenants": [tenant], "expires_at": end.isoformat()}  # fmt: skip
    with pytest.raises(SignInRequiredError):  # what the browser knew of their rights is out of date
        members.list_members(reader)
    assert [choice.value for choice in members.list_tenant_choices(context_of("northwind-read-only"))] == [tenant]


@pytest.mark.proves("ACC-010")
def test_widening_again_forgets_the_tenants(office, owner):
    handle = office.handle(owner, "northwind-temporary")
    members.change_member(owner, handle, OPERATOR)
    assert office.row("northwind-temporary")["tenant_mode"] == "all"
    assert office.newest()["after"]["tenants"] == []
    assert len(office.newest()["before"]["tenants"]) == 1


@pytest.mark.proves("ACC-010", "ACC-007", negative=True)
def test_a_removed_member_is_out_at_the_next_call(office, owner):
    reader = context_of("northwind-read-only")
    handle = office.handle(owner, "northwind-read-only")
    members.remove_member(owner, handle, reason="left")
    assert (office.newest()["action"], office.newest()["reason"]) == ("member.removed", "left")
    assert office.newest()["before"]["role"] == "read_only"
    with pytest.raises(SignInRequiredError):
        members.list_members(reader)
    with pytest.raises(AppError, match="not a member"):
        members.list_members(context_of("northwind-read-only"))
    with pytest.raises(ConflictError):
        members.remove_member(owner, handle)


BAD = {
    "an unknown role": (Grant(role="emperor"), {"role": "error-field-choice"}),
    "the platform's role": (Grant(role="platform_operator"), {"role": "error-field-choice"}),
    "another plane": (Grant(role="customer_viewer", tenant_mode="only", tenants=("own",)),
                      {"role": "error-field-other-plane"}),
    "an unknown reach": (Grant(role="operator", tenant_mode="some"), {"tenant_mode": "error-field-choice"}),
    "nothing named": (Grant(role="operator", tenant_mode="except"), {"tenants": "error-field-choose-tenants"}),
    "a foreign tenant": (Grant(role="operator", tenant_mode="only", tenants=("foreign",)),
                         {"tenants": "error-field-choice"}),
    "an end in the past": (Grant(role="operator", expires_at=now() - timedelta(1)),
                           {"expires_at": "error-field-future"}),
    "an end without a zone": (Grant(role="operator", expires_at=datetime(2999, 1, 1)),  # noqa: DTZ001
                              {"expires_at": "error-field-future"}),
    "several at once": (Grant(role="x", tenant_mode="y", expires_at=now()),
                        {"role": "error-field-choice", "tenant_mode": "error-field-choice",
                         "expires_at": "error-field-future"}),
}  # fmt: skip


def test_bad_input_names_the_fields_and_writes_nothing(office, owner):
    foreign = office.ask("select public_id from tenant where workspace_id <> %s", office.key)[0][0]
    own = next(iter(office.tenants().values()))
    handle, before = office.handle(owner, "northwind-read-only"), office.print()
    for name, (grant, fields) in BAD.items():
        tenants = tuple({"foreign": foreign, "own": own}[one] for one in grant.tenants)
        wanted = Grant(grant.role, grant.tenant_mode, tenants, grant.expires_at)
        with pytest.raises(InvalidInputError) as refused:
            members.change_member(owner, handle, wanted)
        assert refused.value.fields == fields, name
    for reason in ("x" * 501, "nul \x00"):
        with pytest.raises(InvalidInputError):
            members.change_member(owner, handle, OPERATOR, reason=reason)
        with pytest.raises(InvalidInputError):
            members.remove_member(owner, handle, reason=reason)
    assert office.print() == before


@pytest.mark.proves("ACC-008", negative=True)
def test_nobody_reaches_above_their_own_role_or_at_themselves(office):
    owner, manager = context_of("northwind-owner"), context_of("northwind-manager")
    owners = office.handle(manager, "northwind-owner")
    reader = office.handle(manager, "northwind-read-only")
    before = office.print()
    for attempt in (
        lambda: members.change_member(manager, owners, OPERATOR),
        lambda: members.remove_member(manager, owners),
        lambda: members.change_member(manager, reader, Grant(role="owner")),
        lambda: invite(manager, "new@northwind.example", Grant(role="owner")),
        lambda: members.change_member(manager, office.handle(manager, "northwind-manager"), OPERATOR),
        lambda: members.remove_member(owner, office.handle(owner, "northwind-owner")),
    ):
        with pytest.raises(ForbiddenError):
            attempt()
    assert office.print() == before


@pytest.mark.proves("ACC-017", negative=True)
def test_a_refused_act_is_in_the_workspace_s_log(office):
    reader = context_of("northwind-read-only")
    with pytest.raises(ForbiddenError):
        members.remove_member(reader, office.handle(reader, "northwind-operator"))
    entry = office.newest()
    assert (entry["action"], entry["reason"]) == ("access.denied", "member.manage")
    assert (entry["actor_ref"], entry["request_ref"]) == (reader.user_ref, reader.request_id)
    assert entry["subject_ref"] == reader.space


@pytest.mark.proves("ACC-009", negative=True)
def test_the_last_lasting_owner_stays(office, owner):
    """An owner whose own membership ends may not take the last one away that does not."""
    ends = now() + timedelta(days=1)
    members.change_member(owner, office.handle(owner, "northwind-manager"), Grant(role="owner", expires_at=ends))
    passing = context_of("northwind-manager")
    handle, before = office.handle(passing, "northwind-owner"), office.print()
    tenant = next(iter(office.tenants().values()))
    for attempt in (
        lambda: members.remove_member(passing, handle),
        lambda: members.change_member(passing, handle, OPERATOR),
        lambda: members.change_member(passing, handle, Grant(role="owner", expires_at=ends)),
        lambda: members.change_member(passing, handle, Grant(role="owner", tenant_mode="only", tenants=(tenant,))),
    ):
        with pytest.raises(ConflictError) as refused:
            attempt()
        assert refused.value.message_key == "error-last-owner"
    assert office.print() == before


@pytest.mark.proves("ACC-009", negative=True)
def test_two_owners_who_remove_each_other_do_not_both_succeed(office):
    office.add_owner("northwind-manager")
    first, second = context_of("northwind-owner"), context_of("northwind-manager")
    attempts = [
        lambda: members.remove_member(first, office.handle(first, "northwind-manager")),
        lambda: members.remove_member(second, office.handle(second, "northwind-owner")),
    ]
    results = together(*attempts)
    assert sorted(result is None for result in results) == [False, True]
    assert all(isinstance(result, AppError) for result in results if result is not None), results
    lasting = office.ask(
        "select count(*) from membership where workspace_id = %s and role = 'owner' and revoked_at is null", office.key
    )
    assert lasting == [(1,)]


def test_two_owners_who_demote_two_others_both_succeed(office, monkeypatch):
    """Each holds their own membership and asks who else is an owner: without taking turns they wait in a circle."""
    for who in ("northwind-manager", "northwind-operator", "northwind-approver"):
        office.add_owner(who)
    asked = queries.lasting_owner_ids

    def after_a_while(scope):
        time.sleep(0.5)  # long enough for the other one to have come as far
        return asked(scope)

    monkeypatch.setattr(queries, "lasting_owner_ids", after_a_while)
    pairs = (("northwind-owner", "northwind-operator"), ("northwind-manager", "northwind-approver"))
    actors = [(context_of(actor), member) for actor, member in pairs]
    calls = [partial(members.change_member, ctx, office.handle(ctx, who), OPERATOR) for ctx, who in actors]
    assert together(*calls) == [None, None]


def test_changes_at_the_same_moment_happen_one_after_the_other(office):
    """The log shows that each one saw what the one before it had left."""
    office.add_owner("northwind-manager")
    grants = [Grant(role=role) for role in ("operator", "approver", "read_only", "operator", "approver", "manager")]
    people = [context_of(("northwind-owner", "northwind-manager")[n % 2]) for n in range(len(grants))]
    handles = [office.handle(ctx, "northwind-read-only") for ctx in people]
    results = together(
        *(lambda c=c, h=h, g=g: members.change_member(c, h, g) for c, h, g in zip(people, handles, grants, strict=True))
    )
    assert results == [None] * len(grants)
    changes = [e for e in office.entries() if e["action"] == "member.changed"][-len(grants) :]
    for earlier, later in pairwise(changes):
        assert json.loads(earlier["after"])["role"] == json.loads(later["before"])["role"]


def test_work_and_loss_of_rights_at_the_same_moment_do_not_wait_in_a_circle(office, owner):
    """The one works with their rights while the other takes them away: either order, no fault."""
    for _ in range(4):
        manager = context_of("northwind-manager")
        handle = office.handle(owner, "northwind-manager")
        results = together(
            lambda m=manager: invite(m, "new@northwind.example", OPERATOR),
            lambda h=handle: members.change_member(owner, h, Grant(role="manager")),
            lambda m=manager: invite(m, "other@northwind.example", OPERATOR),
        )
        assert results[1] is None
        assert all(isinstance(one, str | SignInRequiredError) for one in (results[0], results[2])), results


@pytest.mark.proves("ACC-004", negative=True)
def test_the_database_keeps_one_membership_a_person_and_plane(office):
    with psycopg.connect(office.url) as connection:
        connection.execute("alter table membership disable trigger membership_audited")
        copy = (
            "insert into membership (workspace_id, id, public_id, user_id, plane, role, tenant_mode, is_pinned,"
            " created_at) select workspace_id, gen_random_uuid(), 'mem_copy', user_id, %s, %s, 'all', false, now()"
            " from membership where workspace_id = %s and role = 'owner'"
        )
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute(copy, ("admin", "operator", office.key))
        connection.rollback()
        connection.execute("alter table membership disable trigger membership_audited")
        with pytest.raises(psycopg.errors.CheckViolation, match="role_in_its_plane"):
            connection.execute(copy, ("review", "operator", office.key))


@pytest.mark.proves("ACC-010", negative=True)
def test_the_database_refuses_a_change_without_an_entry(office, database):
    with psycopg.connect(database.url) as connection:
        connection.execute(
            "select set_config('tp.workspace_id', %s, true), set_config('tp.user_id', %s, true),"
            " set_config('tp.tenant_mode', 'all', true), set_config('tp.tenants', '{}', true)",
            (str(office.key), str(office.key)),
        )
        connection.execute("update membership set role = 'owner' where role = 'manager'")
        with pytest.raises(psycopg.errors.CheckViolation, match="without an audit entry"):
            connection.commit()


def test_handles_of_other_kinds_and_sessions_open_nothing(office, owner):
    other = context_of("northwind-owner")
    for handle in (office.handle(other, "northwind-read-only"), seal(owner, "invitation", office.membership(
        "northwind-read-only")), office.membership("northwind-read-only"), ""):  # fmt: skip
        with pytest.raises(AppError) as refused:
            members.remove_member(owner, handle)
        assert refused.value.message_key == "error-not-found"
