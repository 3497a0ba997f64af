"""Separation of duties attacked: through the services, through SQL as the application, and through a run."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from tenantpilot.access.context import Context
from tenantpilot.findings import exceptions
from tenantpilot.findings.events import KIND as FINDING
from tenantpilot.findings.exception_deciding import OwnRequestError
from tenantpilot.findings.tables import FindingException
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from tenantpilot.store.ledger import SYSTEM, Actor
from tests.access.world import together
from tests.findings.asking import ASKER, FIRST, SECOND, Asking, form, handle
from tests.people import account_of, context_of, session_of, space_of

OWNER = "northwind-owner"


@pytest.fixture
def world(shared):
    """One database for the file; each test opens findings of its own."""
    return shared


@pytest.fixture
def asking(world) -> Asking:
    return Asking(world)


def does(asking: Asking, person: str, statement: str, *values: Any, logged: str = "", subject: str = "") -> None:
    """Run a statement as the application's role in somebody's name, with an entry in the log if one is given."""
    account, home = account_of(person), asking.world.workspace_id
    settings = {"workspace_id": home, "user_id": account.id, "tenant_mode": "all", "tenants": "{}"}
    # Closed besides, since a commit that fails leaves it open.
    with closing(psycopg.connect(asking.world.database.url)) as mine, mine as open_one:
        for name, value in settings.items():
            open_one.execute("select set_config(%s, %s, true)", [f"tp.{name}", str(value)])
        if open_one.execute(statement, values).rowcount == 0:
            raise AssertionError("the attack hit nothing")
        if logged:
            open_one.execute(
                "insert into audit_entry (workspace_id, seq, tenant_ref, actor_kind, actor_ref, plane, action,"
                " subject_kind, subject_ref, before, after, reason, run_ref, request_ref)"
                " values (%s, 0, '', 'person', %s, 'admin', %s, 'exception', %s, '', '', '', '', '')",
                [home, account.public_id, logged, subject],
            )


def refused(asking: Asking, person: str, statement: str, *values: Any, logged: str = "", subject: str = "") -> str:
    """What the database says to a statement as the application's role."""
    with pytest.raises(psycopg.Error) as refusal:
        does(asking, person, statement, *values, logged=logged, subject=subject)
    return str(refusal.value)


APPROVE = """update finding_exception set approver_id = %s, approved_digest = request_digest,
  approved_at = clock_timestamp(), status = 'approved', version = version + 1, next_at = expires_at
  where public_id = %s"""
SECOND_OF_TWO = """update finding_exception set second_approver_id = %s, second_digest = request_digest,
  second_at = clock_timestamp(), status = 'approved', version = version + 1 where public_id = %s"""


# ------------------------------------------------------------------------------------------------ services


@pytest.mark.proves("FWE-007", negative=True)
@pytest.mark.parametrize("act", ["approve", "reject"])
def test_nobody_decides_about_their_own_request_and_the_attempt_is_in_the_log(world, asking, act):
    ref = asking.ask(asking.opened(), by=OWNER)
    ctx = world.person(OWNER)
    digest = asking.row(ref)["request_digest"]
    calls = {
        "approve": lambda: exceptions.approve(ctx, handle(ctx, ref), digest),
        "reject": lambda: exceptions.reject(ctx, handle(ctx, ref), "no"),
    }
    with pytest.raises(OwnRequestError) as no:
        calls[act]()
    assert no.value.message_key == "error-exception-requester"
    assert asking.row(ref)["status"] == "pending"
    assert asking.actions(ref) == ["exception.requested", "access.denied"]


@pytest.mark.proves("FWE-007", negative=True)
def test_the_second_approver_is_a_third_person(world, asking):
    ref = asking.ask(asking.opened(severity="critical"))
    assert asking.approve(ref) == "partly"
    assert asking.approve(ref) == "already"
    assert asking.row(ref)["second_approver_id"] is None
    with pytest.raises(ForbiddenError):
        asking.approve(ref, by=ASKER)  # an operator may not even try
    assert asking.approve(ref, by=SECOND) == "approved"


