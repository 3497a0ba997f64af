"""My sessions: what I see of them, ending one or all, and that an end is felt everywhere at once."""

from __future__ import annotations

import threading
from datetime import timedelta

import psycopg
import pytest

from tenantpilot.access import sessions
from tenantpilot.access.authority import CHANNEL
from tenantpilot.access.capabilities import Capability, Plane
from tenantpilot.access.handles import seal
from tenantpilot.access.scopes import open_person, open_scope
from tenantpilot.kernel.clock import freeze, move, now
from tenantpilot.kernel.errors import NotFoundError, SignInRequiredError
from tests import people

OWNER, OTHER = "northwind-owner", "northwind-operator"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile Safari/604.1"


def me(token: str, plane: Plane = Plane.ADMIN):
    return sessions.find(token).context(plane)


def ends(database) -> list[tuple[str, str]]:
    with psycopg.connect(database.administrator_url) as connection:
        return connection.execute(
            "select subject_ref, reason from audit_entry where action = 'session.ended'"
            " and subject_ref in (select public_id from session where user_agent not like '%seed%') order by seq"
        ).fetchall()


class Announcements:
    """What web processes hear."""

    def __init__(self, database) -> None:
        self.connection = psycopg.connect(database.url, autocommit=True)
        self.connection.execute(f"listen {CHANNEL}")

    def heard(self, wanted: int) -> set[str]:
        return {notice.payload for notice in self.connection.notifies(timeout=30, stop_after=wanted)}

    def silence(self) -> bool:
        return list(self.connection.notifies(timeout=0.2)) == []


@pytest.fixture
def announcements(database):
    made = Announcements(database)
    yield made
    made.connection.close()


def test_the_list_shows_my_own_live_sessions_this_one_first(database):
    with freeze(now()):
        here = people.session_of(OWNER)
        move(timedelta(minutes=1))
        people.session_of(OWNER, user_agent=PHONE)
        people.session_of(OTHER)
        sessions.sign_out(people.session_of(OWNER))
        shown = sessions.list_sessions(me(here))
    assert [(row.browser, row.system, row.is_current) for row in shown] == [
        ("Chrome 142", "Linux", True),
        ("Safari 26", "iPhone", False),
    ]
    assert all(row.started_at and row.last_seen_at and row.ends_at and row.address == "192.0.2.1" for row in shown)


@pytest.mark.proves("IDS-014", negative=True)
def test_ending_one_of_my_sessions_ends_just_that_one(database, announcements):
    here, phone = people.session_of(OWNER), people.session_of(OWNER, user_agent=PHONE)
    phones = me(phone)
    handle = next(row.handle for row in sessions.list_sessions(me(here)) if not row.is_current)
    assert sessions.revoke_session(me(here), handle) is False
    assert announcements.heard(1) == {phones.session_ref}
    assert sessions.find(phone) is None
    assert sessions.find(here) is not None
    with pytest.raises(SignInRequiredError), open_person(phones):
        pass
    assert [reason for _, reason in ends(database)] == ["revoked"]
    with pytest.raises(NotFoundError):
        sessions.revoke_session(me(here), handle)


def test_ending_the_session_that_asks_says_so(database):
    here = people.session_of(OWNER)
    (row,) = sessions.list_sessions(me(here))
    assert sessions.revoke_session(me(here), row.handle) is True
    assert sessions.find(here) is None


@pytest.mark.proves("IDS-014", negative=True)
@pytest.mark.parametrize(("act", "keeps_here"), [("sign_out_everywhere", False), ("sign_out_others", True)])
def test_ending_all_of_them(database, announcements, act, keeps_here):
    tokens = [people.session_of(OWNER) for _ in range(3)]
    bystander = people.session_of(OTHER)
    here, *others = (me(token) for token in tokens)
    ended = {ctx.session_ref for ctx in others} | (set() if keeps_here else {here.session_ref})
    assert getattr(sessions, act)(here) == len(ended)
    assert announcements.heard(len(ended)) == ended
    assert [sessions.find(token) is not None for token in tokens] == [keeps_here, False, False]
    assert sessions.find(bystander) is not None
    assert {reason for _, reason in ends(database)} == {"revoked"}


