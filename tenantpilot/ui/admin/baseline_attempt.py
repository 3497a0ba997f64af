"""Lets a service change a baseline, and puts what it refuses into the words of the form that asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.threads import run_service
from tenantpilot.kernel.errors import ConflictError, InvalidInputError
from tenantpilot.ui.form_errors import FieldError, field_errors

# Services call fields otherwise than forms do.
FORM_NAMES = {"default_value": "default", "target": "place", "tenant": "place", "group": "place"}
# What the forms of the page have; whatever else is wrong is said below them.
FIELDS = frozenset({"title", "name", "description", "note", "default", "place", "ring", "priority", "reason",
                    "typed_name", "family", "path", "families", "severity", "assignments"})  # fmt: skip


@dataclass
class Answer:
    """What came of it: the service's answer, or what is wrong with which field, or a problem with the whole."""

    value: Any = None
    errors: list[FieldError] = field(default_factory=list)
    problem: str = ""

    @property
    def is_done(self) -> bool:
        """Whether it was changed."""
        return not self.errors and not self.problem


async def attempt(
    service: Callable[..., Any], *given: Any, names: dict[str, str] | None = None, **named: Any
) -> Answer:
    """Run a service for whoever sent the event; `names` are a form's own words for fields."""
    try:
        return Answer(value=await run_service(service, current(), *given, **named))
    except InvalidInputError as error:
        found = field_errors(error, FORM_NAMES | (names or {}))
        here = [one for one in found if one.name in FIELDS]
        return Answer(errors=here, problem="" if here else found[0].key)
    except ConflictError as error:
        return Answer(problem=error.message_key)
