"""Which events a browser may send, and what their arguments and addresses may be."""

from __future__ import annotations

import pytest

from tests.people import space_of
from tests.security.harness.probe_names import PROBE, probe
from tests.security.harness.raw import ON_LOAD, STATE, is_sent_away, notices, redirects, values

OWNER = "northwind-owner"

UNREACHABLE = [
    probe("hidden"),
    probe("load"),
    probe("setvar"),
    probe("set_secret"),
    probe("_secret"),
    probe("nothing"),
    probe("reset"),
    probe("get_state"),
    f"{PROBE}.setvar",
    f"{STATE}.setvar",
    f"{STATE}.hydrate",
    f"{STATE}.set_is_hydrated",
    f"{STATE}.reflex___state____on_load_internal_state.set_is_hydrated",
    f"{STATE}.reflex___state____update_vars_internal_state.update_vars_internal",
    f"{STATE}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
    f"{STATE}.tenantpilot___access___gate___notices____notices.open_page",
    f"{STATE}.tenantpilot___access___gate___notices____notices.setvar",
    "_redirect",
    "_call_function",
    "_download",
    "",
    "state.bump",
    probe("bump") + "\n",
    probe("bump").upper(),
]
FORGED = {
    "setvar": {"var_name": "secret", "value": "PLANTED"},
    "set_is_hydrated": {"value": {"a": 1}},
    "update_vars_internal": {"vars": {f"{PROBE}.text": "PLANTED"}},
    "handle_frontend_exception": {"info": "PLANTED\nforged line", "component_stack": ""},
}


@pytest.mark.proves("CTS-001", negative=True)
@pytest.mark.parametrize("name", UNREACHABLE)
def test_what_is_not_declared_for_clients_cannot_be_called(world, home, name):
    socket = world.socket(OWNER, home).open(boot=True)
    before = world.at_rest()
    assert socket.ask(name, FORGED.get(name.rpartition(".")[2], {})) == []
    after = world.at_rest()
    assert after["refused"]["event"] == before["refused"].get("event", 0) + 1
    ran = {n for n in after["executed"] if after["executed"][n] != before["executed"].get(n)}
    assert ran == {"reflex___state____state.tenantpilot___access___gate___notices____notices.dismiss"}
    assert after["futures"] == 0
    assert "PLANTED" not in world.web.log


@pytest.mark.proves("CTS-001")
def test_a_handler_may_cause_what_a_browser_may_not(world, home):
    socket = world.socket(OWNER, home).open(boot=True)
    socket.ask(probe("chain"))
    socket.fence()
    assert '"text_rx_state_":"hidden ran"' in "".join(socket.frames)


GOOD = {"text": "a", "times": 1, "loud": True, "tone": "a", "words": ["x"]}
BAD = [
    {},
    {"text": "a"},
    GOOD | {"more": 1},
    GOOD | {"workspace_id": "x"},
    GOOD | {"self": "x"},
    GOOD | {"text": None},
    GOOD | {"text": 5},
    GOOD | {"text": ["a"]},
    GOOD | {"text": {"$gt": ""}},
    GOOD | {"text": "x" * 4001},
    GOOD | {"times": "7"},
    GOOD | {"times": 1.0},
    GOOD | {"times": True},
    GOOD | {"times": {"$gt": 0}},
    GOOD | {"times": None},
    GOOD | {"times": 10**30},
    GOOD | {"times": -(2**63)},
    GOOD | {"loud": "false"},
    GOOD | {"loud": 1},
    GOOD | {"loud": None},
    GOOD | {"tone": "c"},
    GOOD | {"tone": ["a"]},
    GOOD | {"words": "x"},
    GOOD | {"words": None},
    GOOD | {"words": [["x"]]},
    GOOD | {"words": [1]},
    GOOD | {"words": {"0": "x"}},
    GOOD | {"words": ["x"] * 2001},
    GOOD | {"words": ["x" * 4001]},
    GOOD | {"text": "\u0000"},
    GOOD | {"text": "\ud800"},
]


