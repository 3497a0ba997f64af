"""What the build server runs is what a person runs, and it is everything."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.architecture.specification import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
# What `make check` has to contain, by a word of the command.
CHECKS = {"lint": "ruff check .", "types": "mypy", "contracts": "lint-imports", "unit": "tests/unit tests/architecture"}


def _recipe(target: str) -> tuple[list[str], str]:
    """Prerequisites and commands of a target."""
    found = re.search(rf"^{target}:([^#\n]*)(?:#.*)?\n((?:\t.*\n)*)", MAKEFILE, re.MULTILINE)
    assert found, target
    return found[1].split(), found[2]


@pytest.mark.proves("STI-013")
def test_check_contains_every_check():
    needed, _ = _recipe("check")
    assert set(needed) == CHECKS.keys()
    for target, words in CHECKS.items():
        assert words in _recipe(target)[1], target


@pytest.mark.proves("STI-013")
def test_test_runs_every_test_file():
    needed, commands = _recipe("test")
    assert needed == ["setup-test"]
    assert re.search(r"\$\(PYTEST\)[^\n]*\$\(ARGS\)", commands)
    assert "tests/" not in commands, "only some tests are run"
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'testpaths = ["tests"]' in settings
    assert not re.search(r"addopts = .*(--ignore|--deselect|-m\b|-k\b)", settings)


@pytest.mark.proves("STI-013", negative=True)
def test_the_pipeline_calls_both_and_stops_at_the_first_failure():
    pipeline = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in pipeline
    calls = re.findall(r"^make (\w+) </dev/null$", pipeline, re.MULTILINE)
    assert calls[:2] == ["check", "test"]
    done = subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], capture_output=True, check=False)
    assert done.returncode == 0
