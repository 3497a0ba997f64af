"""What ends with a session, where, and when: next event, open sockets, stored state, running and background work."""

from __future__ import annotations

import time

import pytest
import redis

from tenantpilot.access import invitations, members, sessions
from tenantpilot.access.membership_rules import Grant
from tenantpilot.kernel.errors import SignInRequiredError
from tests import people
from tests.people import session_of
from tests.security.harness.probe_names import PROBE, probe
from tests.security.harness.raw import is_sent_away, values
from tests.waiting import until

MANAGER = "northwind-manager"
AT_ONCE = 2.0


@pytest.fixture(scope="module")
def second(installation):
    """Another web process of the same installation."""
    return installation.start(app="tests.security.harness.probe_app")


def entries(world) -> int:
    return world.sql("select count(*) from audit_entry where subject_kind = 'probe'")[0][0]


def stored_keys(world, ref: str) -> list[str]:
    if world.state == "memory":
        return [i for web in world.webs for i in web.ask("store") if i.startswith(f"{ref}-")]
    with redis.Redis.from_url(world.redis_url) as client:
        return [k.decode() for k in client.scan_iter(match=f"{ref}-*", count=1000)]


def writes_now(world) -> bool:
    """Whether a write of the probe's is under way."""
    return bool(world.sql("select 1 from pg_stat_activity where datname = current_database() and state = 'active'"
                          " and query like 'select pg_sleep%'"))  # fmt: skip


def gone_within(world, ref: str, seconds: float = AT_ONCE) -> bool:
    end = time.monotonic() + seconds
    while stored_keys(world, ref) and time.monotonic() < end:
        time.sleep(0.05)
    return not stored_keys(world, ref)


def listening(*webs) -> None:
    until(lambda: all(web.ask("inside")["listening"] for web in webs), "the listeners")


ENDINGS = {
    "revoked": lambda token: sessions.sign_out_everywhere(people.context_of(MANAGER, token=token)),
    "signed out": sessions.sign_out,
    "role changed": lambda _token: change_role(),
    "membership ended": lambda _token: remove(),
}


def change_role() -> None:
    owner = people.context_of("northwind-owner")
    row = next(r for r in members.list_members(owner) if r.name == "Jonas Albrecht")
    members.change_member(owner, row.handle, Grant(role="operator" if row.role == "manager" else "manager"))


def remove() -> None:
    owner = people.context_of("northwind-owner")
    row = next(r for r in members.list_members(owner) if r.name == "Jonas Albrecht")
    members.remove_member(owner, row.handle)


@pytest.fixture(autouse=True)
def _as_it_was(world):
    yield
    owner = people.context_of("northwind-owner")
    row = next((r for r in members.list_members(owner) if r.name == "Jonas Albrecht"), None)
    if row is None:
        link = invitations.invite(owner, "x@northwind.example", Grant(role="manager"))
        invitations.accept(people.context_of(MANAGER), link.partition("token=")[2])
    elif row.role != "manager":
        members.change_member(owner, row.handle, Grant(role="manager"))


@pytest.mark.proves("CTS-006", "CTS-007", negative=True)
@pytest.mark.parametrize("ending", ENDINGS)
def test_an_end_reaches_every_web_process(world, second, home, ending):
    listening(*world.webs)
    token = session_of(MANAGER)
    ref = sessions.find(token).ref
    sockets = [world.socket(token=token, path=home, web=web).open(boot=True) for web in (world.web, second)]
    for socket in sockets:
        assert values(socket.ask(probe("bump")), PROBE)["count"] == 1
    working = world.socket(token=token, path=home, web=second).open(boot=True)
    working.send(probe("work"), {"seconds": 0.05})
    assert stored_keys(world, ref)
    ENDINGS[ending](token)
    for socket in [*sockets, working]:
        assert socket.wait_closed(AT_ONCE) < AT_ONCE
        assert any(frame.startswith('42/_event,["state_mismatch"') for frame in socket.frames)
    assert gone_within(world, ref)
    for web in world.webs:
        assert world.at_rest(web)["tasks"] == 0
    for web in world.webs:
        assert not [i for i in web.ask("inside")["idents"] if i.startswith(f"{ref}-")]


@pytest.mark.proves("CTS-006", negative=True)
def test_without_an_announcement_the_next_event_ends_it(world, second, home):
    for web in (world.web, second):
        token = session_of(MANAGER)
        socket = world.socket(token=token, path=home, web=web).open(boot=True)
        ran = world.at_rest(web)["executed"].get(probe("bump"), 0)
        world.end_silently(token)
        said = socket.ask(probe("bump"))
        assert is_sent_away(said)
        assert not values(said, PROBE)
        assert not socket.is_open
        assert world.at_rest(web)["executed"].get(probe("bump"), 0) == ran


