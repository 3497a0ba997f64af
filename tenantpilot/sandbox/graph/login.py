"""The token endpoint and what MSAL asks before it."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from collections.abc import Mapping
from urllib.parse import unquote_plus

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph import aadsts, assertion
from tenantpilot.sandbox.graph.answer import Answer, Delivery, Ids, compact
from tenantpilot.sandbox.graph.data import AppRegistration
from tenantpilot.sandbox.graph.faults import LOGIN, Fault, Subject
from tenantpilot.sandbox.graph.tenant import Tenant
from tenantpilot.sandbox.graph.tokens import AUDIENCE
from tenantpilot.sandbox.graph.world import World

_GUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}$", re.IGNORECASE)
_JSON = {"Content-Type": "application/json; charset=utf-8"}
REAL = "https://login.microsoftonline.com"

_FAULTS = {
    Fault.CONSENT_WITHDRAWN: aadsts.APP_MISSING,
    Fault.SECRET_EXPIRED: aadsts.SECRET_EXPIRED,
    Fault.SECRET_WRONG: aadsts.SECRET_WRONG,
    Fault.ASSERTION_REFUSED: aadsts.ASSERTION_REFUSED,
    Fault.TENANT_GONE: aadsts.TENANT_MISSING,
    Fault.TENANT_BLOCKED: aadsts.TENANT_BLOCKED,
    Fault.APP_DISABLED: aadsts.APP_DISABLED,
    Fault.POLICY_BLOCKED: aadsts.POLICY_BLOCKED,
    Fault.LOGIN_BUSY: aadsts.BUSY,
}


class _RefusedError(Exception):
    def __init__(self, problem: aadsts.LoginError, detail: str = "") -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.detail = detail


def _credentials(form: Mapping[str, str], headers: Mapping[str, str]) -> tuple[str, str]:
    """Client id and secret, from the form or from HTTP Basic."""
    basic = headers.get("authorization", "")
    if basic.lower().startswith("basic "):
        try:
            name, _, secret = base64.b64decode(basic[6:], validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        return unquote_plus(name), unquote_plus(secret)
    return form.get("client_id", ""), form.get("client_secret", "")


def _tenant(world: World, name: str) -> Tenant:
    if not _GUID.match(name) and not _DOMAIN.match(name):
        raise _RefusedError(aadsts.TENANT_MALFORMED)
    tenant = world.tenant(name)
    if tenant is None or tenant.is_gone:
        raise _RefusedError(aadsts.TENANT_MISSING)
    return tenant


def _scope(form: Mapping[str, str]) -> None:
    scope = form.get("scope", "")
    if not scope:
        raise _RefusedError(aadsts.PARAMETER_MISSING, "scope")
    if not scope.endswith("/.default") or " " in scope.strip():
        raise _RefusedError(aadsts.SCOPE_WRONG, scope)
    resource = scope.removesuffix("/.default").rstrip("/")
    if resource not in {AUDIENCE, "00000003-0000-0000-c000-000000000000"}:
        raise _RefusedError(aadsts.RESOURCE_MISSING, resource)


def _secret(app: AppRegistration, presented: str) -> None:
    """Any registered secret that has not ended will do; only when none fits is it told which way it was wrong."""
    fitting = [secret for secret in app.secrets if hmac.compare_digest(secret.value.encode(), presented.encode())]
    if not fitting:
        raise _RefusedError(aadsts.SECRET_WRONG)
    if all(secret.expires_at is not None and secret.expires_at <= now() for secret in fitting):
        raise _RefusedError(aadsts.SECRET_EXPIRED)


def _audiences(name: str, tenant: Tenant, bases: tuple[str, ...]) -> set[str]:
    names = {name, tenant.data.tenant_id, tenant.data.domain}
    return {f"{base}/{word}/oauth2/v2.0/token" for base in (*bases, REAL) for word in names}


def _authenticate(
    app: AppRegistration, form: Mapping[str, str], secret: str, client_id: str, audiences: set[str]
) -> None:
    if form.get("client_assertion"):
        if form.get("client_assertion_type") != assertion.TYPE:
            raise _RefusedError(aadsts.PARAMETER_MISSING, "client_assertion_type")
        try:
            assertion.check(form["client_assertion"], client_id, app.certificates, audiences)
        except assertion.AssertionRefusedError as refused:
            raise _RefusedError(refused.problem, refused.detail) from refused
    elif secret:
        _secret(app, secret)
    else:
        raise _RefusedError(aadsts.NO_CREDENTIAL)


def _grant(world: World, name: str, form: Mapping[str, str], headers: Mapping[str, str], bases: tuple[str, ...]) -> str:
    if not form.get("grant_type"):
        raise _RefusedError(aadsts.PARAMETER_MISSING, "grant_type")
    if form["grant_type"] != "client_credentials":
        raise _RefusedError(aadsts.GRANT_WRONG, form["grant_type"])
    client_id, secret = _credentials(form, headers)
    if not client_id:
        raise _RefusedError(aadsts.PARAMETER_MISSING, "client_id")
    tenant = _tenant(world, name)
    app = tenant.app(client_id)
    if app is None or not app.consented:
        raise _RefusedError(aadsts.APP_MISSING)
    if app.disabled:
        raise _RefusedError(aadsts.APP_DISABLED)
    _authenticate(app, form, secret, client_id, _audiences(name, tenant, bases))
    _scope(form)
    return world.tokens.issue(tenant.data.tenant_id, client_id, app.display_name, app.granted)


def token(
    world: World, name: str, form: Mapping[str, str], headers: Mapping[str, str], ids: Ids, bases: tuple[str, ...]
) -> Answer:
    """POST: a token for an application, or the error the login service gives. `bases` are addresses of this server."""
    client_id = _credentials(form, headers)[0]
    tenant = world.tenant(name)
    tenant_id = tenant.data.tenant_id if tenant else name
    directory = tenant.data.display_name if tenant else name
    words = {"app": client_id, "tenant": name, "directory": directory, "detail": ""}
    for armed in world.faults.take(Subject(tenant_id, "login", "POST", f"{name}/oauth2/v2.0/token"), LOGIN):
        if armed.kind in _FAULTS:
            answer = aadsts.answer(_FAULTS[armed.kind], ids, **words)
        elif armed.kind is Fault.LOGIN_HANGS:
            answer = Answer(504, delivery=Delivery.NEVER, delay=armed.seconds or 60)
        else:
            answer = Answer(armed.status, b"<html><body>The service is unavailable.</body></html>")
        answer.fault = armed.kind.value
        return answer
    try:
        text = _grant(world, name, form, headers, bases)
    except _RefusedError as refused:
        return aadsts.answer(refused.problem, ids, **(words | {"detail": refused.detail}))
    lifetime = world.tokens.lifetime
    body = {"token_type": "Bearer", "expires_in": lifetime, "ext_expires_in": lifetime, "access_token": text}
    return Answer(200, compact(body), {**_JSON, "Cache-Control": "no-store, no-cache"})


def configuration(world: World, name: str, base: str, ids: Ids) -> Answer:
    """GET: the discovery document. Over http the endpoints are the real service's, as MSAL accepts nothing else."""
    tenant = world.tenant(name)
    if tenant is None and name not in {"common", "organizations"}:
        problem = aadsts.TENANT_MISSING if _GUID.match(name) or _DOMAIN.match(name) else aadsts.TENANT_MALFORMED
        return aadsts.answer(problem, ids, tenant=name)
    issuer = tenant.data.tenant_id if tenant else "{tenantid}"
    own = base if base.startswith("https://") else REAL
    body = {
        "token_endpoint": f"{own}/{name}/oauth2/v2.0/token",
        "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
        "jwks_uri": f"{own}/{name}/discovery/v2.0/keys",
        "response_modes_supported": ["query", "fragment", "form_post"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "response_types_supported": ["code", "id_token", "code id_token", "id_token token"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "issuer": f"{own}/{issuer}/v2.0",
        "authorization_endpoint": f"{own}/{name}/oauth2/v2.0/authorize",
        "device_authorization_endpoint": f"{own}/{name}/oauth2/v2.0/devicecode",
        "end_session_endpoint": f"{own}/{name}/oauth2/v2.0/logout",
        "tenant_region_scope": "EU",
        "cloud_instance_name": "microsoftonline.com",
        "cloud_graph_host_name": "graph.windows.net",
        "msgraph_host": "graph.microsoft.com",
    }
    return Answer(200, compact(body), dict(_JSON))


def instances(host: str) -> Answer:
    """GET: instance discovery, for clients that ask whether this host is a login service."""
    body = {
        "tenant_discovery_endpoint": f"{REAL}/common/v2.0/.well-known/openid-configuration",
        "api-version": "1.1",
        "metadata": [
            {
                "preferred_network": host,
                "preferred_cache": host,
                "aliases": [host, "login.microsoftonline.com", "login.windows.net", "sts.windows.net"],
            }
        ],
    }
    return Answer(200, compact(body), dict(_JSON))
