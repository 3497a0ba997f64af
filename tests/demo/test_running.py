"""A running demonstration: what it says, a second one beside it, and whatever dies under it."""

from __future__ import annotations

import re
import signal

import pytest

from tenantpilot.sandbox.people import PEOPLE
from tests.demo.running import Demo, refusal
from tests.people import sign_in
from tests.waiting import until

pytestmark = pytest.mark.slow


def test_it_says_where_it_is_and_who_one_can_be(demo: Demo):
    assert f"ready at {demo.origin}" in demo.said
    assert "sign in and pick" in demo.said
    for person in PEOPLE:
        assert person.name in demo.said
    assert demo.is_ready


@pytest.mark.proves("DEM-009")
def test_its_tenants_have_a_past(demo: Demo):
    assert int(str(demo.value("select count(*) from policy_version where number > 1"))) > 100
    assert int(str(demo.value("select count(*) from policy where is_ghost"))) > 10
    newest = "select max(created_at) < now() - interval '5 days' from operation_run where kind = 'inventory.sync'"
    assert demo.value(newest) is True
    assert (demo.data / "sandbox-journal").exists()


@pytest.mark.proves("STI-001")
def test_everybody_it_names_can_sign_in(demo: Demo):
    for person in PEOPLE:
        assert sign_in(demo.origin, person.key)


@pytest.mark.proves("STI-002", negative=True)
def test_a_second_one_beside_it_says_so_and_changes_nothing(demo: Demo):
    before = {one.pid for one in demo.family()}
    text = refusal(*demo.arguments, "--reset")
    assert "already in use" in text
    assert demo.origin in text
    assert f"process {demo.process.pid}" in text
    assert before <= {one.pid for one in demo.family()}
    assert demo.is_ready


@pytest.mark.parametrize("name", ["worker --queue person", "worker --queue background", "relay", "granian", "sandbox"])
def test_a_killed_process_comes_back(demo: Demo, name: str):
    killed, count = demo.child(name), demo.said.count("ended with signal 9")
    below = killed.children(recursive=True)
    killed.kill()
    until(lambda: demo.said.count("ended with signal 9") == count + 1, "the notice")

    def is_back() -> bool:
        try:
            return demo.child(name).pid != killed.pid and demo.is_ready
        except StopIteration:
            return False

    until(is_back, f"another {name}")
    assert [one for one in below if one.is_running()] == [], "what it had started outlived it"
    assert demo.runs


def _lets_in(demo: Demo) -> bool:
    try:
        return bool(sign_in(demo.origin, PEOPLE[0].key))
    except AssertionError:
        return False


@pytest.mark.parametrize(("program", "name"), [("bin/postgres ", "PostgreSQL"), ("redis-server", "Redis")])
def test_a_killed_server_comes_back_and_everything_goes_on(demo: Demo, program: str, name: str):
    web, count = demo.child("granian").pid, demo.said.count(f"{name} is back")
    demo.child(program).kill()
    until(lambda: demo.said.count(f"{name} is back") == count + 1, f"{name} to come back")
    until(lambda: demo.is_ready, "readiness")
    until(lambda: _lets_in(demo), "sign-in")  # the sandbox, which knows the people, may have been killed just before
    assert demo.child("granian").pid == web, "the web server was restarted, but it has to recover by itself"


def test_every_death_was_told_with_the_place_of_its_log(demo: Demo):
    told = re.findall(r"^\S+ ended with .*$", demo.said, re.MULTILINE)
    assert all(str(demo.data / "logs") in line for line in told)
    assert signal.SIGKILL == 9
