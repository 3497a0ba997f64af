"""Contrast of the tokens, computed: text 4.5:1 on what it stands on, shapes and edges 3:1, in both themes."""

from __future__ import annotations

import re

import pytest

from tests.architecture.specification import ROOT

STYLES = ROOT / "assets" / "styles"
HEX = r"#[0-9a-fA-F]{3,6}"
GROUNDS = ("bg", "bg-sunken", "bg-hover", "bg-raised")
TONES = ("positive", "caution", "critical", "info", "unknown")


def tokens(theme: int, css: str) -> dict[str, str]:
    """Name and value of every colour token; theme 0 is light, 1 is dark."""
    found: dict[str, str] = {}
    for name, value in re.findall(r"--([a-z0-9-]+):\s*([^;]+);", css):
        pair = re.fullmatch(rf"light-dark\(\s*({HEX})\s*,\s*({HEX})\s*\)", value.strip())
        if pair:
            found[name] = pair[theme + 1]
        elif re.fullmatch(HEX, value.strip()):
            found[name] = value.strip()
        elif (alias := re.fullmatch(r"var\(--([a-z0-9-]+)\)", value.strip())) and alias[1] in found:
            found[name] = found[alias[1]]
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio between two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _pairs() -> list[tuple[str, str, float]]:
    text = [(ink, ground, 4.5) for ink in ("fg", "fg-muted", "fg-subtle") for ground in GROUNDS]
    text += [
        ("fg", "bg-chosen", 4.5),
        ("fg", "bg-pressed", 4.5),
        ("fg-muted", "bg-pressed", 4.5),
        ("accent-text", "bg", 4.5),
    ]
    text += [("accent-text", "accent-soft", 4.5), ("accent-text", "bg-raised", 4.5), ("fg-inverse", "bg-inverse", 4.5)]
    text += [("accent-fg", ground, 4.5) for ground in ("accent", "accent-hover")]
    text += [(f"{tone}-fg", ground, 4.5) for tone in TONES for ground in (f"{tone}-bg", "bg", "bg-raised")]
    text += [("fg", f"{tone}-bg", 4.5) for tone in TONES] + [("fg-muted", f"{tone}-bg", 4.5) for tone in TONES]
    text += [(f"plane-{plane}", "bg", 4.5) for plane in ("admin", "review", "system")]
    shapes = [(f"{tone}-solid", "bg", 3.0) for tone in (*TONES, "neutral")]
    return [*text, *shapes, ("edge", "bg", 3.0), ("edge", "bg-raised", 3.0)]


@pytest.mark.proves("SHL-014", negative=True)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_tokens_reach_their_contrast(theme):
    known = tokens(theme, (STYLES / "tokens.css").read_text(encoding="utf-8"))
    low = {
        f"{ink} on {ground}": round(contrast(known[ink], known[ground]), 2)
        for ink, ground, least in _pairs()
        if contrast(known[ink], known[ground]) < least
    }
    assert low == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_planes_own_colours_reach_their_contrast(theme):
    base = tokens(theme, (STYLES / "tokens.css").read_text(encoding="utf-8"))
    planes = (STYLES / "planes.css").read_text(encoding="utf-8")
    for selector in ('[data-plane="system"]) :is', '[data-plane="review"]) {'):
        block = planes[planes.index(selector) :]
        own = base | tokens(theme, block[block.index("{") : block.index("}") + 1].replace("}", ";"))
        own["accent-fg"] = "#ffffff"
        for ink in ("fg", "fg-muted", "fg-subtle", "accent-text"):
            assert contrast(own[ink], own["bg"]) >= 4.5, (selector, ink)


@pytest.mark.proves("SHL-008")
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_planes_have_colours_of_their_own(theme):
    known = tokens(theme, (STYLES / "tokens.css").read_text(encoding="utf-8"))
    assert len({known[f"plane-{plane}"] for plane in ("admin", "review", "system")}) == 3


def test_the_ratio_is_the_known_one():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


def test_colours_are_written_in_the_tokens_and_in_the_planes_only():
    allowed = {"tokens.css", "planes.css"}
    stray = {
        path.name: found
        for path in STYLES.glob("*.css")
        if path.name not in allowed
        and (found := [c for c in re.findall(rf"(?<![\w-]){HEX}\b", path.read_text(encoding="utf-8")) if c != "#fff"])
    }
    assert stray == {}