@pytest.mark.proves("IDS-014", negative=True)
def test_an_end_that_is_rolled_back_is_not_announced(database, announcements, monkeypatch):
    here = people.session_of(OWNER)
    monkeypatch.setattr(sessions, "_record", lambda *_: (_ for _ in ()).throw(RuntimeError("no log, no end")))
    with pytest.raises(RuntimeError):
        sessions.sign_out_everywhere(me(here))
    assert sessions.find(here) is not None
    assert announcements.silence()


@pytest.mark.proves("IDS-016", negative=True)
def test_nobody_ends_the_session_of_somebody_else(database):
    mine, theirs = people.session_of(OTHER), people.session_of(OWNER)
    victim = me(theirs)
    (row,) = sessions.list_sessions(victim)
    public_id = sessions.find(theirs).public_id
    attempts = [
        row.handle,  # seen over a shoulder
        seal(me(mine), sessions.HANDLE_KIND, public_id),  # as if our own page had named it
        seal(me(mine), "membership", sessions.find(mine).public_id),
        public_id,
        victim.session_ref,
        str(victim.session_id),
        "",
        "x" * 5000,
    ]
    for handle in attempts:
        with pytest.raises(NotFoundError):
            sessions.revoke_session(me(mine), handle)
    assert sessions.find(theirs) is not None
    assert public_id not in str(sessions.list_sessions(me(mine)))
    assert ends(database) == []


@pytest.mark.proves("IDS-014", negative=True)
def test_an_ended_session_ends_nothing_any_more(database):
    thief, owner = people.session_of(OWNER), people.session_of(OWNER)
    stale = me(thief)
    sessions.sign_out_others(me(owner))
    for act in (sessions.sign_out_everywhere, sessions.sign_out_others, sessions.list_sessions):
        with pytest.raises(SignInRequiredError):
            act(stale)
    assert sessions.find(owner) is not None


@pytest.mark.proves("IDS-012", negative=True)
@pytest.mark.parametrize(("minutes", "alive"), [(59, True), (60, False)])
def test_an_idle_session_ends(database, minutes, alive):
    with freeze(now()):
        token = people.session_of(OWNER)
        move(timedelta(minutes=minutes))
        assert (sessions.find(token) is not None) is alive


@pytest.mark.proves("IDS-012", negative=True)
def test_a_busy_session_ends_too(database):
    with freeze(now()):
        token, ctx = people.session_of(OWNER), None
        for _ in range(23):
            move(timedelta(minutes=30))
            found = sessions.find(token)
            ctx = found.context(Plane.ADMIN)
        move(timedelta(minutes=30))
        assert sessions.find(token) is None
        with pytest.raises(SignInRequiredError), open_person(ctx):
            pass


@pytest.mark.proves("IDS-012", negative=True)
def test_what_the_clock_ended_is_written_down_once(database, announcements):
    with freeze(now()):
        token = people.session_of(OWNER)
        ref = me(token).session_ref
        move(timedelta(minutes=60))
        fresh = people.session_of(OTHER)
        assert sessions.end_timed_out() == 1
        assert sessions.end_timed_out() == 0
        assert sessions.find(fresh) is not None
    assert announcements.heard(1) == {ref}
    with psycopg.connect(database.administrator_url) as connection:
        logged = connection.execute("select actor_kind, reason from audit_entry where reason = 'expired'").fetchall()
    assert logged == [("system", "expired")]


@pytest.mark.proves("IDS-014", negative=True)
def test_signing_out_waits_for_a_writing_act_and_none_begins_after(database):
    ctx = people.context_of(OWNER)
    done = threading.Event()

    def leave() -> None:
        sessions.sign_out_everywhere(ctx)
        done.set()

    with open_scope(ctx, Capability.MEMBER_MANAGE, write=True):
        leaving = threading.Thread(target=leave)
        leaving.start()
        assert not done.wait(0.4), "the session ended under a running act"
    leaving.join(30)
    assert done.is_set()
    with pytest.raises(SignInRequiredError), open_scope(ctx, Capability.MEMBER_MANAGE, write=True):
        pass
