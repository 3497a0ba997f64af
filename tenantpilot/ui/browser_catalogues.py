"""Gives the front end the message catalogues, without what only the server says: every page loads one."""

from __future__ import annotations

from typing import Any

from reflex_base.plugins import Plugin

from tenantpilot.i18n import DEFAULT_LOCALE, LOCALES
from tenantpilot.i18n.catalogue import for_browser

FOLDER = "public/i18n"


class CataloguesPlugin(Plugin):
    """Writes the catalogues where the kit's l10n.jsx imports them."""

    def pre_compile(self, **context: Any) -> None:
        """One file for each language."""
        context["add_save_task"](files)


def files() -> list[tuple[str, str]]:
    """Paths inside the build folder, and their contents: English in two parts, any other language in one."""
    first, rest = for_browser(DEFAULT_LOCALE)
    others = [(f"{FOLDER}/{one}.ftl", "".join(for_browser(one))) for one in LOCALES if one != DEFAULT_LOCALE]
    return [(f"{FOLDER}/en-first.ftl", first), (f"{FOLDER}/en-rest.ftl", rest), *others]