@pytest.mark.proves("FWE-007", negative=True)
def test_who_lacks_the_right_now_does_not_approve(world, asking):
    ref = asking.ask(asking.opened())
    for key in ("northwind-read-only", "both-workspaces"):
        with pytest.raises(ForbiddenError):
            asking.approve(ref, by=key)
    foreign = context_of("fabrikam-owner")
    digest = asking.row(ref)["request_digest"]
    for ctx in (foreign, context_of("fabrikam-owner", space=space_of("northwind"))):
        with pytest.raises(NotFoundError):
            exceptions.approve(ctx, handle(ctx, ref), digest)
    assert asking.row(ref)["approver_id"] is None


@pytest.mark.proves("FWE-007", negative=True)
def test_who_does_not_reach_the_tenant_does_not_approve(world, asking):
    ref = asking.ask(asking.opened())
    tenant = asking.row(ref)["tenant_id"]
    with narrowed(asking, FIRST, tenant), pytest.raises(NotFoundError):
        asking.approve(ref)
    with narrowed(asking, FIRST, tenant):
        assert "who approves may not" in refused(asking, FIRST, APPROVE, account_of(FIRST).id, ref)
    assert asking.approve(ref) == "approved"


@pytest.mark.proves("FWE-007", negative=True)
def test_who_lost_the_right_meanwhile_does_not_approve(world, asking):
    ref = asking.ask(asking.opened())
    with as_role(asking, FIRST, "read_only"):
        with pytest.raises(ForbiddenError):
            asking.approve(ref)
        assert "who approves may not" in refused(asking, FIRST, APPROVE, account_of(FIRST).id, ref)


@pytest.mark.proves("FWE-007", negative=True)
def test_a_handle_of_something_else_opens_nothing(world, asking):
    row = asking.opened()
    ref = asking.ask(row)
    ctx: Context = world.person(FIRST)
    for wrong in (
        handle(ctx, row["public_id"]),
        world.handle(ctx, row),
        "",
        "x" * 300,
        handle(world.person(SECOND), ref),
    ):
        with pytest.raises(NotFoundError):
            exceptions.approve(ctx, wrong, asking.row(ref)["request_digest"])
    with pytest.raises(NotFoundError):
        exceptions.request(ctx_asker := world.person(ASKER), handle(ctx_asker, ref), form(row))
    assert FINDING == "finding"


@pytest.mark.proves("FWE-007", negative=True)
def test_two_who_approve_at_once_are_two_or_one(world, asking):
    """The second of two hits the row under its lock: never one person twice, never more than two."""
    ref = asking.ask(asking.opened(severity="critical"))
    contexts = [context_of(key, token=session_of(key)) for key in (FIRST, FIRST, SECOND, SECOND, OWNER)]
    digest = asking.row(ref)["request_digest"]
    results = together(*(lambda ctx=ctx: exceptions.approve(ctx, handle(ctx, ref), digest) for ctx in contexts))
    row = asking.row(ref)
    assert row["status"] == "approved"
    assert len({row["requester_id"], row["approver_id"], row["second_approver_id"]}) == 3
    assert sorted(str(one) for one in results if isinstance(one, str) and one != "already") == ["approved", "partly"]
    assert all(isinstance(one, str | ConflictError) for one in results)
    assert asking.actions(ref).count("exception.approved") == 1


# ------------------------------------------------------------------------------------------------ SQL

ATTACKS = {
    "approve one's own request": (ASKER, APPROVE, ASKER, "approval is not one of what was asked"),
    "approve one's own as an owner": (OWNER, APPROVE, OWNER, "approval is not one of what was asked"),
    "approve in another's name": (ASKER, APPROVE, FIRST, "who approves may not"),
    "approve without the right": ("northwind-read-only", APPROVE, "northwind-read-only", "who approves may not"),
    "approve from another workspace": ("fabrikam-owner", APPROVE, "fabrikam-owner", "who approves may not"),
    "approve without an entry in the log": (FIRST, APPROVE, FIRST, "changed without an audit entry"),
}


