"""What is wrong with a form, as state may hold it: the kit's forms take a list of these as `errors`."""

from __future__ import annotations

from collections.abc import Mapping

from tenantpilot.kernel.errors import InvalidInputError
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
