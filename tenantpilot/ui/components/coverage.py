"""How well families were read: one mark for each state, filled only when it was read; unknown never looks like zero."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from tenantpilot.ui.components.text import Text, t_code

STATES = ("read", "partial", "throttled", "forbidden", "never", "unlicensed", "unsupported")


def family_mark(state: str | rx.Var[str], *, title: Text | None = None) -> rx.Component:
    """Only the mark, where words stand beside it or say the whole row."""
    extra: dict[str, Any] = {"title": title} if title is not None else {}
    return rx.el.i(class_name="fcell", data_s=state, aria_hidden="true", **extra)


def family_state(state: str | rx.Var[str]) -> rx.Component:
    """The mark and its word."""
    return rx.el.span(family_mark(state), t_code("coverage", state), class_name="fstate")


def coverage_legend(states: Sequence[str] = STATES) -> rx.Component:
    """What the marks mean."""
    return rx.el.ul(*(rx.el.li(family_mark(one), t_code("coverage", one)) for one in states), class_name="legend")
