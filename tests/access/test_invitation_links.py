"""What an invitation's link says, to whom, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenantpilot.access import invitations, members
from tenantpilot.access.membership_rules import Grant
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from tests.people import context_of, space_of

pytestmark = pytest.mark.usefixtures("database")


def _token(link: str) -> str:
    return link.partition("token=")[2]


def _offer(role: str = "operator", email: str = "new@northwind.example", **grant) -> str:
    return _token(invitations.invite(context_of("northwind-owner"), email, Grant(role=role, **grant)))


def _handle(ctx, email: str = "new@northwind.example") -> str:
    return next(row.handle for row in members.list_invitations(ctx) if row.email == email)


def _newcomer():
    from tenantpilot.access.signin.arrival import Browser, arrive
    from tenantpilot.access.signin.id_token import Identity
    from tenantpilot.kernel.settings import settings

    who = Identity(settings().oidc_issuer, "sandbox-newcomer", "Robin Kessler", "robin.kessler@elsewhere.example")
    arrive(who, Browser("192.0.2.9", "test"), replaces="", request_id="req_test")
    return context_of("newcomer")


def test_the_offer_names_the_workspace_and_the_inviter():
    tenants = members.list_tenant_choices(context_of("northwind-owner"))
    token = _offer(tenant_mode="only", tenants=(tenants[0].value,))
    offer = invitations.preview(_newcomer(), token)
    assert (offer.workspace_name, offer.invited_by, offer.role) == ("Northwind MSP", "Priya Raman", "operator")
    assert offer.tenant_names == (tenants[0].name,)
    assert offer.href == ""


def test_accepting_again_leads_to_the_workspace_but_only_the_one_who_accepted():
    token = _offer()
    space = space_of("northwind")
    assert invitations.accept(_newcomer(), token) == space
    joined = context_of("newcomer")
    assert invitations.accept(joined, token) == space
    assert invitations.preview(joined, token).href == f"/admin/{space}"
    for other in ("fabrikam-owner", "northwind-owner"):
        with pytest.raises(NotFoundError):
            invitations.preview(context_of(other), token)
        with pytest.raises(NotFoundError):
            invitations.accept(context_of(other), token)


def test_a_used_link_leads_nowhere_once_the_membership_it_gave_is_over():
    token, owner = _offer(), context_of("northwind-owner")
    invitations.accept(_newcomer(), token)
    handle = next(row.handle for row in members.list_members(owner) if row.name == "Robin Kessler")
    members.remove_member(owner, handle)
    with pytest.raises(NotFoundError):
        invitations.preview(context_of("newcomer"), token)
    with pytest.raises(NotFoundError):
        invitations.accept(context_of("newcomer"), token)


def test_a_renewed_link_replaces_the_old_one_and_its_term():
    old = _offer()
    with freeze(now() + timedelta(days=8)):
        ctx = context_of("northwind-owner")
        assert next(r for r in members.list_invitations(ctx) if r.email == "new@northwind.example").is_expired
        new = _token(invitations.renew(ctx, _handle(ctx)))
        person = _newcomer()
        with pytest.raises(NotFoundError):
            invitations.preview(person, old)
        assert invitations.preview(person, new).workspace_name == "Northwind MSP"


def test_who_may_not_hand_out_the_role_may_not_renew_it():
    _offer(role="owner", email="boss@northwind.example")
    manager = context_of("northwind-manager")
    with pytest.raises(ForbiddenError):
        invitations.renew(manager, _handle(manager, "boss@northwind.example"))
    with pytest.raises(ForbiddenError):
        invitations.renew(context_of("northwind-operator"), "anything")
    with pytest.raises(NotFoundError):
        invitations.renew(context_of("fabrikam-owner", space=space_of("northwind")), "anything")


def test_a_withdrawn_invitation_is_not_renewed():
    token, ctx = _offer(), context_of("northwind-owner")
    handle = _handle(ctx)
    invitations.withdraw(ctx, handle)
    with pytest.raises(ConflictError):
        invitations.renew(ctx, handle)
    with pytest.raises(NotFoundError):
        invitations.preview(_newcomer(), token)


def test_everything_wrong_is_said_at_once():
    with pytest.raises(InvalidInputError) as error:
        invitations.invite(context_of("northwind-owner"), "nobody", Grant(role="operator", tenant_mode="only"))
    assert error.value.fields == {"email": "error-field-email", "tenants": "error-field-choose-tenants"}


def test_the_list_is_searched_by_name_address_and_role():
    ctx = context_of("northwind-read-only")
    everybody = members.list_members(ctx)
    assert {row.name for row in members.list_members(ctx, "PARTNER.example")} == {"Nadia Haddad", "Oskar Lind"}
    assert [row.name for row in members.list_members(ctx, "priya")] == ["Priya Raman"]
    assert {row.role for row in members.list_members(ctx, role="operator")} == {"operator"}
    assert members.list_members(ctx, "nobody like this") == []
    assert not any(row.may_change for row in everybody)
    assert members.list_grantable_roles(ctx) == []
    assert "owner" not in members.list_grantable_roles(context_of("northwind-manager"))
