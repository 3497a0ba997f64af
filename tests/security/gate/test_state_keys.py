"""The key of a tab's state belongs to one session: another one that presents the same tab token gets an empty state."""

from __future__ import annotations

import pytest

from tests.people import session_of
from tests.security.harness.probe_names import PROBE, probe
from tests.security.harness.raw import HYDRATE, redirects, values
from tests.security.harness.world import new_tab
from tests.waiting import until

OWNER = "northwind-owner"


def victim(world, home):
    """A socket whose state holds something to steal."""
    socket = world.socket(OWNER, home, tab=new_tab()).open(boot=True)
    socket.ask(probe("whoami"))
    return socket


def stolen(socket) -> str:
    socket.send(HYDRATE, {"vars": {}})
    socket.fence()
    socket.fence()
    return "".join(socket.frames)


@pytest.mark.proves("CTS-004", negative=True)
@pytest.mark.parametrize("thief", ["fabrikam-owner", "northwind-read-only", OWNER, None])
@pytest.mark.parametrize("connected", [True, False])
def test_a_stolen_tab_token_opens_nothing(world, home, thief, connected):
    target = victim(world, home)
    if not connected:
        world.leave(target)
    # A second sign-in of the same person is another session too.
    socket = world.socket(thief, home if thief and "northwind" in thief else "/", tab=target.tab).open(boot=True)
    assert "Priya Raman" not in stolen(socket).replace("loaded for Priya Raman", "")
    if connected:
        assert values(target.ask(probe("bump")), PROBE) == {"count": 1}


@pytest.mark.proves("CTS-004")
def test_the_same_session_finds_its_state_again(world, home):
    token, tab = session_of(OWNER), new_tab()
    first = world.socket(token=token, path=home, tab=tab).open(boot=True)
    first.ask(probe("bump"))
    world.leave(first)
    again = world.socket(token=token, path=home, tab=tab).open(boot=True)
    assert values(again.ask(probe("bump")), PROBE)["count"] == 2


@pytest.mark.proves("CTS-004", negative=True)
def test_a_duplicated_tab_gets_a_state_of_its_own(world, home):
    token, tab = session_of(OWNER), new_tab()
    first = world.socket(token=token, path=home, tab=tab).open(boot=True)
    first.ask(probe("bump"))
    second = world.socket(token=token, path=home, tab=tab).open(boot=True)
    assert any("new_token" in frame for frame in second.frames)
    assert values(second.ask(probe("bump")), PROBE)["count"] == 1
    assert values(first.ask(probe("bump")), PROBE)["count"] == 2


@pytest.mark.proves("CTS-004", negative=True)
def test_a_squatter_gets_no_updates_of_the_owner(world, home):
    tab = new_tab()
    squatter = world.socket("fabrikam-owner", "/", tab=tab).open(boot=True)
    seen = len(squatter.frames)
    target = world.socket(OWNER, home, tab=tab).open(boot=True)
    target.send(probe("steps"), {"seconds": 0.05})
    target.fence()
    squatter.fence()
    assert "Raman" not in "".join(squatter.frames[seen:])
    assert '"count' not in "".join(squatter.frames[seen:])


@pytest.mark.proves("CTS-004", negative=True)
def test_the_next_person_in_the_same_tab_starts_empty(world, home):
    tab = new_tab()
    first = world.socket(OWNER, home, tab=tab).open(boot=True)
    first.ask(probe("bump"))
    world.leave(first)
    then = world.socket("northwind-operator", home, tab=tab).open(boot=True)
    assert "Raman" not in "".join(then.frames)
    assert values(then.ask(probe("bump")), PROBE)["count"] == 1


def test_a_state_of_nobody_ends_with_its_socket(world):
    tab = new_tab()
    first = world.socket(None, "/", tab=tab).open(boot=True)
    first.ask(probe("hello"))
    idents = world.at_rest()["idents"]
    world.leave(first)
    assert len(world.at_rest()["idents"]) < len(idents)
    until(lambda: not [i for i in world.web.ask("store") if i.startswith("anonymous")], "the state to be gone")
    then = world.socket(None, "/", tab=tab).open(boot=True)
    assert '"text_rx_state_":"hello"' not in "".join(then.frames)
    assert redirects(then.ask(probe("whoami")))
