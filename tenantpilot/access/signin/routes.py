"""The HTTP routes of signing in and out. Everything a browser sends here is checked before it is used."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from functools import lru_cache, wraps
from urllib.parse import urlencode

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tenantpilot.access import cookies, sessions
from tenantpilot.access.client_address import client_address, site
from tenantpilot.access.context import new_request_id
from tenantpilot.access.signin import attempts, responses
from tenantpilot.access.signin.arrival import Browser, arrive
from tenantpilot.access.signin.problems import Problem, SignInProblemError
from tenantpilot.access.signin.provider import Client, Provider
from tenantpilot.access.signin.return_path import HOME, local_path
from tenantpilot.access.signin.throttle import Throttle
from tenantpilot.kernel.settings import settings

log = logging.getLogger(__name__)
_LONGEST_ANSWER = 4096
throttle = Throttle()


@lru_cache(maxsize=1)
def provider() -> Provider:
    """The configured provider; one object for each process, because it keeps documents and keys."""
    known = settings()
    if not (known.oidc_issuer and known.oidc_client_id):
        raise SignInProblemError(Problem.NOT_CONFIGURED)
    return Provider(
        Client(known.oidc_issuer, known.oidc_client_id, known.oidc_client_secret, f"{known.origin}/auth/callback")
    )


Endpoint = Callable[[Request, str], Awaitable[Response]]


def _guarded(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Every failure becomes a problem page; the log gets its code and a reference, never what was received."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        reference = new_request_id()
        try:
            return await endpoint(request, reference)
        except SignInProblemError as error:
            log.warning("sign-in refused: %s (%s) [%s]", error.problem.value, error.detail or "-", reference)
            problem = error.problem
        except SQLAlchemyError as error:
            log.error("sign-in without database: %s [%s]", type(error).__name__, reference)  # noqa: TRY400  no values
            problem = Problem.STORE_UNAVAILABLE
        except Exception as error:  # noqa: BLE001  edge of the process: an unknown fault must not show itself
            log.error("sign-in failed: %s at %s [%s]", type(error).__name__, _place(error), reference)  # noqa: TRY400
            problem = Problem.UNEXPECTED
        # The cookie of the attempt stays: another tab may be signing in with it, and by itself it opens nothing.
        return responses.to_problem(problem, reference, getattr(request.state, "return_path", HOME))

    return answer


def _admit(request: Request) -> None:
    if not throttle.admits(site(client_address(request))):
        raise SignInProblemError(Problem.TOO_MANY_ATTEMPTS)


def _place(error: BaseException) -> str:
    """File and line of the innermost frame; the message and the values of an unknown error may hold secrets."""
    trace, where = error.__traceback__, "?"
    while trace is not None:
        where = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where


def _cookie(request: Request, name: str) -> str:
    return cookies.read(request.headers.get("cookie", ""), name)


@_guarded
async def sign_in(request: Request, _reference: str) -> Response:
    """GET ?next=&account=other: leave for the provider; with `account` it has to ask who signs in."""
    return_path = request.state.return_path = local_path(request.query_params.get("next"))
    _admit(request)
    known = provider()
    await known.metadata()
    held = await run_in_threadpool(sessions.find, _cookie(request, cookies.session_cookie()))
    attempt = await run_in_threadpool(
        attempts.begin,
        return_path,
        browser=_cookie(request, cookies.sign_in_cookie()),
        replaces=held.ref if held else "",
    )
    url = await known.authorization_url(
        state=attempt.state,
        nonce=attempt.kept.nonce,
        verifier=attempt.kept.verifier,
        language=responses.language_of(request),
        asks_again=request.query_params.get("account") == "other",
    )
    response = RedirectResponse(url, 303, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
    cookies.set_sign_in(response, attempt.browser, int(attempts.LIFE.total_seconds()))
    return response


def _answered(request: Request, name: str) -> str:
    """One value of the provider's answer; one that comes twice, or is absurdly long, counts as none."""
    values = request.query_params.getlist(name)
    return values[0] if len(values) == 1 and len(values[0]) <= _LONGEST_ANSWER else ""


