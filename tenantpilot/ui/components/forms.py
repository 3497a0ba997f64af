"""Forms: label above, help below, errors beside the field and in one summary, nothing lost."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from tenantpilot.ui.components import parts
from tenantpilot.ui.components.basics import button
from tenantpilot.ui.components.text import Text
from tenantpilot.ui.form_errors import FieldError


def form(
    *content: Any,
    fields: dict[str, Text],
    on_submit: Callable[..., Any],
    errors: rx.Var[list[FieldError]] | None = None,
    class_name: str = "form",
    whole: bool = False,
    **attributes: Any,
) -> rx.Component:
    """A form that hands each field to the handler as an argument of its own, in the order of `fields`.

    With `whole` the handler gets one dictionary instead (a TypedDict): forms of dozens of fields.

    `fields` maps names to labels (for the summary). `errors` is a state's list of FieldError (ui/form_errors.py), made
    from an InvalidInputError. The browser's own checks (required, pattern, length) are shown in the same place.
    """

    def submitted(values: rx.Var) -> Any:
        return on_submit(values.to(dict)) if whole else on_submit(*(values.to(dict)[name] for name in fields))

    extra: dict[str, Any] = {} if errors is None else {"errors": errors}
    return parts.Form.create(
        *content,
        names=list(fields),
        labels=dict(fields),
        on_submit=submitted,
        class_name=class_name,
        **extra,
        **attributes,
    )


def field(
    name: str, label: Text, *, kind: str = "text", help: Text | None = None, optional: bool = False, **control: Any
) -> rx.Component:
    """One input: kind text, email, search, date, datetime-local, number, textarea or select (with `options`).

    `control` takes default_value, max_length, pattern, min, max, rows, auto_complete, placeholder, disabled, and for
    a select on_pick, which gets the value.
    """
    if help is not None:
        control["help"] = help
    return parts.Field.create(name=name, label=label, kind=kind, optional=optional, **control)


def zone_field(name: str, label: Text, *, help: Text) -> rx.Component:
    """A time zone: those the browser knows, its own chosen beforehand."""
    return parts.ZoneField.create(name=name, label=label, help=help)


def choices(
    name: str,
    label: Text,
    options: Sequence[dict[str, Any]] | rx.Var,
    *,
    many: bool = False,
    value: Any = "",
    help: Text | None = None,
    hidden: rx.Var[bool] | None = None,
    on_pick: Any = None,
) -> rx.Component:
    """Radio buttons (or, with `many`, check boxes that arrive as a list) under one legend.

    While `hidden` they are not shown, but what is ticked still arrives: a choice made before is not lost.
    """
    extra: dict[str, Any] = {"help": help} if help is not None else {}
    if hidden is not None:
        extra["hidden"] = hidden
    if on_pick is not None:
        extra["on_pick"] = on_pick
    return parts.Choices.create(
        name=name, label=label, kind="checkbox" if many else "radio", options=options, value=value, **extra
    )


def checkbox(label: Text, *, name: str, **attributes: Any) -> rx.Component:
    """One yes or no with its words beside it."""
    return rx.el.label(rx.el.input(type="checkbox", name=name, **attributes), rx.el.span(label), class_name="check")


def switch(label: Text, *, checked: bool | rx.Var[bool], on_change: Any) -> rx.Component:
    """A setting that takes effect at once."""
    return rx.el.label(
        rx.el.input(type="checkbox", role="switch", checked=checked, on_change=on_change), label, class_name="switch"
    )


def segments(
    label: Text, options: Sequence[dict[str, Any]], *, name: str, value: rx.Var[str] | str, on_pick: Any
) -> rx.Component:
    """A row of small exclusive choices: theme, language, a two-way view. `on_pick` gets the value."""
    return parts.Segments.create(label=label, name=name, options=options, value=value, on_pick=on_pick)


def copy_field(label: Text, path: rx.Var[str]) -> rx.Component:
    """A link of this installation to hand on: its whole address, and a button that copies it."""
    return parts.CopyField.create(label=label, path=path)


def form_foot(*buttons: Any) -> rx.Component:
    """The buttons of a form: the action first."""
    return rx.el.div(*buttons, class_name="form-foot")


def submit_button(label: Text, *, busy: rx.Var[bool] | None = None, kind: str = "primary") -> rx.Component:
    """The one action of a form."""
    return button(label, kind=kind, type="submit", busy=busy)
