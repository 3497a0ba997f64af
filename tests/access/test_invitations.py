"""Invitations: a secret that works once, gives exactly what was offered, and falls with whoever offered it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from tenantpilot.access import invitations, members, sessions
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.handles import seal
from tenantpilot.access.membership_rules import Grant
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import (
    AppError,
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    SignInRequiredError,
)
from tests.access.world import Office, newcomer, together
from tests.people import account_of, context_of

UNKNOWN = ("NotFoundError", "error-not-found", "no open invitation")


@pytest.fixture
def office(database) -> Office:
    return Office(database.administrator_url)


def _answer(call, *arguments) -> tuple[str, str, str]:
    with pytest.raises(AppError) as refused:
        call(*arguments)
    return type(refused.value).__name__, refused.value.message_key, str(refused.value)


@pytest.mark.proves("ACC-011")
def test_only_a_digest_of_the_secret_is_stored(office):
    token = office.offer()
    assert len(token) >= 43
    tables = office.ask("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
    for (table,) in tables:
        assert office.ask(f"select count(*) from {table} t where t::text like %s", f"%{token}%") == [(0,)], table


@pytest.mark.proves("ACC-012")
def test_accepting_gives_exactly_what_was_offered(office):
    tenant, end = office.tenants()["Adventure Works"], now() + timedelta(days=3)
    token = office.offer("approver", tenant_mode="except", tenants=(tenant, tenant), expires_at=end)
    ctx = newcomer()
    before = len(office.entries())
    invitations.accept(ctx, token)
    row = office.row("newcomer")
    assert (row["role"], row["plane"], row["tenant_mode"]) == ("approver", "admin", "except")
    assert datetime.fromisoformat(row["expires_at"]) == end
    written = office.entries()[before:]
    assert [entry["action"] for entry in written] == ["member.added", "invitation.accepted"]
    assert {entry["actor_ref"] for entry in written} == {ctx.user_ref}
    inside = context_of("newcomer", space=context_of("northwind-owner").space)
    assert [choice.name for choice in members.list_tenant_choices(inside)] == ["Contoso Manufacturing"]


@pytest.mark.proves("ACC-011", "ACC-013", negative=True)
def test_used_withdrawn_expired_and_invented_links_get_the_same_answer(office):
    person, other = newcomer(), newcomer("sandbox-someone-else")
    used, withdrawn = office.offer(), office.offer("approver")
    invitations.accept(person, used)
    for row in office.ask("select public_id from invitation where role = 'approver' and status = 'pending'"):
        ctx = context_of("northwind-owner")
        invitations.withdraw(ctx, seal(ctx, "invitation", row[0]))
    outlived = office.offer("manager")
    short = office.offer("read_only", expires_at=now() + timedelta(hours=2))
    for token in (used, withdrawn, "invented", "", "x" * 5000, "\x00"):
        assert _answer(invitations.accept, other, token) == UNKNOWN
        assert _answer(invitations.preview, other, token) == UNKNOWN
    with freeze(now() + timedelta(days=7, minutes=1)):
        late = newcomer("sandbox-late")
        assert _answer(invitations.accept, late, outlived) == UNKNOWN
    with freeze(now() + timedelta(hours=3)):  # the membership it offers would be over already
        assert _answer(invitations.accept, newcomer("sandbox-later"), short) == UNKNOWN


def _demote(office: Office) -> None:
    ctx = context_of("northwind-owner")
    members.change_member(ctx, office.handle(ctx, "northwind-manager"), Grant(role="operator"))


def _remove(office: Office) -> None:
    ctx = context_of("northwind-owner")
    members.remove_member(ctx, office.handle(ctx, "northwind-manager"))


def _narrow(office: Office) -> None:
    ctx = context_of("northwind-owner")
    grant = Grant(role="manager", tenant_mode="only", tenants=(office.tenants()["Adventure Works"],))
    members.change_member(ctx, office.handle(ctx, "northwind-manager"), grant)


def _deactivate(office: Office) -> None:
    key = account_of("northwind-manager").id
    office.ask("update user_account set is_active = false where id = %s returning 1", key)


@pytest.mark.proves("ACC-018", negative=True)
@pytest.mark.parametrize("fall", [_demote, _remove, _narrow, _deactivate], ids=lambda fall: fall.__name__[1:])
def test_an_offer_falls_with_whoever_made_it(office, fall):
    token = office.offer(by="northwind-manager")
    person = newcomer()
    assert invitations.preview(person, token).role == "operator"
    fall(office)
    before = office.print()
    assert _answer(invitations.preview, person, token) == UNKNOWN
    assert _answer(invitations.accept, person, token) == UNKNOWN
    assert office.print() == before
    ctx = context_of("northwind-owner")
    ref = office.ask("select public_id from invitation where email = 'new@northwind.example'")[0][0]
    fresh = invitations.renew(ctx, seal(ctx, "invitation", ref)).partition("token=")[2]
    invitations.accept(person, fresh)  # somebody who may has taken it over
    assert office.row("newcomer")["role"] == "operator"


@pytest.mark.proves("ACC-011", "ACC-012", negative=True)
def test_two_people_with_one_link_make_one_member(office):
    token = office.offer()
    racers = [newcomer(f"sandbox-racer-{number}") for number in range(3)]
    results = together(*(partial(invitations.accept, racer, token) for racer in racers))
    assert sorted(type(one).__name__ for one in results) == ["NotFoundError", "NotFoundError", "str"]
    assert office.ask("select count(*) from invitation where status = 'accepted' and email like 'new@%%'") == [(1,)]


@pytest.mark.proves("ACC-004", negative=True)
def test_one_person_with_two_links_becomes_one_member(office):
    tokens, ctx = [office.offer(), office.offer("approver")], newcomer()
    again = newcomer()
    results = together(lambda: invitations.accept(ctx, tokens[0]), lambda: invitations.accept(again, tokens[1]))
    accepted = [one for one in results if isinstance(one, str)]
    assert len(accepted) == 1, results
    assert all(isinstance(one, ConflictError | SignInRequiredError) for one in results if not isinstance(one, str))
    key = account_of("newcomer").id
    assert office.ask("select count(*) from membership where user_id = %s", key) == [(1,)]
    for token in tokens:
        if len(accepted) == 1 and results[tokens.index(token)] not in accepted:
            with pytest.raises(ConflictError) as refused:
                invitations.accept(newcomer(), token)
            assert refused.value.message_key == "error-member-already"


@pytest.mark.proves("ACC-012", negative=True)
def test_somebody_who_was_signed_out_accepts_nothing(office):
    token, ctx = office.offer(), newcomer()
    sessions.sign_out_everywhere(ctx)
    before = office.print()
    with pytest.raises(SignInRequiredError):
        invitations.accept(ctx, token)
    assert office.print() == before


@pytest.mark.proves("ACC-008", negative=True)
def test_who_may_not_manage_offers_nothing(office):
    before = office.ask("select count(*) from invitation")
    for who in ("northwind-operator", "northwind-approver", "northwind-read-only"):
        with pytest.raises(ForbiddenError):
            invitations.invite(context_of(who), "new@northwind.example", Grant(role="read_only"))
    customer = context_of("northwind-customer-viewer", plane=Plane.ADMIN)
    with pytest.raises(NotFoundError):
        invitations.invite(customer, "new@northwind.example", Grant(role="read_only"))
    assert office.ask("select count(*) from invitation") == before


def test_bad_addresses_are_named_and_nothing_is_written(office):
    ctx, before = context_of("northwind-owner"), office.print()
    for email in ("", " ", "nobody", "a@b", "two@@signs.example", "a b@c.example", "x@y.example\x00",
                  "é" * 80 + "@x.de", "<a@b.example>", "a@" + "b" * 300 + ".example"):  # fmt: skip
        with pytest.raises(InvalidInputError) as refused:
            invitations.invite(ctx, email, Grant(role="operator"))
        assert refused.value.fields == {"email": "error-field-email"}, email
    with pytest.raises(InvalidInputError) as refused:
        invitations.invite(ctx, "a@b.example", Grant(role="customer_viewer"))
    assert refused.value.fields == {"tenant_mode": "error-field-customer-tenants"}
    assert office.print() == before