def _check_answer(request: Request, issuer: str, *, names_itself: bool) -> str:
    """The code in the provider's answer.

    Raises:
        SignInProblemError: another provider answers, or this one says no.
    """
    named = _answered(request, "iss")
    if (named or names_itself) and not hmac.compare_digest(named.encode(), issuer.encode()):
        raise SignInProblemError(Problem.WRONG_ISSUER, "answer")
    error = _answered(request, "error")
    if error:
        denied = error in ("access_denied", "consent_required", "interaction_required", "login_required")
        raise SignInProblemError(Problem.ACCESS_DENIED if denied else Problem.PROVIDER_REFUSED, "answer")
    code = _answered(request, "code")
    if not code:
        raise SignInProblemError(Problem.PROVIDER_REFUSED, "no code")
    return code


@_guarded
async def callback(request: Request, reference: str) -> Response:
    """GET: back from the provider."""
    _admit(request)
    kept = await run_in_threadpool(
        attempts.take, _answered(request, "state"), _cookie(request, cookies.sign_in_cookie())
    )
    request.state.return_path = kept.return_path
    known = provider()
    metadata = await known.metadata()
    code = _check_answer(request, known.client.issuer, names_itself=metadata.names_itself)
    identity = await known.redeem(code, nonce=kept.nonce, verifier=kept.verifier)
    browser = Browser(address=client_address(request), user_agent=request.headers.get("user-agent", ""))
    started = await run_in_threadpool(arrive, identity, browser, replaces=kept.replaces, request_id=reference)
    response = responses.hand_over(request, kept.return_path)
    cookies.set_session(response, started.token)
    cookies.clear_sign_in(response)
    return response


@_guarded
async def sign_out(request: Request, _reference: str) -> Response:
    """POST: end this session; with `provider=1` in the form also lead to the provider's own sign-out."""
    if request.headers.get("origin", "") != settings().origin:
        raise SignInProblemError(Problem.FOREIGN_ORIGIN)
    form = await request.form()
    await run_in_threadpool(sessions.sign_out, _cookie(request, cookies.session_cookie()))
    target = await _provider_sign_out() if form.get("provider") == "1" else ""
    response = responses.signed_out(request, target)
    cookies.clear_session(response)
    return response


async def _provider_sign_out() -> str:
    """The provider's sign-out address; empty when it has none or cannot be asked: being out here comes first."""
    try:
        endpoint = (await provider().metadata()).end_session_endpoint
    except SignInProblemError:
        return ""
    query = {"client_id": settings().oidc_client_id, "post_logout_redirect_uri": f"{settings().origin}{HOME}"}
    joint = "&" if "?" in endpoint else "?"
    return f"{endpoint}{joint}{urlencode(query)}" if endpoint else ""


async def problem(request: Request) -> Response:
    """GET ?reason=&reference=: why a sign-in did not happen. Unknown reasons get the general page."""
    try:
        known = Problem(request.query_params.get("reason", ""))
    except ValueError:
        known = Problem.UNEXPECTED
    return responses.problem_page(
        request,
        known,
        reference=request.query_params.get("reference", ""),
        return_path=local_path(request.query_params.get("next")),
        retry_after=throttle.wait_seconds() if known is Problem.TOO_MANY_ATTEMPTS else None,
    )


def routes() -> list[Route]:
    """Everything below /auth."""
    return [
        Route(responses.SIGN_IN_PATH, sign_in, methods=["GET"]),
        Route("/auth/callback", callback, methods=["GET"]),
        Route("/auth/sign-out", sign_out, methods=["POST"]),
        Route(responses.PROBLEM_PATH, problem, methods=["GET"]),
    ]
