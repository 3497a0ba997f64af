"""Why something could not be read: codes of our own, the provider's words, and what follows for a family's state."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tenantpilot.provider.reading import State, Trouble

# Every code a Trouble of the client can carry, beside those of `token_problems`.
CODES = (
    "answer_malformed", "answer_too_large", "claims_challenge", "connection_lost", "graph_unreachable",
    "object_incomplete", "object_malformed", "object_not_found", "object_twice", "paging_flood", "paging_foreign",
    "paging_loop", "permission_missing", "provider_error", "provider_refused", "resource_unlicensed",
    "resource_unsupported", "service_refused", "tenant_other", "throttled", "timeout", "token_rejected",
)  # fmt: skip

_KEPT_CHARACTERS = 600
_PERMISSION = re.compile(
    r"\b[A-Z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.(?:ReadWrite|Read|Manage|Create)(?:\.[A-Z][A-Za-z]*)*\b"
)
_UNLICENSED = ("not applicable to target tenant", "tenant is not licensed", "does not have a premium license")
_UNLICENSED_CODES = frozenset({
    "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "AadPremiumLicenseRequired", "TenantNotLicensed",
})  # fmt: skip
_UNSUPPORTED = ("no method match route template", "no odata route exists", "resource not found for the segment")


@dataclass(frozen=True)
class Problem:
    """A request that brought nothing usable: the trouble to report and the state it alone would put a family in."""

    state: State
    trouble: Trouble
    permissions: tuple[str, ...] = ()

    def about(self, subject: str) -> Problem:
        """The same, said of an object or a part of one."""
        return replace(self, trouble=replace(self.trouble, subject=subject))


class ProblemError(Exception):
    """Carries a problem up to whoever reports it; never leaves the client."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.trouble.code)
        self.problem = problem


@dataclass(frozen=True)
class ProviderWords:
    """An error envelope, unwrapped."""

    code: str = ""
    message: str = ""
    request_id: str = ""


def problem(
    code: str, state: State = State.PARTIAL, *, detail: str = "", request_id: str = "", status: int = 0
) -> Problem:
    """A problem of our own finding."""
    return Problem(state, Trouble(code, detail=detail[:_KEPT_CHARACTERS], request_id=request_id, status=status))


def refusal(status: int, body: Any, request_id: str, *, is_collection: bool = False) -> Problem:
    """What an error answer means."""
    words = unwrap(body)
    state, code = _meaning(status, words, is_collection=is_collection)
    text = f"{words.code}: {words.message}" if words.code else words.message
    found = problem(code, state, detail=text, request_id=request_id or words.request_id, status=status)
    return replace(found, permissions=permissions_in(words.message)) if state is State.FORBIDDEN else found


def unwrap(body: Any) -> ProviderWords:
    """Read an error envelope. Intune's services put their own one as text into its message, up to twice."""
    error = body.get("error") if isinstance(body, Mapping) else None
    if not isinstance(error, Mapping):
        return ProviderWords()
    inner: Mapping[str, Any] = next(
        (error[key] for key in ("innerError", "innererror") if isinstance(error.get(key), Mapping)), {}
    )
    code, message = _text(error.get("code")), _text(error.get("message"))
    for _level in range(2):
        wrapped = _wrapped(message)
        if wrapped is None:
            break
        inside = wrapped.get("error")
        nested = inside if isinstance(inside, Mapping) else wrapped
        code = _text(_first(nested, "ErrorCode", "code", "Code")) or code
        message = _text(_first(nested, "Message", "message"))
    return ProviderWords(code, message, _text(inner.get("request-id")))


def permissions_in(message: str) -> tuple[str, ...]:
    """Permissions a refusal names. Intune says ServiceConfiguration of what is called ServiceConfig."""
    named = (name.replace("ServiceConfiguration.", "ServiceConfig.") for name in _PERMISSION.findall(message))
    return tuple(dict.fromkeys(named))


def state_of(problems: Iterable[Problem]) -> State:
    """The state of something with these problems: theirs when they agree, otherwise partial."""
    states = {one.state for one in problems}
    if not states:
        return State.READ
    return states.pop() if len(states) == 1 else State.PARTIAL


def _meaning(status: int, words: ProviderWords, *, is_collection: bool) -> tuple[State, str]:
    message = words.message.lower()
    if words.code in _UNLICENSED_CODES or any(text in message for text in _UNLICENSED):
        return State.UNLICENSED, "resource_unlicensed"
    if status in (400, 404) and any(text in message for text in _UNSUPPORTED):
        return State.UNSUPPORTED, "resource_unsupported"
    if status == 404:
        return (State.UNSUPPORTED, "resource_unsupported") if is_collection else (State.PARTIAL, "object_not_found")
    if status in (401, 403):
        return State.FORBIDDEN, _denial(status, words)
    if status == 429:
        return State.THROTTLED, "throttled"
    return State.PARTIAL, "provider_error" if status >= 500 else "provider_refused"


def _denial(status: int, words: ProviderWords) -> str:
    if "claims" in words.code.lower():
        return "claims_challenge"
    if status == 403:
        return "permission_missing"
    return "service_refused" if words.code == "Forbidden" else "token_rejected"


def _wrapped(message: str) -> Mapping[str, Any] | None:
    if not message.lstrip().startswith("{"):
        return None
    try:
        found = json.loads(message)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, Mapping) else None


def _first(found: Mapping[str, Any], *keys: str) -> Any:
    return next((found[key] for key in keys if found.get(key)), None)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
