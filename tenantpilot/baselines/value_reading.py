"""The page of what a tenant fills in: variables and references of the baselines that hold there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal, unseal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import part_queries, setting_queries
from tenantpilot.baselines import value_queries as queries
from tenantpilot.baselines.effective import Effective, effective
from tenantpilot.baselines.places import find
from tenantpilot.baselines.tables import ASSIGNMENTS
from tenantpilot.baselines.values import REFERENCE
from tenantpilot.baselines.views import ObjectChoice, ReferenceRow, TenantValuesPage, ValueRow
from tenantpilot.inventory import policy_queries
from tenantpilot.inventory.labels import path_words
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import Tenant

_COMPARED = ASSIGNMENTS[1]
_LONGEST_SEARCH = 120
Pointed = tuple[str, str]


def tenant_values(ctx: Context, tenant_ref: str) -> TenantValuesPage:
    """What the baselines that hold in a tenant leave open, and what the tenant says there.

    Raises:
        NotFoundError: malformed, absent and foreign tenants alike.
        ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.BASELINE_READ, tenant=tenant_ref) as scope:
        tenant = scope.get(Tenant, tenant_ref)
        held = [one for one in effective(scope, [tenant.id]) if one.version_id is not None]
        given = queries.given(scope, tenant.id)
        return TenantValuesPage(
            tenant_ref=tenant_ref,
            tenant_name=tenant.name,
            values=_values(scope, held, given),
            references=_references(ctx, scope, tenant.id, held, given),
            may_manage=holds(Role(scope.role), Capability.BASELINE_MANAGE),
        )


def _values(scope: Scope, held: Sequence[Effective], given: dict[Any, Any]) -> tuple[ValueRow, ...]:
    """Each variable once per baseline, with the first of its places."""
    of = {one.version_id: one for one in held}
    rows = queries.variables(scope, [one for one in of if one is not None])
    times = Counter((row.version_id, row.name) for row in rows)
    first: dict[Any, Any] = {}
    for row in rows:
        first.setdefault((row.version_id, row.name), row)
    return tuple(
        _value(scope, row, of[row.version_id], given.get(("value", row.name)), times[key])
        for key, row in first.items()
    )  # fmt: skip


def _value(scope: Scope, row: Any, of: Effective, given: Any, times: int) -> ValueRow:
    place = find(part_queries.content(scope, row.content_digest), row.path)
    return ValueRow(
        name=row.name,
        baseline_ref=of.baseline_ref,
        baseline_name=of.baseline_name,
        part_name=row.part_name,
        family=row.family,
        words=path_words(row.path, row.family),
        kind=place.kind if place else "text",
        default_value=row.default_value,
        value=given.value if given else "",
        is_set=given is not None,
        changed_at=iso(given.changed_at) if given else "",
        places=times,
    )


def _references(
    ctx: Context, scope: Scope, tenant_id: UUID, held: Sequence[Effective], given: dict[Any, Any]
) -> tuple[ReferenceRow, ...]:
    found = _pointed(scope, tenant_id, [one.version_id for one in held if one.version_id is not None])
    sources = {of for of, _ in found.values()}
    names = {of: _names(scope, of, [key for key, (own, _) in found.items() if own == of]) for of in sources}
    called = _tenants(scope, sources)
    mapped = {key: given.get(("reference", f"{key[0]}:{key[1]}")) for key in found}
    ours = _names(scope, tenant_id, [(key[0], row.value) for key, row in mapped.items() if row])
    return tuple(
        _reference(ctx, key, called.get(of, ""), names[of].get(key, ""), mapped[key], ours, parts)
        for key, (of, parts) in sorted(found.items(), key=lambda one: (mapped[one[0]] is not None, one[0]))
    )


def _pointed(scope: Scope, tenant_id: UUID, versions: Sequence[UUID]) -> dict[Pointed, tuple[UUID, int]]:
    """What parts of other tenants point at: (kind, id) → whose it is, and how many parts name it."""
    parts = queries.foreign_parts(scope, versions, tenant_id) if versions else []
    digests = {digest: row.family for row in parts for digest in _compared(row)}
    setting_queries.ensure(scope, digests)
    pointed = setting_queries.references_of(scope, digests)
    found: dict[Pointed, tuple[UUID, int]] = {}
    for row in parts:
        for key in {key for digest in _compared(row) for key in pointed.get(digest, ())}:
            of, times = found.get(key, (row.source_tenant_id, 0))
            found[key] = of, times + 1
    return found


def _compared(row: Any) -> list[str]:
    return [row.content_digest, *([row.assignments_digest] if row.assignments == _COMPARED else [])]


def _names(scope: Scope, tenant_id: UUID, wanted: Iterable[Pointed]) -> dict[Pointed, str]:
    """What objects are called, for whoever reaches their tenant."""
    if not scope.tenants.reaches(tenant_id):
        return {}
    return {key: name for key, (name, _) in policy_queries.names(scope, tenant_id, set(wanted)).items()}


def _tenants(scope: Scope, wanted: Iterable[UUID]) -> dict[UUID, str]:
    rows = scope.session.exec(scope.select(Tenant).where(Tenant.id.in_(list(wanted)))).all()  # type: ignore[attr-defined]
    return {row.id: row.name for row in rows}


def _reference(
    ctx: Context, key: Pointed, tenant: str, name: str, row: Any, ours: dict[Pointed, str], parts: int
) -> ReferenceRow:
    kind, ref = key
    return ReferenceRow(
        handle=seal(ctx, REFERENCE, f"{kind}:{ref}"),
        kind=kind,
        source_tenant_name=tenant,
        source_id=ref,
        source_name=name,
        value=row.value if row else "",
        value_name=ours.get((kind, row.value), "") if row else "",
        state="mapped" if row else "unmapped",
        parts=parts,
        changed_at=iso(row.changed_at) if row else "",
    )


def reference_choices(ctx: Context, tenant_ref: str, reference_handle: str, q: str = "") -> tuple[ObjectChoice, ...]:
    """Known objects of a tenant that could stand for another tenant's, by name; at most 50 that `q` is a piece of.

    Raises:
        NotFoundError: the tenant is out of reach, or the handle does not open.
        ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.BASELINE_READ, tenant=tenant_ref) as scope:
        kind = unseal(ctx, REFERENCE, reference_handle).partition(":")[0]
        wanted = " ".join(q.split())[:_LONGEST_SEARCH].replace("\0", "")
        found = queries.objects(scope, scope.tenant[0], kind, wanted) if scope.tenant else []
    return tuple(ObjectChoice(row.provider_id, row.name) for row in found)