@pytest.mark.proves("CTS-003", negative=True)
def test_arguments_that_do_not_fit_never_reach_the_handler(world, home):
    ran = world.at_rest()["executed"].get(probe("say"), 0)
    wrong = []
    for number, payload in enumerate(BAD):
        if number % 10 == 0:  # more from one socket would be a flood
            socket = world.socket(OWNER, home).open(boot=True)
        said = socket.ask(probe("say"), payload)
        if notices(said) != ["error-not-found"] or values(said, PROBE):
            wrong.append((str(payload)[:80], said))
    assert wrong == []
    assert world.at_rest()["executed"].get(probe("say"), 0) == ran


@pytest.mark.proves("CTS-003")
def test_arguments_that_fit_arrive_as_they_are(world, home):
    socket = world.socket(OWNER, home).open(boot=True)
    assert values(socket.ask(probe("say"), GOOD), PROBE)["text"] == "str int bool a 1"


FORMS = [
    {"form": {"name": "a"}},
    {"form": {"name": "a", "note": "b", "workspace_id": "c"}},
    {"form": {"name": "a", "note": ["b"]}},
    {"form": {"name": "a", "note": {"x": "b"}}},
    {"form": "name=a"},
    {"form": [["name", "a"]]},
    {"form": None},
    {"form": {"__reflex_form_data_entries": [["name", "a"], ["note", "b"], ["role", "owner"]]}},
    {"form": {"__reflex_form_data_entries": "x"}},
    {"form": {"name": "a", "note": "b"}, "name": "x"},
]


@pytest.mark.proves("CTS-003", negative=True)
def test_a_form_has_its_fields_and_no_others(world, home):
    socket = world.socket(OWNER, home).open(boot=True)
    for payload in FORMS:
        assert notices(socket.ask(probe("submit"), payload)) == ["error-not-found"], payload
    said = socket.ask(probe("submit"), {"form": {"name": "a", "note": "b"}})
    assert values(said, PROBE)["text"] == "a/b"


@pytest.mark.proves("CTS-010", negative=True)
@pytest.mark.parametrize(
    ("who", "path", "handler"),
    [
        (OWNER, "/review/{space}", "bump"),
        (OWNER, "/system", "bump"),
        (OWNER, "/", "bump"),
        (OWNER, "/system", "system"),
        (OWNER, "/review/{space}", "review"),
        (OWNER, "/admin/{space}", "system"),
        (OWNER, "/admin/{space}", "review"),
        (OWNER, "/admin/{other}", "bump"),
        (OWNER, "/admin/wsp_aaaaaaaaaaaaaaaaaaaa", "bump"),
        (OWNER, "/admin/'; drop table session; --", "bump"),
        ("fabrikam-owner", "/admin/{space}", "bump"),
        ("northwind-customer-viewer", "/admin/{space}", "bump"),
        ("northwind-customer-viewer", "/review/{other}", "review"),
        ("platform-operator", "/admin/{space}", "bump"),
        ("platform-operator", "/review/{space}", "review"),
    ],
)
def test_another_plane_or_workspace_is_not_found(world, who, path, handler):
    path = path.format(space=space_of("northwind"), other=space_of("fabrikam"))
    socket = world.socket(who, path).open(boot=True)
    ran = world.at_rest()["executed"].get(probe(handler), 0)
    said = socket.ask(probe(handler))
    assert notices(said) == ["error-not-found"]
    assert not values(said, PROBE)
    assert world.at_rest()["executed"].get(probe(handler), 0) == ran


@pytest.mark.proves("CTS-010", negative=True)
def test_a_page_of_another_workspace_does_not_load(world):
    for space in (space_of("fabrikam"), "wsp_aaaaaaaaaaaaaaaaaaaa", "x"):
        socket = world.socket(OWNER, f"/admin/{space}").open(boot=True)
        wire = "".join(socket.frames)
        assert '"page_problem_rx_state_":"error-not-found"' in wire
        assert "loaded for" not in wire


@pytest.mark.proves("CTS-010")
@pytest.mark.parametrize(
    ("who", "path", "handler"),
    [
        (OWNER, "/admin/{space}", "bump"),
        ("northwind-customer-viewer", "/review/{space}", "review"),
        ("platform-operator", "/system", "system"),
        (OWNER, "/system", "anywhere"),
        (None, "/", "hello"),
    ],
)
def test_people_reach_what_is_theirs(world, who, path, handler):
    socket = world.socket(who, path.format(space=space_of("northwind"))).open(boot=True)
    said = socket.ask(probe(handler))
    assert notices(said) == []
    assert values(said, PROBE)