@pytest.mark.proves("CTS-006", negative=True)
@pytest.mark.parametrize(
    "sabotage",
    [
        "update session set expires_at = now() - interval '1 second'",
        "update session set last_seen_at = now() - interval '61 minutes'",
        "update session set epoch = epoch + 1",
        "update user_account set is_active = false where subject = 'sandbox-northwind-approver' -- ",
    ],
)
def test_every_condition_of_a_session_is_asked_for_each_event(world, home, sabotage):
    token = session_of("northwind-approver")
    socket = world.socket(token=token, path=home).open(boot=True)
    assert values(socket.ask(probe("bump")), PROBE)["count"] == 1
    world.sql(sabotage + " where token_hash = sha256(%s::text::bytea)", token) if "-- " not in sabotage else world.sql(
        sabotage.removesuffix(" -- ")
    )
    try:
        said = socket.ask(probe("bump"))
        assert is_sent_away(said)
        assert not values(said, PROBE)
    finally:
        world.sql("update user_account set is_active = true")


@pytest.mark.proves("CTS-006", negative=True)
def test_an_old_cookie_connects_as_nobody(world, home):
    token = session_of(MANAGER)
    sessions.sign_out(token)
    socket = world.socket(token=token, path=home).open(boot=True)
    assert "Albrecht" not in "".join(socket.frames)
    assert not values(socket.ask(probe("bump")), PROBE)


@pytest.mark.proves("CTS-006", negative=True)
def test_background_work_stops_at_its_next_look_at_the_state(world, home):
    token = session_of(MANAGER)
    socket = world.socket(token=token, path=home).open(boot=True)
    socket.send(probe("work"), {"seconds": 0.05})
    socket._until(lambda packet: '"count_rx_state_":1' in packet)
    world.end_silently(token)
    assert socket.wait_closed(AT_ONCE) < AT_ONCE
    assert world.at_rest()["tasks"] == 0


@pytest.mark.proves("CTS-008", negative=True)
def test_a_handler_between_two_services_cannot_go_on(world, home):
    token = session_of(MANAGER)
    socket = world.socket(token=token, path=home).open(boot=True)
    socket.send(probe("steps"), {"seconds": 1})
    socket._until(lambda packet: "0 manager" in packet)
    world.end_silently(token)
    socket.wait_closed()
    wire = "".join(socket.frames)
    assert "0 manager" in wire
    assert "2 manager" not in wire
    assert is_sent_away([["state_mismatch", {}]] if "state_mismatch" in wire else [])


@pytest.mark.proves("CTS-008", negative=True)
def test_a_revocation_waits_for_a_write_that_holds_the_session_and_none_follows(world, home):
    listening(world.web)
    token = session_of(MANAGER)
    context = people.context_of(MANAGER, token=token)
    socket = world.socket(token=token, path=home).open(boot=True)
    before = entries(world)
    socket.send(probe("store"), {"text": "first", "seconds": 2})
    for number in range(20):
        socket.send(probe("store"), {"text": f"after {number}"})
    until(lambda: writes_now(world), "the write")
    began = time.monotonic()
    sessions.sign_out_everywhere(context)
    assert time.monotonic() - began > 0.2, "the revocation did not wait for the write"
    committed = entries(world)
    assert 1 <= committed - before < 20  # PostgreSQL may let one in that asks just as the first has ended
    assert socket.wait_closed(AT_ONCE) < AT_ONCE
    time.sleep(0.3)
    assert entries(world) == committed


@pytest.mark.proves("CTS-008", negative=True)
def test_a_write_that_starts_after_the_revocation_is_refused_by_the_scope_itself(world, home):
    token = session_of(MANAGER)
    context = people.context_of(MANAGER, token=token)
    world.end_silently(token)
    with pytest.raises(SignInRequiredError):
        members.list_members(context)


def test_nothing_of_a_session_is_written_back_after_it_ended(world, home):
    """A handler that was running when its state was removed must not put it back."""
    listening(world.web)
    token = session_of(MANAGER)
    ref = sessions.find(token).ref
    socket = world.socket(token=token, path=home).open(boot=True)
    socket.send(probe("steps"), {"seconds": 0.4})
    socket._until(lambda packet: "0 manager" in packet)
    sessions.sign_out(token)
    assert gone_within(world, ref)
    time.sleep(1.2)
    assert stored_keys(world, ref) == []
