"""View types: the only shapes that may cross from services into public UI state.

A view is a frozen dataclass whose fields are text, numbers, booleans, other views, sequences of these, or None.
The decorator checks this when the class is made, so a uuid or a dict cannot slip into a view unseen.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
_PLAIN = (str, int, float, bool, type(None))
MARK = "__tenantpilot_view__"


def is_view(candidate: object) -> bool:
    """Whether `candidate` is a class made by `@view`."""
    return isinstance(candidate, type) and MARK in candidate.__dict__


def is_view_type(hint: Any) -> bool:
    """Whether a type hint consists of allowed view material only (checked recursively)."""
    if hint in _PLAIN or is_view(hint):
        return True
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (list, tuple):
        return bool(args) and all(a is Ellipsis or is_view_type(a) for a in args)
    if origin in (typing.Union, types.UnionType):
        return all(is_view_type(a) for a in args)
    if origin is typing.Literal:
        return all(isinstance(a, _PLAIN) for a in args)
    return False


@dataclass_transform(frozen_default=True)
def view(cls: type[T]) -> type[T]:
    """Make a frozen dataclass that may be shown.

    Raises:
        TypeError: a field has a type that is not view material.
    """
    made = dataclasses.dataclass(frozen=True)(cls)
    for name, hint in typing.get_type_hints(made).items():
        if not is_view_type(hint):
            raise TypeError(f"{cls.__module__}.{cls.__qualname__}.{name}: {hint!r} may not be shown")
    setattr(made, MARK, True)
    return made
