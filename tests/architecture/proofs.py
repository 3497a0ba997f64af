"""Finds which tests say that they prove a requirement, by reading the tests' source.

Reading instead of collecting keeps this check fast, and it sees tests that the present run does not select.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.architecture.specification import ROOT

TESTS = ROOT / "tests"
_DEAD = {"skip", "xfail"}
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Proof:
    """One test's claim about one requirement."""

    requirement: str
    test: str
    negative: bool


def _marks(expression: ast.expr) -> Iterator[tuple[str, ast.Call | None]]:
    """Names of the pytest marks in a decorator or in the value of `pytestmark`."""
    if isinstance(expression, ast.List | ast.Tuple):
        for element in expression.elts:
            yield from _marks(element)
        return
    call = expression if isinstance(expression, ast.Call) else None
    target = call.func if call else expression
    if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "pytest.mark":
        yield target.attr, call


def _claims(marks: list[tuple[str, ast.Call | None]], test: str) -> Iterator[Proof]:
    for name, call in marks:
        if name != "proves":
            continue
        if call is None or not call.args:
            raise ValueError(f"{test}: proves() names no requirement")
        negative = any(
            keyword.arg == "negative" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
            for keyword in call.keywords
        )
        for argument in call.args:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                raise ValueError(f"{test}: proves() takes plain strings only")  # noqa: TRY004 - the text of a test is wrong, not a type
            yield Proof(argument.value, test, negative)


def _module_marks(tree: ast.Module) -> list[tuple[str, ast.Call | None]]:
    return [
        mark
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
        for mark in _marks(node.value)
    ]


def _tests_of(body: list[ast.stmt], prefix: str, inherited: list[tuple[str, ast.Call | None]]) -> Iterator[Proof]:
    for node in body:
        if not isinstance(node, Definition):
            continue
        own = inherited + [mark for decorator in node.decorator_list for mark in _marks(decorator)]
        name = f"{prefix}::{node.name}"
        if isinstance(node, ast.ClassDef):
            if node.name.startswith("Test"):
                yield from _tests_of(node.body, name, own)
        elif node.name.startswith("test_"):
            if not any(mark in _DEAD for mark, _ in own):
                yield from _claims(own, name)
        elif any(mark == "proves" for mark, _ in own if mark not in {m for m, _ in inherited}):
            raise ValueError(f"{name}: only tests prove requirements")


def proofs_in(source: str, path: str) -> list[Proof]:
    """The claims of one test module."""
    tree = ast.parse(source)
    return list(_tests_of(tree.body, path, _module_marks(tree)))


def modules_of_tests(root: Path = TESTS) -> list[Path]:
    """Every test module."""
    return sorted(root.rglob("test_*.py"))


@lru_cache(maxsize=1)
def proofs() -> tuple[Proof, ...]:
    """The claims of all tests."""
    return tuple(
        proof
        for path in modules_of_tests()
        for proof in proofs_in(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    )


@lru_cache(maxsize=1)
def names_of_tests() -> frozenset[str]:
    """`path::function` and `path::Class::function` of every test."""
    names: set[str] = set()
    for path in modules_of_tests():
        relative = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                names.update(f"{relative}::{node.name}::{f.name}" for f in node.body if isinstance(f, Definition))
            elif isinstance(node, Definition) and node.name.startswith("test_"):
                names.add(f"{relative}::{node.name}")
    return frozenset(names)
