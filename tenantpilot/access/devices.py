"""A user agent in words, roughly: enough to recognise one's own devices in a list, never used to decide anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Order matters: everything claims to be Mozilla and Safari, and several claim to be Chrome.
_BROWSERS = (
    ("Edge", re.compile(r"Edg(?:e|A|iOS)?/(\d+)")),
    ("Opera", re.compile(r"OPR/(\d+)")),
    ("Samsung Internet", re.compile(r"SamsungBrowser/(\d+)")),
    ("Firefox", re.compile(r"(?:Firefox|FxiOS)/(\d+)")),
    ("Chrome", re.compile(r"(?:HeadlessChrome|Chrome|CriOS|Chromium)/(\d+)")),
    ("Safari", re.compile(r"Version/(\d+)[\d.]* .*Safari/")),
)
_SYSTEMS = (
    ("iPhone", re.compile(r"iPhone")),
    ("iPad", re.compile(r"iPad")),
    ("Android", re.compile(r"Android")),
    ("Windows", re.compile(r"Windows NT")),
    ("ChromeOS", re.compile(r"CrOS")),
    ("macOS", re.compile(r"Macintosh|Mac OS X")),
    ("Linux", re.compile(r"Linux|X11")),
)


@dataclass(frozen=True, slots=True)
class Device:
    """What a user agent says about itself; empty where it says nothing known."""

    browser: str
    system: str


def describe(user_agent: str) -> Device:
    """The browser with its main version, and the system."""
    browser = next((f"{name} {found[1]}" for name, mark in _BROWSERS if (found := mark.search(user_agent))), "")
    system = next((name for name, mark in _SYSTEMS if mark.search(user_agent)), "")
    return Device(browser, system)
