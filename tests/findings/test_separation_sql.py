"""Separation of duties attacked with SQL as the application's own role, speaking for whomever it likes."""

from __future__ import annotations

import pytest

from tenantpilot.findings import exceptions
from tests.findings.asking import ASKER, FIRST, SECOND, Asking, handle
from tests.findings.attacking import APPROVE, SECOND_OF_TWO, refused
from tests.people import account_of

OWNER = "northwind-owner"


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
