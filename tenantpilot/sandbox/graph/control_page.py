"""The control page: a person who shows the product makes things happen in the tenants."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from tenantpilot.access.signin import document
from tenantpilot.i18n import message_id
from tenantpilot.i18n.server import text
from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph import staging
from tenantpilot.sandbox.graph.consent import language
from tenantpilot.sandbox.graph.control import is_local
from tenantpilot.sandbox.graph.tenant import Tenant
from tenantpilot.sandbox.graph.world import World

_LANGUAGES = (("en", "English"), ("de", "Deutsch"))


def _button(words: str, name: str, label: str, tenant: Tenant) -> Markup:
    return Markup(
        '<button class="btn" type="submit" name="act" value="{act}" aria-describedby="t-{tenant}">{label}</button>'
    ).format(act=name, tenant=tenant.data.tenant_id, label=text(words, label))


def _facts(world: World, tenant: Tenant, words: str) -> Markup:
    objects = sum(len(items) for items in tenant.store.objects.values())
    missing = sorted({name for app in tenant.data.apps for name in app.granted} - _granted(tenant))
    facts = [
        ("sandbox-control-objects", str(objects)),
        ("sandbox-control-changes", str(len(tenant.store.audit_events) + len(tenant.store.directory_audits))),
    ]
    if missing:
        facts.append(("sandbox-control-withdrawn", ", ".join(missing)))
    if staging.throttling(world, tenant):
        facts.append(("sandbox-control-state", text(words, "sandbox-control-throttled")))
    rows = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(text(words, label), value) for label, value in facts)
    return Markup('<dl class="facts">{}</dl>').format(rows)


def _granted(tenant: Tenant) -> set[str]:
    return {name for app in tenant.apps for name in app.granted}


def _card(world: World, tenant: Tenant, words: str) -> Markup:
    is_held = bool(staging.throttling(world, tenant))
    buttons = [
        _button(words, "change", "sandbox-control-change", tenant),
        _button(words, "change-more", "sandbox-control-change-more", tenant),
        _button(words, "delete", "sandbox-control-delete", tenant),
        _button(words, "withdraw", "sandbox-control-withdraw", tenant),
        _button(words, "give-back", "sandbox-control-give-back", tenant),
        _button(words, "throttle", "sandbox-control-let-go" if is_held else "sandbox-control-throttle", tenant),
        _button(words, "reset", "sandbox-control-reset", tenant),
    ]
    return Markup(
        '<section aria-labelledby="t-{id}"><h2 id="t-{id}">{name}</h2><p class="small muted">{domain} · {id}</p>'
        '<form method="post" action="?ui_locales={words}"><input type="hidden" name="tenant" value="{id}">'
        '{choice}<div class="acts">{buttons}</div></form>{facts}</section>'
    ).format(
        id=tenant.data.tenant_id,
        name=tenant.data.display_name,
        domain=tenant.data.domain,
        words=words,
        choice=_choice(tenant, words),
        buttons=Markup("").join(buttons),
        facts=_facts(world, tenant, words),
    )


def _choice(tenant: Tenant, words: str) -> Markup:
    """Which policy the first buttons are about; unless one is chosen, one after the other."""
    groups = Markup("").join(
        Markup('<optgroup label="{}">{}</optgroup>').format(
            text(words, message_id("family", family)),
            Markup("").join(Markup('<option value="{}">{}</option>').format(place, name) for place, name in items),
        )
        for family, items in staging.changeable(tenant).items()
    )
    return Markup(
        '<p class="field"><label for="o-{id}">{label}</label>'
        '<select class="select" id="o-{id}" name="object"><option value="">{any}</option>{groups}</select></p>'
    ).format(
        id=tenant.data.tenant_id,
        label=text(words, "sandbox-control-object"),
        any=text(words, "sandbox-control-any-object"),
        groups=groups,
    )


def _footer(words: str) -> Markup:
    links = Markup("").join(
        Markup('<a href="?ui_locales={0}" lang="{0}" hreflang="{0}"{1}>{2}</a>').format(
            code, Markup(' aria-current="true"') if code == words else "", name
        )
        for code, name in _LANGUAGES
    )
    return Markup('<footer class="small"><span class="langs">{}</span></footer>').format(links)


async def show(world: World, request: Request) -> Response:
    """GET: all tenants and what may be done to them."""
    if not is_local(request):
        return JSONResponse({"error": "not found"}, 404)
    words = language(request)
    done = Markup("").join(Markup("<li>{}</li>").format(text(words, key, **values)) for key, values in world.done)
    note = Markup('<div class="note" role="status"><ul>{}</ul></div>').format(done) if world.done else Markup("")
    cards = Markup("").join(_card(world, tenant, words) for tenant in world.tenants.values())
    body = Markup('<h1>{}</h1><p class="muted">{}</p>{}{}{}').format(
        text(words, "sandbox-control-title"),
        text(words, "sandbox-control-intro"),
        note,
        cards or Markup('<p class="muted">{}</p>').format(text(words, "sandbox-control-none")),
        _footer(words),
    )
    return document.page(title=text(words, "sandbox-control-title"), body=body, language=words, wide=True)


async def act(world: World, request: Request) -> Response:
    """POST from the page itself: do one thing and show the page again."""
    own = f"{request.url.scheme}://{request.url.netloc}"
    if not is_local(request) or request.headers.get("origin", own) != own:
        return JSONResponse({"error": "not found"}, 404)
    form = await request.form()
    tenant = world.tenant(str(form.get("tenant", "")))
    if tenant is None:
        return JSONResponse({"error": "no such tenant"}, 404)
    key, subject = _do(world, tenant, str(form.get("act", "")), str(form.get("object", "")))
    world.done.appendleft((key, {"tenant": tenant.data.display_name, "name": subject}))
    return RedirectResponse(f"{request.url.path}?ui_locales={language(request)}", 303)


def _do(world: World, tenant: Tenant, name: str, chosen: str) -> tuple[str, str]:
    """The message that says what happened, and to what. `chosen` is a collection and an id, or nothing."""
    if name in _ABOUT_ONE:
        return _about_one(tenant, name, chosen)
    step = _STEPS.get(name)
    return step(world, tenant) if step else (_NOTHING, "")


def _about_one(tenant: Tenant, name: str, chosen: str) -> tuple[str, str]:
    key, way = _ABOUT_ONE[name]
    turn, (collection, _, id_) = int(now().timestamp()), chosen.partition("/")
    if name == "delete":
        found = staging.delete(tenant, collection, id_) if chosen else _second(staging.delete_one(tenant, turn))
    else:
        found = (
            staging.change(tenant, collection, id_, way) if chosen else _second(staging.change_one(tenant, turn, way))
        )
    return (_NOTHING, "") if found is None else (key, found)


def _second(pair: tuple[str, str] | None) -> str | None:
    return pair[1] if pair else None


def _withdraw(world: World, tenant: Tenant) -> tuple[str, str]:
    permission = staging.withdraw_one(world, tenant)
    return ("sandbox-control-permission-withdrawn", permission) if permission else (_NOTHING, "")


def _give_back(world: World, tenant: Tenant) -> tuple[str, str]:
    staging.give_back(world, tenant)
    return "sandbox-control-given-back", ""


def _throttle(world: World, tenant: Tenant) -> tuple[str, str]:
    is_held = staging.throttle(world, tenant)
    return ("sandbox-control-held-back" if is_held else "sandbox-control-let-go-done"), ""


def _reset(world: World, tenant: Tenant) -> tuple[str, str]:
    world.reset(tenant)
    return "sandbox-control-was-reset", ""


_NOTHING = "sandbox-control-nothing"
_ABOUT_ONE = {
    "change": ("sandbox-control-changed", 0),
    "change-more": ("sandbox-control-changed", 1),
    "delete": ("sandbox-control-deleted", 0),
}
_STEPS: dict[str, Callable[[World, Tenant], tuple[str, str]]] = {
    "withdraw": _withdraw,
    "give-back": _give_back,
    "throttle": _throttle,
    "reset": _reset,
}
