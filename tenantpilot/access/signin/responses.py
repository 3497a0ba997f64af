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
from tenantpilot.i18n.server import text

PROBLEM_PATH = "/auth/problem"
SIGN_IN_PATH = "/auth/sign-in"
_REFERENCE = re.compile(r"req_[a-z0-9]{20}")


def language_of(request: Request) -> str:
    """The language of whoever asks."""
    return chosen_language(request.query_params.get("language", ""), request.headers.get("accept-language", ""))


def to_problem(problem: Problem, reference: str) -> Response:
    """Lead to the problem's page. A redirect, so that code and state leave the address bar and the history."""
    query = urlencode({"reason": problem.value, "reference": reference})
    return RedirectResponse(f"{PROBLEM_PATH}?{query}", 303, {"Cache-Control": "no-store"})


def problem_page(request: Request, problem: Problem, reference: str = "") -> HTMLResponse:
    """What happened, what it means, what to do next; with a reference that finds the log lines."""
    language = language_of(request)
    title = text(language, f"{problem.message}-title")
    facts = Markup("")
    if _REFERENCE.fullmatch(reference):
        facts = Markup('<dl class="facts small"><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>').format(
            text(language, "sign-in-reason"), problem.value, text(language, "sign-in-reference"), reference
        )
    body = Markup(
        '<h1>{title}</h1><p class="muted">{meaning}</p><p class="note">{advice}</p>'
        '<div class="acts"><a class="btn primary" href="{again}">{again_text}</a></div>{facts}'
    ).format(
        title=title,
        meaning=text(language, f"{problem.message}-text"),
        advice=text(language, f"{problem.message}-next"),
        again=SIGN_IN_PATH,
        again_text=text(language, "sign-in-again"),
        facts=facts,
    )
    return document.page(title=title, body=body, language=language, status=problem.status)


def hand_over(request: Request, path: str) -> HTMLResponse:
    """Go on to `path` from a page of our own.

    The way back from the provider counts as cross-site to its end, so a redirect would arrive without the Strict
    session cookie. A page that moves on by itself is a new start, within the site.
    """
    language = language_of(request)
    title = text(language, "sign-in-done-title")
    body = Markup('<h1>{title}</h1><div class="acts"><a class="btn primary" href="{path}">{go}</a></div>').format(
        title=title, path=path, go=text(language, "sign-in-done-continue")
    )
    head = Markup('<meta http-equiv="refresh" content="0; url={}">').format(path)
    return document.page(title=title, body=body, language=language, head=head)
