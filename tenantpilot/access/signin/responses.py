"""The pages around a sign-in: what went wrong, and the step that hands over to the application."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tenantpilot.access.signin import document
from tenantpilot.access.signin.language import chosen_language
from tenantpilot.access.signin.problems import Problem
from tenantpilot.access.signin.return_path import HOME
from tenantpilot.i18n.server import text

PROBLEM_PATH = "/auth/problem"
SIGN_IN_PATH = "/auth/sign-in"
_WRONG_ACCOUNT = frozenset({Problem.ACCOUNT_INACTIVE, Problem.ACCESS_DENIED})
_REFERENCE = re.compile(r"req_[a-z0-9]{20}")


def language_of(request: Request) -> str:
    """The language of whoever asks."""
    return chosen_language(request.query_params.get("language", ""), request.headers.get("accept-language", ""))


def to_problem(problem: Problem, reference: str, return_path: str) -> Response:
    """Lead to the problem's page. A redirect, so that code and state leave the address bar and the history."""
    query = urlencode({"reason": problem.value, "reference": reference} | _next(return_path))
    return RedirectResponse(f"{PROBLEM_PATH}?{query}", 303, {"Cache-Control": "no-store"})


def _next(return_path: str) -> dict[str, str]:
    return {} if return_path == HOME else {"next": return_path}


def _ways_on(problem: Problem, return_path: str, language: str) -> Markup:
    """Fresh starts that end where this one should have; with another account where this one may never do."""
    ways = [("sign-in-again", _next(return_path))] if problem is not Problem.ACCOUNT_INACTIVE else []
    if problem in _WRONG_ACCOUNT:
        ways.append(("sign-in-other-account", _next(return_path) | {"account": "other"}))
    links = [
        Markup('<a class="{kind}" href="{address}">{label}</a>').format(
            kind="btn" if place else "btn primary",
            address=f"{SIGN_IN_PATH}?{urlencode(query)}" if query else SIGN_IN_PATH,
            label=text(language, message),
        )
        for place, (message, query) in enumerate(ways)
    ]
    return Markup('<div class="acts">{}</div>').format(Markup("").join(links))


def problem_page(
    request: Request, problem: Problem, *, reference: str, return_path: str, retry_after: int | None
) -> HTMLResponse:
    """What happened, what it means, what to do next; with a reference that finds the log lines."""
    language = language_of(request)
    title = text(language, f"{problem.message}-title")
    facts = Markup("")
    if _REFERENCE.fullmatch(reference):
        facts = Markup('<dl class="facts small"><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>').format(
            text(language, "sign-in-reason"), problem.value, text(language, "sign-in-reference"), reference
        )
    body = Markup('<h1>{title}</h1><p class="muted">{meaning}</p><p class="note">{advice}</p>{ways}{facts}').format(
        title=title,
        meaning=text(language, f"{problem.message}-text"),
        advice=text(language, f"{problem.message}-next"),
        ways=_ways_on(problem, return_path, language),
        facts=facts,
    )
    page = document.page(title=title, body=body, language=language, status=problem.status)
    if retry_after is not None:
        page.headers["Retry-After"] = str(retry_after)
    return page


def signed_out(request: Request, provider_address: str) -> Response:
    """After signing out here: the start page, or on to the provider to sign out there too.

    A page leads to the provider because a form's answer may not: the pages' policy binds forms to this origin, and
    browsers apply it to redirects as well.
    """
    if not provider_address:
        return RedirectResponse(HOME, 303, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
    return move_on(request, "sign-in-out", provider_address)


def hand_over(request: Request, path: str) -> HTMLResponse:
    """Go on to `path` from a page of our own.

    The way back from the provider counts as cross-site to its end, so a redirect would arrive without the Strict
    session cookie. A page that moves on by itself is a new start, within the site.
    """
    return move_on(request, "sign-in-done", path)


def move_on(request: Request, message: str, address: str) -> HTMLResponse:
    """A page of our own that goes on to `address`, with the words of `message` for whoever sees it."""
    language = language_of(request)
    title = text(language, f"{message}-title")
    body = Markup('<h1>{title}</h1><div class="acts"><a class="btn primary" href="{address}">{go}</a></div>').format(
        title=title, address=address, go=text(language, f"{message}-continue")
    )
    head = Markup('<meta http-equiv="refresh" content="0; url={}">').format(address)
    return document.page(title=title, body=body, language=language, head=head)