def test_nobody_is_asked_to_sign_in(world, home):
    socket = world.socket(None, home).open(boot=True)
    ran = world.at_rest()["executed"]
    for handler in ("bump", "whoami", "anywhere", "chain", "work", "store", "say"):
        said = socket.ask(probe(handler), {"seconds": 0.1} if handler == "work" else {})
        for _ in range(20):  # a background event is refused in a task of its own, which no fence waits for
            said += [] if redirects(said) else socket.fence()
        assert redirects(said), handler
        assert not values(said, PROBE)
    after = world.at_rest()["executed"]
    assert [n for n in after if n.startswith(PROBE) and after[n] != ran.get(n)] == []


LIES = [
    {"pathname": "/", "asPath": "/admin/{space}", "query": {"space": "wsp_aaaaaaaaaaaaaaaaaaaa"}},
    {"pathname": "/system", "asPath": "/admin/{space}", "query": {"space": "{other}", "plane": "system"}},
    {"pathname": "/review/[space]", "asPath": "/admin/{space}?space={other}&space={other}"},
    {
        "asPath": "/admin/{space}",
        "junk": "x" * 50_000,
        "headers": {"cookie": "x"},
        "token": "x",
        "sid": "x",
        "ip": "6.6.6.6",
    },
    {"asPath": "/admin/{space}", "pathname": 5, "query": "x"},
    {"asPath": "/admin/{space}", "query": {"space": {"$gt": ""}}},
]


@pytest.mark.proves("CTS-011", negative=True)
@pytest.mark.parametrize("number", range(len(LIES)))
def test_only_the_path_counts(world, home, number):
    spaces = {"space": space_of("northwind"), "other": space_of("fabrikam")}

    def fill(value):
        if isinstance(value, dict):
            return {k: fill(v) for k, v in value.items()}
        return (
            value.replace("{space}", spaces["space"]).replace("{other}", spaces["other"])
            if isinstance(value, str)
            else value
        )

    socket = world.socket(OWNER, home).open(boot=True)
    socket.packet("event", {"name": probe("where"), "payload": {}, "router_data": fill(LIES[number])})
    said = socket.fence()
    assert values(said, PROBE)["text"] == f"admin {spaces['space']} /admin/{spaces['space']}"
    assert "6.6.6.6" not in "".join(socket.frames)
    assert "xxxxxxxx" not in "".join(socket.frames)


@pytest.mark.proves("CTS-011", negative=True)
@pytest.mark.parametrize(
    "path",
    [None, 5, "", "admin", "//evil.example", "/\\evil", "/" + "a" * 2000, "/admin/\u0000", ["/admin"], "/admin/a\nb"],
)
def test_a_path_that_is_none_leads_nowhere(world, home, path):
    socket = world.socket(OWNER, home).open(boot=True)
    socket.packet("event", {"name": probe("bump"), "payload": {}, "router_data": {"asPath": path}})
    said = socket.fence()
    assert notices(said) == ["error-not-found"]
    assert not is_sent_away(said)


def test_a_page_is_loaded_for_the_path_and_nobody_elses(world, home):
    socket = world.socket("fabrikam-owner", f"/admin/{space_of('fabrikam')}").open(boot=True)
    socket.packet(
        "event",
        {"name": ON_LOAD, "payload": {}, "router_data": {"asPath": home, "pathname": "/", "query": {"space": "x"}}},
    )
    socket.fence()
    socket.fence()
    assert '"page_problem_rx_state_":"error-not-found"' in "".join(socket.frames)


def test_an_unexpected_error_tells_a_number_and_nothing_else(world, home):
    socket = world.socket(OWNER, home).open(boot=True)
    said = socket.ask(probe("fail"))
    assert notices(said) == ["error-unexpected"]
    assert "PLANTED" not in "".join(socket.frames)
    assert "Traceback" not in "".join(socket.frames)
    assert "PLANTED" not in world.web.log
    assert "RuntimeError" in world.web.log
