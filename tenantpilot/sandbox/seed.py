"""The demonstration's workspaces, tenants and people.

What nobody can do yet by a service (the first account, workspace and owner) is written through a Scope with its audit
entry; from there on the product's services do it: owners invite, people sign in and accept. Repeating it, also after a
crash in the middle, adds only what is missing, and brings back nothing that somebody has ended since.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tenantpilot.access import invitations, members
from tenantpilot.access.capabilities import PLANE, Capability, Role
from tenantpilot.access.context import Context
from tenantpilot.access.membership_rules import Grant
from tenantpilot.access.scopes import open_scope
from tenantpilot.access.tables import Membership, UserAccount, Workspace
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import ConfigurationError
from tenantpilot.kernel.ids import NIL
from tenantpilot.kernel.settings import settings
from tenantpilot.provider.connections import ConnectionForm, create_within
from tenantpilot.provider.credentials import CredentialForm
from tenantpilot.sandbox import seed_queries as queries
from tenantpilot.sandbox.acting import owner_of, signed_in, workspace_key, workspace_scope
from tenantpilot.sandbox.graph.demo.certificate import demo_certificate
from tenantpilot.sandbox.graph.demo.profiles import PROFILES, Profile
from tenantpilot.sandbox.people import (
    EVERYTHING,
    EXPIRED,
    FABRIKAM,
    FORMER,
    NORTHWIND,
    PEOPLE,
    REMOVED,
    TENANT_NAMES,
    WORKSPACE_NAMES,
    Person,
    Reach,
)
from tenantpilot.store import ledger
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import open_workspace
from tenantpilot.store.transaction import transaction
from tenantpilot.tenants import services
from tenantpilot.tenants.lifecycle import Lifecycle
from tenantpilot.tenants.rules import TenantForm

ENVIRONMENTS = {NORTHWIND: "production", FABRIKAM: "staging"}
OPEN_INVITATIONS = {NORTHWIND: "sam.keller@northwind.example", FABRIKAM: "yuki.sato@fabrikam.example"}


def seed(tenants_since: datetime | None = None) -> None:
    """Make what is missing of the demonstration; its tenants as if they had been connected at `tenants_since`.

    Raises:
        ConfigurationError: OIDC_ISSUER is not set, so nobody could sign in as these people.
    """
    issuer = settings().oidc_issuer
    if not issuer:
        raise ConfigurationError("OIDC_ISSUER is not set; it names the provider whose people are made")
    accounts = {who.key: _account(issuer, who) for who in (*PEOPLE, *FORMER) if who.role}
    for name in WORKSPACE_NAMES:
        _workspace(name, accounts[owner_of(name).key])
        _tenants(name, accounts[owner_of(name).key], tenants_since or now())
        _members(name, accounts)
    _former(accounts)


def _account(issuer: str, who: Person) -> UserAccount:
    with transaction() as session:
        known = queries.account(session, issuer, who.subject)
        if known is not None:
            return known
        made = UserAccount(
            issuer=issuer,
            subject=who.subject,
            display_name=who.name,
            email=who.email,
            is_platform_operator=who.role is Role.PLATFORM_OPERATOR,
        )
        session.add(made)
        session.flush()
        ledger.append(session, NIL, SYSTEM, "user.added", "user", made.public_id)
        return made


def _workspace(name: str, owner: UserAccount) -> None:
    key = workspace_key(name)
    row = Workspace(id=key, name=WORKSPACE_NAMES[name], environment=ENVIRONMENTS[name])
    with open_workspace(key, row.public_id, SYSTEM) as scope:
        if queries.workspace(scope.session, key) is not None:
            return
        scope.session.add(row)
        scope.session.flush()
        scope.record("workspace.created", "workspace", row.public_id, after={"name": row.name})
        first = Membership(workspace_id=key, user_id=owner.id, plane=PLANE[Role.OWNER].value, role=Role.OWNER.value)
        scope.add(first)
        scope.record("member.added", "membership", first.public_id, after={"role": first.role})


def _tenants(name: str, owner: UserAccount, since: datetime) -> None:
    """Add, connect and activate the tenants that have never been there; what somebody did to the others stays."""
    with workspace_scope(name) as scope:
        space, known = scope.workspace_ref, queries.tenant_refs(scope)
    missing = [tenant for tenant in TENANT_NAMES[name] if tenant not in known]
    if not missing:
        return
    credentials = {one.display_name: _credential(one) for one in PROFILES}
    with freeze(since), signed_in(owner) as person:
        ctx = person.context(PLANE[Role.OWNER], space)
        for tenant_name in missing:
            _tenant(ctx, tenant_name, ENVIRONMENTS[name], credentials[tenant_name])


def _tenant(ctx: Context, name: str, environment: str, credential: CredentialForm) -> None:
    """One tenant with its connection, in one transaction, so that a crash leaves no half of it.

    The first of a workspace is in full use; the other is still being taken on, and may be read like the first.
    """
    profile = next(one for one in PROFILES if one.display_name == name)
    with open_scope(ctx, Capability.TENANT_MANAGE, write=True) as scope:
        row = services.add_within(scope, TenantForm(name, profile.tenant_id, profile.domain, environment))
        scope.tenant = (row.id, row.public_id)
        create_within(scope, ConnectionForm(name, profile.client_id), credential)
        if any(name == names[0] for names in TENANT_NAMES.values()):
            services.move(scope, row, Lifecycle.ACTIVE.value)


def _credential(profile: Profile) -> CredentialForm:
    if profile.has_certificate:
        key, certificate = demo_certificate(profile.seed)
        return CredentialForm(kind="certificate", certificate=key + certificate)
    last_day = now() + timedelta(days=profile.secret_days)
    return CredentialForm(kind="secret", secret=profile.secret, expires_on=f"{last_day:%Y-%m-%d}")


def _members(name: str, accounts: dict[str, UserAccount]) -> None:
    """Invite and let accept whoever has never been in the workspace; then leave one invitation open."""
    with workspace_scope(name) as scope:
        space, tenants = scope.workspace_ref, queries.tenant_refs(scope)
        missing = [plan for plan in _planned(name) if not queries.was_ever_member(scope, accounts[plan[0].key].id)]
        invite_too = not queries.was_ever_invited(scope, OPEN_INVITATIONS[name])
    if not missing and not invite_too:
        return
    with signed_in(accounts[owner_of(name).key]) as owner:
        inviter = owner.context(PLANE[Role.OWNER], space)
        for who, role, reach in missing:
            link = invitations.invite(inviter, who.email, _grant(name, role, reach, tenants))
            _accept(accounts[who.key], link)
        if invite_too:
            invitations.invite(inviter, OPEN_INVITATIONS[name], Grant(role=Role.READ_ONLY.value))


def _former(accounts: dict[str, UserAccount]) -> None:
    """Two who are members no more; what ran out yesterday no service can make, so it is written with its entry."""
    with workspace_scope(NORTHWIND) as scope:
        space = scope.workspace_ref
        gone, outlived = (not queries.was_ever_member(scope, accounts[who.key].id) for who in FORMER)
        if outlived:
            row = Membership(
                workspace_id=scope.workspace_id,
                user_id=accounts[EXPIRED.key].id,
                plane=PLANE[Role.OPERATOR].value,
                role=Role.OPERATOR.value,
                created_at=now() - timedelta(days=30),
                expires_at=now() - timedelta(days=1),
            )
            scope.add(row)
            scope.record("member.added", "membership", row.public_id, after={"role": row.role})
    if not gone:
        return
    with signed_in(accounts[owner_of(NORTHWIND).key]) as owner:
        boss = owner.context(PLANE[Role.OWNER], space)
        link = invitations.invite(boss, REMOVED.email, Grant(role=Role.MANAGER.value))
        _accept(accounts[REMOVED.key], link)
        handle = next(row.handle for row in members.list_members(boss) if row.email == REMOVED.email)
        members.remove_member(boss, handle, reason="Moved to another company")


def _planned(name: str) -> Iterator[tuple[Person, Role, Reach]]:
    for who in PEOPLE:
        if who.workspace == name and who.role and who.role is not Role.OWNER:
            yield who, who.role, who.reach
        for other, role in who.also:
            if other == name:
                yield who, role, EVERYTHING


def _grant(name: str, role: Role, reach: Reach, tenants: dict[str, str]) -> Grant:
    return Grant(
        role=role.value,
        tenant_mode=reach.mode,
        tenants=tuple(tenants[TENANT_NAMES[name][place]] for place in reach.tenants),
        expires_at=now() + timedelta(days=reach.days) if reach.days else None,
    )


def _accept(account: UserAccount, link: str) -> None:
    with signed_in(account) as person:
        ctx: Context = person.context(PLANE[Role.OWNER])
        invitations.accept(ctx, link.partition("token=")[2])
