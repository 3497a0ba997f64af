"""The badge catalogue: each question has one shape, each answer a tone, and an unknown answer never looks good."""

from __future__ import annotations

import re

import pytest

from tenantpilot.ui.components.badges import CATALOGUE, badge
from tests.architecture.specification import ROOT

TONES = {"positive", "caution", "critical", "info", "neutral", "unknown"}
SHAPES = {"severity", "outcome", "completeness", "governance", "lifecycle", "tag"}
BADGES = (ROOT / "assets" / "styles" / "badges.css").read_text(encoding="utf-8")
ICONS = (ROOT / "assets" / "kit" / "icon-data.js").read_text(encoding="utf-8")


@pytest.mark.proves("SHL-006")
def test_each_answer_has_a_tone_the_styles_know_and_a_shape_that_is_drawn():
    drawn = set(re.findall(r'^  "([a-z-]+)":', ICONS, re.MULTILINE))
    for name, dimension in CATALOGUE.items():
        assert dimension.shape in SHAPES, name
        for code, spec in dimension.codes.items():
            assert spec.tone in TONES, (name, code)
            assert f'[data-tone="{spec.tone}"]' in BADGES
            assert not spec.glyph or spec.glyph in drawn, (name, code, spec.glyph)


@pytest.mark.proves("SHL-006")
def test_answers_of_one_question_do_not_look_alike_unless_they_mean_alike():
    for name in ("severity", "outcome"):
        looks = [(spec.tone, spec.glyph) for spec in CATALOGUE[name].codes.values()]
        assert len(looks) == len(set(looks)), name


def test_only_success_is_green():
    for name in ("outcome", "completeness"):
        green = {code for code, spec in CATALOGUE[name].codes.items() if spec.tone == "positive"}
        assert green == {"outcome": {"succeeded"}, "completeness": {"complete"}}[name]


def test_a_question_that_is_not_in_the_catalogue_is_refused():
    with pytest.raises(KeyError):
        badge("mood", "good")
