"""What the build server runs is what a person runs, and it is everything."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

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
    passed = re.search(r'norecursedirs = .*"venv", (.*)\]', settings)
    assert passed, "folders that are not entered"
    assert passed[1] == '"clients"', "more than the tests that have a target of their own"
    assert re.search(r"\$\(PYTEST\) tests/clients \$\(ARGS\)", _recipe("test-clients")[1])


@pytest.mark.proves("STI-013", negative=True)
def test_the_pipeline_calls_each_of_them_and_ends_at_the_first_failure(tmp_path: Path):
    pipeline = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in pipeline
    called = re.findall(r'^part "[^"]+" make ([\w-]+)', pipeline, re.MULTILINE)
    assert [target for target in called if target in CHECKS] == list(CHECKS)
    assert called[-2:] == ["test", "test-clients"]
    # Run with a make that writes down what it is asked for and fails at one target: nothing after it is asked for.
    asked = tmp_path / "asked"
    fake = tmp_path / "make"
    fake.write_text(f'#!/bin/sh\necho "$1" >>{asked}\n[ "$1" != contracts ]\n', encoding="utf-8")
    fake.chmod(0o755)
    done = subprocess.run(
        ["bash", str(ROOT / ".ci" / "run")],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
    assert asked.read_text().split() == called[: called.index("contracts") + 1]
