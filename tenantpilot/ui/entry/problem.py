"""The page of an address that leads nowhere."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.entry.frame import entry
from tenantpilot.ui.shell import page
from tenantpilot.ui.shell.problems import not_found
from tenantpilot.ui.shell.registry import NOT_FOUND


@page(NOT_FOUND, title="problem-not-found-title", layout="bare")
def nowhere() -> rx.Component:
    """The same words as for everything that cannot be seen."""
    return entry(not_found())
