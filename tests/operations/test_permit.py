"""The permit alone: whoever waits shares a check that began after they asked, and the first refusal is final."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tenantpilot.kernel.errors import BlockedError
from tenantpilot.operations import permit as permits
from tenantpilot.operations.claims import Claim, StaleError, StopRequestedError
from tenantpilot.operations.permit import Permit
from tests import loops

MINE = Claim(uuid4(), uuid4(), 1, 1, "probe.reading")


class Check:
    """A slow check that notes when each of its answers began and ended, and refuses from a moment on."""

    def __init__(self, seconds: float = 0.05) -> None:
        self.seconds, self.began, self.refuses = seconds, [], threading.Event()

    def __call__(self, mine: Claim) -> None:
        self.began.append(time.monotonic())
        refused = self.refuses.is_set()
        time.sleep(self.seconds)
        if refused:
            raise BlockedError("capability_lost")


@pytest.fixture(autouse=True)
def _no_review(monkeypatch):
    monkeypatch.setattr(permits, "REVIEW_SECONDS", 60)


@pytest.mark.proves("QER-022")
def test_those_who_wait_share_a_check_that_began_after_they_asked():
    check, all_here = Check(0.3), threading.Barrier(40)

    def ask(number: int) -> tuple[float, float]:
        all_here.wait()
        time.sleep(number * 0.002)
        asked = time.monotonic()
        permit.confirm()
        return asked, time.monotonic()

    with Permit(MINE, check) as permit, ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(ask, range(40)))
    assert len(check.began) <= 6, "forty questions were answered one by one"
    for asked, answered in answers:
        assert any(asked <= began <= answered - check.seconds for began in check.began), "an answer of before"


@pytest.mark.proves("QER-022")
def test_coroutines_share_it_as_well():
    check = Check(0.3)

    async def ask_all() -> None:
        await asyncio.gather(*(permit.confirmed() for _ in range(200)))

    with Permit(MINE, check) as permit:
        loops.run(ask_all())
    assert len(check.began) <= 3


@pytest.mark.proves("QER-021", "QER-022", negative=True)
def test_the_first_refusal_is_final_for_everybody():
    check = Check(0.01)
    with Permit(MINE, check) as permit:
        permit.confirm()
        check.refuses.set()
        with pytest.raises(BlockedError):
            permit.confirm()
        check.refuses.clear()
        for _ in range(3):
            with pytest.raises(BlockedError):
                permit.confirm()
        assert permit.stopping.is_set()
    with pytest.raises(BlockedError):
        permit.confirm()


@pytest.mark.proves("QER-021", negative=True)
def test_a_check_that_fails_for_an_unknown_reason_refuses():
    def check(mine: Claim) -> None:
        raise ZeroDivisionError

    with Permit(MINE, check) as permit, pytest.raises(ZeroDivisionError):
        permit.confirm()


@pytest.mark.proves("QER-021", negative=True)
def test_nobody_confirms_anything_after_the_reading():
    with Permit(MINE, Check(0)) as permit:
        permit.confirm()
    with pytest.raises(StaleError):
        permit.confirm()
    with pytest.raises(StaleError):
        loops.run(permit.confirmed())


@pytest.mark.proves("OPS-026")
def test_a_stop_is_noticed_while_nobody_asks_and_ends_what_waits():
    stop, told = threading.Event(), threading.Event()
    with Permit(MINE, Check(0), stop.is_set) as permit:
        permit.on_stop(told.set)
        threading.Timer(0.1, stop.set).start()
        began = time.monotonic()
        with pytest.raises(StopRequestedError):
            permit.pause(30)
        assert time.monotonic() - began < 15
        assert told.wait(20)
        late = threading.Event()
        permit.on_stop(late.set)
        assert late.is_set(), "who comes too late is told at once"


@pytest.mark.proves("QER-021")
def test_a_withdrawal_is_noticed_while_nobody_asks(monkeypatch):
    monkeypatch.setattr(permits, "REVIEW_SECONDS", 0.1)
    check = Check(0)
    with Permit(MINE, check) as permit:
        check.refuses.set()
        with pytest.raises(BlockedError):
            permit.pause(30)


def test_only_asking_counts_as_progress(monkeypatch):
    monkeypatch.setattr(permits, "REVIEW_SECONDS", 0.05)
    progress: list[int] = []
    check = Check(0)
    with Permit(MINE, check, on_confirmed=lambda: progress.append(1)) as permit:
        end = time.monotonic() + 20
        while len(check.began) < 2:
            assert time.monotonic() < end
            permit.pause(0.05)
        assert progress == []
        permit.confirm()
        assert progress == [1]
