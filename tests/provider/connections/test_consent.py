"""An administrator's consent: from the start to the check, and everything that may come back instead."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tenantpilot.access import sessions
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.cookies import session_cookie
from tenantpilot.access.handles import seal
from tenantpilot.i18n.server import text
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import ForbiddenError, NotFoundError
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.kernel.settings import settings
from tenantpilot.provider import connections, consent, consent_routes
from tenantpilot.provider.consent import ConsentError, Refusal, Returned
from tests.people import session_of
from tests.provider.connections.world import CLIENT_ID, OPERATOR, OWNER, TENANT_ID, World

OTHER = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def connected(world: World, graph) -> tuple[str, str]:
    tenant = world.add_tenant()
    return tenant, world.connect(tenant)


def begin(world: World, connection: str) -> tuple[str, str]:
    """(address to go to, its state)."""
    url = consent.begin(world.person(OWNER), connection)
    return url, parse_qs(urlsplit(url).query)["state"][0]


def checks(world: World) -> list[str]:
    return [
        row["public_id"] for row in world.all("select public_id from operation_run where kind = 'connection.check'")
    ]


@pytest.mark.proves("PRV-212")
def test_a_consent_leads_to_a_check_of_its_connection(world: World, graph, connected):
    _, connection = connected
    app = graph.tenant(TENANT_ID).app(CLIENT_ID)
    app.consented = False
    url, state = begin(world, connection)
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert (f"{parts.scheme}://{parts.netloc}", parts.path) == (graph.origin, f"/login/{TENANT_ID}/adminconsent")
    assert query["client_id"] == CLIENT_ID
    assert query["redirect_uri"] == f"{settings().origin}/provider/consent/callback"
    app.consented = True
    href = consent.finish(world.person(OWNER), Returned(state, TENANT_ID, "True"))
    assert href.endswith(f"/connections/{connection}")
    world.finish(checks(world)[0])
    assert world.detail(connection).row.consent == "granted"
    assert "consent.asked" in world.actions_about(connection)


@pytest.mark.proves("PRV-212", negative=True)
def test_a_state_counts_once(world: World, connected):
    _, connection = connected
    _, state = begin(world, connection)
    consent.finish(world.person(OWNER), Returned(state, TENANT_ID, "True"))
    for returned in (Returned(state, TENANT_ID, "True"), Returned(state, error="access_denied")):
        with pytest.raises(ConsentError) as caught:
            consent.finish(world.person(OWNER), returned)
        assert caught.value.refusal is Refusal.STATE_USED
    assert len(checks(world)) == 1


@pytest.mark.proves("PRV-212", negative=True)
def test_a_state_is_its_session_s_own(world: World, connected):
    _, connection = connected
    _, state = begin(world, connection)
    again = sessions.find(session_of(OWNER))
    assert again is not None
    another_session = again.context(Plane.ADMIN, world.person(OWNER).space)
    ctx = world.person(OWNER)
    forged = seal(ctx, consent.KIND, f"{ctx.space} {new_public_id('cns')}")
    other_kind = seal(ctx, connections.KIND, connection)
    for who, given in (
        (another_session, state), (world.person("fabrikam-owner"), state), (ctx, forged), (ctx, other_kind),
        (ctx, state[:-2]), (ctx, ""), (ctx, "x" * 500), (ctx, seal(ctx, consent.KIND, "nothing")),
    ):  # fmt: skip
        with pytest.raises(NotFoundError):
            consent.finish(who, Returned(given, TENANT_ID, "True"))
    assert checks(world) == []


@pytest.mark.proves("PRV-212", negative=True)
def test_a_state_ends_after_a_quarter_of_an_hour(world: World, connected):
    _, connection = connected
    _, state = begin(world, connection)
    with freeze(now() + timedelta(minutes=16)), pytest.raises(ConsentError) as caught:
        consent.finish(world.person(OWNER), Returned(state, TENANT_ID, "True"))
    assert caught.value.refusal is Refusal.STATE_EXPIRED


@pytest.mark.proves("PRV-212", negative=True)
@pytest.mark.parametrize(
    ("returned", "refusal"),
    [
        ({"tenant": OTHER, "admin_consent": "True"}, Refusal.OTHER_TENANT),
        ({"tenant": "contoso.example", "admin_consent": "True"}, Refusal.OTHER_TENANT),
        ({"tenant": TENANT_ID}, Refusal.NOT_GRANTED),
        ({"tenant": TENANT_ID, "admin_consent": "False"}, Refusal.NOT_GRANTED),
        ({"error": "permission_denied", "description": "The admin canceled the request"}, Refusal.CANCELLED),
        (
            {"error": "access_denied", "description": "AADSTS65004: declined", "admin_consent": "True"},
            Refusal.CANCELLED,
        ),
        ({"error": "access_denied", "description": "AADSTS90094: admin needed"}, Refusal.NOT_ADMINISTRATOR),
        ({"error": "invalid_client", "description": "AADSTS50011: redirect"}, Refusal.REDIRECT_UNKNOWN),
        ({"error": "unauthorized_client", "description": "AADSTS700016: nobody"}, Refusal.APP_UNKNOWN),
        ({"error": "anything"}, Refusal.PROVIDER_REFUSED),
    ],
)
def test_what_comes_back_instead_is_explained(world: World, connected, returned, refusal):
    _, connection = connected
    _, state = begin(world, connection)
    with pytest.raises(ConsentError) as caught:
        consent.finish(world.person(OWNER), Returned(state, **returned))
    assert caught.value.refusal is refusal
    assert caught.value.href.endswith(connection)
    assert checks(world) == []
    assert world.detail(connection).row.consent == "unknown"


@pytest.mark.proves("PRV-212", negative=True)
def test_a_yes_that_is_a_lie_is_found_out(world: World, graph, connected):
    _, connection = connected
    graph.tenant(TENANT_ID).app(CLIENT_ID).consented = False
    _, state = begin(world, connection)
    consent.finish(world.person(OWNER), Returned(state, TENANT_ID, "True"))
    world.finish(checks(world)[0])
    assert world.detail(connection).row.consent == "missing"


@pytest.mark.proves("PRV-212", negative=True)
def test_who_may_not_manage_connections_begins_none(world: World, connected):
    tenant, connection = connected
    with pytest.raises(ForbiddenError):
        consent.begin(world.person(OPERATOR), connection)
    with pytest.raises(NotFoundError):
        consent.begin(world.person("fabrikam-owner"), connection)
    world.move(tenant, "archived")
    with pytest.raises(ConsentError) as caught:
        consent.begin(world.person(OWNER), connection)
    assert caught.value.refusal is Refusal.NOT_CONNECTABLE


@pytest.fixture
def web(database) -> TestClient:
    app = Starlette(routes=consent_routes.routes())
    return TestClient(app, base_url=settings().origin, follow_redirects=False, raise_server_exceptions=True)


def ask(web: TestClient, path: str, token: str = "", **query: str) -> httpx.Response:
    web.cookies.clear()
    if token:
        web.cookies.set(session_cookie(), token)
    return web.get(path, params=query or None)


@pytest.mark.proves("PRV-212")
def test_the_way_through_the_routes(world: World, connected, web):
    _, connection = connected
    ctx = world.person(OWNER)
    token = world.tokens[OWNER]
    left = ask(web, "/provider/consent/start", token, space=ctx.space, connection=connection)
    assert left.status_code == 303
    state = parse_qs(urlsplit(left.headers["location"]).query)["state"][0]
    back = ask(web, "/provider/consent/callback", state=state, tenant=TENANT_ID, admin_consent="True", foo="<script>")
    assert back.status_code == 200
    assert "script" not in back.text
    onward = back.text.partition("url=")[2].partition('"')[0].replace("&amp;", "&")
    assert onward.startswith("/provider/consent/finish?state=")
    done = ask(web, onward, token)
    assert (done.status_code, done.headers["location"]) == (303, f"/admin/{ctx.space}/connections/{connection}")
    again = ask(web, onward, token)
    assert again.headers["location"].startswith("/provider/consent/problem?reason=state_used")
    assert state not in again.headers["location"]
    page = ask(web, again.headers["location"])
    assert text("en", "consent-state-used-title") in page.text
    assert f"/connections/{connection}" in page.text


@pytest.mark.proves("PRV-212", negative=True)
def test_the_routes_tell_strangers_nothing(world: World, connected, web):
    _, connection = connected
    ctx = world.person(OWNER)
    space = ctx.space
    assert ask(web, "/provider/consent/start", space=space, connection=connection).status_code == 401
    foreign = session_of("fabrikam-owner")
    absent = new_public_id("con")
    answers = [
        ask(web, "/provider/consent/start", foreign, space=space, connection=connection),
        ask(web, "/provider/consent/start", foreign, space=new_public_id("wsp"), connection=connection),
        ask(web, "/provider/consent/start", world.tokens[OWNER], space=space, connection=absent),
        ask(web, "/provider/consent/start", world.tokens[OWNER], tenant=space, tenant_id=connection),
    ]
    assert {(one.status_code, one.text) for one in answers} == {(404, answers[0].text)}
    world.person(OPERATOR)
    assert (
        ask(web, "/provider/consent/start", world.tokens[OPERATOR], space=space, connection=connection).status_code
        == 403
    )
    for query in ({"state": "x" * 3000}, {"state": ""}, {}):
        refused = ask(web, "/provider/consent/finish", world.tokens[OWNER], **query)
        assert refused.headers["location"] == "/provider/consent/problem?reason=state_unknown"
    assert ask(web, "/provider/consent/finish", state="x").status_code == 401


@pytest.mark.proves("PRV-212", negative=True)
@pytest.mark.parametrize("href", ["https://evil.example", "//evil.example", "/admin/x", "javascript:alert(1)"])
def test_the_problem_page_leads_nowhere_else(web, href):
    page = ask(web, "/provider/consent/problem", reason="cancelled", href=href)
    assert "evil" not in page.text
    assert "javascript" not in page.text
    assert text("en", "consent-cancelled-title") in page.text
    assert text("en", "consent-unexpected-title") in ask(web, "/provider/consent/problem", reason="<b>").text


@pytest.mark.proves("PRV-212", negative=True)
@pytest.mark.parametrize("refusal", Refusal)
def test_each_way_to_fail_has_its_own_words(refusal):
    for locale in ("en", "de"):
        words = [
            text(locale, f"consent-{refusal.value.replace('_', '-')}-{part}") for part in ("title", "text", "next")
        ]
        assert len(set(words)) == 3
