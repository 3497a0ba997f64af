"""Throttling by the published limits, with a clock that tests move."""

from __future__ import annotations

import pytest

from tenantpilot.sandbox.graph.limits import Governor, Limits
from tenantpilot.sandbox.graph.places import find
from tests.provider.sandbox.world import ACCESS, CATALOG, CONFIGURATIONS


class Clock:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _governor(clock: Clock, **limits) -> Governor:
    return Governor(Limits(**limits), clock)


def _place(path: str):
    place = find("beta", path)
    assert place is not None
    return place


def _ask(governor: Governor, path: str, times: int = 1, *, tenant="t", client="c", is_write=False):
    return [governor.refuse(_place(path), tenant, client, is_write=is_write) for _ in range(times)]


@pytest.mark.proves("SBX-012")
def test_a_thousand_requests_in_twenty_seconds_for_each_area(clock):
    governor = _governor(clock, per_second=10**6)
    assert set(_ask(governor, CONFIGURATIONS, 1000)) == {None}
    refused = _ask(governor, CONFIGURATIONS)[0]
    assert refused is not None
    assert refused.retry_after == 20
    assert _ask(governor, CATALOG) == [None], "another area has its own allowance"
    assert _ask(governor, CONFIGURATIONS, tenant="other") == [None]
    assert _ask(governor, CONFIGURATIONS, client="other") == [None]
    clock.at += 20.1
    assert _ask(governor, CONFIGURATIONS) == [None]


@pytest.mark.proves("SBX-012", negative=True)
def test_requests_that_are_refused_count_too(clock):
    governor = _governor(clock, per_second=10**6, requests=10)
    _ask(governor, CATALOG, 10)
    clock.at += 15
    _ask(governor, CATALOG, 10)
    clock.at += 6
    assert _ask(governor, CATALOG)[0] is not None


@pytest.mark.proves("SBX-012", negative=True)
def test_whoever_waits_as_told_is_let_in(clock):
    governor = _governor(clock, per_second=10**6, requests=10)
    for _ in range(10):
        _ask(governor, CATALOG)
        clock.at += 1
    refused = _ask(governor, CATALOG)[0]
    clock.at += refused.retry_after
    assert _ask(governor, CATALOG) == [None]


@pytest.mark.proves("SBX-012", negative=True)
def test_writes_are_limited_to_a_hundred_and_all_applications_together(clock):
    governor = _governor(clock, per_second=10**6)
    assert set(_ask(governor, CATALOG, 100, is_write=True)) == {None}
    assert _ask(governor, CATALOG, is_write=True)[0] is not None
    assert _ask(governor, CATALOG) == [None], "reading goes on"
    assert set(_ask(governor, CATALOG, 99, client="second", is_write=True)) == {None}
    assert _ask(governor, CATALOG, client="third", is_write=True)[0] is not None


@pytest.mark.proves("SBX-012", negative=True)
def test_conditional_access_is_one_a_second_for_everybody_and_says_no_more(clock):
    governor = _governor(clock)
    assert _ask(governor, ACCESS) == [None]
    refused = _ask(governor, "identity/conditionalAccess/namedLocations", client="other")[0]
    assert refused is not None
    assert refused.retry_after is None
    assert _ask(governor, ACCESS, tenant="other") == [None]
    neighbour = "identity/conditionalAccess/authenticationContextClassReferences"
    assert _ask(governor, neighbour) == [None], "the published limit names policies and named locations"
    clock.at += 0.97
    assert _ask(governor, ACCESS) == [None], "a few milliseconds of the network are forgiven"
    clock.at += 0.9
    assert _ask(governor, ACCESS)[0] is not None
    clock.at += 0.2
    assert _ask(governor, ACCESS) == [None]


@pytest.mark.proves("SBX-012", negative=True)
def test_an_application_is_limited_over_all_tenants(clock):
    governor = _governor(clock, per_second=5)
    assert [_ask(governor, CATALOG, tenant=f"t{n}")[0] is None for n in range(7)] == [True] * 5 + [False] * 2
    clock.at += 1
    assert _ask(governor, CATALOG) == [None]


@pytest.mark.proves("SBX-012", negative=True)
def test_the_directory_is_a_bucket_that_fills_again(clock):
    governor = _governor(clock, directory_units=10, directory_window=10.0)
    group = _place("groups")
    assert [governor.refuse(group, "t", "c", is_write=False, units=5) for _ in range(2)] == [None, None]
    refused = governor.refuse(group, "t", "c", is_write=False, units=5)
    assert refused is not None
    assert refused.retry_after == 5
    clock.at += 5
    assert governor.refuse(group, "t", "c", is_write=False, units=5) is None


@pytest.mark.proves("SBX-012", negative=True)
def test_services_word_their_refusals(caller, clock, monkeypatch):
    monkeypatch.setattr(caller.sandbox.world.governor, "_monotonic", clock)
    caller.sandbox.world.governor.limits.areas["device-configuration-v2"] = 1
    assert caller.get(CATALOG).status_code == 200
    intune = caller.get(CATALOG)
    assert (intune.status_code, int(intune.headers["Retry-After"]) > 10) == (429, True)
    assert intune.json()["error"]["code"] == "TooManyRequests"
    assert "Too Many Requests - Operation ID" in intune.json()["error"]["message"]
    caller.get(ACCESS)
    access = caller.get(ACCESS)
    assert (access.status_code, "Retry-After" in access.headers) == (429, False)
    assert access.json()["error"]["message"] == "Too many requests."


def test_limits_can_be_lifted(caller):
    caller.sandbox.world.governor.limits.is_on = False
    assert [caller.get(ACCESS).status_code for _ in range(3)] == [200] * 3
