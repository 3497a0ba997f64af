"""Refusals of Graph, as they were pasted by people who met them, and what they mean for a family."""

import json

import pytest

from tenantpilot.operations.reasons import NEXT_STEPS
from tenantpilot.provider.client import problems
from tenantpilot.provider.client.problems import Problem, permissions_in, refusal, state_of, unwrap
from tenantpilot.provider.client.token_problems import CODES, REASONS, token_problem
from tenantpilot.provider.reading import State
from tests.provider.client.world import error

pytestmark = pytest.mark.proves("PRV-106")

SCOPES = (
    "Application is not authorized to perform this operation. Application must have one of the following scopes: "
    "DeviceManagementServiceConfiguration.Read.All, DeviceManagementServiceConfig.ReadWrite.All - Operation ID (for "
    "customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: 0a - Url: https://fef.msub01.manage."
    "microsoft.com/StatelessFEService_2411/deviceManagement?api-version=5024-10-08"
)


def intune(message: str) -> str:
    return json.dumps({"_version": 3, "Message": message, "CustomApiErrorPhrase": "", "RetryAfter": None,
                       "ErrorSourceService": "", "HttpHeaders": "{}"}, indent=2).replace("\n", "\r\n")  # fmt: skip


def twice(code: str, message: str) -> str:
    return json.dumps({"ErrorCode": code, "Message": intune(message), "Target": None, "InnerError": None})


@pytest.mark.parametrize(("status", "body", "state", "code"), [
    (403, error("Forbidden", intune(SCOPES)), State.FORBIDDEN, "permission_missing"),
    (403, error("Authorization_RequestDenied", "Insufficient privileges to complete the operation."), State.FORBIDDEN,
     "permission_missing"),
    (403, error("AccessDenied", "You cannot perform the requested operation, required scopes are missing"),
     State.FORBIDDEN, "permission_missing"),
    (403, error("insufficient_claims", "x"), State.FORBIDDEN, "claims_challenge"),
    (401, error("InvalidAuthenticationToken", "Lifetime validation failed"), State.FORBIDDEN, "token_rejected"),
    (401, error("UnknownError", twice("Forbidden", "nope")), State.FORBIDDEN, "service_refused"),
    (400, error("BadRequest", intune("Request not applicable to target tenant.")), State.UNLICENSED,
     "resource_unlicensed"),
    (403, error("Authentication_RequestFromNonPremiumTenantOrB2CTenant", "no"), State.UNLICENSED,
     "resource_unlicensed"),
    (400, error("No method match route template", "No OData route exists that match template ~/x with http verb GET"),
     State.UNSUPPORTED, "resource_unsupported"),
    (400, error("BadRequest", "Resource not found for the segment 'x'."), State.UNSUPPORTED, "resource_unsupported"),
    (400, error("BadRequest", "The query specified in the URI is not valid."), State.PARTIAL, "provider_refused"),
    (404, error("ResourceNotFound", "x"), State.PARTIAL, "object_not_found"),
    (409, error("Conflict", "x"), State.PARTIAL, "provider_refused"),
    (429, error("TooManyRequests", "Too many requests."), State.THROTTLED, "throttled"),
    (500, error("InternalServerError", "x"), State.PARTIAL, "provider_error"),
    (503, None, State.PARTIAL, "provider_error"),
    (302, "moved", State.PARTIAL, "provider_refused"),
])  # fmt: skip
def test_each_refusal_has_a_state_and_a_code(status, body, state, code):
    found = refusal(status, body, "r-7")
    assert (found.state, found.trouble.code, found.trouble.status) == (state, code, status)
    assert found.trouble.request_id == "r-7"


def test_a_list_that_is_not_there_is_not_offered():
    assert refusal(404, error("ResourceNotFound", "x"), "", is_collection=True).state is State.UNSUPPORTED


def test_missing_permissions_are_named_as_they_are_granted():
    found = refusal(403, error("Forbidden", intune(SCOPES)), "r")
    assert found.permissions == (
        "DeviceManagementServiceConfig.Read.All",
        "DeviceManagementServiceConfig.ReadWrite.All",
    )
    assert "Application is not authorized" in found.trouble.detail


def test_words_without_permissions_name_none():
    assert permissions_in("Url: https://fef.msub01.manage.microsoft.com/Read.All?api=5024-10-08") == ()


