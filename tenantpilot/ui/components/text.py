"""Words on the page: every text of a component is a message of the catalogues, resolved in the browser."""

import json
from typing import Any

import reflex as rx
from reflex.vars import VarData

FLUENT_REACT = "@fluent/react@0.15.2"
FLUENT_BUNDLE = "@fluent/bundle@0.19.1"

_L10N = VarData(
    imports={FLUENT_REACT: [rx.ImportVar(tag="useLocalization")]},
    hooks={"const { l10n } = useLocalization();": None},
)

Text = rx.Var[str]


def t(message: str, **arguments: Any) -> Text:
    """Return the message in the reader's language. Arguments may be Vars; numbers are formatted by the catalogue.

    The component that uses it must stand below the provider, which wraps every page.
    """
    given = {name: rx.Var.create(value) for name, value in arguments.items()}
    # Formatting a Var into another's expression carries along what it needs (its state, imports and hooks).
    values = ", ".join(f"{json.dumps(name)}: {value}" for name, value in given.items())
    return _string(f"l10n.getString({json.dumps(message)}, {{ {values} }})")


def t_code(prefix: str, code: str | rx.Var[str]) -> Text:
    """Return the message of a code that comes from data: `session_revoked` under `reason`. No code, no text."""
    value = rx.Var.create(code)
    name = f'({json.dumps(prefix + "-")} + {value}).replace(/[_.]/g, "-")'
    return _string(f'({value} ? l10n.getString({name}) : "")')


def t_id(message: rx.Var[str], **arguments: Any) -> Text:
    """Return the message whose id comes from data: an error's `message_key`, a toast's. No id, no text."""
    given = {name: rx.Var.create(value) for name, value in arguments.items()}
    values = ", ".join(f"{json.dumps(name)}: {value}" for name, value in given.items())
    return _string(f'({message} ? l10n.getString({message}, {{ {values} }}) : "")')


def when(at: rx.Var[str]) -> rx.Var:
    """Return a moment for a message that formats it: `{ DATETIME($at, dateStyle: "long") }`. None, if there is none."""
    return rx.Var(_js_expr=f"({at} ? new Date({at}) : '')")  # formatted into it, `at` carries along what it needs


def sample(text: str) -> Text:
    """Mark words that are data, not language: names in the kit page. Everything else goes through `t`."""
    return rx.Var.create(text)


def _string(expression: str) -> Text:
    return rx.Var(_js_expr=expression, _var_type=str, _var_data=_L10N).guess_type()
