"""Styles reach the browser as they are written.

By default Vite rewrites `light-dark()` for browsers of before 2024, which fixes a colour where it is declared: parts
with a scheme of their own (the system console's chrome) and the person's choice of theme would then be lost.
"""

from __future__ import annotations

from typing import Any

from reflex_base.plugins import Plugin

CONFIG_FILE = "vite.config.js"
BEFORE = "cssMinify: true,"
AFTER = 'cssMinify: true,\n    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],'


class NativeCssPlugin(Plugin):
    """Names the browsers that styles are built for: the first that know `light-dark()`."""

    def pre_compile(self, **context: Any) -> None:
        """Have Vite leave modern styles alone."""
        context["add_modify_task"](CONFIG_FILE, name_browsers)


def name_browsers(source: str) -> str:
    """Vite's configuration with the browsers named.

    Raises:
        RuntimeError: Reflex writes another configuration now; read it again before adapting BEFORE.
    """
    if AFTER in source:
        return source
    if source.count(BEFORE) != 1:
        raise RuntimeError(f"Reflex's {CONFIG_FILE} no longer holds {BEFORE!r} exactly once.")
    return source.replace(BEFORE, AFTER)
