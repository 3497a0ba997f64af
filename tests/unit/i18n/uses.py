"""Finds every message that the product's own source asks for: by name, or by a pattern with a code in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from tests.architecture.sources import product_files, relative, tree
from tests.architecture.specification import ROOT

KIT = ROOT / "assets" / "kit"
# Calls that take a message id, with its position, and keyword arguments that are one wherever they stand.
CALLS = {"t": 0, "text": 1, "Toasts.show": 0}
KEYWORDS = {"message_key"}
PAGE_KEYWORDS = {"title"}
# Calls whose first argument is the area of a code: t_code("role", row.role) asks for role-….
AREAS = {"t_code", "message_id"}
_JSX_NAMES = re.compile(
    r"""getString\(\s*"([a-z0-9-]+)"|<Localized id="([a-z0-9-]+)"|"(error-[a-z0-9-]+)\""""
    r"""|getString\([^")]*\?\s*"([a-z0-9-]+)"\s*:\s*"([a-z0-9-]+)\""""
)
_JSX_PATTERNS = re.compile(r"getString\(\s*`([^`]+)`")

_STEM = re.compile(r"[a-z]+\\-(?:[a-z]+\\-)*\[")  # a text that begins like an id and goes on with a code


def called(node: ast.Call) -> str:
    """The dotted name of what is called."""
    return ast.unparse(node.func)


def calls() -> Iterator[tuple[str, ast.Call]]:
    """File and node of every call in the product."""
    for path in product_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                yield relative(path), node


def _id_arguments(node: ast.Call) -> Iterator[ast.expr]:
    name = called(node)
    if len(node.args) > CALLS.get(name, len(node.args)):
        yield node.args[CALLS[name]]
    for keyword in node.keywords:
        if keyword.arg in KEYWORDS or (name == "page" and keyword.arg in PAGE_KEYWORDS):
            yield keyword.value


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _pattern(node: ast.JoinedStr) -> str:
    pieces = [re.escape(p.value) if isinstance(p, ast.Constant) else "[a-z0-9-]+" for p in node.values]
    return "".join(str(piece) for piece in pieces)


@lru_cache(maxsize=1)
def named() -> dict[str, str]:
    """Message ids that must exist because the source names them, with the file that does."""
    found: dict[str, str] = {}
    for file, node in calls():
        for argument in _id_arguments(node):
            found |= dict.fromkeys(_constants(argument), file)
    for path in product_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("error-"):
                found[node.value] = relative(path)
    for path in KIT.glob("*.jsx"):
        for match in _JSX_NAMES.finditer(path.read_text(encoding="utf-8")):
            found |= dict.fromkeys(filter(None, match.groups()), path.name)
    return {name: file for name, file in found.items() if re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)}


def _python_patterns() -> Iterator[str]:
    for _, node in calls():
        yield from (_pattern(argument) for argument in _id_arguments(node) if isinstance(argument, ast.JoinedStr))
        first = node.args[0] if node.args else None
        if called(node).rpartition(".")[2] in AREAS and isinstance(first, ast.Constant):
            yield re.escape(first.value) + "-[a-z0-9-]+"
    for path in product_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr) and _STEM.match(_pattern(node)):
                yield _pattern(node)


def _jsx_patterns() -> Iterator[str]:
    for path in KIT.glob("*.jsx"):
        for match in _JSX_PATTERNS.finditer(path.read_text(encoding="utf-8")):
            fixed = [re.escape(piece) for piece in re.split(r"\$\{(?:[^{}]|\{[^}]*\})*\}", match[1])]
            if any(fixed):
                yield "[a-z0-9-]+".join(fixed)


@lru_cache(maxsize=1)
def patterns() -> frozenset[str]:
    """Expressions for the ids that the source builds from a code."""
    return frozenset((*_python_patterns(), *_jsx_patterns()))


def is_built(name: str) -> bool:
    """Whether the source builds this id: from an area and a code, or from a stem it names and an ending."""
    for pattern in patterns():
        stem, ending = name.rpartition("-")[::2]
        if pattern.startswith("["):
            if re.fullmatch(r"\[a-z0-9-\]\+\\-" + ending, pattern) and stem in literals():
                return True
        elif re.fullmatch(pattern, name):
            return True
    return False


@lru_cache(maxsize=1)
def literals() -> frozenset[str]:
    """Every text constant of the product: an id that stands in one of them is used, whatever is done with it."""
    found = set()
    for path in product_files():
        found |= {n.value for n in ast.walk(tree(path)) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    for path in KIT.glob("*.jsx"):
        found |= set(re.findall(r'"([a-z0-9-]+)"', path.read_text(encoding="utf-8")))
    return frozenset(found)
