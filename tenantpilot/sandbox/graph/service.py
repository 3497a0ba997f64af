"""One request to Graph from the door to its answer: token, faults, limits, permissions, then the thing itself."""

from __future__ import annotations

from tenantpilot.sandbox.graph import directory, reads, spoiling, writes
from tenantpilot.sandbox.graph.answer import Answer, error
from tenantpilot.sandbox.graph.call import Call, Grant, RefusedError, Visit
from tenantpilot.sandbox.graph.data import INTUNE, WINDOWS_365
from tenantpilot.sandbox.graph.faults import INSTEAD, REVOKING, SPOILING, ArmedFault, Fault, Subject
from tenantpilot.sandbox.graph.places import Place, find
from tenantpilot.sandbox.graph.query import QueryError
from tenantpilot.sandbox.graph.tenant import Tenant
from tenantpilot.sandbox.graph.world import World

AGAIN = "page=again"


def authorize(world: World, call: Call) -> Grant:
    """Whose token it is.

    Raises:
        RefusedError: there is none, it ended, or the tenant or the consent behind it is gone.
    """
    scheme, _, token = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise RefusedError(spoiling.unauthorized(call, "Access token is empty."))
    grant = world.tokens.grant(token)
    tenant = world.tenants.get(grant.tenant_id.lower()) if grant else None
    if grant is None or tenant is None or tenant.is_gone:
        raise RefusedError(spoiling.unauthorized(call, "Lifetime validation failed, the token is expired."))
    subject = Subject(grant.tenant_id, "", call.method, call.path)
    if any(armed.kind in REVOKING and armed.is_for(subject) and not armed.is_spent for armed in world.faults.armed()):
        raise RefusedError(spoiling.unauthorized(call))
    return grant


def respond(world: World, call: Call, grant: Grant) -> Answer:
    """The answer to one request, alone or part of a batch. Never raises for what a caller can send."""
    tenant = world.tenants[grant.tenant_id.lower()]
    place = find(call.version, call.path)
    subject = _subject(call, grant, place)
    for armed in world.faults.take(subject, INSTEAD):
        return spoiling.instead(armed, call, place)
    try:
        answer = _regular(world, tenant, call, grant, place)
    except RefusedError as refused:
        answer = refused.answer
    for armed in world.faults.take(subject, SPOILING):
        if not _is_again(armed, call):
            answer = spoiling.spoil(armed, answer, call, tenant.store)
    return answer


def _subject(call: Call, grant: Grant, place: Place | None) -> Subject:
    name = place.collection.name if place else ""
    is_next = "skiptoken=" in call.raw_query or AGAIN in call.raw_query
    return Subject(grant.tenant_id, name, call.method, call.path, bool(call.part), is_next)


def _is_again(armed: ArmedFault, call: Call) -> bool:
    """The page behind an empty page is not empty again."""
    return armed.kind is Fault.EMPTY_PAGE and AGAIN in call.raw_query


def _regular(world: World, tenant: Tenant, call: Call, grant: Grant, place: Place | None) -> Answer:
    if place is None:
        special = directory.special(tenant, call, grant)
        counted = directory.counted_as(call) if special else None
        return (counted and _limited(world, call, grant, counted)) or special or _unknown(call)
    refused = _limited(world, call, grant, place) or _closed(tenant, call, grant, place)
    if refused is not None:
        return refused
    visit = Visit(call, place, tenant.store, grant)
    if not call.is_write:
        answer = reads.read(visit)
        if place.collection.area == "directory":
            answer.headers["x-ms-resource-unit"] = str(directory.units(call, place))
        return answer
    delays = world.faults.take(_subject(call, grant, place), frozenset({Fault.DELAYED}))
    tenant.store.delay = max((armed.seconds or 2 for armed in delays), default=0.0)
    try:
        return writes.write(world, tenant, visit)
    except QueryError as reason:
        return error(call.ids, 400, "BadRequest", str(reason))
    finally:
        tenant.store.delay = 0.0


def _limited(world: World, call: Call, grant: Grant, place: Place) -> Answer | None:
    refusal = world.governor.refuse(
        place, grant.tenant_id, grant.client_id, is_write=call.is_write, units=directory.units(call, place)
    )
    if refusal is None:
        return None
    answer = spoiling.throttled(call, place, refusal.retry_after)
    answer.fault = "limit"
    return answer


def _closed(tenant: Tenant, call: Call, grant: Grant, place: Place) -> Answer | None:
    """What the tenant lacks or the application may not."""
    collection = place.collection
    if collection.name in tenant.unsupported:
        return spoiling.unsupported(call)
    if collection.service == "intune" and not _is_licensed(tenant, place):
        return spoiling.unlicensed(call)
    if not grant.roles & set(collection.write if call.is_write else collection.read):
        return spoiling.forbidden(call, place)
    return None


def _is_licensed(tenant: Tenant, place: Place) -> bool:
    return (WINDOWS_365 if place.collection.area == "cloud-pc" else INTUNE) in tenant.licences


def _unknown(call: Call) -> Answer:
    if call.is_write:
        text = f"No OData route exists that match template ~/{call.path.strip('/')} with http verb {call.method}"
        return error(call.ids, 400, "No method match route template", text)
    return spoiling.unsupported(call)
