"""Who findings name: what they are called, and whether they can still do what they are named for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.initials import initials
from tenantpilot.findings import people_queries as queries
from tenantpilot.findings.views import PersonName
from tenantpilot.store.scope import Scope
from tenantpilot.store.transaction import TenantSet


@dataclass(frozen=True)
class Person:
    """Somebody and where they stand in the workspace now; no role: not a member of its administration any more."""

    user_id: UUID
    ref: str
    name: str
    role: Role | None = None
    tenants: TenantSet | None = None

    def may_work(self, tenant_id: UUID) -> bool:
        """Whether findings of this tenant can be worked on by them."""
        return self.may(Capability.FINDING_WORK, tenant_id)

    def may(self, capability: Capability, tenant_id: UUID) -> bool:
        """Whether they hold the capability and reach the tenant."""
        if self.role is None or self.tenants is None or not holds(self.role, capability):
            return False
        return self.tenants.reaches(tenant_id)

    def named(self, scope: Scope, tenant_id: UUID) -> PersonName:
        """As a page shows them beside a finding of this tenant."""
        is_gone = not self.may(Capability.FINDING_READ, tenant_id)
        return PersonName(self.ref, self.name, initials(self.name), self.user_id == scope.actor.user_id, is_gone)


People = Mapping[UUID, Person]


def people(scope: Scope, wanted: Iterable[UUID | None]) -> People:
    """The people behind these keys."""
    keys = {one for one in wanted if one is not None}
    return _made(scope, queries.standings(scope, keys)) if keys else {}


def person_by_ref(scope: Scope, ref: str) -> Person | None:
    """A member of the workspace's administration by public id; None for everybody else."""
    return next((one for one in _made(scope, queries.members(scope, ref)).values() if one.role is not None), None)


def workers(scope: Scope) -> list[Person]:
    """Members who may work on findings of any tenant, by name."""
    found = _made(scope, queries.members(scope)).values()
    return sorted(
        (one for one in found if one.role and holds(one.role, Capability.FINDING_WORK)),
        key=lambda one: (one.name.casefold(), one.ref),
    )


def members(scope: Scope) -> list[Person]:
    """Everybody who is a member of the workspace's administration now."""
    return list(_made(scope, queries.members(scope)).values())


def _made(scope: Scope, rows: Sequence[Any]) -> People:
    narrowed = [row.membership_id for row in rows if row.membership_id and row.tenant_mode != "all"]
    named = queries.named_tenants(scope, narrowed) if narrowed else {}
    made = {}
    for row in rows:
        is_member = row.membership_id is not None and row.is_active
        reach = TenantSet(row.tenant_mode or "all", frozenset(named.get(row.membership_id, ())))
        made[row.id] = Person(
            row.id,
            row.public_id,
            row.display_name,
            Role(row.role) if is_member else None,
            reach if is_member else None,
        )
    return made


def named(scope: Scope, known: People, user_id: UUID | None, tenant_id: UUID) -> PersonName | None:
    """A person of `known` as a page shows them; None for nobody."""
    found = known.get(user_id) if user_id else None
    return found.named(scope, tenant_id) if found else None
