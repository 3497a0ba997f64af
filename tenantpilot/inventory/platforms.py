"""For which platform a policy is and of which type, as the provider says it; nothing is guessed from names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.contracts.paths import type_of as short_type

# Beginnings of the provider's words, longest first where one begins with another.
_PLATFORMS = (
    ("windows", "windows"), ("win", "windows"), ("sharedPC", "windows"), ("editionUpgrade", "windows"),
    ("officeSuite", "windows"), ("microsoftStoreForBusiness", "windows"), ("mdmWindows", "windows"),
    ("azureADWindows", "windows"), ("activeDirectoryWindows", "windows"),
    ("macOS", "macos"), ("macOs", "macos"), ("ios", "ios"), ("iPad", "ios"), ("iOS", "ios"), ("tvos", "ios"),
    ("android", "android"), ("aosp", "android"), ("linux", "linux"), ("chromeOS", "chromeos"), ("visionOS", "ios"),
)  # fmt: skip


def platform_of(body: Mapping[str, Any], contract: Contract) -> str:
    """`windows`, `macos`, `ios`, `android`, `linux`, `chromeos`, `several`, or nothing where it is bound to none."""
    said = body.get(contract.platform_property) if contract.platform_property else None
    words = said.split(",") if isinstance(said, str) else said if isinstance(said, list) else []
    found = {_platform(word.strip()) for word in words if isinstance(word, str)} - {""}
    if len(found) > 1:
        return "several"
    return next(iter(found), "") or _platform(short_type(body)) or contract.platform


def type_of(body: Mapping[str, Any]) -> str:
    """The short name of the object's type, or the family of the template that it was made from."""
    template = body.get("templateReference")
    family = template.get("templateFamily") if isinstance(template, Mapping) else None
    return short_type(body) or (family if isinstance(family, str) and family != "none" else "")


def _platform(word: str) -> str:
    return next((platform for start, platform in _PLATFORMS if word.startswith(start)), "")
