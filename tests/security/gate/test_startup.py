"""The app does not start when something in it would get past the gate; the refusal names the place."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.security.gate.bad_app import BAD
from tests.servers import DEFAULT_ENVIRONMENT, ROOT, clean_environment


@pytest.fixture(scope="module")
def refusals() -> dict[str, str]:
    """Every bad app started once, each in a process of its own, forked from one that has Reflex loaded."""
    variables = DEFAULT_ENVIRONMENT | {
        "DATABASE_URL": "postgresql://nobody@localhost/nowhere",
        "REDIS_URL": "redis://localhost:1/0",
        "TENANTPILOT_STATE": "redis",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.security.gate.bad_app"],
        cwd=ROOT,
        env=clean_environment() | variables | {"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    parts = re.split(r"^== (\w+)\n", done.stdout, flags=re.MULTILINE)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert set(found) == set(BAD), done.stderr
    return found


@pytest.mark.proves("CTS-002", negative=True)
@pytest.mark.parametrize("name", [n for n, (_, said) in BAD.items() if said])
def test_a_hole_stops_the_start_and_is_named(refusals, name):
    text = refusals[name]
    assert text.startswith("The trust boundary would not hold, nothing was started:")
    assert BAD[name][1] in text


@pytest.mark.proves("CTS-002")
def test_an_app_without_holes_starts(refusals):
    assert refusals["nothing_wrong"].strip() == "started"
