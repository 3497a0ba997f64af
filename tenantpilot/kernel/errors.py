"""What can go wrong, in the words a caller can act on.

The constructor's text is for logs; people read the text behind `message_key` (a Fluent message id).
"""

from __future__ import annotations

from collections.abc import Mapping


class AppError(Exception):
    """Base of everything the product raises on purpose."""

    message_key = "error-unexpected"


class NotFoundError(AppError):
    """Absent, foreign or malformed: the three cannot be told apart (G3)."""

    message_key = "error-not-found"


class ForbiddenError(AppError):
    """A member of the workspace who lacks the capability (G3)."""

    message_key = "error-forbidden"


class ConflictError(AppError):
    """The record changed or its state does not allow the step; reload and decide again.

    `facts` say who did what when, for the text behind the message key; they are no part of what is logged.
    """

    message_key = "error-conflict"

    def __init__(
        self, message: str = "", *, message_key: str | None = None, facts: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.facts = dict(facts or {})
        if message_key:
            self.message_key = message_key


class SignInRequiredError(AppError):
    """No valid session stands behind the request."""

    message_key = "error-sign-in-required"


class InvalidInputError(AppError):
    """Input a person can correct; `fields` maps a field name to its message key."""

    message_key = "error-invalid-input"

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("invalid input: " + ", ".join(sorted(fields)))
        self.fields = dict(fields)


class BlockedError(AppError):
    """The platform refuses for a stated reason; `reason` is a code of the reason table."""

    message_key = "error-blocked"

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"blocked: {reason} {detail}".strip())
        self.reason = reason


class ConfigurationError(AppError):
    """The process must not start; the text names the variable and the fix."""
