"""The token and userinfo endpoints."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
from urllib.parse import unquote_plus

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from tenantpilot.sandbox.identity import tokens
from tenantpilot.sandbox.identity.faults import ArmedFault, Fault, Stage
from tenantpilot.sandbox.identity.grants import ACCESS_LIFE, Grant, proves
from tenantpilot.sandbox.identity.settings import Client
from tenantpilot.sandbox.identity.state import IdentityState

_FRESH = {"Cache-Control": "no-store", "Pragma": "no-cache"}


def _refusal(error: str, status: int = 400) -> Response:
    headers = _FRESH | ({"WWW-Authenticate": "Basic"} if status == 401 else {})
    return JSONResponse({"error": error}, status, headers)


def _basic(header: str) -> tuple[str, str]:
    """Client id and secret of a Basic header, form-decoded as RFC 6749 section 2.3.1 asks."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote_plus(name), unquote_plus(secret)


def _client(state: IdentityState, request: Request, form: dict[str, str]) -> Client | None:
    way = "client_secret_basic"
    name, secret = _basic(request.headers.get("authorization", ""))
    if not name:
        way = "client_secret_post"
        name, secret = form.get("client_id", ""), form.get("client_secret", "")
    client = state.settings.client(name)
    return client if client and client.knows(secret) and client.authentication in ("", way) else None


async def token(state: IdentityState, request: Request) -> Response:
    """POST: a code, its verifier and the client's secret for tokens."""
    form = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    client = _client(state, request, form)
    if client is None:
        return _refusal("invalid_client", 401)
    if form.get("grant_type") != "authorization_code":
        return _refusal("unsupported_grant_type")
    armed = state.faults.take(Stage.TOKEN)
    broken = await _broken(armed)
    if broken:
        return broken

    def fits(grant: Grant) -> bool:
        asked = grant.request
        return (
            asked.client_id == client.client_id
            and hmac.compare_digest(asked.redirect_uri, form.get("redirect_uri", ""))
            and proves(form.get("code_verifier", ""), asked.challenge)
        )

    code = form.get("code", "")
    grant = state.grants.redeem(code, fits)
    return _tokens(state, code, grant, armed) if grant else _refusal("invalid_grant")


async def _broken(armed: ArmedFault | None) -> Response | None:
    if armed is None:
        return None
    if armed.fault is Fault.TOKEN_DOWN:
        return PlainTextResponse("upstream failure", 503)
    if armed.fault is Fault.TOKEN_GARBAGE:
        return PlainTextResponse("<html>not json</html>", 200)
    if armed.fault is Fault.TOKEN_SLOW:
        await asyncio.sleep(armed.seconds)
    return None


def _tokens(state: IdentityState, code: str, grant: Grant, armed: ArmedFault | None) -> Response:
    access = state.grants.access_token(code, grant)
    answer = {
        "access_token": access,
        "token_type": "Bearer",
        "expires_in": int(ACCESS_LIFE.total_seconds()),
        "scope": grant.request.scope,
    }
    if not (armed and armed.fault is Fault.NO_ID_TOKEN):
        claims = tokens.true_claims(state.settings.issuer, grant, access)
        answer["id_token"] = tokens.id_token(state.keys, state.settings.algorithm, claims, armed)
    return JSONResponse(answer, headers=_FRESH)


async def userinfo(state: IdentityState, request: Request) -> Response:
    """GET: the person's own claims for an access token."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    access = state.grants.holder(value) if scheme.lower() == "bearer" else None
    if access is None:
        return JSONResponse({"error": "invalid_token"}, 401, _FRESH | {"WWW-Authenticate": "Bearer"})
    return JSONResponse(tokens.person_claims(access.person, access.scope), headers=_FRESH)
