"""The HTTP routes of an administrator's consent. Everything that comes back from the provider is checked before use."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from functools import wraps
from urllib.parse import urlencode

from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tenantpilot.access import cookies, sessions
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.signin import document, responses
from tenantpilot.i18n.server import text
from tenantpilot.kernel.errors import AppError, ForbiddenError, NotFoundError, SignInRequiredError
from tenantpilot.operations.reasons import NEXT_STEPS
from tenantpilot.provider import consent
from tenantpilot.provider.consent import ConsentError, Refusal, Returned

log = logging.getLogger("tenantpilot.consent")
FINISH, PROBLEM = "/provider/consent/finish", "/provider/consent/problem"
_CARRIED = ("state", "tenant", "admin_consent", "error", "error_description")
_LONGEST = 2000
_HREF = re.compile(r"/admin/wsp_[a-z0-9]{20}/connections/con_[a-z0-9]{20}")
_STATUS: dict[type[AppError], int] = {NotFoundError: 404, ForbiddenError: 403, SignInRequiredError: 401}
Endpoint = Callable[[Request], Awaitable[Response]]


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Every failure becomes a page; the log gets a code, never what was received."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except ConsentError as error:
            log.warning("consent came to nothing: %s %s", error.refusal.value, error.reason or "-")
            query = {"reason": error.refusal.value, "href": error.href, "blocked": error.reason}
            given = urlencode({name: value for name, value in query.items() if value})
            return RedirectResponse(f"{PROBLEM}?{given}", 303, {"Cache-Control": "no-store"})
        except AppError as error:
            return _plain(request, error.message_key, _STATUS.get(type(error), 404))
        except SQLAlchemyError as error:
            log.error("consent without database: %s", type(error).__name__)  # noqa: TRY400  no values in logs
            return _plain(request, "error-unavailable", 503)

    return answer


def _context(request: Request, space: str = "") -> Context:
    found = sessions.find(cookies.session_token(request.headers.get("cookie", "")))
    if found is None:
        raise SignInRequiredError("no live session behind the request")
    return found.context(Plane.ADMIN, space)


def _one(request: Request, name: str) -> str:
    """One value of the query; one that comes twice, or is absurdly long, counts as none."""
    values = request.query_params.getlist(name)
    return values[0] if len(values) == 1 and len(values[0]) <= _LONGEST else ""


@_guarded
async def start(request: Request) -> Response:
    """GET ?space=&connection=: leave for the provider's page."""

    def begin() -> str:
        return consent.begin(_context(request, _one(request, "space")), _one(request, "connection"))

    url = await run_in_threadpool(begin)
    return RedirectResponse(url, 303, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})


async def callback(request: Request) -> Response:
    """GET: back from the provider.

    The browser holds the Strict session cookie back on a way that began elsewhere, so a page of our own moves on to
    `finish`, where it comes along.
    """
    carried = urlencode({name: value for name in _CARRIED if (value := _one(request, name))})
    return responses.move_on(request, "consent-back", f"{FINISH}?{carried}")


@_guarded
async def finish(request: Request) -> Response:
    """GET: the way back's second half, with the session; goes on to the connection's page."""
    given = {name: _one(request, name) for name in _CARRIED}
    returned = Returned(
        given["state"], given["tenant"], given["admin_consent"], given["error"], given["error_description"]
    )

    def use() -> str:
        ctx = _context(request)
        try:
            return consent.finish(ctx, returned)
        except NotFoundError:
            raise ConsentError(Refusal.STATE_UNKNOWN) from None

    href = await run_in_threadpool(use)
    return RedirectResponse(href, 303, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})


async def problem(request: Request) -> Response:
    """GET ?reason=&href=: why a consent came to nothing, and what to do. Unknown reasons get the general page."""
    given = _one(request, "reason")
    known = Refusal(given) if given in set(Refusal) else Refusal.UNEXPECTED
    stem = "consent-" + known.value.replace("_", "-")
    language = responses.language_of(request)
    href = _one(request, "href")
    way = Markup("")
    if _HREF.fullmatch(href):
        way = Markup('<div class="acts"><a class="btn primary" href="{}">{}</a></div>').format(
            href, text(language, "consent-to-connection")
        )
    title = text(language, f"{stem}-title")
    blocked = _one(request, "blocked")
    why = text(language, "reason-" + blocked.replace("_", "-")) if blocked in NEXT_STEPS else ""
    body = Markup('<h1>{}</h1><p class="muted">{} {}</p><p class="note">{}</p>{}').format(
        title, text(language, f"{stem}-text"), why, text(language, f"{stem}-next"), way
    )
    return document.page(title=title, body=body, language=language, status=400)


def _plain(request: Request, message: str, status: int) -> Response:
    language = responses.language_of(request)
    words = text(language, message)
    return document.page(title=words, body=Markup("<h1>{}</h1>").format(words), language=language, status=status)


def routes() -> list[Route]:
    """Everything below /provider."""
    return [
        Route("/provider/consent/start", start, methods=["GET"]),
        Route("/provider/consent/callback", callback, methods=["GET"]),
        Route(FINISH, finish, methods=["GET"]),
        Route(PROBLEM, problem, methods=["GET"]),
    ]
