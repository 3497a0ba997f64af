"""What is wrong with a form, as state may hold it: the kit's forms take a list of these as `errors`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from tenantpilot.kernel.errors import ConflictError, InvalidInputError
from tenantpilot.kernel.views import view


@view
class FieldError:
    """One field and the message under it."""

    name: str
    key: str


def field_errors(error: InvalidInputError, names: Mapping[str, str] | None = None) -> list[FieldError]:
    """The errors of a service, in the words of a form whose fields are called differently (`names`: service → form)."""
    called = names or {}
    return [FieldError(called.get(name, name), key) for name, key in error.fields.items()]


class OpenForm(Protocol):
    """A state whose form stays open when the server refuses."""

    errors: list[FieldError]
    problem: str


def refused(form: OpenForm, error: InvalidInputError | ConflictError, names: Mapping[str, str] | None = None) -> None:
    """Say in the form why nothing was done: under its fields, or as one problem; what was said before goes."""
    is_typed = isinstance(error, InvalidInputError)
    form.errors = field_errors(error, names) if is_typed else []
    form.problem = "" if is_typed else error.message_key
