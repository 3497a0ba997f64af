"""Every HTTP door: what it says to strangers, and the headers of whatever it says."""

from __future__ import annotations

import re

import pytest

from tests import people
from tests.people import cookie_header, session_of
from tests.security.attacks import booty as treasure

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
ANSWERS = [
    ("GET", "/"),
    ("GET", "/admin"),
    ("GET", "/nothing/here"),
    ("GET", "/assets/nothing-00000000.js"),
    ("GET", "/../../etc/passwd"),
    ("GET", "/%2e%2e/%2e%2e/rxconfig.py"),
    ("GET", "/auth/sign-in?next=https://evil.example"),
    ("GET", "/auth/callback"),
    ("GET", "/auth/callback?code=x&state=y"),
    ("GET", "/auth/problem?reason=<script>alert(7)</script>"),
    ("GET", "/auth/sign-out"),
    ("POST", "/auth/sign-out"),
    ("POST", "/auth/sign-in"),
    ("GET", "/files/x/y"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("POST", "/healthz"),
    ("GET", "/_upload"),
    ("POST", "/_upload"),
    ("GET", "/_upload/secret.txt"),
    ("GET", "/_health"),
    ("GET", "/ping"),
    ("GET", "/_all_routes"),
    ("GET", "/sitemap.xml"),
    ("GET", "/_event/"),
    ("GET", "/_event/?EIO=4&transport=polling"),
    ("POST", "/_event/?EIO=4&transport=polling&sid=x"),
    ("OPTIONS", "/admin"),
    ("TRACE", "/admin"),
    ("PUT", "/admin"),
    ("DELETE", "/auth/sign-out"),
]


@pytest.mark.proves("CTS-021")
@pytest.mark.parametrize(("method", "path"), ANSWERS)
def test_every_answer_carries_the_headers(http, method, path):
    answer = http.request(method, path)
    assert answer.status_code < 500 or path.startswith("/auth/problem"), answer.text
    assert "alert(7)" not in answer.text
    assert "Traceback" not in answer.text
    for name, value in ALWAYS.items():
        assert answer.headers.get(name) == value, name
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert answer.headers["cache-control"]
    assert "server" not in answer.headers or not re.search(r"\d", answer.headers["server"])


@pytest.mark.proves("CTS-021")
def test_a_cross_origin_question_is_answered_with_the_headers_and_no_leave(http):
    for origin in ("https://evil.example", "null"):
        asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        for method in ("OPTIONS", "GET", "POST"):
            answer = http.request(method, "/auth/sign-out" if method == "POST" else "/admin", headers=asked)
            assert "access-control-allow-origin" not in answer.headers
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.proves("CTS-021")
def test_pages_are_not_kept_and_hashed_files_are_kept_for_ever(http):
    page = http.get("/admin", follow_redirects=True)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "script-src 'self' 'sha256-" in page.headers["content-security-policy"]
    assert "unsafe-inline" not in page.headers["content-security-policy"].partition("script-src")[2].partition(";")[0]
    hashed = set(re.findall(r'"(/assets/[^"]+)"', page.text))
    assert len(hashed) > 3
    for path in hashed:
        answer = http.get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=31536000, immutable"), (
            path
        )
    missing = http.get("/assets/nothing-00000000.js")
    assert missing.status_code == 404
    assert "immutable" not in missing.headers["cache-control"]


@pytest.mark.proves("CTS-022", negative=True)
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_says_yes_and_nothing_else(http, path):
    answer = http.get(path)
    assert (answer.status_code, answer.text) == (200, "ok")
    assert answer.headers["cache-control"] == "no-store"
    assert http.get(f"{path}?verbose=1").text == "ok"


@pytest.mark.proves("CTS-022", negative=True)
def test_readiness_says_no_without_a_reason(world, servers, tmp_path):
    from tests.live import free_port
    from tests.security.harness.web import Web

    away = world.web.variables | {"REDIS_URL": f"redis://localhost:{free_port()}/0", "TENANTPILOT_STATE": "memory"}
    web = Web(away, tmp_path, state="memory")
    web.variables["TENANTPILOT_ORIGIN"] = web.address
    try:
        web.start()
        import httpx2

        answer = httpx2.get(f"{web.address}/readyz", timeout=20)
        assert (answer.status_code, answer.text) == (503, "unavailable")
        assert httpx2.get(f"{web.address}/healthz").text == "ok"
        assert answer.headers["cache-control"] == "no-store"
    finally:
        web.stop()