@pytest.mark.parametrize("body", [
    None, "text", [], {}, {"error": None}, {"error": "text"}, {"error": {"code": 7, "message": ["x"]}},
    {"error": {"message": "{"}}, {"error": {"message": '{"Message": {"a": 1}}'}}, {"error": {"message": "[" * 9000}},
    {"error": {"message": "{" + '"a":{' * 3000}}, {"error": {"code": None, "innerError": 3}},
])  # fmt: skip
def test_odd_envelopes_are_read_as_far_as_possible(body):
    words = unwrap(body)
    assert isinstance(words.code, str)
    assert refusal(418, body, "r").state is State.PARTIAL


def test_the_request_id_of_the_envelope_serves_where_the_header_is_missing():
    assert refusal(400, error("BadRequest", "x"), "").trouble.request_id == "inner-1"
    lower = {"error": {"code": "x", "message": "y", "innererror": {"request-id": "low"}}}
    assert refusal(400, lower, "").trouble.request_id == "low"


def test_different_problems_together_are_partial():
    throttled, denied = refusal(429, None, ""), refusal(403, None, "")
    assert state_of([]) is State.READ
    assert state_of([throttled, throttled]) is State.THROTTLED
    assert state_of([throttled, denied]) is State.PARTIAL


def test_what_is_kept_of_the_providers_words_is_short():
    assert len(refusal(400, error("x", "y" * 5000), "").trouble.detail) <= 600


def aadsts(number: int, text: str = "words") -> dict[str, object]:
    return {
        "error": "invalid_client",
        "error_description": f"AADSTS{number}: {text} Trace ID: 1-2 Correlation ID: 3-4 Timestamp: now",
        "error_codes": [number], "trace_id": "1-2", "correlation_id": "3-4",
    }  # fmt: skip


@pytest.mark.proves("PRV-102", negative=True)
@pytest.mark.parametrize(("number", "reason"), [
    (7000215, "credential_wrong"), (7000222, "credential_expired"), (7000218, "credential_wrong"),
    (700027, "certificate_refused"), (50012, "certificate_refused"), (50013, "certificate_refused"),
    (700016, "app_not_in_tenant"), (7000229, "app_not_in_tenant"), (7000112, "app_disabled"),
    (90002, "tenant_not_found"), (5000224, "tenant_blocked"), (900023, "tenant_not_found"),
    (65001, "consent_missing"), (90094, "consent_missing"), (500011, "service_not_in_tenant"),
    (650052, "service_not_in_tenant"), (53003, "access_policy_blocks"), (530032, "access_policy_blocks"),
    (90006, "sign_in_unavailable"), (90012, "sign_in_unavailable"), (90024, "sign_in_unavailable"),
    (90033, "sign_in_unavailable"), (90090, "sign_in_unavailable"), (90055, "sign_in_throttled"),
    (900144, "token_request_refused"), (9002313, "token_request_refused"), (123456, "credential_wrong"),
])  # fmt: skip
def test_each_known_number_has_its_reason(number, reason):
    found = token_problem(401, aadsts(number))
    assert found.trouble.code == reason
    assert found.trouble.request_id == "1-2"
    assert "Trace ID" not in found.trouble.detail


@pytest.mark.proves("PRV-102")
def test_numbers_are_read_from_the_words_where_the_list_is_missing():
    body = aadsts(7000222) | {"error_codes": None}
    assert token_problem(401, body).trouble.code == "credential_expired"
    old = {"error": "unauthorized_client", "error_description": "AADSTS700016: x\r\nTrace ID: 1\r\nCorrelation ID: 2"}
    assert token_problem(400, old).trouble.code == "app_not_in_tenant"


@pytest.mark.proves("PRV-102", negative=True)
@pytest.mark.parametrize(("status", "body", "reason"), [
    (400, {"error": "something_new"}, "token_request_refused"), (500, {"error": "server_error"}, "sign_in_unavailable"),
    (502, "<html>", "sign_in_unavailable"), (200, [], "sign_in_unavailable"), (429, None, "sign_in_throttled"),
    (401, {"error": 4, "error_codes": ["7000222", True]}, "sign_in_unavailable"),
])  # fmt: skip
def test_unknown_refusals_go_by_the_standard(status, body, reason):
    assert token_problem(status, body).trouble.code == reason


def test_every_reason_is_one_of_the_codes():
    assert set(REASONS.values()) <= set(CODES)
    assert isinstance(token_problem(400, None), Problem)


@pytest.mark.parametrize("code", sorted({*problems.CODES, *CODES}))
def test_every_code_has_words_and_a_next_step(code):
    assert code in NEXT_STEPS
