"""The control door: arm faults and rotate keys. Open to programs on this machine only."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tenantpilot.kernel.settings import LOOPBACK
from tenantpilot.sandbox.identity.faults import Fault
from tenantpilot.sandbox.identity.state import IdentityState

_MOST = 100


def _may_control(request: Request) -> bool:
    """A local program: a page of any site, even one whose name points here, is not one."""
    client = request.client.host if request.client else ""
    return client in LOOPBACK and request.url.hostname in LOOPBACK and "origin" not in request.headers


def _not_found() -> Response:
    return JSONResponse({"error": "not_found"}, 404)


async def show(state: IdentityState, request: Request) -> Response:
    """GET: the faults that have not happened yet."""
    return JSONResponse({"waiting": state.faults.waiting()}) if _may_control(request) else _not_found()


async def arm(state: IdentityState, request: Request) -> Response:
    """POST {"fault": name, "seconds": n, "times": n}: spoil the next requests of the fault's stage."""
    if not _may_control(request):
        return _not_found()
    try:
        body = await request.json()
        fault = Fault(body["fault"])
        seconds, times = int(body.get("seconds", 300)), int(body.get("times", 1))
    except (ValueError, KeyError, TypeError):
        return JSONResponse({"error": "unknown fault", "known": [fault.value for fault in Fault]}, 400)
    state.faults.arm(fault, seconds, max(1, min(times, _MOST)))
    return JSONResponse({"waiting": state.faults.waiting()})


async def clear(state: IdentityState, request: Request) -> Response:
    """DELETE: behave from now on."""
    if not _may_control(request):
        return _not_found()
    state.faults.clear()
    return JSONResponse({"waiting": []})


async def rotate(state: IdentityState, request: Request) -> Response:
    """POST ?keep_old=0|1: new signing keys."""
    if not _may_control(request):
        return _not_found()
    state.keys.rotate(keep_old=request.query_params.get("keep_old", "1") == "1")
    return JSONResponse({"keys": len(state.keys.published()["keys"])})
