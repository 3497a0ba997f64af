"""The authorization endpoint: check the request, let a person be chosen, send them back with a code."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import FormData, ImmutableMultiDict
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tenantpilot.sandbox.identity import picker
from tenantpilot.sandbox.identity.faults import Fault, Stage
from tenantpilot.sandbox.identity.grants import CODE_LIFE, AuthorizationRequest
from tenantpilot.sandbox.identity.state import IdentityState
from tenantpilot.sandbox.people import person

Query = ImmutableMultiDict[str, str]


def _flaw(query: Query) -> tuple[str, str] | None:
    """The first thing wrong with a request whose redirect address is already known to be good."""
    if query.get("response_type") != "code":
        return "unsupported_response_type", "only the code flow is offered"
    if "openid" not in query.get("scope", "").split():
        return "invalid_scope", "the scope openid is needed"
    if query.get("code_challenge_method") != "S256" or len(query.get("code_challenge", "")) != 43:
        return "invalid_request", "PKCE with S256 is needed"
    if query.get("prompt") == "none":
        return "login_required", "a person has to be chosen"
    return None


def _back(state: IdentityState, asked: AuthorizationRequest, answer: dict[str, str]) -> RedirectResponse:
    """Redirect to the client with `answer`, the state it sent, and who answers (RFC 9207)."""
    values = {"state": asked.state, "iss": state.settings.issuer} | answer
    query = urlencode({key: value for key, value in values.items() if value})
    joint = "&" if urlsplit(asked.redirect_uri).query else "?"
    return RedirectResponse(f"{asked.redirect_uri}{joint}{query}", 303, {"Cache-Control": "no-store"})


async def show(state: IdentityState, request: Request) -> Response:
    """GET: the people page, or an error the way the protocol wants it told."""
    query = request.query_params
    client = state.settings.client(query.get("client_id", ""))
    if client is None or query.get("redirect_uri", "") not in client.redirect_uris:
        # Nobody to tell but the person: redirecting to an unregistered address would be an open redirect.
        return picker.unknown_client(request)
    asked = AuthorizationRequest(
        client_id=client.client_id,
        redirect_uri=query["redirect_uri"],
        state=query.get("state", ""),
        nonce=query.get("nonce", ""),
        challenge=query.get("code_challenge", ""),
        scope=query.get("scope", ""),
    )
    flaw = _flaw(query)
    if flaw:
        return _back(state, asked, {"error": flaw[0], "error_description": flaw[1]})
    return picker.people_page(request, state.grants.ask(asked), state.settings.redirect_origins())


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


async def choose(state: IdentityState, request: Request) -> Response:
    """POST: somebody was chosen, or the page was left with "Cancel"."""
    form = await request.form()
    asked = state.grants.answer(_field(form, "request"))
    if asked is None:
        return picker.page_too_old(request)
    chosen = _field(form, "person")
    if not chosen:
        return _back(state, asked, {"error": "access_denied", "error_description": "the person cancelled"})
    try:
        who = person(chosen)
    except KeyError:
        return picker.page_too_old(request)
    armed = state.faults.take(Stage.AUTHORIZE)
    return _answer(state, asked, who.key, armed.fault if armed else None)


def _answer(state: IdentityState, asked: AuthorizationRequest, key: str, fault: Fault | None) -> Response:
    if fault is Fault.ACCESS_DENIED:
        return _back(state, asked, {"error": "access_denied"})
    if fault is Fault.SERVER_ERROR:
        return _back(state, asked, {"error": "server_error", "error_description": "<b>broken</b>"})
    life = timedelta(seconds=-1) if fault is Fault.EXPIRED_CODE else CODE_LIFE
    code = state.grants.code(asked, person(key), life=life)
    if fault is Fault.USED_CODE:
        state.grants.spend(code)
    if fault is Fault.FOREIGN_CODE:
        code = code[::-1]
    answer = {"code": code}
    if fault is Fault.WRONG_STATE:
        answer["state"] = "a-state-nobody-sent"
    if fault is Fault.MISSING_STATE:
        answer["state"] = ""
    if fault is Fault.WRONG_RESPONSE_ISSUER:
        answer["iss"] = "https://login.attacker.example"
    return _back(state, asked, answer)
