"""Asking again: when, how late, how often, and when not."""

import asyncio
from datetime import UTC, datetime
from itertools import pairwise

import httpx2
import pytest

from tenantpilot.kernel.clock import freeze
from tenantpilot.provider.client import answers
from tenantpilot.provider.client.patience import Patience
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.provider.reading import State
from tests.provider.client.world import Graph, error, read

pytestmark = pytest.mark.proves("PRV-105")
FAMILY = "device_categories"
LIST = contracts()[FAMILY].path
GOOD = {"value": [{"id": "a", "displayName": "A"}]}
BUSY = error("TooManyRequests", "Too many requests.")


def reading(*replies, **more):
    graph = Graph(replies={LIST: list(replies)})
    return graph, read(graph, FAMILY, **more)[FAMILY]


@pytest.mark.parametrize("bad", [
    (503, None), (502, b"<html>"), (504, None), (500, error("UnknownError", "x")), (408, None), TimeoutError(),
    httpx2.ReadTimeout("x"), httpx2.ReadError("x"), httpx2.RemoteProtocolError("x"), httpx2.ConnectError("x"),
    (200, b'{"value": ['),
])  # fmt: skip
def test_a_failure_of_a_moment_is_asked_again(bad):
    graph, found = reading(bad, GOOD)
    assert (found.state, len(found.objects)) == (State.READ, 1)
    assert len(graph.addresses) == 2


@pytest.mark.proves("PRV-105", negative=True)
@pytest.mark.parametrize(("bad", "code", "times"), [
    ((503, None), "provider_error", 4), (TimeoutError(), "timeout", 4), (httpx2.ReadError("x"), "connection_lost", 4),
    (httpx2.ConnectError("x"), "graph_unreachable", 4), ((200, b"{"), "answer_malformed", 2),
    ((403, error("Forbidden", "x")), "permission_missing", 1), ((400, error("BadRequest", "x")), "provider_refused", 1),
])  # fmt: skip
def test_what_stays_bad_is_told_after_few_tries(bad, code, times):
    graph, found = reading(bad)
    assert [one.code for one in found.troubles] == [code]
    assert found.troubles[0].request_id
    assert (found.state is State.READ, found.listed_all) == (False, False)
    assert len(graph.addresses) == times


def test_retry_after_is_kept_to():
    graph, found = reading((429, BUSY, {"Retry-After": "7"}), GOOD)
    assert found.state is State.READ
    assert graph.now == pytest.approx(7.05, abs=0.1)


@pytest.mark.parametrize(("value", "seconds"), [
    ("10", 10.0), ("3,3", 3.0), (" 5 ", 5.0), ("Wed, 21 Oct 2026 07:28:00 GMT", 30.0),
    ("Wed, 21 Oct 2026 07:00:00 GMT", 0.0), (7, 7.0), (True, None), ("-4", None), ("", None),
    (None, None), ("1.5", 1.0),
])  # fmt: skip
def test_retry_after_in_all_its_forms(value, seconds):
    with freeze(datetime(2026, 10, 21, 7, 27, 30, tzinfo=UTC)):
        assert answers.retry_after(value) == seconds


def test_without_retry_after_each_wait_is_longer():
    graph, found = reading(*[(429, BUSY)] * 5, GOOD)
    assert found.state is State.READ
    moments = [seen.at for seen in graph.seen if seen.path == LIST]
    waits = [after - before for before, after in pairwise(moments)]
    assert len(waits) == 5
    assert waits[-1] > waits[0] * 3


@pytest.mark.proves("PRV-105", negative=True)
def test_throttling_without_end_ends_with_the_budget():
    graph, found = reading((429, BUSY, {"Retry-After": "20"}))
    assert found.state is State.THROTTLED
    assert [one.code for one in found.troubles] == ["throttled"]
    assert 200 < graph.now <= 300 + 20
    assert len(graph.addresses) <= 16


@pytest.mark.proves("PRV-105", negative=True)
def test_a_pause_of_hours_is_not_waited_for():
    graph, found = reading((429, BUSY, {"Retry-After": "200"}))
    assert (found.state, graph.now) == (State.THROTTLED, 0)


@pytest.mark.proves("PRV-105", negative=True)
def test_an_answer_that_is_too_large_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr("tenantpilot.provider.client.wire.MOST_BYTES", 10_000)
    sent = []

    async def endless():
        while True:
            sent.append(1)
            yield b"x" * 4096

    graph, found = reading(lambda _: httpx2.Response(200, content=endless()))
    assert [one.code for one in found.troubles] == ["answer_too_large"]
    assert len(sent) < 6
    assert len(graph.addresses) == 1


@pytest.mark.proves("PRV-105", negative=True)
def test_an_answer_that_trickles_has_an_end():
    async def trickling():
        while True:
            await asyncio.sleep(0.01)
            yield b" "

    _, found = reading(lambda _: httpx2.Response(200, content=trickling()), timeout=0.05, patience=Patience(attempts=2))
    assert [one.code for one in found.troubles] == ["timeout"]


def test_background_work_says_so():
    graph, _ = reading(GOOD, background=True)
    assert graph.seen[-1].headers["x-ms-throttle-priority"] == "low"
    graph, _ = reading(GOOD)
    assert "x-ms-throttle-priority" not in graph.seen[-1].headers
    assert graph.seen[-1].headers["client-request-id"]


def test_redirects_are_not_followed():
    graph, found = reading((302, None, {"Location": "http://127.0.0.1:1/graph/beta/elsewhere"}))
    assert found.state is State.PARTIAL
    assert len(graph.addresses) == 1
