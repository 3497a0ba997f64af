"""The end of a demonstration: complete whenever it comes, and the data is there the next time."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable

import psutil
import pytest

from tests.demo.running import Demo, refusal
from tests.live import free_port
from tests.people import sign_in
from tests.waiting import until

pytestmark = pytest.mark.slow
Make = Callable[[], Demo]
SPACES = "select string_agg(public_id, ' ' order by public_id) from workspace"
SESSIONS = "select count(*) from session"


def _nobody_left(family: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(family, timeout=20)
    assert [one.cmdline() for one in alive] == []


@pytest.mark.proves("STI-001", "STI-003")
def test_ctrl_c_stops_all_in_order_and_the_data_stays_until_reset(make_demo: Make):
    demo = make_demo()
    demo.start()
    seeded = demo.value(SESSIONS)
    sign_in(demo.origin, "northwind-owner")
    spaces, sessions, family = demo.value(SPACES), demo.value(SESSIONS), demo.family()
    assert sessions == seeded + 1
    assert demo.end(signal.SIGINT) == 0
    _nobody_left(family)
    assert demo.said.rstrip().endswith("Stopped; the data stays for next time.")
    postgres = (demo.data / "logs" / "postgres.log").read_text()
    assert "database system is shut down" in postgres
    assert not re.search("terminating connection|PANIC", postgres), "servers ended before those who use them"

    demo.move()
    demo.start()
    assert (demo.value(SPACES), demo.value(SESSIONS)) == (spaces, sessions)
    assert sign_in(demo.origin, "northwind-owner")
    family = demo.family()
    demo.end(signal.SIGKILL)
    _nobody_left(family)

    text = refusal("--data", str(demo.data), "--port", str(demo.port), "--sandbox-port", str(free_port()))
    assert f"--sandbox-port {demo.sandbox_port}" in text
    demo.start("--reset")
    assert demo.value(SPACES) != spaces
    assert demo.value(SESSIONS) == seeded


@pytest.mark.proves("STI-003")
def test_ctrl_c_while_it_starts_leaves_nothing_running_and_the_next_start_works(make_demo: Make):
    demo = make_demo()
    demo.launch()
    until((demo.data / "logs" / "postgres.log").exists, "PostgreSQL's first words")
    family = demo.family()
    os.kill(demo.process.pid, signal.SIGINT)
    os.kill(demo.process.pid, signal.SIGINT)  # impatient people press it twice
    assert demo.end(signal.SIGINT) == 130
    _nobody_left(family)
    assert "Stopped before everything was up." in demo.said
    assert "Traceback" not in demo.said
    demo.start()
    assert demo.is_ready
