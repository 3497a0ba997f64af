"""Which language a person reads, before anybody knows who it is."""

from __future__ import annotations

from tenantpilot.i18n import LOCALES
from tenantpilot.kernel.settings import settings


def _ranked(header: str) -> list[str]:
    """Language codes of an Accept-Language header, best first; nonsense is left out."""
    wishes: list[tuple[float, str]] = []
    for part in header[:256].split(","):
        tag, _, parameter = part.strip().partition(";")
        weight = parameter.strip().removeprefix("q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            continue
        if quality > 0:
            wishes.append((-quality, tag.split("-")[0].lower()))
    return [tag for _, tag in sorted(wishes, key=lambda wish: wish[0])]


def chosen_language(wish: str, accepted: str) -> str:
    """The explicit `wish` (a link, ui_locales), else the browser's languages, else the system's."""
    for tag in [*wish.lower().replace("-", " ").split()[:1], *_ranked(accepted)]:
        if tag in LOCALES:
            return tag
    return settings().language
