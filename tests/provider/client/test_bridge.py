"""From the client's loop to code without one."""

import asyncio
import threading
import time

import pytest

from tenantpilot.provider.client import stream

pytestmark = pytest.mark.proves("PRV-111")


def threads():
    return [one for one in threading.enumerate() if one.name == "provider"]


async def counting(limit, log=None):
    try:
        for number in range(limit):
            await asyncio.sleep(0)
            yield number
    finally:
        if log is not None:
            log.append("closed")


def test_everything_arrives_in_order():
    assert list(stream(lambda: counting(50))) == list(range(50))
    assert threads() == []


def test_it_does_not_run_far_ahead():
    made = []

    async def work():
        for number in range(50):
            made.append(number)
            yield number

    found = stream(work, ahead=3)
    assert next(found) == 0
    time.sleep(0.05)
    assert len(made) <= 6
    found.close()
    assert threads() == []


def test_a_consumer_that_stops_ends_the_work():
    log = []
    for number in stream(lambda: counting(10_000, log)):
        if number == 3:
            break
    del number
    deadline = time.monotonic() + 20
    while threads() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert log == ["closed"]
    assert threads() == []


@pytest.mark.proves("PRV-111", negative=True)
def test_an_error_of_the_work_comes_out_at_its_place():
    async def work():
        yield 1
        raise PermissionError("withdrawn")

    found = stream(work)
    assert next(found) == 1
    with pytest.raises(PermissionError, match="withdrawn"):
        next(found)
    assert threads() == []


class Permit:
    def __init__(self):
        self.refusal = None
        self.callback = None

    def on_stop(self, callback):
        self.callback = callback

    def raise_refusal(self):
        if self.refusal:
            raise self.refusal


@pytest.mark.proves("PRV-111", negative=True)
def test_a_permit_that_ends_ends_a_pause_too():
    permit, log = Permit(), []

    async def work():
        try:
            yield 1
            await asyncio.sleep(60)
        finally:
            log.append("closed")

    found = stream(work, permit=permit)
    assert next(found) == 1

    def withdraw():
        permit.refusal = PermissionError("withdrawn")
        permit.callback()

    timer = threading.Timer(0.05, withdraw)
    timer.start()
    began = time.monotonic()
    with pytest.raises(PermissionError, match="withdrawn"):
        next(found)
    timer.join()
    assert time.monotonic() - began < 30
    assert log == ["closed"]
    assert threads() == []


def test_a_permit_that_ended_before_the_work_began():
    permit = Permit()
    permit.refusal = PermissionError("withdrawn")
    permit.on_stop = lambda callback: callback()

    async def work():
        await asyncio.sleep(60)
        yield 1

    with pytest.raises(PermissionError):
        next(stream(work, permit=permit))
    assert threads() == []


def test_a_permit_that_ends_after_the_work_does_no_harm():
    permit = Permit()
    assert list(stream(lambda: counting(2), permit=permit)) == [0, 1]
    permit.callback()