@pytest.mark.proves("FWE-027", negative=True)
@pytest.mark.parametrize("name", ATTACKS)
def test_sql_does_not_approve(asking, name):
    person, statement, named, words = ATTACKS[name]
    asker = OWNER if person == OWNER else ASKER
    ref = asking.ask(asking.opened(), by=asker)
    assert words in refused(asking, person, statement, account_of(named).id, ref)
    assert (asking.row(ref)["status"], asking.row(ref)["approver_id"]) == ("pending", None)


@pytest.mark.proves("FWE-027", negative=True)
def test_sql_does_not_approve_without_the_finding(asking):
    ref = asking.ask(asking.opened())
    said = refused(asking, FIRST, APPROVE, account_of(FIRST).id, ref, logged="exception.approved", subject=ref)
    assert "its finding does not stand as it says" in said


@pytest.mark.proves("FWE-027", negative=True)
def test_sql_does_not_make_one_person_two(asking):
    ref = asking.ask(asking.opened(severity="critical"))
    asking.approve(ref)
    assert "one person is not two" in refused(asking, FIRST, SECOND_OF_TWO, account_of(FIRST).id, ref)
    assert "approved_as_asked" in refused(
        asking,
        SECOND,
        "update finding_exception set status = 'approved', version = version + 1 where public_id = %s",
        ref,
    )
    both = APPROVE.replace("approver_id = %s", "approver_id = approver_id, second_approver_id = requester_id").replace(
        "approved_at = clock_timestamp()", "second_digest = request_digest, second_at = clock_timestamp()"
    )
    assert "approval is not one of what was asked" in refused(asking, ASKER, both, ref)


CHANGES = {
    "the end": "expires_at = expires_at + interval '1 year'",
    "the value": "pinned_digest = 'another'",
    "the finding": "finding_id = (select id from finding where id <> finding_id limit 1)",
    "the words": "justification = 'other'",
    "who asked": "requester_id = owner_id, owner_id = requester_id, justification = 'x'",
    "the number of approvers": "needs_second = not needs_second",
    "the severity": "severity = 'low'",
    "what it stands for": "request_digest = repeat('0', 64)",
    "its number": "number = number + 1000",
    "when it was asked": "requested_at = requested_at - interval '1 year'",
}


@pytest.mark.proves("FWE-027", negative=True)
@pytest.mark.parametrize("what", CHANGES)
def test_sql_does_not_change_a_request(asking, what):
    asking.opened()
    ref = asking.ask(asking.opened())
    statement = f"update finding_exception set {CHANGES[what]}, version = version + 1 where public_id = %s"
    assert "a request does not change" in refused(
        asking, ASKER, statement, ref, logged="exception.expiring", subject=ref
    )


MOVES = {
    "reject as who asked": ("status = 'rejected', end_code = 'rejected', decision_reason = 'x',"
                            " ended_by_id = requester_id", "who rejects may not"),
    "withdraw for another": ("status = 'withdrawn', end_code = 'withdrawn', ended_by_id = owner_id", "only who asked"),
    "expire before its time": ("status = 'expired', end_code = 'expired'", "its end has not come"),
    "revoke what waits": ("status = 'revoked', end_code = 'revoked', end_reason = 'x'", "cannot go from pending"),
    "no state at all": ("status = 'agreed', end_code = 'expired'", "cannot go from pending to agreed"),
}  # fmt: skip


@pytest.mark.proves("FWE-027", negative=True)
@pytest.mark.parametrize("name", MOVES)
def test_sql_does_not_move_a_request(asking, name):
    changes, words = MOVES[name]
    ref = asking.ask(asking.opened(), owner=account_of(SECOND).public_id)
    person = SECOND if "owner_id" in changes else ASKER
    statement = (
        f"update finding_exception set {changes}, ended_at = clock_timestamp(), next_at = null, version = version + 1"
        " where public_id = %s"
    )
    assert words in refused(asking, person, statement, ref)
    assert asking.row(ref)["status"] == "pending"


