"""No frame, store or log holds a key of ownership, another one's data or a secret: searched for every known value."""

from __future__ import annotations

import base64
import uuid

import pytest
import redis

from tests import people
from tests.security.attacks import booty as treasure
from tests.security.attacks import watch

PEOPLE = (
    "northwind-owner",
    "northwind-read-only",
    "northwind-temporary",
    "northwind-customer-viewer",
    "fabrikam-owner",
    "both-workspaces",
    "platform-operator",
)
CONFIGURED = ("DATABASE_URL", "TENANTPILOT_SECRET_KEY", "OIDC_CLIENT_SECRET")


@pytest.fixture(scope="module")
def visits(siege):
    """Everybody on every page; who saw which frames, and the tokens they had."""
    seen, tokens = {}, []
    routes = [r["route"] for r in siege.world.web.ask("routes") if r["route"] not in ("404", "index")]
    for who in PEOPLE:
        token = people.session_of(who)
        tokens.append(token)
        for route in routes:
            spaces = (siege.home,) if who.startswith("fabrikam") else (siege.victim,)
            for space in spaces:
                path = siege.booty.place(route, space)
                with siege.world.socket(token=token, path=path).open(boot=True) as socket:
                    socket.fence()
                    seen.setdefault(who, []).extend(socket.frames)
    siege.world.at_rest()
    known = treasure.collect(siege.world, siege.victim)
    known.secret |= {siege.world.web.variables[name] for name in CONFIGURED} | set(tokens)
    return seen, tokens, known


@pytest.mark.proves("CTS-015", "CTS-005", "TQC-015", negative=True)
@pytest.mark.parametrize("who", PEOPLE)
def test_pages_show_nobody_a_key_or_anything_of_others(siege, visits, who):
    seen, _, known = visits
    spaces = {"both-workspaces": {siege.victim, siege.home}, "fabrikam-owner": {siege.home}}.get(who, {siege.victim})
    spaces = set() if who == "platform-operator" else spaces
    account = people.account_of(who)
    own = {account.email, account.public_id, siege.victim, siege.home}
    own |= {siege.booty.rows[table][0] for table in treasure.ARGUMENTS.values()}  # what they asked for by address
    own |= {ref for (ref,) in siege.world.sql("select ref from session where user_id = %s", account.id)}
    if who == "platform-operator":
        own |= {v for values in known.public.values() for v in values if v.startswith(("wsp_", "run_"))}
    assert len(seen[who]) > 50
    assert watch.leaks(seen[who], known, spaces, own) == []


def store(siege) -> bytes:
    if siege.world.state == "memory":
        return b"\n".join(base64.b64decode(state) for state in siege.world.web.ask("store").values())
    with redis.Redis.from_url(siege.world.redis_url) as client:
        found = [k for k in client.scan_iter(count=1000) if client.type(k) == b"string"]
        return b"\n".join(found + [v for v in client.mget(found) if v])


@pytest.mark.proves("CTS-015", negative=True)
def test_the_store_holds_no_key_no_token_and_no_secret(siege, visits):
    _, tokens, known = visits
    held = store(siege)
    assert len(held) > 10_000
    assert siege.victim.encode() in held, "the search would find nothing anyway"
    refs = {ref for (ref,) in siege.world.sql("select ref from session")}  # part of each state's own key
    for value in known.secret - refs:
        if len(value) > 8:
            assert value.encode() not in held, value
    for value in known.internal:
        assert value.encode() not in held
        assert uuid.UUID(value).bytes not in held
        assert uuid.UUID(value).hex.encode() not in held
    assert not [t for t in tokens if t.encode() in held]


@pytest.mark.proves("CTS-015", "TQC-015", negative=True)
def test_the_log_holds_no_known_value(siege, visits):
    _, tokens, known = visits
    log = siege.world.web.log
    for value in known.secret | known.internal | set().union(*known.public.values()):
        if len(value) > 8:
            assert value not in log, value
    assert not [t for t in tokens if t in log]


def test_the_search_finds_what_is_there(siege, visits):
    """The control: each kind of value is found once it is planted."""
    _, _, known = visits
    key, secret = next(iter(known.internal)), max(known.secret, key=len)
    other = next(v for v in known.public[siege.home] if v.startswith("ten_"))
    for planted in (key, secret, other):
        assert watch.leaks([f'42["event",{{"x":"{planted}"}}]'], known, {siege.victim}, set()) == [planted]
