"""The people page: who do you want to be?"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from tenantpilot.access.signin import document
from tenantpilot.access.signin.language import chosen_language
from tenantpilot.i18n import message_id
from tenantpilot.i18n.server import text
from tenantpilot.sandbox.people import PEOPLE, WORKSPACE_NAMES, Person

_CHEVRON = Markup('<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m9 18 6-6-6-6"/></svg>')


_LANGUAGES = (("en", "English"), ("de", "Deutsch"))


def _language(request: Request) -> str:
    return chosen_language(request.query_params.get("ui_locales", ""), request.headers.get("accept-language", ""))


def _row(who: Person, language: str) -> Markup:
    role = text(language, message_id("role", who.role.value) if who.role else "sandbox-no-role")
    plane = Markup("<span></span>")
    if who.plane:
        plane = Markup('<span class="plane small {}">{}</span>').format(
            who.plane.value, text(language, message_id("plane", who.plane.value))
        )
    return Markup(
        '<li><button class="person" type="submit" name="person" value="{key}">'
        '<span class="avatar" aria-hidden="true">{initials}</span>'
        '<span><b>{name}</b><span class="small muted">{role}</span></span>{plane}{chevron}</button></li>'
    ).format(key=who.key, initials=who.initials, name=who.name, role=role, plane=plane, chevron=_CHEVRON)


def _group(workspace: str | None, people: Iterable[Person], language: str) -> Markup:
    name = WORKSPACE_NAMES[workspace] if workspace else text(language, "sandbox-group-others")
    heading = f"g-{workspace or 'others'}"
    rows = Markup("").join(_row(who, language) for who in people)
    return Markup('<section aria-labelledby="{0}"><h2 id="{0}">{1}</h2><ul>{2}</ul></section>').format(
        heading, name, rows
    )


def _languages(request: Request, language: str) -> Markup:
    links = Markup("").join(
        Markup('<a href="?{query}" lang="{code}" hreflang="{code}"{current}>{name}</a>').format(
            query=request.url.include_query_params(ui_locales=code).query,
            code=code,
            current=Markup(' aria-current="true"') if code == language else "",
            name=name,
        )
        for code, name in _LANGUAGES
    )
    return Markup('<span class="langs">{}</span>').format(links)


def people_page(request: Request, key: str, targets: Iterable[str]) -> Response:
    """Everybody who may sign in, grouped by workspace; `key` names the request that is being answered."""
    language = _language(request)
    groups = Markup("").join(
        _group(workspace, people, language) for workspace, people in groupby(PEOPLE, lambda who: who.workspace)
    )
    body = Markup(
        '<h1>{title}</h1><p class="muted">{intro}</p>'
        '<form method="post" action="{action}"><input type="hidden" name="request" value="{key}">{groups}'
        '<footer class="small"><button class="btn" type="submit" name="cancel" value="1">{cancel}</button>'
        "{languages}</footer></form>"
    ).format(
        title=text(language, "sandbox-title"),
        intro=text(language, "sandbox-intro"),
        action=request.url.path,
        key=key,
        groups=groups,
        cancel=text(language, "sandbox-cancel"),
        languages=_languages(request, language),
    )
    return document.page(
        title=text(language, "sandbox-title"), body=body, language=language, wide=True, form_targets=targets
    )


def _notice(request: Request, name: str) -> Response:
    language = _language(request)
    title = text(language, f"sandbox-{name}-title")
    body = Markup('<h1>{}</h1><p class="muted">{}</p>').format(title, text(language, f"sandbox-{name}-text"))
    return document.page(title=title, body=body, language=language, status=400)


def unknown_client(request: Request) -> Response:
    """The request names an application or an address that is not registered here."""
    return _notice(request, "unknown-client")


def page_too_old(request: Request) -> Response:
    """The people page was answered twice, or too late."""
    return _notice(request, "page-too-old")
