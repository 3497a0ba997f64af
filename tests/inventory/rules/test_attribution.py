"""A version has the author that the tenant's log names, or says that it is not known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tenantpilot.inventory.attribution import attribute
from tenantpilot.provider.reading import Change

START = datetime(2026, 3, 1, tzinfo=UTC)
POLICY = "0A0A0A0A-1111-4222-8333-444444444444"


def _change(hours: float, actor: str, subject: str = POLICY.lower(), at: str = "") -> Change:
    moment = at or (START + timedelta(hours=hours)).isoformat().replace("+00:00", "Z")
    return Change(f"e{hours}", moment, actor, "user", "Patch", subject)


def _author(*changes: Change):
    return attribute(POLICY, changes, since=START, until=START + timedelta(hours=24))


@pytest.mark.proves("INV-040")
def test_one_person_is_the_author_with_the_time_of_the_log() -> None:
    found = _author(
        _change(2, "ann@example.test"), _change(3, "ann@example.test"), _change(4, "bob@example.test", "other")
    )
    assert (found.sureness, found.actor, found.at) == ("one", "ann@example.test", START + timedelta(hours=3))


@pytest.mark.proves("INV-040")
def test_several_people_are_said_to_be_several() -> None:
    found = _author(_change(2, "ann@example.test"), _change(3, "bob@example.test"))
    assert (found.sureness, found.actors, found.actor) == ("several", 2, "bob@example.test")


@pytest.mark.proves("INV-040", negative=True)
def test_nobody_is_guessed() -> None:
    others = [
        _change(2, "ann@example.test", "other"), _change(-2, "ann@example.test"), _change(30, "ann@example.test"),
        _change(3, ""), _change(3, "ann@example.test", at="yesterday"),
        Change("e", "2026-03-01T03:00:00Z", "ann@example.test", "user", "Patch", "", subject_name="Browser"),
    ]  # fmt: skip
    found = _author(*others)
    assert (found.sureness, found.actor, found.at) == ("unknown", "", None)


@pytest.mark.proves("INV-040")
def test_the_first_version_has_an_open_window() -> None:
    assert attribute(POLICY, [_change(-900, "ann")], since=None, until=START).sureness == "one"
