"""Reflex promises nothing of what the gate relies on. Whatever of it changes has to be read again before it is used."""

from __future__ import annotations

import ast
import inspect
import json
from importlib.metadata import version
from pathlib import Path

import pytest

from tenantpilot.access.gate import reflex_private
from tenantpilot.access.gate.reflex_private import RELIED_UPON, fingerprint

FINGERPRINTS = json.loads(Path(__file__).with_name("fingerprints.json").read_text(encoding="utf-8"))
GATE = Path(reflex_private.__file__).parent
HOME = "reflex_private.py"
PACKAGE = GATE.parents[1]


@pytest.mark.proves("CTS-017")
def test_the_gate_was_made_for_the_installed_reflex():
    assert version("reflex") == reflex_private.REFLEX_VERSION


@pytest.mark.proves("CTS-017")
@pytest.mark.parametrize("piece", RELIED_UPON, ids=lambda piece: piece.__qualname__)
def test_what_the_gate_relies_on_is_as_it_was_read(piece):
    name = f"{piece.__module__}.{piece.__qualname__}"
    assert FINGERPRINTS.get(name) == fingerprint(piece), (
        f"{name} changed: read it, check the gate against it, then record {fingerprint(piece)!r}"
    )


def test_no_digest_is_left_of_what_is_no_longer_used():
    assert set(FINGERPRINTS) == {f"{p.__module__}.{p.__qualname__}" for p in RELIED_UPON}


def test_a_changed_function_has_another_digest():
    def changed():
        return 1

    before = fingerprint(changed)
    source = inspect.getsource(changed).replace("1", "2")
    assert fingerprint(changed) == before
    assert reflex_private.digest(source) != before


def private_uses(path: Path) -> list[str]:
    """Imports of Reflex's underscored names and uses of underscored attributes on anything but `self` and `cls`."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"reflex", "reflex_base"}:
            found += [f"{path.name}:{node.lineno} {a.name}" for a in node.names if a.name.startswith("_")]
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            if owner not in {"self", "cls"}:
                found.append(f"{path.name}:{node.lineno} {node.attr}")
    return found


def files_that_know_reflex() -> list[Path]:
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name != HOME and any(w in path.read_text(encoding="utf-8") for w in ("import reflex", "from reflex"))
    ]


@pytest.mark.proves("CTS-017")
@pytest.mark.parametrize("path", files_that_know_reflex(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_private_reflex_is_touched_in_one_file(path):
    assert private_uses(path) == []


def test_the_search_for_private_uses_finds_some():
    assert len(private_uses(GATE / HOME)) > 10
