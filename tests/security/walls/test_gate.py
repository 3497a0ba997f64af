"""The walls of the gate, each alone: the others are taken out of the running web process."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tenantpilot.access import sessions
from tests import people
from tests.people import session_of
from tests.security.harness.probe_names import PROBE, probe
from tests.security.harness.raw import is_sent_away, notices, redirects, values
from tests.security.harness.world import World, new_tab

OWNER = "northwind-owner"
SERVICES = "capabilities,handles,scope_filter,scope_session_check"


@pytest.fixture(scope="module")
def start(servers, module_database, redis_numbers, tmp_path_factory) -> Iterator:
    worlds: dict[str, World] = {}
    number = next(redis_numbers)  # the states are in memory, so one is enough for all

    def made(without: str) -> World:
        if without not in worlds:
            folder = tmp_path_factory.mktemp("web")
            world = World(servers, module_database, folder, redis_number=number, state="memory")
            worlds[without] = world
            world.start(app="tests.security.harness.probe_app", without=without)
        return worlds[without]

    yield made
    for world in worlds.values():
        world.stop()


@pytest.fixture
def home() -> str:
    return f"/admin/{people.space_of('northwind')}"


@pytest.mark.proves("CTS-020", "CTS-001", negative=True)
def test_admission_alone(start, home):
    world = start(f"policy,presence,session_check,announcements,{SERVICES}")
    socket = world.socket(OWNER, home).open(boot=True)
    for name in (probe("hidden"), f"{PROBE}.setvar", "reflex___state____state.hydrate"):
        assert socket.ask(name, {"var_name": "secret", "value": "x"} if "setvar" in name else {}) == []
    assert notices(socket.ask(probe("say"), {"text": {"$gt": ""}})) == ["error-not-found"]


@pytest.mark.proves("CTS-020", "CTS-010", negative=True)
def test_policy_alone(start, home):
    world = start(f"admission,presence,session_check,announcements,{SERVICES}")
    socket = world.socket(OWNER, home).open(boot=True)
    ran = world.at_rest()["executed"]
    for name in (f"{PROBE}.setvar", "reflex___state____state.hydrate", probe("system"), probe("review")):
        said = socket.ask(name, {"var_name": "secret", "value": "x"} if "setvar" in name else {})
        assert notices(said) == ["error-not-found"], name
    nobody = world.socket(None, home).open(boot=True)
    assert redirects(nobody.ask(probe("bump")))
    after = world.at_rest()["executed"]
    assert {n for n in after if after[n] != ran.get(n) and n.startswith(PROBE)} == set()


@pytest.mark.proves("CTS-020", "CTS-010", negative=True)
def test_presence_alone(start, home):
    world = start(f"admission,session_check,announcements,{SERVICES}")
    for who in ("fabrikam-owner", "northwind-customer-viewer", "platform-operator"):
        socket = world.socket(who, home).open(boot=True)
        assert notices(socket.ask(probe("bump"))) == ["error-not-found"]


@pytest.mark.proves("CTS-020", "CTS-006", negative=True)
def test_the_look_at_the_session_alone(start, home):
    world = start(f"admission,policy,presence,announcements,{SERVICES}")
    token = session_of(OWNER)
    socket = world.socket(token=token, path=home).open(boot=True)
    assert values(socket.ask(probe("bump")), PROBE)["count"] == 1
    sessions.sign_out(token)
    time.sleep(0.3)
    assert socket.is_open
    said = socket.ask(probe("bump"))
    assert is_sent_away(said)
    assert not values(said, PROBE)


@pytest.mark.proves("CTS-020", "CTS-007", negative=True)
def test_announcements_alone(start, home):
    world = start(f"admission,policy,presence,session_check,{SERVICES}")
    token = session_of(OWNER)
    socket = world.socket(token=token, path=home).open(boot=True)
    assert values(socket.ask(probe("bump")), PROBE)["count"] == 1
    sessions.sign_out(token)
    assert socket.wait_closed(3) < 3


@pytest.mark.proves("CTS-020", "CTS-004", negative=True)
def test_keys_of_state_alone(start, home):
    world = start(f"admission,policy,presence,session_check,announcements,{SERVICES}")
    tab = new_tab()
    victim = world.socket(OWNER, home, tab=tab).open(boot=True)
    victim.ask(probe("bump"))
    world.leave(victim)
    for thief in ("fabrikam-owner", OWNER, None):
        socket = world.socket(thief, home, tab=tab).open(boot=True)
        assert '"count_rx_state_":1' not in "".join(socket.frames)


def test_without_all_of_them_there_is_no_wall(start, home):
    """The control: with everything taken away the forbidden event runs and the ended session goes on."""
    world = start(f"admission,policy,presence,session_check,announcements,{SERVICES}")
    token = session_of(OWNER)
    socket = world.socket(token=token, path=home).open(boot=True)
    assert values(socket.ask(probe("hidden")), PROBE)["text"] == "hidden ran"
    assert values(socket.ask(probe("system")), PROBE)["text"] == "system"
    sessions.sign_out(token)
    time.sleep(0.2)
    assert values(socket.ask(probe("bump")), PROBE)["count"] == 1
