"""The socket door: who may connect, and packets that no frontend sends."""

from __future__ import annotations

import json
import time
import uuid

import pytest

from tests.people import session_of
from tests.security.harness.probe_names import PROBE, probe
from tests.security.harness.raw import (
    HYDRATE,
    NAMESPACE,
    STATE,
    RefusedError,
    is_sent_away,
    notices,
    redirects,
    values,
)
from tests.waiting import until

OWNER = "northwind-owner"


@pytest.mark.proves("CTS-013", negative=True)
@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", None, "http://localhost", "{origin}.evil.example", "{origin}0", "{origin}/"],
)
def test_other_origins_do_not_connect(world, home, origin):
    says = origin.format(origin=world.origin) if origin else None
    with pytest.raises(RefusedError):
        world.socket(OWNER, home, says_origin=says).open()


@pytest.mark.proves("CTS-004", negative=True)
@pytest.mark.parametrize(
    "query",
    [
        "",
        "token=",
        "token=../../etc/passwd",
        "token=wsp_aaaaaaaaaaaaaaaaaaaa",
        f"token={'a' * 8000}",
        f"token={uuid.UUID(int=1)}",
        # Fixed, because parallel workers must collect the same tests.
        "token=89772ab0-aad3-4847-8db4-ca2d7eb3be33&token=e1942bee-07cf-4dde-b378-bef9debf07e5",
        "token=D35E3933-C46E-4742-B5A7-0F5018B46AE5x",
    ],
)
def test_only_a_tabs_own_token_connects(world, home, query):
    with pytest.raises(RefusedError):
        world.socket(OWNER, home, query=query).open()


@pytest.mark.proves("CTS-004", negative=True)
def test_the_key_shown_to_the_browser_is_no_token(world, home):
    victim = world.socket(OWNER, home).open(boot=True)
    shown = values([json.loads(f.partition(",")[2]) for f in victim.frames if f.startswith("42")], STATE)
    ident = shown["rx_router_session"]["client_token"]
    with pytest.raises(RefusedError):
        world.socket("fabrikam-owner", home, query=f"token={ident}").open()


@pytest.mark.parametrize("header", ["tp_session=wrong", "tp_session=" + "a" * 5000, "tp_session=a; tp_session=b", "{{"])
def test_a_worthless_cookie_is_nobody(world, home, header):
    socket = world.socket(None, home, headers={"Cookie": header}).open(boot=True)
    said = socket.ask(probe("whoami"))
    assert redirects(said)
    assert not values(said, PROBE)


@pytest.mark.proves("CTS-012", negative=True)
def test_packets_named_connect_and_disconnect_do_nothing(world, home):
    socket = world.socket(OWNER, home).open(boot=True)
    before = world.web.ask("inside")
    other = {"HTTP_ORIGIN": "https://evil.example", "QUERY_STRING": f"token={uuid.uuid4()}", "REMOTE_ADDR": "6.6.6.6"}
    socket.packet("connect", other)
    socket.packet("connect", other, {"event": socket.event(probe("bump"))})
    socket.packet("connect")
    socket.packet("disconnect")
    socket.packet("disconnect", "transport close")
    socket.packet("connect_error", "x")
    socket.packet("message", "x")
    socket.packet("trigger_event", "x")
    socket.packet("send_away", "x")
    assert values(socket.ask(probe("whoami")), PROBE)["text"] == "Priya Raman"
    after = world.web.ask("inside")
    assert after["idents"] == before["idents"]
    assert after["sockets"] == before["sockets"]
    assert after["refused"]["packet"] - before["refused"].get("packet", 0) == 9


BROKEN = [
    f'42{NAMESPACE},["event"]',
    f'42{NAMESPACE},["event",1]',
    f'42{NAMESPACE},["event",null]',
    f'42{NAMESPACE},["event",[]]',
    f'42{NAMESPACE},["event","not json"]',
    f'42{NAMESPACE},["event",{{}}]',
    f'42{NAMESPACE},["event",{{"name":5}}]',
    f'42{NAMESPACE},["event",{{"name":["x"]}}]',
    f'42{NAMESPACE},["event",{{"name":{{"a":1}},"payload":{{}}}}]',
    f'42{NAMESPACE},["event",{{"name":"{probe("bump")}","payload":[]}}]',
    f'42{NAMESPACE},["event",{{"name":"{probe("bump")}","payload":"x"}}]',
    f'42{NAMESPACE},["event",{{"name":"{probe("bump")}","payload":7}}]',
    f'42{NAMESPACE},["event",{{"name":"{probe("submit")}","payload":{{"form":{"[" * 900}{"]" * 900}}}}}]',
    f'42{NAMESPACE},["event",{{"name":"{probe("steps")}","payload":{{"seconds":NaN}}}}]',
    f'42{NAMESPACE},["event",{{"name":"{probe("steps")}","payload":{{"seconds":Infinity}}}}]',
    f'42{NAMESPACE},["event",{{"name":"{probe("say")}","payload":{{"times":{"9" * 4000}}}}}]',
    f'42{NAMESPACE},["event",{{}},{{}},{{}}]',
    f"42{NAMESPACE},[]",
    f'42{NAMESPACE},"event"',
    f'42{NAMESPACE},{{"event":1}}',
    f"42{NAMESPACE},[5,{{}}]",
    f'42{NAMESPACE},[{{"a":1}},{{}}]',
    f"42{NAMESPACE},[",
    f"4299{NAMESPACE},[1]",
    f'452-{NAMESPACE},["event",{{"_placeholder":true,"num":0}},{{"_placeholder":true,"num":1}}]',
    f"43{NAMESPACE},1[{{}}]",
    "6",
    "9",
    "",
    "\x00",
]


