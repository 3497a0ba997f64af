"""The direction of imports, checked by import-linter, and that no package stands outside it."""

import subprocess
import sys
import tomllib

import pytest

from tests.architecture.specification import ROOT

CONFIGURATION = ROOT / "pyproject.toml"


@pytest.fixture(scope="module")
def contracts():
    return tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


@pytest.mark.proves("STI-012")
def test_imports_keep_their_direction():
    # In a process of its own, because import-linter switches off every logger that exists.
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_has_its_layer(contracts):
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    assert layers["exhaustive"] is True
    assert layers["containers"] == ["tenantpilot"]
    assert not layers.get("exhaustive_ignores")


def test_no_contract_is_switched_off(contracts):
    for contract in contracts:
        assert "unmatched_ignore_imports_alerting" not in contract
        assert not contract.get("ignore_imports"), contract["name"]
