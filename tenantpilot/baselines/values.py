"""What a tenant has of its own where baselines leave it open: values of variables, objects that stand for others'."""

from __future__ import annotations

import re
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import part_queries, places
from tenantpilot.baselines import value_queries as queries
from tenantpilot.baselines.noise import PathError
from tenantpilot.baselines.places import ValueRefusedError
from tenantpilot.baselines.tables import TenantValue
from tenantpilot.inventory.references import NO_ID, is_guid
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError, NotFoundError
from tenantpilot.store.scope import Scope

SUBJECT = "tenant"
REFERENCE = "tenant_reference"
# Numbered by the provider instead of by ids like everything else.
_NUMBERED = frozenset({"scope_tag"})
_NUMBER = re.compile(r"[0-9]{1,9}")


def set_value(ctx: Context, tenant_ref: str, name: str, value: str) -> None:
    """Say what stands in a tenant where baselines have the variable `name`.

    Raises:
        NotFoundError: the tenant is malformed, absent, foreign or out of reach.
        ForbiddenError: without the capability.
        InvalidInputError: no baseline has the variable, or no value of its kind, or one that looks like a credential.
    """
    with open_scope(ctx, Capability.BASELINE_MANAGE, tenant=tenant_ref, write=True) as scope:
        kind = _kind(scope, name)
        try:
            told = places.written(places.parsed(kind, value))
        except ValueRefusedError as error:
            raise InvalidInputError({"value": str(error)}) from None
        _put(scope, "value", name, told)


def _kind(scope: Scope, name: str) -> str:
    """Which kind of value the variable has, by the newest version whose place is still there."""
    for row in queries.places_of(scope, name):
        try:
            place = places.find(part_queries.content(scope, row.content_digest), row.path)
        except PathError:
            place = None
        if place is not None:
            return place.kind
    raise InvalidInputError({"name": "error-field-no-such-variable"})


def clear_value(ctx: Context, tenant_ref: str, name: str) -> None:
    """Let the baseline's default stand in a tenant again.

    Raises:
        NotFoundError: the tenant is out of reach, or has no value of this variable.
        ForbiddenError: without the capability.
    """
    with open_scope(ctx, Capability.BASELINE_MANAGE, tenant=tenant_ref, write=True) as scope:
        _clear(scope, "value", name)


def map_reference(ctx: Context, tenant_ref: str, reference_handle: str, value: str) -> None:
    """Say which object of a tenant stands for one of a baseline's source tenant.

    Raises:
        NotFoundError: the tenant is out of reach, or the handle does not open.
        ForbiddenError: without the capability.
        InvalidInputError: not the form of an id of such an object.
    """
    with open_scope(ctx, Capability.BASELINE_MANAGE, tenant=tenant_ref, write=True) as scope:
        name = _reference(ctx, reference_handle)
        _put(scope, "reference", name, _id(name.partition(":")[0], value))


def _reference(ctx: Context, handle: str) -> str:
    name = unseal(ctx, REFERENCE, handle)
    if not all(name.partition(":")):
        raise NotFoundError("not a handle of a reference")
    return name


def _id(kind: str, value: str) -> str:
    made = value.strip()
    if not made:
        raise InvalidInputError({"value": "error-field-required"})
    if kind in _NUMBERED and _NUMBER.fullmatch(made):
        return made
    made = made.strip("{}").lower()
    if not is_guid(made) or made == NO_ID:
        raise InvalidInputError({"value": "error-field-guid"})
    return made


def clear_reference(ctx: Context, tenant_ref: str, reference_handle: str) -> None:
    """Let nothing stand for the object in a tenant: what points at it is not compared there any more.

    Raises:
        NotFoundError: the tenant is out of reach, the handle does not open, or nothing stood for it.
        ForbiddenError: without the capability.
    """
    with open_scope(ctx, Capability.BASELINE_MANAGE, tenant=tenant_ref, write=True) as scope:
        _clear(scope, "reference", _reference(ctx, reference_handle))


def _find(scope: Scope, kind: str, name: str) -> TenantValue | None:
    tenant_id = scope.tenant_id
    query = scope.select(TenantValue).where(TenantValue.tenant_id == tenant_id, TenantValue.kind == kind)
    return scope.session.exec(query.where(TenantValue.name == name).with_for_update()).one_or_none()


def _put(scope: Scope, kind: str, name: str, value: str) -> None:
    if scope.tenant is None:
        raise NotFoundError("no tenant was named")
    row, before = _find(scope, kind, name), None
    if row is not None and row.value == value:
        return
    if row is None:
        row = TenantValue(
            workspace_id=scope.workspace_id, tenant_id=scope.tenant[0], kind=kind, name=name, value=value
        )  # fmt: skip
    else:
        before = _said(row)
        row.value, row.changed_at = value, now()
    scope.session.add(row)
    scope.record("tenant_value.changed", SUBJECT, scope.tenant[1], before=before, after=_said(row))


def _clear(scope: Scope, kind: str, name: str) -> None:
    row = _find(scope, kind, name)
    if row is None or scope.tenant is None:
        raise NotFoundError("nothing is set")
    before = _said(row)
    scope.session.delete(row)
    scope.record("tenant_value.changed", SUBJECT, scope.tenant[1], before=before)


def _said(row: TenantValue) -> dict[str, Any]:
    return {"kind": row.kind, "name": row.name, "value": row.value}
