"""The direction of imports, checked by import-linter, and that no package stands outside it."""

import tomllib

import pytest
from importlinter import cli

from tests.architecture.sources import PRODUCT
from tests.architecture.specification import ROOT

CONFIGURATION = ROOT / "pyproject.toml"
# Packages that hold no code of a layer: catalogues and data.
WITHOUT_CODE = {"i18n"}


@pytest.fixture(scope="module")
def contracts():
    return tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def _named(contracts) -> set[str]:
    layers = [layer for contract in contracts if contract["type"] == "layers" for layer in contract["layers"]]
    return {name.strip().removeprefix("tenantpilot.") for layer in layers for name in layer.split("|")}


def test_imports_keep_their_direction():
    assert cli.lint_imports(config_filename=str(CONFIGURATION), no_cache=True) == cli.EXIT_STATUS_SUCCESS


def test_every_package_has_its_layer(contracts):
    packages = {path.parent.name for path in PRODUCT.glob("*/__init__.py")}
    modules = {path.stem for path in PRODUCT.glob("*.py")} - {"__init__", "__main__"}
    assert (packages | modules) - _named(contracts) - WITHOUT_CODE == set()


def test_no_contract_is_switched_off(contracts):
    for contract in contracts:
        assert "unmatched_ignore_imports_alerting" not in contract
        assert not contract.get("ignore_imports"), contract["name"]
