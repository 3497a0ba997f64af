"""Separation of duties attacked through the page's own events, in whatever order, past every button."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tenantpilot.findings import exceptions
from tests.findings.asking import ASKER, FIRST, SECOND, Asking, form, handle
from tests.security.harness.raw import STATE, Raw
from tests.security.harness.world import World

PAGE = f"{STATE}.tenantpilot___ui___admin___exception_state____exception_page"
OWNER = "northwind-owner"


@pytest.fixture(scope="module")
def installation(servers, module_database, redis_numbers, tmp_path_factory) -> Iterator[World]:
    made = World(
        servers, module_database, tmp_path_factory.mktemp("web"), redis_number=next(redis_numbers), state="memory"
    )
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture
def page(installation: World, asking: Asking) -> Iterator[Any]:
    """A function that opens an acceptance's page as somebody."""

    def opened(who: str, ref: str) -> Raw:
        return installation.socket(who, f"/admin/{asking.world.space}/exceptions/{ref}").open(boot=True)

    yield opened
    installation.close_sockets()


def decide(socket: Raw, *moves: str, words: str = "so be it") -> None:
    """Open a dialog after the other, then decide."""
    for move in moves:
        socket.ask(f"{PAGE}.begin", {"move": move})
    socket.ask(f"{PAGE}.decide", {"reason": words})


@pytest.mark.proves("FWE-007", negative=True)
def test_who_asked_gets_no_approval_out_of_the_page(asking, page):
    """The control: the same events by somebody else approve it."""
    ref = asking.ask(asking.opened(), by=OWNER)
    for moves in (("approve",), ("withdraw", "approve"), ("reject",), ("approve", "approve"), ()):
        decide(page(OWNER, ref), *moves)
        if asking.row(ref)["status"] == "withdrawn":  # the first dialog was theirs to open
            ref = asking.ask(asking.opened(), by=OWNER)
        assert (asking.row(ref)["status"], asking.row(ref)["approver_id"]) == ("pending", None)
    decide(page(ASKER, ref), "approve")
    decide(page("northwind-read-only", ref), "approve")
    assert asking.row(ref)["status"] == "pending"
    decide(page(SECOND, ref), "approve")
    assert asking.row(ref)["status"] == "approved"


@pytest.mark.proves("FWE-007", negative=True)
def test_one_person_with_two_windows_is_one_person(asking, page):
    ref = asking.ask(asking.opened(severity="critical"))
    windows = [page(FIRST, ref), page(FIRST, ref)]
    for window in windows:
        window.ask(f"{PAGE}.begin", {"move": "approve"})
    for window in windows:
        window.ask(f"{PAGE}.decide", {"reason": "yes"})
    assert asking.row(ref)["status"] == "pending"
    assert asking.row(ref)["second_approver_id"] is None


@pytest.mark.proves("FWE-008", negative=True)
def test_what_was_changed_under_an_open_dialog_is_not_approved(asking, page):
    row = asking.opened()
    ref = asking.ask(row)
    window = page(FIRST, ref)
    window.ask(f"{PAGE}.begin", {"move": "approve"})
    ctx = asking.world.person(ASKER)
    edited = exceptions.edit(ctx, handle(ctx, ref), form(row, justification="Something quite different"))
    for _ in range(2):  # once more on the page that was shown anew
        window.ask(f"{PAGE}.decide", {"reason": ""})
    assert [asking.row(one)["approver_id"] for one in (ref, edited)] == [None, None]
    assert "error-exception-edited" in "".join(window.frames)
