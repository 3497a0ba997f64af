"""Microsoft's refusals to hand out a token, as reason codes: one table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tenantpilot.provider.client.problems import Problem, problem
from tenantpilot.provider.reading import State

# By AADSTS number. Whatever is not here is told apart by the standard's own `error`.
REASONS: Mapping[int, str] = {
    7000215: "credential_wrong",
    7000218: "credential_wrong",
    7000222: "credential_expired",
    700027: "certificate_refused",
    700024: "certificate_refused",
    50012: "certificate_refused",
    50013: "certificate_refused",
    700016: "app_not_in_tenant",
    7000229: "app_not_in_tenant",
    7000112: "app_disabled",
    90002: "tenant_not_found",
    900023: "tenant_not_found",
    5000224: "tenant_blocked",
    65001: "consent_missing",
    90094: "consent_missing",
    500011: "service_not_in_tenant",
    650052: "service_not_in_tenant",
    53003: "access_policy_blocks",
    530032: "access_policy_blocks",
    90006: "sign_in_unavailable",
    90012: "sign_in_unavailable",
    90024: "sign_in_unavailable",
    90033: "sign_in_unavailable",
    90090: "sign_in_unavailable",
    90055: "sign_in_throttled",
    900144: "token_request_refused",
    9002313: "token_request_refused",
}
_BY_ERROR: Mapping[str, str] = {
    "invalid_client": "credential_wrong",
    "unauthorized_client": "app_not_in_tenant",
    "invalid_resource": "service_not_in_tenant",
    "temporarily_unavailable": "sign_in_unavailable",
    "interaction_required": "access_policy_blocks",
    "consent_required": "consent_missing",
}
OTHER = "token_request_refused"
UNREACHABLE = "sign_in_unavailable"
CODES = tuple(sorted({*REASONS.values(), *_BY_ERROR.values(), OTHER, UNREACHABLE}))
# Asking again may help; certificates are known a little later by some of Microsoft's servers than by others.
TRANSIENT = frozenset({"sign_in_unavailable", "sign_in_throttled"})
_STATES = {"sign_in_unavailable": State.PARTIAL, "sign_in_throttled": State.THROTTLED}
_NUMBER = re.compile(r"AADSTS(\d{4,9})")
_LINES = re.compile(r"(?:\r?\n|\s)(?:Trace ID|Correlation ID|Timestamp):.*", re.DOTALL)


def token_problem(status: int, body: Any) -> Problem:
    """What a refusal of the token endpoint means; anything that is no refusal at all is an unavailable sign-in."""
    answer = body if isinstance(body, Mapping) else {}
    error, description = _text(answer.get("error")), _text(answer.get("error_description"))
    reason = next((REASONS[number] for number in _numbers(answer, description) if number in REASONS), "")
    if not reason:
        reason = "sign_in_throttled" if status == 429 else _BY_ERROR.get(error, "")
    if not reason:
        reason = OTHER if error and status < 500 else UNREACHABLE
    return problem(
        reason,
        _STATES.get(reason, State.FORBIDDEN),
        detail=_LINES.sub("", description) or error,
        request_id=_text(answer.get("trace_id")) or _text(answer.get("correlation_id")),
        status=status,
    )


def _numbers(answer: Mapping[str, Any], description: str) -> list[int]:
    codes = answer.get("error_codes")
    listed = [code for code in codes if type(code) is int] if isinstance(codes, list) else []
    return [*listed, *(int(number) for number in _NUMBER.findall(description))]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
