"""The control door for programs: JSON below /control. Open to programs on this machine only."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tenantpilot.kernel.clock import now
from tenantpilot.kernel.settings import LOOPBACK
from tenantpilot.sandbox.graph import deeds
from tenantpilot.sandbox.graph.audit import Actor
from tenantpilot.sandbox.graph.collections import COLLECTIONS
from tenantpilot.sandbox.graph.data import AppRegistration, AppSecret
from tenantpilot.sandbox.graph.faults import ArmedFault, Fault
from tenantpilot.sandbox.graph.staging import somebody
from tenantpilot.sandbox.graph.tenant import Tenant
from tenantpilot.sandbox.graph.world import World

Endpoint = Callable[[World, Request], Awaitable[Response]]


class ControlError(ValueError):
    """What was asked of the control door makes no sense; the text says why."""


class UnknownError(ControlError):
    """It names something that is not there."""


def is_local(request: Request) -> bool:
    """The caller is on this machine and uses this machine's name."""
    client = request.client.host if request.client else ""
    return client in LOOPBACK and request.url.hostname in LOOPBACK


def guarded(world: World, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Only local programs pass: a page of any site, even one whose name points here, is not one."""

    async def answer(request: Request) -> Response:
        if not is_local(request) or "origin" in request.headers:
            return JSONResponse({"error": "not found"}, 404)
        try:
            return await endpoint(world, request)
        except UnknownError as reason:
            return JSONResponse({"error": str(reason)}, 404)
        except (ControlError, ValueError, TypeError, KeyError) as reason:
            return JSONResponse({"error": str(reason)}, 400)

    return answer


def _tenant(world: World, request: Request) -> Tenant:
    tenant = world.tenant(request.path_params["tenant"])
    if tenant is None:
        raise UnknownError("no such tenant")
    return tenant


async def _body(request: Request) -> dict[str, Any]:
    raw = await request.body()
    value = json.loads(raw) if raw else {}
    if not isinstance(value, dict):
        raise ControlError("the body has to be a JSON object")
    return value


def _moment(value: Any) -> datetime:
    at = datetime.fromisoformat(str(value))
    if at.tzinfo is None:
        raise ControlError("a moment needs a time zone")
    return at


def described(tenant: Tenant) -> dict[str, Any]:
    """A tenant in short."""
    entries = tenant.data.timeline
    return {
        "tenant_id": tenant.data.tenant_id,
        "display_name": tenant.data.display_name,
        "domain": tenant.data.domain,
        "is_gone": tenant.is_gone,
        "licences": sorted(tenant.licences),
        "unsupported": sorted(tenant.unsupported),
        "apps": [
            {
                "client_id": app.client_id,
                "granted": sorted(app.granted),
                "consented": app.consented,
                "disabled": app.disabled,
            }
            for app in tenant.apps
        ],
        "collections": {name: len(items) for name, items in sorted(tenant.store.objects.items()) if items},
        "timeline": {"entries": len(entries), "applied": tenant.applied},
    }


async def tenants(world: World, _request: Request) -> Response:
    """GET: all tenants."""
    return JSONResponse({"tenants": [described(tenant) for tenant in world.tenants.values()]})


async def tenant_state(world: World, request: Request) -> Response:
    """GET one tenant; PATCH {"is_gone", "licences", "unsupported", "revoke_tokens"}."""
    tenant = _tenant(world, request)
    if request.method == "PATCH":
        body = await _body(request)
        tenant.is_gone = bool(body.get("is_gone", tenant.is_gone))
        tenant.licences = frozenset(body.get("licences", tenant.licences))
        tenant.unsupported = frozenset(body.get("unsupported", tenant.unsupported))
        tenant.store.forget_bytes()
        if body.get("revoke_tokens"):
            world.tokens.revoke(tenant.data.tenant_id)
        world.remember(tenant)
    return JSONResponse(described(tenant))


async def app_state(world: World, request: Request) -> Response:
    """PATCH {"granted", "consented", "disabled", "secrets": [{"value", "expires_at"}], "redirect_uris"}."""
    tenant = _tenant(world, request)
    app = tenant.app(request.path_params["client"])
    if app is None:
        raise UnknownError("no such application")
    _change_app(app, await _body(request))
    world.remember(tenant)
    return JSONResponse(described(tenant))


def _change_app(app: AppRegistration, body: dict[str, Any]) -> None:
    app.granted = set(body.get("granted", app.granted))
    app.consented = bool(body.get("consented", app.consented))
    app.disabled = bool(body.get("disabled", app.disabled))
    app.redirect_uris = tuple(body.get("redirect_uris", app.redirect_uris))
    if "secrets" in body:
        app.secrets = [
            AppSecret(str(secret["value"]), _moment(secret["expires_at"]) if secret.get("expires_at") else None)
            for secret in body["secrets"]
        ]


def _collection(request: Request) -> str:
    name = str(request.path_params["collection"])
    if name not in COLLECTIONS:
        raise UnknownError("no such collection")
    return name


async def item(world: World, request: Request) -> Response:
    """GET, PUT a whole hydrated object, PATCH some properties, or DELETE; `actor` and `at` may stand in the query."""
    tenant, collection, id_ = _tenant(world, request), _collection(request), request.path_params["id"]
    before = tenant.store.newest(collection, id_)
    if before is None and request.method != "PUT":
        raise UnknownError("no such object")
    if request.method == "GET":
        return JSONResponse(before)
    name = request.query_params.get("actor", "")
    actor = Actor(name) if name else somebody(tenant)
    at = _moment(request.query_params["at"]) if "at" in request.query_params else now()
    if request.method == "DELETE":
        deeds.erase(tenant, collection, id_, actor=actor, at=at, at_once=True)
        return JSONResponse({"deleted": id_})
    body = await _body(request) | {"id": id_}
    after = body if request.method == "PUT" else (before or {}) | body
    operation = "Create" if before is None else request.query_params.get("operation", "Patch")
    return JSONResponse(deeds.save(tenant, collection, after, actor=actor, at=at, operation=operation, at_once=True))


async def restore(world: World, request: Request) -> Response:
    """POST: bring a deleted object back, softly deleted or as it was at the start."""
    tenant, collection, id_ = _tenant(world, request), _collection(request), request.path_params["id"]
    back = deeds.revive(tenant, collection, id_, actor=somebody(tenant), at=now())
    if back is None:
        original = tenant.data.collections.get(collection, {}).get(id_)
        if original is None:
            raise UnknownError("no such object")
        actor = somebody(tenant)
        back = deeds.save(tenant, collection, original, actor=actor, at=now(), operation="Create", at_once=True)
    return JSONResponse(back)


async def timeline(world: World, request: Request) -> Response:
    """POST {"until": moment}: let the tenant's timeline happen up to then."""
    tenant = _tenant(world, request)
    until = _moment((await _body(request))["until"])
    return JSONResponse({"happened": world.advance(tenant, until), "applied": tenant.applied})


async def reset(world: World, request: Request) -> Response:
    """POST: one tenant, or everything, as at the start."""
    world.reset(_tenant(world, request) if "tenant" in request.path_params else None)
    return JSONResponse({"reset": True})


def _plain(armed: ArmedFault) -> dict[str, Any]:
    return asdict(armed) | {"kind": armed.kind.value}


async def faults(world: World, request: Request) -> Response:
    """GET all, POST {"kind", selectors…} to arm one, DELETE all."""
    if request.method == "POST":
        body = await _body(request)
        known = {field.name for field in fields(ArmedFault)} - {"id", "seen", "happened"}
        if not set(body) <= known or body.get("kind") not in set(Fault):
            raise ControlError(f"known faults: {', '.join(Fault)}; known selectors: {', '.join(sorted(known))}")
        return JSONResponse(_plain(world.faults.add(body.pop("kind"), **body)))
    if request.method == "DELETE":
        world.faults.clear()
    return JSONResponse({"faults": [_plain(armed) for armed in world.faults.armed()]})


async def fault(world: World, request: Request) -> Response:
    """DELETE one."""
    if not world.faults.remove(int(request.path_params["id"])):
        raise UnknownError("no such fault")
    return JSONResponse({"removed": True})


async def log(world: World, request: Request) -> Response:
    """GET ?after=number&tenant=id: requests in the order of arrival; DELETE forgets them."""
    if request.method == "DELETE":
        world.log.clear()
    after, tenant = int(request.query_params.get("after", "0")), request.query_params.get("tenant", "")
    entries = world.log.entries(tenant=tenant, after=after)
    return JSONResponse({"mark": world.log.mark(), "entries": [entry.plain() for entry in entries]})


async def limits(world: World, request: Request) -> Response:
    """GET the limits; PATCH some of them, such as {"is_on": false}."""
    known = world.governor.limits
    if request.method == "PATCH":
        for name, value in (await _body(request)).items():
            if name not in asdict(known):
                raise ControlError(f"known limits: {', '.join(asdict(known))}")
            setattr(known, name, value)
        world.governor.forget()
    return JSONResponse(asdict(known))