@pytest.mark.proves("FWE-027", negative=True)
def test_sql_ends_nothing_in_force_without_the_finding(asking):
    row = asking.opened()
    ref = asking.accepted(row)
    end = (
        "update finding_exception set status = 'revoked', end_code = 'revoked', end_reason = 'x', ended_by_id = %s,"
        " ended_at = clock_timestamp(), next_at = null, version = version + 1 where public_id = %s"
    )
    assert "who revokes may not" in refused(asking, FIRST, end, account_of(FIRST).id, ref)
    said = refused(asking, SECOND, end, account_of(SECOND).id, ref, logged="exception.revoked", subject=ref)
    assert "its finding does not stand as it says" in said
    assert "it is over" in refused(
        asking, ASKER, "update finding_exception set reminded_days = 3, version = version + 1 where public_id = %s",
        over(asking),
    )  # fmt: skip


def over(asking: Asking) -> str:
    """A request that was withdrawn."""
    ref = asking.ask(asking.opened())
    ctx = asking.world.person(ASKER)
    exceptions.withdraw(ctx, handle(ctx, ref))
    return ref


COPY = """insert into finding_exception (workspace_id, id, public_id, number, tenant_id, finding_id, status, severity,
    requester_id, owner_id, justification, evidence, measures, pinned_digest, pinned, after_expiry, request_digest,
    needs_second, approver_id, approved_digest, approved_at, second_digest, decision_reason, requested_at, expires_at,
    reminded_days, next_at, end_code, end_reason, version)
  select f.workspace_id, gen_random_uuid(), 'exc_' || repeat('z', 20), 999, {tenant}, f.id, {status}, {severity},
    {requester}, {requester}, 'x', '', '', {pinned}, '{{{{}}}}', 'restart', {digest}, {second}, {approver},
    {approved}, {at}, '', '',
    clock_timestamp(), clock_timestamp() + interval '{days} days', 0, clock_timestamp(), '', '', 1
  from finding f where f.public_id = %s"""
ASKED = {
    "tenant": "f.tenant_id", "status": "'pending'", "severity": "f.severity", "requester": "{me}",
    "pinned": "f.observed_digest", "digest": "repeat('a', 64)", "second": "true", "approver": "null", "approved": "''",
    "at": "null", "days": "5",
}  # fmt: skip
REQUESTS = {
    "approved from the start": ({"status": "'approved'", "approver": "{me}", "approved": "repeat('a', 64)",
                                 "at": "clock_timestamp()"}, "starts as a request"),
    "in another's name": ({"requester": "{other}"}, "who asks may not"),
    "another value": ({"pinned": "'something else'"}, "another value or severity"),
    "a milder severity": ({"severity": "'low'"}, "another value or severity"),
    "one approver where two are needed": ({"second": "false"}, "needs a second approver"),
    "for longer than allowed": ({"days": "32"}, "longer than the rules allow"),
    "nothing that it stands for": ({"digest": "'x'"}, "no digest"),
    "another tenant": ({"tenant": "(select id from tenant where id <> f.tenant_id limit 1)"}, "not open"),
}  # fmt: skip


@pytest.mark.proves("FWE-027", negative=True)
@pytest.mark.parametrize("name", REQUESTS)
def test_sql_does_not_ask_otherwise(asking, name):
    changes, words = REQUESTS[name]
    row = asking.opened(severity="critical")
    me, other = account_of(ASKER).id, account_of(SECOND).id
    statement = COPY.format(**(ASKED | changes)).format(me=f"'{me}'", other=f"'{other}'")
    assert words in refused(asking, ASKER, statement, row["public_id"])


