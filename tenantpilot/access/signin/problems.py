"""Why a sign-in did not happen: one code for each reason, with the HTTP status its page answers with."""

from __future__ import annotations

from enum import StrEnum

from tenantpilot.i18n import message_id
from tenantpilot.kernel.errors import AppError


class Problem(StrEnum):
    """A reason a person is told, and may pass on to support. It says nothing an attacker could use."""

    NOT_CONFIGURED = "not_configured"
    PROVIDER_UNAVAILABLE = "provider_unavailable"
    PROVIDER_MISCONFIGURED = "provider_misconfigured"
    PROVIDER_REFUSED = "provider_refused"
    ACCESS_DENIED = "access_denied"
    ATTEMPT_UNKNOWN = "attempt_unknown"
    ATTEMPT_EXPIRED = "attempt_expired"
    CODE_REFUSED = "code_refused"
    WRONG_ISSUER = "wrong_issuer"
    WRONG_AUDIENCE = "wrong_audience"
    WRONG_NONCE = "wrong_nonce"
    TOKEN_UNVERIFIED = "token_unverified"  # noqa: S105  a reason code
    TOKEN_EXPIRED = "token_expired"  # noqa: S105  a reason code
    TOKEN_EARLY = "token_early"  # noqa: S105  a reason code
    TOKEN_INCOMPLETE = "token_incomplete"  # noqa: S105  a reason code
    ACCOUNT_INACTIVE = "account_inactive"
    FOREIGN_ORIGIN = "foreign_origin"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    STORE_UNAVAILABLE = "store_unavailable"
    UNEXPECTED = "unexpected"

    @property
    def status(self) -> int:
        """The HTTP status of the problem's page."""
        return _STATUS.get(self, 400)

    @property
    def message(self) -> str:
        """The stem of its texts: `…-title`, `…-text`, `…-next`."""
        return message_id("sign-in", self.value)


_STATUS = {
    Problem.NOT_CONFIGURED: 503,
    Problem.PROVIDER_UNAVAILABLE: 503,
    Problem.PROVIDER_MISCONFIGURED: 502,
    Problem.PROVIDER_REFUSED: 502,
    Problem.ACCESS_DENIED: 403,
    Problem.ACCOUNT_INACTIVE: 403,
    Problem.FOREIGN_ORIGIN: 403,
    Problem.TOO_MANY_ATTEMPTS: 429,
    Problem.STORE_UNAVAILABLE: 503,
    Problem.UNEXPECTED: 500,
}


class SignInProblemError(AppError):
    """A sign-in that ends on a problem page. `detail` is for the log and never holds anything received."""

    def __init__(self, problem: Problem, detail: str = "") -> None:
        super().__init__(f"{problem.value}: {detail}" if detail else problem.value)
        self.problem = problem
        self.detail = detail