@pytest.mark.proves("CTS-016", negative=True)
@pytest.mark.parametrize("path", ["/_upload", "/_upload/", "/_upload/a.txt"])
def test_reflexs_upload_does_not_exist(world, http, path):
    victim = world.socket("northwind-owner", f"/admin/{people.space_of('northwind')}").open(boot=True)
    heard = len(victim.frames)
    ident = next(i for i in world.web.ask("inside")["idents"])
    for token in (victim.tab, ident):
        headers = {"reflex-client-token": token, "reflex-event-handler": "state.members.remove", "Origin": world.origin}
        answer = http.post(path, headers=headers, files={"files": ("a.txt", b"x")})
        assert (answer.status_code, answer.text) == (404, "not found")
    victim.fence()
    assert len(victim.frames) == heard + 1


@pytest.mark.proves("CTS-013", negative=True)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_signing_out_needs_the_products_own_page(world, http, origin):
    token = session_of("northwind-operator")
    headers = cookie_header(world.origin, token) | ({"Origin": origin} if origin else {})
    assert http.post("/auth/sign-out", headers=headers).status_code in (303, 400, 403)
    assert world.sql("select ended_at from session where token_hash = sha256(%s::text::bytea)", token) == [(None,)]


FILE_THIEVES = [
    (None, "northwind"),
    ("fabrikam-owner", "northwind"),
    ("fabrikam-owner", "fabrikam"),
    ("northwind-customer-viewer", "northwind"),
    ("northwind-temporary", "northwind"),
    ("platform-operator", "northwind"),
    ("newcomer", "northwind"),
]


@pytest.mark.proves("CTS-018", negative=True)
@pytest.mark.parametrize(("who", "space"), FILE_THIEVES)
def test_a_file_of_others_is_like_one_that_never_was(world, http, who, space):
    ref, key = world.sql("select public_id, id::text from artifact order by public_id limit 1")[0]
    headers = cookie_header(world.origin, session_of(who)) if who and who != "newcomer" else {}
    before = world.sql(
        "select count(*) from audit_entry where action <> 'access.denied' and action not like 'session.%%'"
    )
    never = http.get(f"/files/{people.space_of(space)}/art_aaaaaaaaaaaaaaaaaaaa", headers=headers)
    for name in (ref, key, f"{ref}/", f"../{people.space_of('northwind')}/{ref}", f"{ref}%00", f"{ref}?download=1"):
        answer = http.get(f"/files/{people.space_of(space)}/{name}", headers=headers)
        assert answer.status_code in (never.status_code, 404), name
        assert "PK" not in answer.text[:4]
        assert "audit" not in answer.headers.get("content-disposition", "")
        assert ref not in answer.text
    same = http.get(f"/files/{people.space_of(space)}/{ref}", headers=headers)
    assert (same.status_code, same.text) == (never.status_code, never.text)
    after = world.sql(
        "select count(*) from audit_entry where action <> 'access.denied' and action not like 'session.%%'"
    )
    assert after == before


@pytest.mark.proves("CTS-018", negative=True)
def test_a_file_of_a_revoked_session_is_gone_at_once(world, http):
    ref = world.sql("select public_id from artifact order by public_id limit 1")[0][0]
    token = session_of("northwind-owner")
    path = f"/files/{people.space_of('northwind')}/{ref}"
    assert http.get(path, headers=cookie_header(world.origin, token)).status_code == 200
    world.end_silently(token)
    assert http.get(path, headers=cookie_header(world.origin, token)).status_code != 200


def test_the_bundle_holds_no_known_value(world, http):
    known = treasure.collect(world, people.space_of("northwind"))
    page = http.get("/admin", follow_redirects=True)
    texts = [page.text] + [http.get(p).text for p in set(re.findall(r'"(/[^"]+\.js)"', page.text))]
    whole = "\n".join(texts)
    for value in known.internal | known.secret | set().union(*known.public.values()):
        if len(value) > 6:
            assert value not in whole
    for name, value in world.web.variables.items():
        if name in ("DATABASE_URL", "OIDC_CLIENT_SECRET", "TENANTPILOT_SECRET_KEY", "REDIS_URL"):
            assert value not in whole
