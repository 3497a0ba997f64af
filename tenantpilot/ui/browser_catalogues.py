"""Gives the front end the message catalogues, without what only the server says: by language and area."""

from __future__ import annotations

import json
from typing import Any

from reflex_base.plugins import Plugin

from tenantpilot.i18n import DEFAULT_LOCALE, LOCALES
from tenantpilot.i18n.catalogue import AREAS, COMMON, for_browser

FOLDER = "public/i18n"


class CataloguesPlugin(Plugin):
    """Writes the catalogues where the kit's l10n.jsx imports them."""

    def pre_compile(self, **context: Any) -> None:
        """One file for each language and area."""
        context["add_save_task"](files)


def files() -> list[tuple[str, str]]:
    """Paths inside the build folder, and their contents; what is needed first is apart in English, which pages hold."""
    made = []
    for locale in LOCALES:
        first, rest = for_browser(locale)
        if locale == DEFAULT_LOCALE:
            made.append((f"{FOLDER}/{locale}-first.ftl", first))
        else:
            rest[COMMON] = first + rest[COMMON]
        made += [(f"{FOLDER}/{locale}-{area}.ftl", text) for area, text in rest.items()]
    return [*made, (f"{FOLDER}/areas.js", _areas())]


def _areas() -> str:
    """The module that knows where each message is and how to fetch it."""
    words = {word: area for area, some in AREAS.items() for word in some}
    fetches = [
        f'  "{locale}-{area}": () => import("./{locale}-{area}.ftl?raw"),\n'
        for locale in LOCALES
        for area in (COMMON, *AREAS)
    ]
    lines = [
        f"export const COMMON = {json.dumps(COMMON)};",
        f"export const areas = {json.dumps(words)};",
        f"export const chunks = {{\n{''.join(fetches)}}};",
    ]
    return "\n".join(lines) + "\n"