@pytest.mark.proves("CTS-003", negative=True)
@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_broken_packets_change_nothing_and_hurt_nobody_else(world, home, number):
    other = world.socket("northwind-operator", home).open(boot=True)
    ran = world.web.ask("inside")["executed"]
    socket = world.socket(OWNER, home).open(boot=True)
    socket.text(BROKEN[number])
    time.sleep(0.02)
    assert values(other.ask(probe("whoami")), PROBE)["text"] == "Jana Petersen"
    inside = world.at_rest()
    for handler in ("bump", "submit", "steps", "say"):
        assert inside["executed"].get(probe(handler), 0) == ran.get(probe(handler), 0)
    assert inside["futures"] == 0
    assert "PLANTED" not in world.web.log


def test_a_binary_attachment_is_no_argument(world, home):
    socket = world.socket(OWNER, home).open(boot=True)
    event = {"name": probe("say"), "payload": {"text": {"_placeholder": True, "num": 0}}, "router_data": {}}
    socket.text(f"451-{NAMESPACE}," + json.dumps(["event", event]))
    socket.socket.send(b"\xde\xad\xbe\xef")
    assert notices(socket.fence()) == ["error-not-found"]


@pytest.mark.proves("CTS-014", negative=True)
def test_a_frame_above_the_limit_closes_the_socket(world, home):
    socket = world.socket(OWNER, home).open(boot=True)
    ran = world.web.ask("inside")["executed"].get(probe("say"), 0)
    socket.send(probe("say"), {"text": "x" * 70_000})
    assert socket.wait_closed() < 5
    assert world.web.ask("inside")["executed"].get(probe("say"), 0) == ran


def dealt_with_in(inside) -> int:
    """How many bumps ran and how many events were refused, for whatever reason."""
    return inside["executed"].get(probe("bump"), 0) + sum(inside["refused"].values())


def dealt_with(world) -> int:
    return dealt_with_in(world.web.ask("inside"))


@pytest.mark.proves("CTS-014", negative=True)
def test_a_flood_is_cut_and_leaves_nothing_behind(world, home):
    socket = world.socket(OWNER, home).open(boot=True)
    before = world.web.ask("inside")
    for _ in range(600):
        socket.send(probe("bump"))
        socket.send("no.such.event", {"x": "y"})
    until(lambda: dealt_with(world) - dealt_with_in(before) == 1200, "the flood to be dealt with")
    time.sleep(0.5)  # until some may be sent again
    assert values(socket.ask(probe("bump")), PROBE)["count"] < 150
    after = world.at_rest()
    assert after["refused"]["rate"] - before["refused"].get("rate", 0) > 900
    assert (after["futures"], after["tasks"], after["queues"]) == (0, 0, 0)
    world.leave(socket)
    assert world.web.ask("inside")["buckets"] < after["buckets"]


@pytest.mark.proves("CTS-014", negative=True)
def test_a_session_opens_only_so_many_sockets_and_events(world, home):
    token = session_of(OWNER)
    opened = [world.socket(token=token, path=home).open() for _ in range(20)]
    with pytest.raises(RefusedError, match="sockets"):
        world.socket(token=token, path=home).open()
    before = world.web.ask("inside")["refused"].get("rate", 0)
    for socket in opened:
        for _ in range(30):  # fewer than one socket may send, many more than a session may
            socket.send("no.such.event")
    until(lambda: world.web.ask("inside")["refused"].get("rate", 0) - before >= 50, "refusals")
    opened[0].close()

    def may_open() -> bool:
        try:
            world.socket(token=token, path=home).open()
        except RefusedError:
            return False
        return True

    until(may_open, "the place of the socket that closed")


@pytest.mark.proves("CTS-014", negative=True)
def test_a_tab_runs_only_a_few_background_tasks(world, home):
    socket = world.socket(OWNER, home).open(boot=True)
    refused = world.web.ask("inside")["refused"].get("queue", 0)
    for _ in range(20):
        socket.send(probe("work"), {"seconds": 0.2})
        time.sleep(0.02)
    socket.fence()
    assert world.web.ask("inside")["tasks"] <= 6
    assert world.web.ask("inside")["refused"]["queue"] - refused >= 10


def test_headers_of_a_browser_do_not_reach_the_state(world, home):
    spoofed = {
        "Raw-Headers": "x",
        "X-Forwarded-For": "6.6.6.6",
        "X-Forwarded-User": "PLANTED-user",
        "Authorization": "Bearer PLANTED",
    }
    socket = world.socket(OWNER, home, headers=spoofed).open(boot=True)
    assert values(socket.ask(probe("whoami")), PROBE)["text"] == "Priya Raman"
    wire = "".join(socket.frames)
    assert "PLANTED" not in wire
    assert "6.6.6.6" not in wire
    assert socket.token not in wire


@pytest.mark.proves("CTS-003", negative=True)
@pytest.mark.parametrize(
    "auth",
    [5, "x", [1], {"event": 5}, {"event": {"name": "x"}}, {"state_schema": {"a": 1}}, {"state_schema": "x" * 200}],
)
def test_what_a_connect_packet_carries_is_checked_too(world, home, auth):
    socket = world.socket(OWNER, home).open(auth=auth)
    # A tab that did not boot is started by its first event, so the page's own load may answer last.
    assert values(socket.ask(probe("whoami")), PROBE)["text"].endswith("Priya Raman")


def test_a_boot_event_with_values_for_client_storage_is_refused(world, home):
    socket = world.socket(OWNER, home).open()
    said = socket.ask(HYDRATE, {"vars": {f"{PROBE}.text": "forged"}})
    assert notices(said) == ["error-not-found"]
    assert not is_sent_away(said)
