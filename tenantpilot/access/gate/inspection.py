"""Reads the registry and says what must not start. Run when the app is made and again after its pages are.

Names and types can be checked by machine; that nothing else reaches a browser or the store is shown by tests that
search both for every known key.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
import typing
from collections.abc import Iterator
from typing import Any

from reflex.istate.shared import SharedState
from reflex.state import BaseState
from typing_extensions import is_typeddict

from tenantpilot.access.gate import reflex_private as private
from tenantpilot.access.gate.declare import declaration
from tenantpilot.access.gate.ownership_names import is_ownership_name
from tenantpilot.access.gate.payloads import is_payload_type
from tenantpilot.kernel.views import is_view, is_view_type


def problems() -> list[str]:
    """Everything wrong with the registered handlers and states, in words that name the place."""
    return [*_handler_problems(), *_state_problems()]


# ------------------------------------------------------------------------------------------------ handlers


def _handler_problems() -> Iterator[str]:
    for name, registered in sorted(private.handlers().items()):
        owners = registered.states
        if owners and private.is_framework(owners[0]) and private.is_framework_function(registered.handler.fn):
            continue
        if private.is_setter(registered.handler):
            continue
        if not owners:
            yield f"handler {name} belongs to no state"
            continue
        yield from (f"handler {_short(owners[0], name)}: {text}" for text in _one_handler(registered.handler))


def _short(owner: type, name: str) -> str:
    return f"{owner.__module__}.{owner.__qualname__}.{name.rpartition('.')[2]}"


def _one_handler(handler: Any) -> Iterator[str]:
    stated = declaration(handler.fn)
    if stated is None:
        yield "is neither a client_event nor a server_event"
        return
    if not _is_async(handler.fn) and _names_used(handler.fn) & {"current", "run_service", "open_scope"}:
        yield "reaches a service but is not async: it would stop the event loop"
    try:
        hints = private.handler_hints(handler)
    except Exception as error:  # noqa: BLE001  whatever stops the annotations from being read
        yield f"has annotations that cannot be read ({type(error).__name__})"
        return
    for parameter in private.handler_parameters(handler).values():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD, parameter.POSITIONAL_ONLY):
            yield f"takes {parameter}"
        elif parameter.name not in hints:
            yield f"argument {parameter.name} has no type"
        elif stated.client:
            yield from _argument(parameter.name, hints[parameter.name])


def _argument(name: str, hint: Any) -> Iterator[str]:
    if not is_payload_type(hint):
        yield f"argument {name}: {hint} cannot be checked completely"
    fields = typing.get_type_hints(hint) if is_typeddict(hint) else {}
    yield from (f"argument {n} is named like a key of ownership" for n in (name, *fields) if is_ownership_name(n))


def _is_async(function: Any) -> bool:
    bare = inspect.unwrap(function)
    return inspect.iscoroutinefunction(bare) or inspect.isasyncgenfunction(bare)


def _names_used(function: Any) -> set[str]:
    code = inspect.unwrap(function).__code__
    return {*code.co_names, *code.co_freevars}


# ------------------------------------------------------------------------------------------------ states


def _state_problems() -> Iterator[str]:
    for _, cls in sorted(private.states().items()):
        if private.is_framework(cls):
            continue
        where = f"{cls.__module__}.{cls.__qualname__}"
        yield from (f"state {where}: {text}" for text in _one_state(cls))
    for cls in SharedState.__subclasses__():
        yield f"state {cls.__module__}.{cls.__qualname__}: is a SharedState, readable by whoever knows its name"


def _one_state(cls: type[BaseState]) -> Iterator[str]:
    for name, hint, _ in private.own_fields(cls):
        yield from _var(name, hint)
        if private.is_client_storage(cls, name):
            yield f"var {name} lives in the browser's storage"
    for name, hint in private.computed_vars(cls):
        yield from _var(name, hint)
    yield from _undeclared_writes(cls)


def _var(name: str, hint: Any) -> Iterator[str]:
    if not is_view_type(hint):
        yield f"var {name}: {hint} is not made of view types"
    if is_ownership_name(name) and not _holds_views(hint):
        yield f"var {name} is named like a key of ownership"


def _holds_views(hint: Any) -> bool:
    return is_view(hint) or any(map(_holds_views, typing.get_args(hint)))


def _undeclared_writes(cls: type[BaseState]) -> Iterator[str]:
    """In production Reflex stores any attribute that is assigned; only declared ones may be."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    except (OSError, TypeError, SyntaxError):
        yield "has no source to read"
        return
    allowed = private.settable_names(cls)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "setattr":
            yield "assigns attributes by computed name (setattr)"
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            is_self = isinstance(node.value, ast.Name) and node.value.id == "self"
            if is_self and node.attr not in allowed:
                yield f"assigns the undeclared attribute {node.attr}"
