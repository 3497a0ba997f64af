"""The page on which a tenant's administrator accepts an application, or does not."""

from __future__ import annotations

import copy
from urllib.parse import urlencode, urlsplit

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tenantpilot.access.signin import document
from tenantpilot.access.signin.language import chosen_language
from tenantpilot.i18n.server import text
from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph.data import AppRegistration
from tenantpilot.sandbox.graph.log import Entry
from tenantpilot.sandbox.graph.tenant import Tenant
from tenantpilot.sandbox.graph.world import World

ANY_TENANT = frozenset({"common", "organizations"})


def language(request: Request) -> str:
    """The language of the sandbox's pages: asked for in the address, else the browser's, else English."""
    accepted = request.headers.get("accept-language", "")
    return chosen_language(request.query_params.get("ui_locales", ""), f"{accepted},en;q=0.01".lstrip(","))


def _app(world: World, tenant: Tenant | None, client_id: str) -> AppRegistration | None:
    known = tenant.app(client_id) if tenant else None
    return known or world.registrations.get(client_id)


def _notice(request: Request, problem: str) -> Response:
    words = language(request)
    title = text(words, f"sandbox-consent-{problem}-title")
    body = Markup('<h1>{}</h1><p class="muted">{}</p>').format(title, text(words, f"sandbox-consent-{problem}-text"))
    return document.page(title=title, body=body, language=words, status=400)


def _log(world: World, request: Request, tenant: str) -> Entry:
    entry = world.log.add(Entry(0, now(), "consent", request.method, request.url.path))
    entry.tenant, entry.client = tenant, request.query_params.get("client_id", "")
    return entry


async def consent(world: World, request: Request) -> Response:
    """GET shows the question; POST is the answer to it, for the same address."""
    name = request.path_params["tenant"]
    tenant = world.tenant(name)
    entry = _log(world, request, tenant.data.tenant_id if tenant else name)
    if tenant is None and name not in ANY_TENANT:
        response = _notice(request, "unknown-tenant")
    elif (app := _app(world, tenant, request.query_params.get("client_id", ""))) is None:
        response = _notice(request, "unknown-app")
    elif request.query_params.get("redirect_uri", "") not in app.redirect_uris:
        response = _notice(request, "wrong-address")
    elif request.method == "GET":
        response = _question(world, request, tenant, app)
    else:
        response = await _answer(world, request, tenant, app)
    entry.status = response.status_code
    return response


def _question(world: World, request: Request, tenant: Tenant | None, app: AppRegistration) -> Response:
    words = language(request)
    target = urlsplit(request.query_params["redirect_uri"])
    listed = Markup("").join(Markup('<li class="small"><code>{}</code></li>').format(name) for name in app.requested)
    choices = [tenant] if tenant else [one for one in world.tenants.values() if not one.is_gone]
    options = Markup("").join(
        Markup(
            '<li><label><input type="radio" name="tenant" value="{id}" required{checked}> <b>{name}</b> '
            '<span class="small muted">{domain}</span></label></li>'
        ).format(
            id=one.data.tenant_id,
            name=one.data.display_name,
            domain=one.data.domain,
            checked=Markup(" checked") if tenant else "",
        )
        for one in choices
    )
    body = Markup(
        '<h1>{title}</h1><p class="muted">{intro}</p><form method="post" action="{action}">'
        "<section><h2>{tenants}</h2><ul>{options}</ul></section><section><h2>{asks}</h2><ul>{listed}</ul></section>"
        '<div class="acts"><button class="btn primary" type="submit" name="answer" value="accept">{accept}</button>'
        '<button class="btn" type="submit" name="answer" value="cancel" formnovalidate>{cancel}</button></div></form>'
    ).format(
        title=text(words, "sandbox-consent-title", app=app.display_name),
        intro=text(words, "sandbox-consent-intro"),
        action=f"{request.url.path}?{request.url.query}",
        tenants=text(words, "sandbox-consent-tenant"),
        options=options,
        asks=text(words, "sandbox-consent-asks"),
        listed=listed,
        accept=text(words, "sandbox-consent-accept"),
        cancel=text(words, "sandbox-cancel"),
    )
    return document.page(
        title=text(words, "sandbox-consent-title", app=app.display_name),
        body=body,
        language=words,
        wide=True,
        form_targets=[f"{target.scheme}://{target.netloc}"],
    )


async def _answer(world: World, request: Request, tenant: Tenant | None, app: AppRegistration) -> Response:
    form = await request.form()
    tenant = tenant or world.tenant(str(form.get("tenant", "")))
    state = request.query_params.get("state")
    answer: dict[str, str]
    if form.get("answer") != "accept" or tenant is None:
        answer = {"error": "permission_denied", "error_description": "The admin canceled the request"}
        answer |= {"state": state} if state is not None else {}
    else:
        accept(world, tenant, app)
        answer = {"tenant": tenant.data.tenant_id}
        answer |= {"state": state} if state is not None else {}
        answer |= {"admin_consent": "True"}
    return RedirectResponse(f"{request.query_params['redirect_uri']}?{urlencode(answer)}", 303)


def accept(world: World, tenant: Tenant, app: AppRegistration) -> None:
    """Install the application in the tenant with what it asks for; a token made before keeps its old roles."""
    installed = tenant.app(app.client_id)
    if installed is None:
        installed = copy.deepcopy(app)
        tenant.apps.append(installed)
    installed.granted = set(app.requested)
    installed.consented, installed.disabled = True, False
    world.remember(tenant)
