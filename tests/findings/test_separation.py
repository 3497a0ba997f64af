"""Separation of duties attacked: through the services, by what people are at the time, and through a run."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from tenantpilot.access.context import Context
from tenantpilot.findings import exceptions
from tenantpilot.findings.exception_deciding import OwnRequestError
from tenantpilot.findings.tables import FindingException
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from tenantpilot.store.ledger import SYSTEM, Actor
from tests.access.world import together
from tests.findings.asking import ASKER, FIRST, SECOND, form, handle
from tests.findings.attacking import APPROVE, Narrowed, OtherRole, refused
from tests.people import account_of, context_of, session_of, space_of

OWNER = "northwind-owner"


@pytest.fixture
def world(shared):
    """One database for the file; each test opens findings of its own."""
    return shared


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
    with Narrowed(asking, FIRST, tenant), pytest.raises(NotFoundError):
        asking.approve(ref)
    with Narrowed(asking, FIRST, tenant):
        assert "who approves may not" in refused(asking, FIRST, APPROVE, account_of(FIRST).id, ref)
    assert asking.approve(ref) == "approved"


@pytest.mark.proves("FWE-007")
def test_who_reaches_the_tenant_among_others_asks_and_approves(world, asking):
    other = world.tenants[-1][0]
    row = asking.opened(severity="critical")
    with Narrowed(asking, ASKER, other), Narrowed(asking, FIRST, other), Narrowed(asking, SECOND, other):
        ref = asking.ask(row)
        assert [asking.approve(ref), asking.approve(ref, by=SECOND)] == ["partly", "approved"]
        chief = world.person(SECOND)
        exceptions.revoke(chief, handle(chief, ref), "no more")
    assert asking.finding(row)["status"] == "reopened"


@pytest.mark.proves("FWE-007", negative=True)
def test_who_lost_the_right_meanwhile_does_not_approve(world, asking):
    ref = asking.ask(asking.opened())
    with OtherRole(asking, FIRST, "read_only"):
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
