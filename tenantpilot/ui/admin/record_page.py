"""What pages of single records begin with: the way up to their list, and a shape until the record is there."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.ui.components import breadcrumb, skeleton_block, t
from tenantpilot.ui.shell import Shell


def record_page(
    detail: rx.Var[Any], shown: rx.Component, *, above: str, name: Any, title: rx.Var[str], lines: int = 6
) -> rx.Component:
    """The record once `detail` is there; `above` is the list in the address, `title` stands where its name will."""
    here = rx.cond(detail, name, title)
    return rx.fragment(
        breadcrumb((t(f"nav-{above}"), f"/admin/{Shell.workspace.space}/{above}"), here=here),
        rx.cond(detail, shown, skeleton_block(lines)),
    )
