"""Names and literals: what things may be called, and which words may stand in the source only once."""

import ast

import pytest

from tenantpilot.access.capabilities import Capability, Role
from tests.architecture.sources import product_files, python_files, relative, tree

FORBIDDEN_MODULES = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
REGISTRY = "tenantpilot/access/capabilities.py"
GRAPH_WORDS = "tenantpilot/sandbox/graph/"  # objects there have properties called owner and operator
CLOCK = "tenantpilot/kernel/clock.py"
_NOW = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "datetime.datetime.now",
        "datetime.datetime.utcnow", "datetime.date.today"}  # fmt: skip

# Who may touch the environment, and why. Reading configuration is the business of the first one only.
ENVIRONMENT = {
    "tenantpilot/kernel/settings.py": "reads the configuration",
    "tenantpilot/commands/inherited.py": "passes it on to the processes it starts",
}

# Where `except Exception` may stand: edges of a process, where an unknown fault becomes a log line and a safe answer.
PROCESS_EDGES = {
    "tenantpilot/access/gate/inspection.py": "reads annotations of code it does not know, and refuses to start",
    "tenantpilot/access/gate/health.py": "a probe answers yes or no",
    "tenantpilot/operations/permit.py": "a thread hands its fault, whatever it is, to those who wait for it",
    "tenantpilot/provider/client/bridge.py": "a thread hands its fault, whatever it is, to whoever reads its results",
    "tenantpilot/workers/main.py": "one run's fault must not end the worker",
    "tenantpilot/workers/messages.py": "reads what a stranger may have written into Redis",
    "tenantpilot/workers/relay.py": "goes on when a server comes back",
    "tenantpilot/access/signin/routes.py": "answers a plain request with a plain page",
}


def _docstrings(module: ast.Module) -> set[int]:
    """Positions of docstrings, which may mention any word."""
    return {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip


ANSWERED_FOR = ("tenantpilot/findings/", "tenantpilot/ui/admin/finding", "tenantpilot/ui/admin/exception")


def literals(module: ast.Module, words: set[str]) -> list[tuple[int, str]]:
    """Line and text of string constants that equal one of `words`."""
    skipped = _docstrings(module)
    return [
        (node.lineno, node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and node.value in words and id(node) not in skipped
    ]


def dotted(module: ast.Module) -> list[tuple[int, str]]:
    """Line and dotted name of every attribute access."""
    return [(node.lineno, ast.unparse(node)) for node in ast.walk(module) if isinstance(node, ast.Attribute)]


def test_no_module_is_a_drawer_for_odds_and_ends():
    names = [relative(path) for path in python_files()]
    bad = [name for name in names if {piece.removesuffix(".py") for piece in name.split("/")} & FORBIDDEN_MODULES]
    assert bad == []


@pytest.mark.proves("ACC-001", negative=True)
def test_roles_and_capabilities_are_written_in_the_registry_only():
    words = {member.value for member in (*Capability, *Role)}
    found = {
        relative(path): hits
        for path in product_files()
        if relative(path) != REGISTRY
        and not relative(path).startswith(GRAPH_WORDS)
        and (hits := literals(tree(path), words - _own_words(relative(path))))
    }
    assert found == {}


def _own_words(path: str) -> set[str]:
    """Findings and acceptances have an owner, who answers for them and is no role."""
    return {Role.OWNER.value} if path.startswith(ANSWERED_FOR) else set()


def test_time_comes_from_the_clock():
    found = {
        relative(path): hits
        for path in product_files()
        if relative(path) != CLOCK and (hits := [hit for hit in dotted(tree(path)) if hit[1] in _NOW])
    }
    assert found == {}


def _touches_environment(module: ast.Module) -> list[int]:
    names = [line for line, name in dotted(module) if name in {"os.environ", "os.getenv", "os.putenv"}]
    imported = [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "os"
        and any(alias.name in {"environ", "getenv", "putenv"} for alias in node.names)
    ]  # fmt: skip
    return names + imported


def test_the_environment_is_read_in_one_place():
    found = {relative(path) for path in product_files() if _touches_environment(tree(path))}
    assert found - ENVIRONMENT.keys() == set()
    uses_settings_class = {"tenantpilot/kernel/settings.py"}  # reads through pydantic, without naming os.environ
    assert ENVIRONMENT.keys() - found - uses_settings_class == set(), "an exception is no longer needed"


def _catches_everything(module: ast.Module) -> bool:
    for node in ast.walk(module):
        if isinstance(node, ast.ExceptHandler):
            caught = {"BaseException"} if node.type is None else set(ast.unparse(node.type).strip("()").split(", "))
            reraises = any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
            if caught & {"Exception", "BaseException"} and not reraises:
                return True
    return False


def test_everything_is_caught_at_process_edges_only():
    found = {relative(path) for path in product_files() if _catches_everything(tree(path))}
    assert found == PROCESS_EDGES.keys()


def test_the_literal_search_sees_constants_and_skips_docstrings():
    module = ast.parse('"""owner"""\ndef f():\n    "manager"\n    return "owner"')
    assert literals(module, {"owner", "manager"}) == [(4, "owner")]


def test_the_environment_search_sees_both_ways_of_reading():
    assert _touches_environment(ast.parse("import os\nos.environ['A']")) == [2]
    assert _touches_environment(ast.parse("from os import getenv")) == [1]


def test_the_catch_all_search_accepts_what_is_raised_again():
    assert _catches_everything(ast.parse("try: f()\nexcept Exception: g()"))
    assert _catches_everything(ast.parse("try: f()\nexcept: g()"))
    assert not _catches_everything(ast.parse("try: f()\nexcept BaseException:\n    g()\n    raise"))
    assert not _catches_everything(ast.parse("try: f()\nexcept ValueError: g()"))