@pytest.mark.proves("FWE-006", negative=True)
def test_sql_accepts_no_finding_without_an_acceptance(asking):
    row = asking.opened()
    accept = (
        "update finding set status = 'risk_accepted', outcome = 'accepted', is_open = false, last_move = 'accept',"
        " exception_id = (select id from finding_exception where public_id = %s), version = version + 1,"
        " status_at = clock_timestamp(), touched_at = clock_timestamp() where public_id = %s"
    )
    assert "accept lacks what it needs" in refused(asking, FIRST, accept, asking.ask(row), row["public_id"])
    elsewhere = asking.accepted(asking.opened())
    assert "accept lacks what it needs" in refused(asking, FIRST, accept, elsewhere, row["public_id"])


def quietly(world: Any, ref: str, actor: Actor, **values: Any) -> None:
    """What a mistake or a bad idea in the product's own code would do."""
    with world.scope(actor) as scope:
        row = scope.get(FindingException, ref, lock=True)
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
        scope.session.add(row)


@pytest.mark.proves("FWE-027", negative=True)
def test_what_the_database_refuses_to_the_product_is_in_the_log(world, asking):
    ref = asking.ask(asking.opened())
    account = account_of(FIRST)
    with pytest.raises(DBAPIError):
        quietly(world, ref, Actor("person", account.public_id, account.id), justification="other")
    assert asking.actions(ref) == ["exception.requested", "exception.refused"]


# ------------------------------------------------------------------------------------------------ runs


@pytest.mark.proves("FWE-027", negative=True)
def test_a_run_of_the_system_approves_nothing(world, asking):
    """The system acts for nobody, so the database lets it sign nothing, whatever code it runs."""
    ref = asking.ask(asking.opened())
    for person, words in ((FIRST, "who approves may not"), (ASKER, "not one of what was asked")):
        digest = asking.row(ref)["request_digest"]
        signed = {"approver_id": account_of(person).id, "approved_digest": digest, "approved_at": now()}
        with pytest.raises(DBAPIError) as no:
            quietly(world, ref, SYSTEM, status="approved", **signed)
        assert words in str(no.value)


class narrowed:  # noqa: N801
    """Somebody's membership leaves out a tenant for a while."""

    def __init__(self, asking: Asking, person: str, tenant: Any) -> None:
        self.world, self.person, self.tenant = asking.world, account_of(person).id, tenant

    def __enter__(self) -> None:
        with self.world.asleep("membership", "membership_tenant"):
            self.world.do(
                "insert into membership_tenant (workspace_id, id, membership_id, named_tenant_id) select workspace_id,"
                " gen_random_uuid(), id, %s from membership where user_id = %s and workspace_id = %s",
                self.tenant, self.person, self.world.workspace_id,
            )  # fmt: skip
            self._mode("except")

    def _mode(self, mode: str) -> None:
        self.world.do("update membership set tenant_mode = %s where user_id = %s and workspace_id = %s", mode,
                      self.person, self.world.workspace_id)  # fmt: skip

    def __exit__(self, *_given: object) -> None:
        with self.world.asleep("membership", "membership_tenant"):
            self._mode("all")
            self.world.do("delete from membership_tenant where named_tenant_id = %s and membership_id in"
                          " (select id from membership where user_id = %s)", self.tenant, self.person)  # fmt: skip


class as_role:  # noqa: N801
    """Somebody has another role for a while."""

    def __init__(self, asking: Asking, person: str, role: str) -> None:
        self.world, self.person, self.role = asking.world, account_of(person).id, role
        self.before = ""

    def _set(self, role: str) -> None:
        with self.world.asleep("membership"):
            self.world.do("update membership set role = %s where user_id = %s and workspace_id = %s", role, self.person,
                          self.world.workspace_id)  # fmt: skip

    def __enter__(self) -> None:
        self.before = self.world.one("select role from membership where user_id = %s and workspace_id = %s",
                                     self.person, self.world.workspace_id)  # fmt: skip
        self._set(self.role)

    def __exit__(self, *_given: object) -> None:
        self._set(self.before)
