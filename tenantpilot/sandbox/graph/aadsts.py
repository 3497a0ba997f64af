"""Errors of the login service."""

from __future__ import annotations

from dataclasses import dataclass

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph.answer import Answer, Ids, compact


@dataclass(frozen=True, slots=True)
class LoginError:
    """A code with the OAuth error it travels under."""

    code: int
    status: int
    error: str
    text: str


SECRET_WRONG = LoginError(
    7000215,
    401,
    "invalid_client",
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the "
    "client secret ID, for a secret added to app '{app}'.",
)
SECRET_EXPIRED = LoginError(
    7000222,
    401,
    "invalid_client",
    "The provided client secret keys for app '{app}' are expired. Visit the Azure portal to create new keys for your "
    "app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: "
    "https://aka.ms/certCreds.",
)
NO_CREDENTIAL = LoginError(
    7000218,
    401,
    "invalid_client",
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
)
ASSERTION_REFUSED = LoginError(
    700027,
    401,
    "invalid_client",
    "The certificate with identifier used to sign the client assertion is not registered on application, or the "
    "signature is invalid: {detail}",
)
ASSERTION_AUDIENCE = LoginError(
    700023, 401, "invalid_client", "Client assertion audience claim does not match Realm issuer."
)
ASSERTION_SUBJECT = LoginError(
    700021, 401, "invalid_client", "Client assertion application identifier doesn't match 'client_id' parameter."
)
ASSERTION_TIME = LoginError(700024, 401, "invalid_client", "Client assertion is not within its valid time range.")
ASSERTION_BROKEN = LoginError(50027, 400, "invalid_request", "Invalid JWT token: {detail}")
APP_MISSING = LoginError(
    700016,
    400,
    "unauthorized_client",
    "Application with identifier '{app}' was not found in the directory '{directory}'. This can happen if the "
    "application has not been installed by the administrator of the tenant or consented to by any user in the tenant. "
    "You may have sent your authentication request to the wrong tenant.",
)
APP_DISABLED = LoginError(7000112, 401, "unauthorized_client", "Application '{app}' is disabled.")
TENANT_MISSING = LoginError(
    90002,
    400,
    "invalid_request",
    "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct "
    "cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the "
    "tenant.",
)
TENANT_BLOCKED = LoginError(5000224, 400, "invalid_request", "We are sorry, this resource is not available.")
TENANT_MALFORMED = LoginError(
    900023,
    400,
    "invalid_request",
    "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.",
)
SCOPE_WRONG = LoginError(
    1002012,
    400,
    "invalid_scope",
    "The provided value for scope {detail} is not valid. Client credential flows must have a scope value with "
    "/.default suffixed to the resource identifier (application ID URI).",
)
RESOURCE_MISSING = LoginError(
    500011,
    400,
    "invalid_resource",
    "The resource principal named {detail} was not found in the tenant named {directory}.",
)
PARAMETER_MISSING = LoginError(
    900144, 400, "invalid_request", "The request body must contain the following parameter: '{detail}'."
)
GRANT_WRONG = LoginError(
    70003, 400, "unsupported_grant_type", "The app requested an unsupported grant type '{detail}'."
)
POLICY_BLOCKED = LoginError(
    53003,
    400,
    "invalid_grant",
    "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
)
BUSY = LoginError(90033, 503, "temporarily_unavailable", "A transient error has occurred. Please try again.")


def answer(problem: LoginError, ids: Ids, **words: str) -> Answer:
    """The JSON body that the login service sends."""
    at = now().strftime("%Y-%m-%d %H:%M:%SZ")
    text = problem.text.format_map(words)
    description = f"AADSTS{problem.code}: {text} Trace ID: {ids.request} Correlation ID: {ids.client} Timestamp: {at}"
    body = {
        "error": problem.error,
        "error_description": description,
        "error_codes": [problem.code],
        "timestamp": at,
        "trace_id": ids.request,
        "correlation_id": ids.client,
        "error_uri": f"https://login.microsoftonline.com/error?code={problem.code}",
    }
    return Answer(problem.status, compact(body), {"Content-Type": "application/json; charset=utf-8"})
