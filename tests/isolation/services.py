"""Finds every service by looking: a public function of the product that takes a Context."""

from __future__ import annotations

import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import tenantpilot
from tenantpilot.access.context import Context

# Pages and the gate call services; the sandbox and commands stand outside.
OUTSIDE = ("tenantpilot.ui", "tenantpilot.tenantpilot", "tenantpilot.access.gate", "tenantpilot.access.signin",
           "tenantpilot.sandbox", "tenantpilot.commands", "tenantpilot.cli", "tenantpilot.embedded")  # fmt: skip
# Take a Context and are no services, each with the reason.
NOT_SERVICES = {
    "access.handles.seal": "makes a handle, reaches no row",
    "access.handles.unseal": "opens a handle, reaches no row",
    "access.scopes.open_scope": "the door itself",
    "access.scopes.open_person": "the door itself",
    "access.scopes.open_installation": "the door itself",
    "access.scopes.confirm_signed_in": "the second half of the doors",
    "findings.rows.finding_row": "shows a row that was read before",
    "findings.rows.finding_rows": "shows rows that were read before",
    "findings.exception_rows.exception_row": "shows a row that was read before",
    "findings.exception_rows.shown": "shows rows that were read before",
    "findings.moves.deciding": "the door to a decision",
    "findings.moves.load": "takes a scope that was opened before",
    "baselines.compare_reading.proposal": "shows a row that was read before",
    "baselines.drafts.managing": "the door to changing baselines",
    "baselines.drafts.drafting": "the door to a draft",
    "baselines.drafts.held": "takes a scope that was opened before",
    "baselines.variables.variable": "takes a draft that was opened before",
    "baselines.variables.key": "opens a handle, reaches no row",
    "inventory.opening.opened": "the door to one policy",
    "inventory.reading.policy_row": "shows a row that was read before",
    "operations.dispatch.start_within": "takes a scope that was opened before",
    "provider.connections.load": "takes a scope that was opened before",
}


def _modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(tenantpilot.__path__, "tenantpilot."):
        if not found.name.startswith(OUTSIDE):
            yield import_module(found.name)


def takes_context(function: Callable[..., Any]) -> bool:
    """Whether a parameter is a Context."""
    hints = typing.get_type_hints(function)
    hints.pop("return", None)
    return Context in hints.values()


def everything() -> dict[str, Callable[..., Any]]:
    """`package.module.name` → function, for all public functions that take a Context."""
    return {
        f"{module.__name__.removeprefix('tenantpilot.')}.{name}": function
        for module in _modules()
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
        and takes_context(function)
    }  # fmt: skip


def services() -> dict[str, Callable[..., Any]]:
    """Those of them that people's requests reach."""
    return {name: function for name, function in everything().items() if name not in NOT_SERVICES}
